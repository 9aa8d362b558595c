"""Labels for pages: a page and the text of its article go in, the lines of its region with labels come out.

The text is known, or it is what cleaning found, and then the markup is asked too. What cannot be told (a line that is
partly in the body, what stands between headline and body) is marked as doubtful.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from newsclean.formats.extraction import load_page
from newsclean.formats.markup import Run, line_letters, load_markup_words, read_runs
from newsclean.formats.page_facts import read_facts

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
FEWEST_PARAGRAPHS, SHORTEST_BODY = 3, 700
"""Paragraphs and code points: cleaning may make less of a page that is no article."""
SHORTEST_OWN, OWN_SHARE = 500, 0.6
"""Letters, and part of what was found, of which an article in the page's own data is no summary."""
HOME_SHARE = 0.15
_PICTURES = frozenset(("caption", "photo-credit"))
_OFTEN_TEXT = frozenset(("h2", "h3", "h4", "blockquote"))
_SUFFIXES = frozenset(("ac", "co", "com", "edu", "gov", "net", "org"))


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
    runs = _read_page(page)
    labels = _compare([run.text for run in runs], body)
    return labels if _bound(labels, runs) else None


def label_by_markup(page: str, body: str) -> Labels | None:
    """Label the lines of an HTML ``page`` of which cleaning made ``body``; nothing where that is no article.

    What the markup calls residue is residue, and what a bolder extraction would take for text is left open.

    >>> label_by_markup("<p>Rain</p>", "Rain") is None
    True

    Raises ``MissingExtra`` where trafilatura is not installed.
    """
    from trafilatura import bare_extraction

    runs = _read_page(page)
    labels = _compare([run.text for run in runs], body)
    if not _bound(labels, runs):
        return None
    found = bare_extraction(page, favor_recall=True, include_comments=False)
    _ask_markup(labels, runs, _compare(labels.lines, getattr(found, "text", None) or ""))
    prose = [line for line, keep in zip(labels.lines, labels.keep, strict=True) if keep and len(line) >= PROSE]
    return labels if len(prose) >= FEWEST_PARAGRAPHS and sum(map(len, prose)) >= SHORTEST_BODY else None


def _ask_markup(labels: Labels, runs: Sequence[Run], bolder: Labels) -> None:
    """Call residue what the markup calls so, and leave open what a ``bolder`` extraction or its box speaks for."""
    homes = find_homes(runs, labels.keep)
    for place, run in enumerate(runs):
        kinds = {mark.kind for mark in run.marks}
        possible = bolder.keep[place] or bolder.doubtful[place] or run.home in homes or run.tag in _OFTEN_TEXT
        if kinds & _PICTURES or run.pictured:
            labels.doubtful[place] = int("caption" not in kinds and (labels.keep[place] or labels.doubtful[place]))
            labels.keep[place] = 0
        elif not labels.keep[place]:
            labels.doubtful[place] = int((labels.doubtful[place] or possible) and not kinds)


def label_by_own_data(page: str, body: str) -> Labels | None:
    """Label the lines of an HTML ``page`` by the article in its own data (JSON-LD), where that is all of ``body``.

    ``body`` is what cleaning made of the page.

    Raises ``MissingExtra`` where trafilatura is not installed.
    """
    tree = load_page(page)
    own = "" if tree is None else read_facts(tree).body
    enough = max(SHORTEST_OWN, OWN_SHARE * len(line_letters(body)))
    return label_page(page, own) if len(line_letters(own)) >= enough else None


def find_homes(runs: Sequence[Run], keep: Sequence[int]) -> set[str]:
    """Give the boxes that hold a good part of the paragraphs that are text."""
    weights: Counter[str] = Counter()
    for run, is_text in zip(runs, keep, strict=True):
        if is_text and run.tag == "p":
            weights[run.home] += len(run.text)
    return {home for home, weight in weights.items() if weight > HOME_SHARE * weights.total()}


def _read_page(page: str) -> list[Run]:
    """Give the runs of a page, each on a line."""
    tree = load_page(page)
    return [] if tree is None else read_runs(tree, load_markup_words())


def _bound(labels: Labels, runs: Sequence[Run]) -> bool:
    """Find the headline, and leave open what is far from the text; tell whether there is any."""
    kept = [place for place, keep in enumerate(labels.keep) if keep]
    if not kept:
        return False
    prose = [place for place in kept if len(labels.lines[place]) >= PROSE] or kept
    first, last = prose[0] - STRAY_ABOVE, prose[-1] + STRAY_BELOW
    labels.doubt(place for place in kept if not first <= place <= last)
    _find_title(labels, [place for place, run in enumerate(runs) if run.tag == "h1"], prose[0])
    return True


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
