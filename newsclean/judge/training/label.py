"""Labels from known bodies: a page and the text of its article go in, the lines of its region with labels come out.

What cannot be told (a line that is partly in the body, what stands between headline and body) is marked as doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from newsclean.formats.extraction import load_page
from newsclean.formats.markup import line_letters, load_markup_words, read_runs

LONG = 40
"""Letters: a shorter line must be a line of the body as a whole."""
PIECE = 12
"""Letters of which two texts must share a run to have something in common."""
INSIDE, APART = 0.9, 0.3
"""Parts of a line, 0 to 1, of which more is the body's, and of which no more is not."""
PROSE = 60
"""Code points: kept lines of this length show where the body begins and ends."""
STRAY_ABOVE, STRAY_BELOW = 3, 8
"""Lines beyond the body where a short line of the same words is still its own."""
AROUND = 15
"""Lines above and below the text that are learned from."""
SHORTEST_TITLE = 10
_SUFFIXES = frozenset(("ac", "co", "com", "edu", "gov", "net", "org"))
_SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class Labels:
    """Lines of a page: which are text (1) and which residue (0), and whose label is in doubt (1)."""

    lines: list[str]
    keep: list[int]
    doubtful: list[int]

    def doubt(self, places: Iterable[int]) -> None:
        """Leave it open what the lines at ``places`` are."""
        for place in places:
            self.keep[place], self.doubtful[place] = 0, 1

    def row(self, name: str, url: str, language: str) -> dict[str, Any]:
        """Give the region of the text as a row for training."""
        kept = [place for place, keep in enumerate(self.keep) if keep]
        part = slice(max(0, kept[0] - AROUND), kept[-1] + AROUND + 1)
        values = {"lines": self.lines[part], "keep": self.keep[part], "amb": self.doubtful[part]}
        return {"id": name, "lang": language, "group": name_publisher(url)} | values


def label_page(page: str, body: str) -> Labels | None:
    """Label the lines of an HTML ``page`` whose article has the text ``body``; nothing where no line is part of it.

    >>> page = "<ul><li>Home</ul><h1>The bridge is open</h1><p>It was opened on Monday by the mayor of the town.</p>"
    >>> labels = label_page(page, "It was opened on Monday by the mayor of the town.")
    >>> list(zip(labels.lines, labels.keep))[:2]
    [('Home', 0), ('The bridge is open', 1)]

    Raises ``MissingExtra`` where trafilatura is not installed.
    """
    tree = load_page(page)
    if tree is None:
        return None
    runs = [(_SPACE.sub(" ", run.text).strip(), run.tag) for run in read_runs(tree, load_markup_words())]
    runs = [(line, tag) for line, tag in runs if line]
    labels = _compare([line for line, _ in runs], body)
    kept = [place for place, keep in enumerate(labels.keep) if keep]
    if not kept:
        return None
    prose = [place for place in kept if len(labels.lines[place]) >= PROSE] or kept
    first, last = prose[0] - STRAY_ABOVE, prose[-1] + STRAY_BELOW
    labels.doubt(place for place in kept if not first <= place <= last)
    _find_title(labels, [place for place, (_, tag) in enumerate(runs) if tag == "h1"], prose[0])
    return labels


def _compare(lines: Sequence[str], body: str) -> Labels:
    """Label each line by how much of it is in the body."""
    whole = {line_letters(line) for line in body.splitlines()}
    letters = line_letters(body)
    pieces = {letters[start : start + PIECE] for start in range(len(letters) - PIECE + 1)}
    labels = Labels(list(lines), [], [])
    for line in map(line_letters, lines):
        if len(line) < LONG:
            keep, doubtful = line in whole, len(line) >= PIECE and line in letters
        else:
            share = _measure_share(line, pieces)
            keep, doubtful = share > INSIDE, share > APART
        labels.keep.append(int(keep))
        labels.doubtful.append(int(doubtful and not keep))
    return labels


def _measure_share(line: str, pieces: set[str]) -> float:
    """Give the part of a line, 0 to 1, that is covered by runs of letters that the body has too."""
    covered = bytearray(len(line))
    for start in range(len(line) - PIECE + 1):
        if line[start : start + PIECE] in pieces:
            covered[start : start + PIECE] = b"\1" * PIECE
    return sum(covered) / len(line)


def _find_title(labels: Labels, headings: Iterable[int], body: int) -> None:
    """Keep the headline, which is no part of the body, and leave open what stands between both."""
    long_enough = [place for place in headings if len(line_letters(labels.lines[place])) >= SHORTEST_TITLE]
    titles = [place for place in long_enough if place < body]
    if titles:
        name = line_letters(labels.lines[titles[-1]])
        labels.doubt(place for place, line in enumerate(labels.lines) if line_letters(line) == name)
        labels.keep[titles[-1]], labels.doubtful[titles[-1]] = 1, 0
        between = range(titles[-1] + 1, body)
        labels.doubt(place for place in between if not labels.keep[place] and len(labels.lines[place]) >= LONG)


def name_publisher(url: str) -> str:
    """Name the publisher of a page by the host of its address.

    >>> name_publisher("https://www.bbc.co.uk/news/1"), name_publisher("https://edition.cnn.com/")
    ('bbc', 'cnn')
    """
    names = (urlsplit(url).hostname or url).split(".")[:-1]
    while len(names) > 1 and names[-1] in _SUFFIXES:
        names.pop()
    return names[-1] if names else url
