"""Page to article: a parsed page and its runs go in, the lines of the article come out.

Trafilatura finds the article; what the page's own structure shows it left out is put back, what belongs to
another article of the same page is taken away.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING

from newsclean.errors import MissingExtra
from newsclean.formats.alignment import Line, align_lines
from newsclean.formats.markup import TEASERS, Run, line_letters
from newsclean.formats.page_facts import PageFacts
from newsclean.rules.words import looks_like_prose

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    Tree = HtmlElement
else:
    Tree = object

_SHORT = 2000
"""Code points: an article shorter than this may be a miss, and a second, more generous look is worth its time."""
_MISS = 3
"""A second look that finds so many times the text shows that the first one missed the article."""
_OWN = 250
"""Code points that are an article of their own on a page of several."""
_HOME_SHARE = 0.15
"""The part of the prose that blocks of one tag and class must hold for others of the same kind to belong to it."""
_LONGEST_BODY = 200_000
"""Letters that are looked through: of an article in the page's own data, of one that was found."""
_ABOVE_SHARE = 0.25
"""What stands above the headline, as a part of what stands below, up to which it is something else."""
_SHORTEST_LEAD = 30
"""Letters that a line and the page's summary must share to be the same."""
_SUBHEADS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_PARAGRAPHS = frozenset(("p", "div"))
"""A ``div`` has text of its own where paragraphs are parted by empty lines."""
_LEADS = _SUBHEADS | _PARAGRAPHS
_LINKED = 0.5
"""A paragraph whose letters are links to this part is no prose of the story."""


def load_page(text: str) -> HtmlElement | None:
    """Parse a page; nothing where the text is no page.

    Raises ``MissingExtra`` where trafilatura is not installed.
    """
    try:
        from trafilatura import load_html
    except ImportError:
        raise MissingExtra("html", "trafilatura") from None
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # else what it skips goes to standard error
    tree: HtmlElement | None = load_html(text) if text.strip() else None
    return tree


def extract_lines(tree: HtmlElement, runs: Sequence[Run], facts: PageFacts) -> list[Line]:
    """Give the lines of the article of a page, without headline and lead, each with its place among ``runs``.

    Nothing where the page holds no prose to speak of.
    """
    lines = _keep_below(align_lines(_find_article(tree), runs), runs, facts.title)
    lines = _keep_region(lines, runs, facts.title)
    lines = _fill_gaps(lines, runs, line_letters(facts.body)[:_LONGEST_BODY])
    lines = [line for line in lines if not _is_headline(line, runs, facts.title)]
    speaks = any(looks_like_prose(line.text) for line in lines) or sum(len(line.text) for line in lines) >= _OWN
    return lines if speaks else []


def find_lead(lines: Sequence[Line], runs: Sequence[Run], facts: PageFacts) -> list[Line]:
    """Find the lead between the headline and the ``lines``: prose that no mark speaks against, or the page's summary.

    Nothing where there is none, or where it is one of the ``lines``.
    """
    placed = [line for line in lines if line.place >= 0]
    if not placed:
        return []
    wanted, summary = line_letters(facts.title), line_letters(facts.description)
    body = min(line.place for line in placed)
    heads = [place for place in range(body) if _is_title(runs[place], wanted)]
    around, kept = _find_around(placed, runs), {line_letters(line.text) for line in lines}
    found: dict[str, Line] = {}
    for place in range(heads[-1] + 1, body) if heads else ():
        run, letters = runs[place], line_letters(runs[place].text)
        says = len(letters) >= _SHORTEST_LEAD and (letters in summary or summary.startswith(letters[:_SHORTEST_LEAD]))
        prose = looks_like_prose(run.text) and run.tag in _LEADS and _belongs(run, around, TEASERS) and not run.pictured
        if (says or prose) and letters not in kept and letters != wanted:
            found.setdefault(letters, Line(run.text, place))
    return list(found.values())


def _find_article(tree: HtmlElement) -> list[str]:
    """Let trafilatura find the article, first for precision, then, if that gives next to nothing, as it comes."""
    from trafilatura import bare_extraction

    found: list[str] = []
    for precise in (True, False):
        document = bare_extraction(tree, favor_precision=precise, include_comments=False)
        text = getattr(document, "text", None) or ""
        if len(text) > _MISS * sum(map(len, found)):
            found = text.split("\n")
        if len(text) >= _SHORT:
            break
    return found


