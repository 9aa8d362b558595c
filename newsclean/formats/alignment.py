"""The lines of an extracted article found again in their page: lines and runs go in, lines with their places come out.

An extractor joins and breaks lines in its own way; here each line gets the run (or runs) of the page that it came from.
"""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsclean.formats.markup import Run, line_letters

_HEAD = 16
"""Letters by which a run is looked up: few runs of a page begin alike."""
_MOST_ALIKE = 50
"""Runs that begin alike and are tried: beyond it the page repeats itself, and the first ones serve as well."""
_MOST_PIECES = 500
"""Runs in a line, or lines in a run: the longest page of text in one table cell that was met had 60 paragraphs."""
_PARAGRAPH = 80
"""Code points: runs of this mean length that were joined to a line are paragraphs, shorter ones cells of a table."""


class Line(NamedTuple):
    """A line of the article and the ``place`` of its run in the page, -1 where it has none."""

    text: str
    place: int = -1


def align_lines(lines: Sequence[str], runs: Sequence[Run]) -> list[Line]:
    """Find each line among the runs of its page; a line broken or joined on the way gets the shape of the page again.

    >>> def run(text): return Run(text, 0, "p", "div", 0)
    >>> page = [run("Menu"), run("The bridge opened on Monday."), run("It had been closed for a year.")]
    >>> align_lines(["The bridge opened", "on Monday.", "It had been closed for a year."], page)
    [Line(text='The bridge opened on Monday.', place=1), Line(text='It had been closed for a year.', place=2)]
    """
    return list(_Alignment(lines, runs))


class _Alignment:
    """The lines and the runs by their letters, and which runs are taken."""

    def __init__(self, lines: Sequence[str], runs: Sequence[Run]) -> None:
        self._lines = [line for line in lines if line.strip()]
        self._letters = [line_letters(line) for line in self._lines]
        self._runs = runs
        self._run_letters = [line_letters(run.text) for run in runs]
        self._by_head: dict[str, list[int]] = defaultdict(list)
        for place, letters in enumerate(self._run_letters):
            if letters:
                self._by_head[letters[:_HEAD]].append(place)
        self._heads = sorted(self._by_head)
        self._last = -1
        self._taken: set[int] = set()

    def __iter__(self) -> Iterator[Line]:
        at = 0
        while at < len(self._lines):
            count, found = self._same(at) or self._joined(at) or self._broken(at) or (1, [])
            yield from found or [Line(_plain(self._lines[at]))]
            at += count

    def _candidates(self, head: str) -> list[int]:
        """Give the runs with this head that are free, those behind the last one first."""
        places = self._by_head.get(head, [])
        after = bisect(places, self._last)
        near = places[after : after + _MOST_ALIKE] + places[: min(after, _MOST_ALIKE)]
        return [place for place in near if place not in self._taken]

    def _longer(self, letters: str) -> Iterator[int]:
        """Give the runs that begin with these letters and may go on."""
        head = letters[:_HEAD]
        at = bisect_left(self._heads, head)
        for found in self._heads[at : at + _MOST_ALIKE]:
            if head and found.startswith(head):
                yield from self._candidates(found)

    def _take(self, places: list[int]) -> list[Line]:
        self._taken.update(places)
        self._last = places[-1]
        return [Line(self._runs[place].text, place) for place in places]

    def _same(self, at: int) -> tuple[int, list[Line]] | None:
        """Find the run that is the line."""
        letters = self._letters[at]
        for place in self._candidates(letters[:_HEAD]):
            if self._run_letters[place] == letters:
                return 1, self._take([place])
        return None

    def _joined(self, at: int) -> tuple[int, list[Line]] | None:
        """Find several runs that were made one line."""
        letters = self._letters[at]
        heads = {letters[:size] for size in range(1, _HEAD + 1)}
        for first in sorted(place for head in heads for place in self._candidates(head)):
            places = self._cover(letters, first)
            if len(places) > 1:
                return 1, self._reshape(places)
        return None

    def _cover(self, letters: str, first: int) -> list[int]:
        """Give the runs from ``first`` on that make up ``letters``, nothing where they do not."""
        done, place, places = 0, first, []
        while done < len(letters) and place < min(len(self._runs), first + _MOST_PIECES):
            piece = self._run_letters[place]
            if not letters.startswith(piece, done):
                return []
            places += [place] if piece else []
            done += len(piece)
            place += 1
        return places if done == len(letters) else []

    def _reshape(self, places: list[int]) -> list[Line]:
        """Make paragraphs lines of their own again; the cells of a table stay one line."""
        lines = self._take(places)
        if sum(len(line.text) for line in lines) >= _PARAGRAPH * len(lines):
            return lines
        return [Line(" | ".join(line.text for line in lines), places[0])]

    def _broken(self, at: int) -> tuple[int, list[Line]] | None:
        """Find the run that was broken into several lines."""
        most = min(len(self._lines), at + _MOST_PIECES)
        for place in self._longer(self._letters[at]):
            letters, done, end = self._run_letters[place], 0, at
            while end < most and done < len(letters) and letters.startswith(self._letters[end], done):
                done += len(self._letters[end])
                end += 1
            if done == len(letters) and end > at:
                return end - at, self._take([place])
        return None


def _plain(line: str) -> str:
    """Give a line without the bullet or the cell borders that an extractor puts round it.

    >>> _plain("- one"), _plain("| a | b |")
    ('one', 'a | b')
    """
    text = " ".join(line.split())
    if text.startswith("|") and text.endswith("|"):
        text = text.strip("| ")
    return text.removeprefix("- ")
