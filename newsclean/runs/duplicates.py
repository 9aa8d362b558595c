"""Near-duplicates: articles go in, clusters of copies of one story come out, with the earliest, agencies and outlets.

Candidates come from MinHash bands, and are copies only if their real overlap is large enough.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsclean.article import Article
from newsclean.formats.documents import Document
from newsclean.runs.filters import read_date
from newsclean.runs.shingles import Fingerprints
from newsclean.runs.statistics import site_of

LEADERS = 16
"""Texts of one group that each other text of it is compared to, at most: cost grows with the group, not its square."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Copies of one story: their numbers (from 0, in order of reading), the ``first`` by date, agencies and outlets."""

    members: tuple[int, ...]
    first: int
    ids: tuple[str, ...]
    agencies: tuple[str, ...]
    outlets: tuple[str, ...]
    since: str = ""

    def to_json(self) -> dict[str, Any]:
        """Give the cluster as plain values.

        >>> Cluster((0, 2), 0, ("a", "c"), ("afp",), ("one.example",)).to_json()["ids"]
        ['a', 'c']
        """
        return {
            "size": len(self.members),
            "first": self.ids[self.members.index(self.first)],
            "since": self.since,
            "agencies": list(self.agencies),
            "outlets": list(self.outlets),
            "ids": list(self.ids),
        }


@dataclass(slots=True)
class Finder:
    """Finds near-duplicates among texts that are added one by one; what it keeps lies in files of ``folder``.

    ``threshold`` is the share of shingles that copies have in common, 0 to 1.
    """

    folder: Path
    threshold: float = 0.6
    date_field: str = "date"
    _prints: Fingerprints = field(init=False)
    _facts: Any = field(init=False)
    _places: array[int] = field(default_factory=lambda: array("q", [0]))

    def __post_init__(self) -> None:
        self._prints = Fingerprints(self.folder)
        self._facts = (self.folder / "facts").open("w+b")

    def add(self, document: Document, article: Article) -> None:
        """Add an article."""
        self._prints.add(article.text)
        day = document.fields.get(self.date_field)
        facts = {
            "id": document.id,
            "date": str(day) if day is not None and read_date(str(day)) else "",
            "outlet": site_of(document.fields),
            "agencies": sorted({found.agency for found in article.credits}),
        }
        line = json.dumps(facts).encode() + b"\n"
        self._facts.write(line)
        self._places.append(self._places[-1] + len(line))

    def find(self) -> Iterator[Cluster]:
        """Give the clusters of two and more, in the order of their first members."""
        if not self._prints.count:
            return
        self._prints.finish()
        parents = array("q", range(self._prints.count))
        for group in self._prints.groups():
            self._join_group(parents, group)
        for members in _sets(parents):
            yield self._describe(members)

    def _join_group(self, parents: array[int], group: Iterable[int]) -> None:
        """Join the texts of a group that really overlap."""
        leaders: list[int] = []
        for number in group:
            root = _root(parents, number)
            if any(_root(parents, leader) == root for leader in leaders):
                continue
            near = next((one for one in leaders if self._prints.overlap(one, number) >= self.threshold), None)
            if near is not None:
                near_root = _root(parents, near)
                parents[max(root, near_root)] = min(root, near_root)
            elif len(leaders) < LEADERS:
                leaders.append(number)

    def _describe(self, members: list[int]) -> Cluster:
        """Say who wrote a story first and who took it over; without dates the first that was read is the earliest."""
        facts = [self._read(number) for number in members]
        dated = [(fact["date"], number) for fact, number in zip(facts, members, strict=True) if fact["date"]]
        since, first = min(dated, default=("", members[0]))
        agencies = tuple(sorted({agency for fact in facts for agency in fact["agencies"]}))
        outlets = tuple(sorted({fact["outlet"] for fact in facts if fact["outlet"]}))
        return Cluster(tuple(members), first, tuple(fact["id"] for fact in facts), agencies, outlets, since)

    def _read(self, number: int) -> dict[str, Any]:
        self._facts.seek(self._places[number])
        fact: dict[str, Any] = json.loads(self._facts.readline())
        return fact


def _root(parents: array[int], number: int) -> int:
    """Find the smallest number that a number was joined to, shortening the way."""
    while parents[number] != number:
        parents[number] = parents[parents[number]]
        number = parents[number]
    return number


def _sets(parents: array[int]) -> Iterator[list[int]]:
    """Give the numbers that were joined, set by set."""
    sets: dict[int, list[int]] = {}
    for number in range(len(parents)):
        root = _root(parents, number)
        if root != number:
            sets.setdefault(root, [root]).append(number)
    yield from (sets[root] for root in sorted(sets))
