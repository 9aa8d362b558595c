"""The shape of a line: lines go in, one row of numbers for each comes out that depends on that line alone.

Lengths count characters of a script without wide letters: a wide letter weighs ``WIDE_LENGTH``, so that a
sentence is about as long in every language.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from newsclean.judge import characters as kind
from newsclean.judge.characters import EVENTS, KINDS, STOPS, KindTable

if TYPE_CHECKING:
    from numpy import bool_, float32, int64, uint8
    from numpy.typing import NDArray

WIDE_LENGTH = 2.2
"""Characters: what one ideograph or syllable block says in an alphabet."""
FAR = 250.0
"""Code points: a place beyond this, or none."""
CLOSERS = "\"'“”„‟«»‘’‚‛‹›」『』)]）］】〕〉》* "
LAST_READ = 40
"""Code points at the end of a line in which closing quotes and brackets are looked through."""
SHAPE_NAMES = (
    "length", "words", "word_length", "capitalised", "lower_words", "upper", "digits", "numbers",
    "inner_stops", "commas", "comma_rate", "sentence_words",
    "quotes", "brackets", "bullets", "signs", "dashes", "colons", "glue", "stop_glue", "slashes", "times",
    "colon_place", "colon_from_end", "tail", "tail_capitalised", "tail_marks", "ends",
    "ends_colon", "ends_bracket", "ends_quote", "ends_digit",
    "starts_lower", "starts_digit", "starts_quote", "starts_dash", "wide",
)  # fmt: skip
_EVENT = {name: KINDS + place for place, name in enumerate(EVENTS)}
_COUNTED = (
    *(which for which in (kind.QUOTE, kind.BRACKET, kind.BULLET, kind.SIGN, kind.DASH, kind.COLON)),
    _EVENT["glue"], _EVENT["stop_glue"],
)  # fmt: skip
LINES_AT_ONCE = 32
"""Lines: pairs of so many are counted at once: memory stays small, and no product is spread over threads."""
MOST_MARKS = 8
"""Marks of a kind: more of them say nothing more."""


class Text(NamedTuple):
    """Lines as one array of character kinds. ``row`` is the line of each character, ``start`` the first of each line.

    A line ends in one blank that is not counted in ``size``. ``edges`` are the places where words begin and end, by
    turns.
    """

    kinds: NDArray[uint8]
    row: NDArray[int64]
    start: NDArray[int64]
    size: NDArray[int64]
    edges: NDArray[int64]


def read_text(lines: Sequence[str], table: KindTable) -> Text:
    """Lay lines (at least one) end to end as character kinds.

    >>> text = read_text(["One.", "", "Two"], KindTable())
    >>> text.size.tolist(), text.edges.tolist()
    ([4, 0, 3], [0, 3, 6, 9])
    """
    kinds = table.kinds("\n".join(lines) + "\n")
    size = np.fromiter(map(len, lines), dtype=np.int64, count=len(lines))
    start = np.add.accumulate(size + 1) - size - 1
    letter = np.zeros(len(kinds) + 1, dtype=np.bool_)
    np.less_equal(kinds, kind.DIGIT, out=letter[1:])
    edges = (letter[1:] != letter[:-1]).nonzero()[0]
    return Text(kinds, np.repeat(np.arange(len(lines)), size + 1), start, size, edges)


def measure_shapes(lines: Sequence[str], text: Text, table: KindTable) -> NDArray[float32]:
    """Give a row of ``SHAPE_NAMES`` for each line.

    >>> table = KindTable()
    >>> rows = measure_shapes(["The bridge opened."], read_text(["The bridge opened."], table), table)
    >>> dict(zip(SHAPE_NAMES, rows[0].tolist()))["ends"]
    1.0
    """
    size = len(lines)
    counts = _count_pairs(text, table)
    rows: NDArray[float32] = np.empty((len(SHAPE_NAMES), size), dtype=np.float32).T  # columns are what is read
    stops, last = _find_inner_stops(text)
    rows[:, :12] = _measure_words(text, counts, stops)
    np.minimum(counts[:, _COUNTED], MOST_MARKS, out=rows[:, 12:20])
    np.minimum(counts[:, _EVENT["into_bullet"]], counts[:, _EVENT["out_of_bullet"]], out=rows[:, 20])
    np.minimum(counts[:, _EVENT["into_clock"]], counts[:, _EVENT["out_of_clock"]], out=rows[:, 21])
    rows[:, 22:24] = _find_colons(text)
    rows[:, 24:27] = _measure_tail(text, last)
    rows[:, 27] = [line[-LAST_READ:].rstrip(CLOSERS)[-1:] in _STOP_SET for line in lines]
    rows[:, 28:36] = _compare_ends(text)
    rows[:, 36] = counts[:, kind.WIDE] / np.maximum(counts[:, : kind.WIDE + 1].sum(axis=1), 1)
    return rows


_STOP_SET = frozenset(STOPS)


def _count_pairs(text: Text, table: KindTable) -> NDArray[float32]:
    """Count kinds and events line by line: each pair of neighbours once, then a sum over what pairs mean."""
    pairs = text.kinds.astype(np.int64)
    pairs[1:] += pairs[:-1] * KINDS
    pairs[0] += kind.SPACE * KINDS
    size = len(text.size)
    counts: NDArray[float32] = np.empty((size, table.pairs.shape[1]), dtype=np.float32)
    for first in range(0, size, LINES_AT_ONCE):
        end = min(first + LINES_AT_ONCE, size)
        part = slice(text.start[first], text.start[end - 1] + text.size[end - 1] + 1)
        codes = (text.row[part] - first) * (KINDS * KINDS) + pairs[part]
        found = np.bincount(codes, minlength=(end - first) * KINDS * KINDS).reshape(-1, KINDS * KINDS)
        np.matmul(found.astype(np.float32), table.pairs, out=counts[first:end])
    counts[:, kind.SPACE] -= 1
    return counts


def _measure_words(text: Text, counts: NDArray[float32], stops: NDArray[int64]) -> NDArray[float32]:
    """Measure the line and its words, how many of them begin with a capital, and its sentences."""
    letters = counts[:, : kind.WIDE + 1].sum(axis=1)
    wide, mark = counts[:, kind.WIDE], counts[:, kind.MARK]
    words = counts[:, _EVENT["begins"]] + np.where(wide > 0.3 * letters, wide / WIDE_LENGTH, 0)
    some = np.maximum(words, 1)
    capitals, lowers = counts[:, _EVENT["capitals"]], counts[:, _EVENT["lowers"]]
    upper = counts[:, kind.UPPER]
    rows: NDArray[float32] = np.empty((12, len(stops)), dtype=np.float32).T
    rows[:, 0] = text.size - mark + wide * (WIDE_LENGTH - 1)
    rows[:, 1] = words
    np.log1p(rows[:, :2], out=rows[:, :2])
    rows[:, 2] = (letters + mark) / some
    rows[:, 3] = capitals / np.maximum(capitals + lowers, 1)
    rows[:, 4] = np.minimum(lowers, 12)
    rows[:, 5] = upper / np.maximum(upper + counts[:, kind.LOWER], 1)
    rows[:, 6] = counts[:, kind.DIGIT] / np.maximum(text.size, 1)
    rows[:, 7] = np.minimum(counts[:, _EVENT["numbers"]], 12)
    rows[:, 8] = np.minimum(stops, MOST_MARKS)
    rows[:, 9] = np.minimum(counts[:, kind.COMMA], MOST_MARKS)
    rows[:, 10] = counts[:, kind.COMMA] / some
    rows[:, 11] = rows[:, 1] / (stops + 1)
    return rows


def _find_inner_stops(text: Text) -> tuple[NDArray[int64], NDArray[int64]]:
    """Count the sentence ends inside each line, and give the place of the last (that before the line, if none).

    None is the last character, or stands behind an initial or a number.
    """
    places = (text.kinds == kind.STOP).nonzero()[0]
    before, after = text.kinds[places - 1], text.kinds[places + 1]
    row = text.row[places]
    followed = (after == kind.SPACE) | (after == kind.QUOTE) | (before == kind.WIDE)
    inner = followed & (before != kind.UPPER) & (before != kind.DIGIT)
    inner &= places < (text.start + text.size - 1)[row]
    last = text.start - 1
    last[row[inner]] = places[inner]
    return np.bincount(row[inner], minlength=len(text.size)), last


def _find_colons(text: Text) -> NDArray[int64]:
    """Give the place of the first colon from the start of each line, and of the last from its end."""
    found = np.full((len(text.size), 2), int(FAR), dtype=np.int64)
    places = (text.kinds == kind.COLON).nonzero()[0]
    if places.size:
        row = text.row[places]
        found[row[::-1], 0] = (places - text.start[row])[::-1]
        found[row, 1] = text.size[row] - (places - text.start[row])
        np.minimum(found, int(FAR), out=found)
    return found


def _measure_tail(text: Text, last: NDArray[int64]) -> NDArray[float32]:
    """Measure what stands behind the last sentence end inside a line: a photo credit is short and capitalised."""
    size = len(text.size)
    begins = text.edges[::2]
    row = text.row[begins]
    inside = begins > last[row]
    words = np.bincount(row[inside], minlength=size)
    capitals = np.bincount(row[inside & (text.kinds[begins] == kind.UPPER)], minlength=size)
    kinds = text.kinds
    marks = (((kinds >= kind.BRACKET) & (kinds <= kind.SIGN)) | (kinds == kind.COLON)).nonzero()[0]
    row = text.row[marks]
    marked = np.bincount(row[marks > last[row]], minlength=size)
    tail: NDArray[float32] = np.empty((size, 3), dtype=np.float32)
    np.log1p(text.start + text.size - last - 1, out=tail[:, 0], casting="same_kind")
    np.divide(capitals, np.maximum(words, 1), out=tail[:, 1], casting="same_kind")
    np.minimum(marked, 4, out=tail[:, 2], casting="same_kind")
    return tail


def _compare_ends(text: Text) -> NDArray[bool_]:
    """Compare the last and the first character of each line with the kinds that matter there."""
    edges = np.empty((len(text.size), 2, 1), dtype=np.uint8)
    # An empty line shows the blank behind it, and the one before.
    edges[:, 0, 0] = text.kinds[text.start + text.size - 1]
    edges[:, 1, 0] = text.kinds[text.start]
    wanted = np.array(
        ((kind.COLON, kind.BRACKET, kind.QUOTE, kind.DIGIT), (kind.LOWER, kind.DIGIT, kind.QUOTE, kind.DASH)),
        dtype=np.uint8,
    )
    ends: NDArray[bool_] = edges == wanted
    return ends.reshape(-1, 8)
