"""Where a mark stands: lines and the hits in them go in, groups of marks with what is round them come out.

A group is a run of marks joined by slashes, dashes, commas or an "and": the agencies of one credit.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from newsclean.agencies.marks import Hit
from newsclean.agencies.words import Words, show_unseen
from newsclean.article import AgencyCredit, Article, Passage, Role
from newsclean.edits import Span
from newsclean.rules.fold import fold

_JOINER = re.compile(r"\s*(?:[/\-–—,،&+·|;＝=・／]|,\s*[-–—])?\s*")
_OPENERS = {"(": ")", "[": "]", "【": "】", "（": "）", "〔": "〕", "［": "］", "{": "}"}
_ANY_BRACKET = re.compile(f"[{re.escape(''.join((*_OPENERS, *_OPENERS.values())))}]")
_PROSE_END = re.compile(r"[.!?…。！？؟۔।»”\"’]\W*$")
_REACH = 240
"""Code points looked at on either side of a group: a credit's words stand near it."""
LONGEST_LABELLED = 300
"""Code points of a passage that may be nothing but a label and a credit."""
_HEAD = 24
_MARGIN = " |•-–([)]*"
_PROSE = 90
"""Code points: a line of prose is at least this long and ends like a sentence."""


class Line(NamedTuple):
    """A passage as the roles see it: span in code points of the source, role, place among the lines."""

    span: Span
    role: Role
    place: int


class Group(NamedTuple):
    """Marks of one credit: hits in order, and the line that holds them."""

    hits: tuple[Hit, ...]
    line: Line

    @property
    def span(self) -> Span:
        """Give the span from the first mark to the last, in code points of the source."""
        return Span(self.hits[0].start, self.hits[-1].end)


class View(NamedTuple):
    """A group and what stands round it; ``before`` and ``after`` are cut at the line and at 240 code points.

    ``inner`` and ``outer`` are the texts inside the innermost bracket round the group, before and after it, or None;
    ``opener`` is that bracket.
    """

    group: Group
    before: str
    after: str
    folded_before: str
    folded_after: str
    opener: str
    inner: str
    outer: str
    beyond: str
    previous: str
    following: str
    is_last: bool
    is_followed_by_prose: bool

    @property
    def role(self) -> Role:
        """Give the role of the passage, ``body`` where nothing is known."""
        return self.group.line.role

    @property
    def line_length(self) -> int:
        """Give the length of the line in code points."""
        return self.group.line.span.end - self.group.line.span.start

    @property
    def opens_line(self) -> bool:
        """Tell whether nothing but marks of punctuation stands before the group in its line."""
        return self.group.span.start - self.group.line.span.start <= 4 and not re.search(r"\w", self.before)

    @property
    def closes_line(self) -> bool:
        """Tell whether nothing but marks of punctuation stands after the group in its line."""
        return not re.search(r"\w", self.after)


def is_prose(text: str) -> bool:
    """Tell whether a line is running text: long, and closed like a sentence.

    >>> is_prose("Read also: more"), is_prose("The bill deals a major blow to trade, " * 3 + "he said.")
    (False, True)
    """
    return len(text) >= _PROSE and _PROSE_END.search(text[-8:]) is not None


def find_groups(source: str, lines: Sequence[Line], hits: Sequence[Hit], words: Words) -> Iterator[Group]:
    """Give the groups of an article in order; a hit that is broken over two lines belongs to the first."""
    at = 0
    run: list[Hit] = []
    for hit in hits:
        while at < len(lines) - 1 and lines[at].span.end <= hit.start:
            if run:
                yield Group(tuple(run), lines[at])
                run = []
            at += 1
        if run and not _is_joined(source[run[-1].end : hit.start], words):
            yield Group(tuple(run), lines[at])
            run = []
        run.append(hit)
    if run:
        yield Group(tuple(run), lines[at])


def split_pictures(source: str, groups: Iterable[Group], words: Words) -> Iterator[Group]:
    """Part the last mark from a group where a word such as "Photo" follows it: only that one credits a picture."""
    for group in groups:
        end = group.span.end
        after = fold(source[end : min(group.line.span.end, end + 24)]).lstrip()
        if len(group.hits) > 1 and words.starting(after, {"photo-after"}):
            yield Group(group.hits[:-1], group.line)
            yield Group(group.hits[-1:], group.line)
        else:
            yield group


def _is_joined(between: str, words: Words) -> bool:
    """Tell whether the text between two marks joins them to one credit."""
    if len(between) > 12 or "\n" in between:
        return False
    if _JOINER.fullmatch(between):
        return True
    return words.has(fold(between).strip(" ,/-"), "and")


def look(source: str, lines: Sequence[Line], group: Group) -> View:
    """Give the surroundings of a group."""
    start, end = group.span
    line = group.line
    before = show_unseen(source[max(line.span.start, start - _REACH) : start])
    after = show_unseen(source[end : max(end, min(line.span.end, end + _REACH))])
    opener, inner, outer, beyond = _bracket(before, after)
    above = lines[line.place - 1].span if line.place else Span(0, 0)
    below = lines[line.place + 1].span if line.place + 1 < len(lines) else Span(0, 0)
    return View(
        group=group,
        before=before,
        after=after,
        folded_before=fold(before).replace("\n", " "),
        folded_after=fold(after).replace("\n", " "),
        opener=opener,
        inner=inner,
        outer=outer,
        beyond=beyond,
        previous=source[max(above.start, above.end - _REACH) : above.end],
        following=source[below.start : min(below.end, below.start + _REACH)],
        is_followed_by_prose=is_prose(source[max(below.end - _PROSE, below.start) : below.end]),
        is_last=line.place == len(lines) - 1,
    )


def _bracket(before: str, after: str) -> tuple[str, str, str, str]:
    """Give the innermost open bracket before the group, what stands in it on both sides, and what follows its close."""
    depth = 0
    for found in reversed(list(_ANY_BRACKET.finditer(before))):
        closer = _OPENERS.get(found[0])
        if closer is None:
            depth += 1
        elif depth:
            depth -= 1
        else:
            inside, _, beyond = after.partition(closer)
            return found[0], before[found.end() :], inside, beyond
    return "", "", "", ""


def find_openings(article: Article, heads: Container[str]) -> list[int]:
    """Give the places of the short passages that may open with a phrase whose first letters are among ``heads``."""
    spans = [passage.span for passage in article.passages]
    short = [index for index, (start, end) in enumerate(spans) if end - start <= LONGEST_LABELLED]
    starts = [article.source[spans[index].start : spans[index].end][:_HEAD].ljust(_HEAD) for index in short]
    folded = fold("".join(starts))  # all at once
    found = []
    for place, index in enumerate(short):
        head = folded[place * _HEAD : (place + 1) * _HEAD].lstrip(_MARGIN)
        if head[:3] in heads or head[:2] in heads or head[:1] in heads:
            found.append(index)
    return found


def sort_credits(article: Article) -> dict[int, list[AgencyCredit]]:
    """Give the agencies found in each passage, by its place."""
    found: dict[int, list[AgencyCredit]] = {}
    at = 0
    for credit in article.agencies:
        at = bisect_right(article.passages, credit.span.start, at, len(article.passages) - 1, key=_end_of)
        for index in range(at, len(article.passages)):
            if not article.passages[index].span.overlaps(credit.span):
                break
            found.setdefault(index, []).append(credit)
    return found


def _end_of(passage: Passage) -> int:
    """Give where a passage ends."""
    return passage.span.end
