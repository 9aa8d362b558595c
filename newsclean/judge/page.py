"""What a page says of a line: lines go in, a row of numbers for each comes out: copies and shared words.

Words are compared with each other and never looked up: each is a number made of its letters, and so is each line.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from newsclean.judge import characters as kind
from newsclean.judge.shape import Text

if TYPE_CHECKING:
    from numpy import bool_, float32, int64, uint64
    from numpy.typing import NDArray

LONGEST_READ = 600
"""Code points of a line in which words are looked at: a paragraph's first sentences say what it is about."""
PREFIXES = (LONGEST_READ, 30, 12)
"""Code points: lines that are alike for so long are copies."""
LONG_WORD = 4
"""Code points: shorter words are shared by all lines."""
COMMON_WORDS = 24
"""Words: the most frequent of a page's prose bind sentences in every language."""
MOST_COPIES = 6
NEAR_LINES = 8
"""Lines above or below among which the one that says most is looked for."""
NEAR_STEPS = (1, 2, 4)
"""Lines: the highest of two, of two such pairs, and of two such fours is that of ``NEAR_LINES``."""
BASE = 0x9E3779B97F4A7C15
"""An odd number: powers of it modulo 2**64 have an inverse, so that the letters of a word say the same in any place."""
INVERSE = pow(BASE, -1, 1 << 64)
POWERS_AT_HAND = 1 << 14
"""Code points of a page."""
PAGE_NAMES = (
    "copies", "prefix_copies", "short_prefix_copies", "like_previous", "like_next",
    "overlap", "overlap_words", "overlap_previous", "overlap_next", "overlap_heading", "common",
    "overlap_above", "overlap_below",
)  # fmt: skip


class Words(NamedTuple):
    """The words of a page as numbers below ``limit``. ``line`` and ``word`` go together, once for each occurrence.

    ``owner`` and ``term`` are line and word of the longer words of each line, each once, in the order of the words and
    for each word in that of the lines. ``copies`` has a row for each of ``PREFIXES``: lines that begin alike have one
    number.
    """

    line: NDArray[int64]
    word: NDArray[int64]
    owner: NDArray[int64]
    term: NDArray[int64]
    copies: NDArray[int64]
    limit: int

    def keep(self, places: NDArray[int64]) -> Words:
        """Give the words of the lines at ``places``."""
        size = self.copies.shape[1]
        new = np.full(size, -1, dtype=np.int64)
        new[places] = np.arange(len(places))
        line, owner = new.take(self.line), new.take(self.owner)
        left, owned = (line >= 0).nonzero()[0], (owner >= 0).nonzero()[0]
        told = line.take(left), self.word.take(left), owner.take(owned), self.term.take(owned)
        return Words(*told, self.copies.take(places, axis=1), self.limit)


def read_words(lines: Sequence[str], text: Text) -> Words:
    """Read the words of lines; of wide letters each two neighbours are a word.

    >>> from newsclean.judge.characters import KindTable
    >>> from newsclean.judge.shape import read_text
    >>> lines = ["The Bridge opened", "the bridge, closed"]
    >>> the, bridge, opened, *rest = read_words(lines, read_text(lines, KindTable())).word.tolist()
    >>> rest[:2] == [the, bridge], opened in rest
    (True, False)
    """
    sums, inverse = _sum_letters(lines)
    begins, ends = text.edges[::2], text.edges[1::2]
    narrow = text.kinds[begins] != kind.WIDE
    begins, ends = begins[narrow], ends[narrow]
    wide = (text.kinds[:-1] == kind.WIDE).nonzero()[0]
    if wide.size:
        wide = wide[text.kinds[wide + 1] <= kind.DIGIT]
        begins, ends = np.concatenate([begins, wide]), np.concatenate([ends, wide + 2])
    line = text.row[begins]
    read = begins - text.start[line] < LONGEST_READ
    begins, ends, line = begins[read], ends[read], line[read]
    stops = text.start + np.minimum(text.size, np.array(PREFIXES)[:, None])
    salt = np.arange(len(PREFIXES), dtype=np.uint64)[:, None]
    prefixes = (sums[stops] - sums[text.start]) * inverse[text.start] + salt
    numbers = np.concatenate([(sums[ends] - sums[begins]) * inverse[begins], prefixes.ravel()])
    distinct, found = np.unique(numbers, return_inverse=True)
    word, copies = found[: len(begins)], found[len(begins) :].reshape(prefixes.shape)
    limit = len(distinct)
    long = (ends - begins >= LONG_WORD) | (text.kinds[begins] == kind.WIDE)
    pairs = np.sort(word[long] * len(lines) + line[long])
    once = np.ones(len(pairs), dtype=np.bool_)
    np.not_equal(pairs[1:], pairs[:-1], out=once[1:])
    term, owner = np.divmod(pairs[once], len(lines))
    return Words(line, word, owner, term, copies, limit)


def _sum_letters(lines: Sequence[str]) -> tuple[NDArray[uint64], NDArray[uint64]]:
    """Give running sums of the letters, each weighed by its place, and what undoes the weight of each place."""
    # The one capital whose small letter is two code points would move all that follows.
    folded = "\n".join([*lines, ""]).replace("\u0130", "i").lower()
    codes = np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.add.accumulate(codes * _give_powers(BASE, len(codes)), out=sums[1:])
    return sums, _give_powers(INVERSE, len(codes))


def _give_powers(base: int, size: int) -> NDArray[uint64]:
    """Give the first powers of a number modulo 2**64; those that most pages need are computed once."""
    return _powers_at_hand(base)[:size] if size <= POWERS_AT_HAND else _raise(base, size)


