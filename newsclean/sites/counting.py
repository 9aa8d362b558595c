"""Counting lines across articles, in bounded memory: articles go in one by one, the lines that recur come out.

A line that was met once costs some bits; only one that comes again is counted. Versions of one article count once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsclean.sites.lines import Recurring, recurrence_key

_BITS = 1 << 27
"""Bits of a filter (16 MB each): a million articles of thirty lines fill a quarter of it."""
_LONGEST = 8
"""The longest lines of an article are its finger-print: where most of them were met, it is a version of another."""
_FEWEST = 60
"""Code points: shorter lines are no finger-print."""
_HASHED = 8
"""Bytes of a line's hash: two of a hundred million lines meet once in three thousand corpora."""


@dataclass(frozen=True, slots=True)
class Limits:
    """When a line recurs: in at least ``articles`` of a site; at most ``lines`` lines are counted at one time."""

    articles: int = 5
    lines: int = 1_000_000


class LineCounter:
    """Counts in how many articles of a site each line stands.

    >>> counter = LineCounter(Limits(articles=3))
    >>> for day in range(4):
    ...     counter.add([f"On day {day} it rained.", "All the news in one place"], "example.org")
    >>> list(counter.recurring())
    [Recurring(text='All the news in one place', site='example.org', articles=4)]
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._met = _Filter()
        self._prints = _Filter()
        self._counts: dict[bytes, int] = {}
        self._texts: dict[bytes, tuple[str, str]] = {}
        self.articles = 0
        """Articles that were counted."""
        self.lost = 0
        """By how many articles a count can be too low; 0 while no more lines recur than are counted at one time."""
        self.versions = 0
        """Articles that were versions of another of the site, and were not counted."""

    def add(self, lines: Sequence[str], site: str) -> None:
        """Count the lines of one article, each once."""
        keys = {recurrence_key(line): line for line in reversed(lines)}
        keys.pop("", None)
        if self._is_version(list(keys), site):
            self.versions += 1
            return
        self.articles += 1
        for key, line in keys.items():
            self._count(_hash(key, site), line, site)
        if len(self._counts) > self._limits.lines:
            self._prune()

    def _is_version(self, keys: list[str], site: str) -> bool:
        """Tell whether most of the longest lines stood in another article: then this is that one again, updated."""
        longest = sorted((key for key in keys if len(key) >= _FEWEST), key=lambda key: (-len(key), key))[:_LONGEST]
        met = [self._prints.add(_hash(key, site)) for key in longest or ["\n".join(sorted(keys))]]
        return sum(met) > len(met) / 2

    def _count(self, digest: bytes, line: str, site: str) -> None:
        """Count one line; its text is kept from the article on that makes it recur."""
        count = self._counts.get(digest)
        if count is None:
            if self._met.add(digest):
                count = 1
            elif self._limits.articles > 1:
                return
        self._counts[digest] = count = (count or 0) + 1
        if count >= self._limits.articles:
            text = " ".join(line.split())
            self._texts[digest] = min(self._texts.get(digest, (text, site)), (text, site))

    def _prune(self) -> None:
        """Forget the rarest lines, the same ones whatever order they came in, until half of the room is free."""
        counts = sorted(self._counts.values())
        floor = counts[len(counts) // 2]
        self.lost += floor
        self._counts = {digest: count for digest, count in self._counts.items() if count > floor}
        self._texts = {digest: text for digest, text in self._texts.items() if digest in self._counts}

    def recurring(self) -> Iterator[Recurring]:
        """Give the lines that recur, by site and frequency."""
        rows = [Recurring(*self._texts[digest], self._counts[digest]) for digest in self._texts]
        yield from sorted(rows, key=lambda row: (row.site, -row.articles, row.text))

    def describe(self, rows: int) -> str:
        """Say what was counted, for the person who asked; ``rows`` is the number of lines that recur.

        >>> LineCounter().describe(0)
        '0 lines recur in 0 articles (0 versions of others left out)'
        """
        said = f"{rows} lines recur in {self.articles} articles ({self.versions} versions of others left out)"
        if self.lost:
            said += f"; more lines recurred than could be counted at one time, so a count may be {self.lost} too low"
        return said


class _Filter:
    """A set that forgets nothing and takes little room: it may say of a few that they were met although they were not.

    Two bits a member keep that rare until the filter is a quarter full.
    """

    def __init__(self) -> None:
        self._bits = bytearray(_BITS // 8)

    def add(self, digest: bytes) -> bool:
        """Add a member; tell whether it was there."""
        met = True
        for place in (int.from_bytes(digest[:4]) % _BITS, int.from_bytes(digest[4:8]) % _BITS):
            byte, bit = divmod(place, 8)
            met = met and bool(self._bits[byte] >> bit & 1)
            self._bits[byte] |= 1 << bit
        return met


def _hash(key: str, site: str) -> bytes:
    """Give the same bytes for the same line of the same site, on every machine."""
    data = f"{site}\0{key}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=_HASHED).digest()
