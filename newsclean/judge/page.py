"""What a page says of a line: lines go in, a row of numbers for each comes out: copies and shared words.

Words are compared with each other and never looked up; the time is linear in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import bool_, float32
    from numpy.typing import NDArray

WORD = re.compile(r"\w{4,}")
SHORT_WORD = re.compile(r"\w+")
LONGEST_READ = 600
"""Code points of a line in which words are looked at: a paragraph's first sentences say what it is about."""
PREFIXES = (30, 12)
COMMON_WORDS = 24
"""Words: the most frequent of a page's prose bind sentences in every language."""
PAGE_NAMES = (
    "copies", "copied_before", "prefix_copies", "short_prefix_copies", "like_previous", "like_next",
    "overlap", "overlap_words", "overlap_previous", "overlap_next", "overlap_start", "common",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a line: ``key`` the line folded for comparison, ``words`` its longer words, ``short`` all."""

    key: str
    words: frozenset[str]
    short: tuple[str, ...]


def read_words(line: str, wide: float) -> Vocabulary:
    """Read the words of a line; where letters are ``wide`` (0 to 1), pairs of letters stand for words.

    >>> sorted(read_words("The Bridge opened", 0).words)
    ['bridge', 'opened']
    """
    key = line[:LONGEST_READ].casefold()
    if wide > 0.3:
        pairs = frozenset(key[place : place + 2] for place in range(len(key) - 1))
        return Vocabulary(key, pairs, ())
    return Vocabulary(key, frozenset(WORD.findall(key)), tuple(SHORT_WORD.findall(key)))


def measure_page(words: Sequence[Vocabulary], prose: NDArray[bool_]) -> NDArray[float32]:
    """Give a row of ``PAGE_NAMES`` for each line; ``prose`` marks the lines that look like running text.

    >>> import numpy as np
    >>> lines = [read_words(line, 0) for line in ("Bridge opens", "The bridge opens on Monday.", "Bridge opens")]
    >>> measure_page(lines, np.array([False, True, False]))[:, 0].tolist()
    [2.0, 1.0, 2.0]
    """
    import numpy as np

    columns = _count_copies([line.key for line in words])
    columns += _compare_words(words, prose.tolist())
    columns.append(_share_common(words, prose.tolist()))
    return np.array(columns, dtype=np.float32).T


def _count_copies(keys: Sequence[str]) -> list[list[float]]:
    """Count the lines that say the same, or begin the same."""
    whole = Counter(keys)
    long, short = (Counter(key[:size] for key in keys) for size in PREFIXES)
    seen: set[str] = set()
    before = []
    for key in keys:
        before.append(float(key in seen))
        seen.add(key)
    alike = [0.0, *(float(one[:16] == two[:16]) for one, two in zip(keys[1:], keys, strict=False))]
    return [
        [float(min(whole[key], 6)) for key in keys],
        before,
        [float(min(long[key[: PREFIXES[0]]], 6)) for key in keys],
        [float(min(short[key[: PREFIXES[1]]], 6)) for key in keys],
        alike,
        [*alike[1:], 0.0],
    ]


def _compare_words(words: Sequence[Vocabulary], prose: Sequence[bool]) -> list[list[float]]:
    """Tell which part of a line's words also stand in the page's other prose, and in the paragraphs next to it."""
    counts: Counter[str] = Counter()
    for line, is_prose in zip(words, prose, strict=True):
        if is_prose:
            counts.update(line.words)
    nothing: frozenset[str] = frozenset()
    first = next((line.words for line, is_prose in zip(words, prose, strict=True) if is_prose), nothing)
    after = _nearest(words[::-1], prose[::-1])[::-1]
    seen, twice = set(counts), {word for word, count in counts.items() if count > 1}
    columns: list[list[float]] = [[], [], [], [], []]
    for line, is_prose, previous, following in zip(words, prose, _nearest(words, prose), after, strict=True):
        own = line.words
        size = len(own) or 1
        shared = len(own & (twice if is_prose else seen))
        columns[0].append(shared / size if own else -1.0)
        columns[1].append(float(min(shared, 20)))
        for column, near in zip(columns[2:], (previous, following, first), strict=True):
            column.append(len(own & near) / size if own else -1.0)
    return columns


def _nearest(words: Sequence[Vocabulary], prose: Sequence[bool]) -> list[frozenset[str]]:
    """Give for each line the words of the last prose line before it."""
    near: frozenset[str] = frozenset()
    found = []
    for line, is_prose in zip(words, prose, strict=True):
        found.append(near)
        if is_prose:
            near = line.words
    return found


def _share_common(words: Sequence[Vocabulary], prose: Sequence[bool]) -> list[float]:
    """Give the part of each line's words that are among the most frequent of the page's prose; -1 where unknown."""
    counts: Counter[str] = Counter()
    for line, is_prose in zip(words, prose, strict=True):
        if is_prose:
            counts.update(line.short)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:COMMON_WORDS]
    common = {word for word, count in ranked if count > 2}
    if not common:
        return [-1.0] * len(words)
    return [sum(map(common.__contains__, line.short)) / len(line.short) if line.short else -1.0 for line in words]