def _keep_region(lines: list[Line], runs: Sequence[Run], title: str) -> list[Line]:
    """Where a page strings articles together, keep the one with the headline."""
    regions = {runs[line.place].region for line in lines if line.place >= 0} - {0}
    if len(regions) < 2:
        return lines
    wanted = line_letters(title)
    heads = [run.region for run in runs if run.region in regions and _is_title(run, wanted)]
    if not heads:
        return lines
    own = [line for line in lines if line.place < 0 or runs[line.place].region in (0, heads[0])]
    return own if sum(len(line.text) for line in own) >= _OWN else lines


def _keep_below(lines: list[Line], runs: Sequence[Run], title: str) -> list[Line]:
    """Leave out what was found above the headline, unless it is much: then the headline is another article's."""
    head = next((number for number, line in enumerate(lines) if _is_headline(line, runs, title)), 0)
    if not head or lines[head].place < 0:
        return lines
    inside = range(lines[head].place + 1, max(line.place for line in lines[head:]))
    own = [line for number, line in enumerate(lines) if number >= head or line.place in inside]
    return own if _length(lines) - _length(own) <= _ABOVE_SHARE * _length(own) else lines


def _length(lines: Sequence[Line]) -> int:
    return sum(len(line.text) for line in lines)


def _is_title(run: Run, wanted: str) -> bool:
    return run.tag == "h1" or bool(wanted) and line_letters(run.text) == wanted


def _is_headline(line: Line, runs: Sequence[Run], title: str) -> bool:
    """Tell whether a line is the headline of the page, which is a field of its own."""
    if line.place >= 0 and runs[line.place].tag == "h1":
        return True
    return bool(title) and line_letters(line.text) == line_letters(title)


def _fill_gaps(lines: list[Line], runs: Sequence[Run], body: str) -> list[Line]:
    """Put back paragraphs that were left out: of the same kind of box as the article's, or given by the page's data.

    So are subheads between them, and what the story quotes in a block of its own. ``body`` is that data as letters.
    """
    placed = [line for line in lines if line.place >= 0]
    homes = set(_find_homes([runs[line.place] for line in placed]))
    if not homes:
        return lines
    around = _find_around(placed, runs)
    kept = {line_letters(line.text) for line in lines}
    said = "".join(kept)[:_LONGEST_BODY]
    found = []
    for place in range(placed[0].place + 1, len(runs)):
        run = runs[place]
        if not (letters := line_letters(run.text)) or letters in kept:
            continue
        fits, amid = _belongs(run, around), place < placed[-1].place
        inside = fits and (run.home, run.region) in homes
        prose = run.tag in _PARAGRAPHS and looks_like_prose(run.text) and (inside or letters in body)
        quoted = fits and _is_quoted(run) and letters not in said
        if prose or (amid and (quoted or (inside and run.tag in _SUBHEADS))):
            found.append(Line(run.text, place))
            kept.add(letters)
    return list(_weave(lines, found))


def _is_quoted(run: Run) -> bool:
    return run.tag == "blockquote" or run.home.startswith("blockquote.")


def _find_around(placed: Sequence[Line], runs: Sequence[Run]) -> set[int]:
    """Give the marked elements that hold lines of the article: what they claim to be says nothing of a line in them."""
    return {mark.element for line in placed for mark in runs[line.place].marks}


def _find_homes(runs: Sequence[Run]) -> Iterator[tuple[str, int]]:
    """Give the kinds of boxes that hold the article's paragraphs."""
    weights: Counter[tuple[str, int]] = Counter()
    for run in runs:
        if run.tag in _PARAGRAPHS and looks_like_prose(run.text):
            weights[run.home, run.region] += len(run.text)
    total = sum(weights.values())
    return (home for home, weight in weights.items() if weight >= _HOME_SHARE * total)


def _belongs(run: Run, around: set[int], spared: Container[str] = ()) -> bool:
    """Tell whether nothing speaks against a line beside the article's: no mark, but ``around`` that or ``spared``."""
    marks = (mark for mark in run.marks if mark.word not in spared)
    return run.link_share < _LINKED and all(mark.element in around for mark in marks)


def _weave(lines: list[Line], found: list[Line]) -> Iterator[Line]:
    """Put lines where they stand in the page."""
    at = 0
    for line in lines:
        while line.place >= 0 and at < len(found) and found[at].place < line.place:
            yield found[at]
            at += 1
        yield line
    yield from found[at:]
