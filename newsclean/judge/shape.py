"""The shape of a line: lines go in, one row of numbers for each comes out that depends on that line alone.

Lengths count characters of a script without wide letters: a wide letter weighs ``WIDE_LENGTH``, so that a
sentence is about as long in every language.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsclean.judge import characters as kind
from newsclean.judge.characters import KINDS, STOPS, KindTable

if TYPE_CHECKING:
    from numpy import bool_, float32, int64, uint8
    from numpy.typing import NDArray

WIDE_LENGTH = 2.2
"""Characters: what one ideograph or syllable block says in an alphabet."""
FAR = 250.0
"""Code points: a place beyond this, or none."""
CLOSERS = "\"'“”„‟«»‘’‚‛‹›」』)]）］】〕〉》* "
LINK_MARKS = ("@", "www.", "://")
SHAPE_NAMES = (
    "length", "words", "word_length", "capitalised", "lower_words", "capital_words", "upper",
    "digits", "numbers", "inner_stops", "commas", "comma_rate", "quotes", "brackets", "bullets", "signs", "dashes",
    "colons", "colon_place", "colon_from_end", "glue", "stop_glue", "digit_glue", "slashes", "times",
    "tail", "tail_capitalised", "tail_marks",
    "ends", "ellipsis", "exclaims", "address",
    "ends_colon", "ends_bracket", "ends_quote", "ends_digit", "ends_comma", "ends_mark",
    "starts_lower", "starts_digit", "starts_quote", "starts_dash", "starts_mark", "starts_bracket", "starts_other",
    "wide", "caseless", "others", "sentence_words",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Text:
    """Lines as one array of character kinds. ``row`` is the line of each character, ``start`` the first of each line.

    ``before`` and ``after`` are the kinds of the neighbours; a line ends in one blank that is not counted in ``size``.
    """

    kinds: NDArray[uint8]
    before: NDArray[uint8]
    after: NDArray[uint8]
    row: NDArray[int64]
    start: NDArray[int64]
    size: NDArray[int64]

    def count(self, where: NDArray[bool_]) -> NDArray[float32]:
        """Count the characters at which ``where`` holds, line by line."""
        import numpy as np

        return np.bincount(self.row[where], minlength=len(self.size)).astype(np.float32)

    def last(self, where: NDArray[bool_]) -> NDArray[int64]:
        """Give the place in its line of the last character at which ``where`` holds; -1 where there is none."""
        import numpy as np

        found: NDArray[int64] = np.full(len(self.size), -1, dtype=np.int64)
        places = np.flatnonzero(where)
        found[self.row[places]] = places
        return np.where(found < 0, -1, found - self.start)

    def first(self, where: NDArray[bool_]) -> NDArray[int64]:
        """Give the place in its line of the first character at which ``where`` holds; -1 where there is none."""
        import numpy as np

        found: NDArray[int64] = np.full(len(self.size), -1, dtype=np.int64)
        places = np.flatnonzero(where)[::-1]
        found[self.row[places]] = places
        return np.where(found < 0, -1, found - self.start)


def read_text(lines: Sequence[str], table: KindTable) -> Text:
    """Lay lines (at least one) end to end as character kinds.

    >>> [int(size) for size in read_text(["One.", ""], KindTable()).size]
    [4, 0]
    """
    import numpy as np

    kinds = table.kinds("\n".join(lines) + "\n")
    size = np.fromiter(map(len, lines), dtype=np.int64, count=len(lines))
    start = np.zeros(len(lines), dtype=np.int64)
    np.cumsum(size[:-1] + 1, out=start[1:])
    blank = np.array([kind.SPACE], dtype=np.uint8)
    before = np.concatenate([blank, kinds[:-1]])
    after = np.concatenate([kinds[1:], blank])
    return Text(kinds, before, after, np.repeat(np.arange(len(lines)), size + 1), start, size)


def measure_shapes(lines: Sequence[str], text: Text) -> NDArray[float32]:
    """Give a row of ``SHAPE_NAMES`` for each line.

    >>> rows = measure_shapes(["The bridge opened."], read_text(["The bridge opened."], KindTable()))
    >>> dict(zip(SHAPE_NAMES, rows[0].tolist()))["ends"]
    1.0
    """
    import numpy as np

    found = np.bincount(text.row * KINDS + text.kinds, minlength=len(lines) * KINDS).reshape(-1, KINDS)
    counts = found.astype(np.float32)
    counts[:, kind.SPACE] -= 1
    columns = _measure_words(text, counts) + _count_marks(counts) + _measure_joints(text) + _measure_tail(text)
    columns += _read_ends(lines) + _compare_ends(text) + _measure_script(counts)
    columns.append(columns[1] / (columns[9] + 1))
    return np.stack(columns, axis=1, dtype=np.float32)


def _measure_words(text: Text, counts: NDArray[float32]) -> list[NDArray[float32]]:
    """Measure the line and its words, and how many of them begin with a capital."""
    import numpy as np

    begins = (text.kinds <= kind.DIGIT) & (text.before > kind.DIGIT)
    capital = begins & (text.kinds == kind.UPPER)
    words, capitals = text.count(begins), text.count(capital)
    lowers = text.count(begins & (text.kinds == kind.LOWER))
    letters = counts[:, : kind.WIDE + 1].sum(axis=1)
    wide = counts[:, kind.WIDE]
    length = counts.sum(axis=1) - counts[:, kind.MARK] + wide * (WIDE_LENGTH - 1)
    words += np.where(wide > 0.3 * letters, wide / WIDE_LENGTH, 0)
    cased = counts[:, kind.UPPER] + counts[:, kind.LOWER]
    whole_capitals = text.count(capital & (text.after == kind.UPPER))
    digits = (text.kinds == kind.DIGIT) & (text.before != kind.DIGIT)
    return [
        np.log1p(length), np.log1p(words), (letters + counts[:, kind.MARK]) / np.maximum(words, 1),
        capitals / np.maximum(capitals + lowers, 1), np.minimum(lowers, 12),
        whole_capitals / np.maximum(words, 1), counts[:, kind.UPPER] / np.maximum(cased, 1),
        counts[:, kind.DIGIT] / np.maximum(text.size, 1), np.minimum(text.count(digits), 12),
        np.minimum(text.count(_inner_stops(text)), 8), np.minimum(counts[:, kind.COMMA], 8),
        counts[:, kind.COMMA] / np.maximum(words, 1),
    ]  # fmt: skip


def _inner_stops(text: Text) -> NDArray[bool_]:
    """Find sentence ends inside lines: not the last character, not behind an initial or a number."""
    import numpy as np

    stop = text.kinds == kind.STOP
    followed = (text.after == kind.SPACE) | (text.after == kind.QUOTE) | (text.before == kind.WIDE)
    stop &= followed & (text.before != kind.UPPER) & (text.before != kind.DIGIT)
    ends = (text.start + text.size - 1)[text.size > 0]
    last = np.zeros_like(stop)
    last[ends] = True
    inner: NDArray[bool_] = stop & ~last
    return inner


def _count_marks(counts: NDArray[float32]) -> list[NDArray[float32]]:
    """Count punctuation by kind."""
    import numpy as np

    limits = ((kind.QUOTE, 8), (kind.BRACKET, 8), (kind.BULLET, 8), (kind.SIGN, 8), (kind.DASH, 8), (kind.COLON, 5))
    return [np.minimum(counts[:, which], limit) for which, limit in limits]


def _measure_joints(text: Text) -> list[NDArray[float32]]:
    """Find colons, and letters that touch where a menu or a caption lost its blanks."""
    import numpy as np

    kinds, before, after = text.kinds, text.before, text.after
    first, last = text.first(kinds == kind.COLON), text.last(kinds == kind.COLON)
    from_end = text.size - last
    joined = ((before <= kind.CASELESS) & (kinds == kind.DIGIT)) | ((before == kind.DIGIT) & (kinds <= kind.CASELESS))
    clock = ((kinds == kind.COLON) | (kinds == kind.STOP)) & (before == kind.DIGIT) & (after == kind.DIGIT)
    return [
        np.where(first < 0, FAR, np.minimum(first, FAR)), np.where(last < 0, FAR, np.minimum(from_end, FAR)),
        np.minimum(text.count((before == kind.LOWER) & (kinds == kind.UPPER)), 8),
        np.minimum(text.count((before == kind.STOP) & (kinds == kind.UPPER)), 4),
        np.minimum(text.count(joined), 6),
        np.minimum(text.count((kinds == kind.BULLET) & (before <= kind.MARK) & (after <= kind.MARK)), 4),
        np.minimum(text.count(clock), 4),
    ]  # fmt: skip


def _measure_tail(text: Text) -> list[NDArray[float32]]:
    """Measure what stands behind the last sentence end inside a line: a photo credit is short and capitalised."""
    import numpy as np

    last = text.last(_inner_stops(text))
    inside = np.arange(len(text.kinds)) > (text.start + last)[text.row]
    begins = (text.kinds <= kind.DIGIT) & (text.before > kind.DIGIT) & inside
    marks = ((text.kinds >= kind.BRACKET) & (text.kinds <= kind.SIGN)) | (text.kinds == kind.COLON)
    words = np.maximum(text.count(begins), 1)
    capitals = text.count(begins & (text.kinds == kind.UPPER))
    tail = np.log1p(text.size - last - 1).astype(np.float32)
    return [tail, capitals / words, np.minimum(text.count(marks & inside), 4)]


def _read_ends(lines: Sequence[str]) -> list[NDArray[float32]]:
    """Tell how lines end once closing quotes and brackets are off, and whether they hold an address."""
    import numpy as np

    ends = np.zeros((len(lines), 4), dtype=np.float32)
    for row, line in enumerate(lines):
        bare = line[-40:].rstrip(CLOSERS)
        stop = bare[-1:]
        if stop and stop in STOPS:
            ends[row, :3] = 1, stop == "…" or bare.endswith(".."), stop in "?？؟!！"
        if any(mark in line for mark in LINK_MARKS):
            ends[row, 3] = 1
    return list(ends.T)


def _compare_ends(text: Text) -> list[NDArray[float32]]:
    """Compare the first and the last character of each line with the kinds that matter there."""
    import numpy as np

    there = text.size > 0
    first = np.where(there, text.kinds[text.start], kind.SPACE)
    last = np.where(there, text.kinds[np.maximum(text.start + text.size - 1, 0)], kind.SPACE)
    marks = (kind.DASH, kind.BULLET, kind.SIGN)
    columns = [last == which for which in (kind.COLON, kind.BRACKET, kind.QUOTE, kind.DIGIT, kind.COMMA)]
    columns.append(np.isin(last, marks))
    columns += [first == which for which in (kind.LOWER, kind.DIGIT, kind.QUOTE, kind.DASH)]
    columns += [np.isin(first, marks[1:]), first == kind.BRACKET, first == kind.OTHER]
    return [column.astype(np.float32) for column in columns]


def _measure_script(counts: NDArray[float32]) -> list[NDArray[float32]]:
    """Tell how much of a line is in wide letters, and in letters without case."""
    import numpy as np

    letters = np.maximum(counts[:, : kind.WIDE + 1].sum(axis=1), 1)
    others = np.minimum(counts[:, kind.OTHER], 4)
    return [counts[:, kind.WIDE] / letters, counts[:, kind.CASELESS] / letters, others]