@lru_cache(maxsize=2)
def _powers_at_hand(base: int) -> NDArray[uint64]:
    return _raise(base, POWERS_AT_HAND)


def _raise(base: int, size: int) -> NDArray[uint64]:
    powers: NDArray[uint64] = np.cumprod(np.full(size, base, dtype=np.uint64), dtype=np.uint64)
    return powers


def measure_page(words: Words, prose: NDArray[bool_], rows: NDArray[float32]) -> None:
    """Write a row of ``PAGE_NAMES`` for each line; ``prose`` marks the lines that look like running text.

    >>> import numpy as np
    >>> from newsclean.judge.characters import KindTable
    >>> from newsclean.judge.shape import read_text
    >>> lines = ["Bridge opens", "The bridge opens on Monday.", "Bridge opens"]
    >>> rows = np.zeros((3, len(PAGE_NAMES)), dtype=np.float32)
    >>> measure_page(read_words(lines, read_text(lines, KindTable())), np.array([False, True, False]), rows)
    >>> rows[:, 0].tolist()
    [2.0, 1.0, 2.0]
    """
    copies = np.bincount(words.copies.ravel())[words.copies]
    rows[:, :3] = np.minimum(copies, MOST_COPIES).T
    rows[:, 3:5] = 0
    rows[1:, 3] = rows[:-1, 4] = words.copies[1, 1:] == words.copies[1, :-1]
    rows[:, 5:10] = _compare_words(words, prose)
    rows[:, 10] = _share_common(words, prose)
    rows[:, 11:] = compare_with_near(np.where(prose, 0, rows[:, 6]))


def compare_with_near(values: NDArray[float32]) -> NDArray[float32]:
    """Give how far a value is above the highest of the lines above it, and of those below it.

    >>> import numpy as np
    >>> compare_with_near(np.array([3.0, 1.0, 2.0])).tolist()
    [[3.0, 1.0], [-2.0, -1.0], [-1.0, 2.0]]
    """
    size = len(values)
    padded = np.zeros(size + 2 * NEAR_LINES, dtype=values.dtype)
    padded[NEAR_LINES:-NEAR_LINES] = values
    highest = padded
    for step in NEAR_STEPS:
        highest = np.maximum(highest[:-step], highest[step:])
    above: NDArray[float32] = np.empty((size, 2), dtype=values.dtype)
    np.subtract(values, highest[:size], out=above[:, 0])
    np.subtract(values, highest[NEAR_LINES + 1 :], out=above[:, 1])
    return above


def _compare_words(words: Words, prose: NDArray[bool_]) -> NDArray[float32]:
    """Tell which part of a line's words stand in the page's other prose, in the paragraphs next to it, in its heading.

    The heading is the first line.
    """
    size, line, word = len(prose), words.owner, words.term
    own = prose.take(line)
    seen = np.bincount(word[own], minlength=words.limit)
    heading = np.zeros(words.limit, dtype=np.bool_)
    heading[word[line == 0]] = True
    found = np.empty((4, len(line)), dtype=np.bool_)
    np.greater(seen.take(word), own, out=found[0])
    found[1:3] = _find_near(words, prose, own)
    np.logical_and(heading.take(word), line > 0, out=found[3])
    total = np.bincount(line, minlength=size)
    counts = np.bincount((np.arange(0, 4 * size, size)[:, None] + line)[found], minlength=4 * size).reshape(4, size)
    shared: NDArray[float32] = np.empty((5, size), dtype=np.float32)
    shared[(0, 2, 3, 4), :] = counts / np.maximum(total, 1) - (total == 0)
    np.minimum(counts[0], 20, out=shared[1], casting="unsafe")
    return shared.T


def _find_near(words: Words, prose: NDArray[bool_], own: NDArray[bool_]) -> NDArray[bool_]:
    """Tell which of the longer words stand in the last prose line above theirs too, and which in the next below.

    ``own`` marks the words of prose lines. A line beyond the page is numbered by the size of the page.
    """
    size, line = len(prose), words.owner
    lines = np.arange(size)
    above, below = np.full(size + 1, -1), np.full(size + 1, size)
    np.maximum.accumulate(np.where(prose, lines, -1), out=above[1:])
    np.minimum.accumulate(np.where(prose, lines, size)[::-1], out=below[-2::-1])
    above[above < 0] = size
    base = words.term * (size + 1)
    places = base + line
    last, coming = np.full(len(line) + 1, -1), np.full(len(line) + 1, -1)
    np.maximum.accumulate(np.where(own, places, -1), out=last[1:])
    np.minimum.accumulate(np.where(own, places, words.limit * (size + 1))[::-1], out=coming[-2::-1])
    near: NDArray[bool_] = np.empty((2, len(line)), dtype=np.bool_)
    np.equal(last[:-1], base + above.take(line), out=near[0])
    np.equal(coming[1:], base + below.take(line + 1), out=near[1])
    return near


def _share_common(words: Words, prose: NDArray[bool_]) -> NDArray[float32]:
    """Give the part of each line's words that are among the most frequent of the page's prose; -1 where unknown."""
    counts = np.bincount(words.word[prose[words.line]], minlength=words.limit)
    ranked = np.sort(counts)
    least = max(int(ranked[-min(COMMON_WORDS, len(ranked))]), 3)
    total = np.bincount(words.line, minlength=len(prose))
    if ranked[-1] < least:
        return np.full(len(prose), -1, dtype=np.float32)
    common = np.bincount(words.line[counts[words.word] >= least], minlength=len(prose))
    return np.where(total > 0, common / np.maximum(total, 1), -1).astype(np.float32)
