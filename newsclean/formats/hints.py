"""What the markup tells of the lines of an article: lines and runs go in, hints for the boilerplate step come out.

A hint is evidence with a reason, not yet an edit: the step that removes a line says which hint it followed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from newsclean.article import Article
from newsclean.formats.alignment import Line
from newsclean.formats.markup import Run, line_letters
from newsclean.rules.words import WORD, ends_sentence, looks_like_prose, looks_like_title

_OF_LEADS = ("read-also", "share")
"""Categories that say nothing of prose above the story: systems of editors call the lead of an article its teaser."""
_WRAPPER = 0.3
"""An element that holds more than this part of the article is a wrapper, and its name says nothing of a line."""
_MOSTLY_LINK = 0.8
_ALL_LINK = 0.95
_FEWEST_WORDS = 3
"""A linked line of fewer words is a name or an address, which a story may well list."""
_LABEL = 60
"""Code points: a longer line is no label over a list of links."""
_CAPTION = 200
"""Code points: a longer line behind an image is text."""
_CAPTION_BLOCKS = frozenset(("div", "td", "center", "dd", "figure", "caption"))
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))


@dataclass(frozen=True, slots=True)
class Hints:
    """Hints by line (counted from 0, blank ones not): ``marks`` give kind of residue and why, ``body`` what is story.

    ``lines`` is the number of lines, so that hints of another text are not followed.
    """

    lines: int = 0
    marks: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    body: frozenset[int] = frozenset()

    def to_row(self) -> dict[str, Any]:
        """Give the hints as plain JSON values.

        >>> Hints(2, {1: ("caption", "figcaption")}, frozenset([0])).to_row()
        {'lines': 2, 'marks': {'1': ['caption', 'figcaption']}, 'body': [0]}
        """
        marks = {str(number): list(mark) for number, mark in sorted(self.marks.items())}
        return {"lines": self.lines, "marks": marks, "body": sorted(self.body)}


def hints_of(article: Article) -> Hints:
    """Give the hints for the passages of an article, by their place; none where it did not come from a page.

    >>> hints_of(Article("a", "Text.")).marks
    {}
    """
    row = article.meta.get("input", {}).get("markup")
    if not row:
        return Hints()
    starts = _line_starts(article.source)
    if len(starts) != row["lines"]:
        return Hints()
    number_at = {start: number for number, start in enumerate(starts)}
    places = {number_at.get(passage.span.start, -1): place for place, passage in enumerate(article.passages)}
    marks = {places[int(n)]: (mark[0], mark[1]) for n, mark in row["marks"].items() if int(n) in places}
    return Hints(len(article.passages), marks, frozenset(places[n] for n in row["body"] if n in places))


def _line_starts(source: str) -> list[int]:
    """Give where each line that is not blank begins, white space before it left out."""
    starts, place = [], 0
    for line in source.split("\n"):
        if line.strip():
            starts.append(place + len(line) - len(line.lstrip()))
        place += len(line) + 1
    return starts


def find_hints(lines: Sequence[Line], runs: Sequence[Run], body: str) -> Hints:
    """Find what the markup tells of each line; ``body`` is the article as the page's own data gives it.

    >>> runs = [Run("The bridge opened on Monday.", 0, "p", "div", 0), Run("Storm hits Evia", 15, "p", "div", 0)]
    >>> find_hints([Line(runs[0].text, 0), Line(runs[1].text, 1)], runs, "").marks
    {1: ('read-also', 'link')}
    """
    named = dict(_named(lines, runs))
    marks = {**dict(_linked(lines, runs)), **dict(_pictured(lines, runs)), **named}
    marks |= dict(_labels(lines, runs, marks))
    story = frozenset(_in_body(lines, body))
    return Hints(len(lines), {number: marks[number] for number in sorted(marks) if number not in story}, story)


def _named(lines: Sequence[Line], runs: Sequence[Run]) -> Iterator[tuple[int, tuple[str, str]]]:
    """Follow the names of elements, unless one is a wrapper round the story, or the lead is called a teaser."""
    weights: Counter[int] = Counter()
    for line in lines:
        for mark in runs[line.place].marks if line.place >= 0 else ():
            weights[mark.element] += len(line.text)
    most = _WRAPPER * sum(len(line.text) for line in lines)
    begun = False
    for number, line in enumerate(lines):
        marks = runs[line.place].marks if line.place >= 0 else ()
        names = [mark for mark in marks if weights[mark.element] <= most]
        prose = looks_like_prose(line.text)
        if names and (begun or not prose or names[0].kind not in _OF_LEADS):
            yield number, (names[0].kind, names[0].word)
        begun = begun or (prose and not names)


def _linked(lines: Sequence[Line], runs: Sequence[Run]) -> Iterator[tuple[int, tuple[str, str]]]:
    """Find lines that are links and nothing else: headlines of other articles, and teasers."""
    for number, line in enumerate(lines):
        share = runs[line.place].link_share if line.place >= 0 else 0.0
        headline = looks_like_title(line.text) and not ends_sentence(line.text)
        words = len(WORD.findall(line.text)) if " " in line.text or not line.text.isascii() else 1
        if words >= _FEWEST_WORDS and (share >= _ALL_LINK or (share >= _MOSTLY_LINK and headline)):
            yield number, ("read-also", "link")


def _pictured(lines: Sequence[Line], runs: Sequence[Run]) -> Iterator[tuple[int, tuple[str, str]]]:
    """Find short lines that stand in one box with an image."""
    for number, line in enumerate(lines):
        run = runs[line.place] if line.place >= 0 else None
        if run and run.pictured and run.tag in _CAPTION_BLOCKS and len(line.text) <= _CAPTION:
            yield number, ("caption", "image")


def _labels(
    lines: Sequence[Line], runs: Sequence[Run], marks: Mapping[int, tuple[str, str]]
) -> Iterator[tuple[int, tuple[str, str]]]:
    """Find the labels over lists of links, and headings over nothing at the end."""
    behind: list[tuple[str, str]] = []
    closing = True
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        mark = marks.get(number)
        heading = line.place >= 0 and runs[line.place].tag in _HEADINGS
        label = len(line.text) <= _LABEL and not ends_sentence(line.text)
        if mark is None and label:
            lists = behind[-2:].count(("read-also", "link"))
            if lists == 2 or (lists and (heading or line.text.endswith(":")) and behind[-1][1] == "link"):
                mark = ("read-also", "label")
            elif heading and closing:
                mark = ("menu", "heading")
            if mark:
                yield number, mark
        closing = closing and mark is not None
        behind.append(mark or ("", ""))


def _in_body(lines: Sequence[Line], body: str) -> Iterator[int]:
    """Find the paragraphs that the page's own data gives as story."""
    letters = line_letters(body)
    if not letters:
        return
    for number, line in enumerate(lines):
        if looks_like_prose(line.text) and line_letters(line.text) in letters:
            yield number
