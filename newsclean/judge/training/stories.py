"""Stories of short paragraphs made of labelled pages: a page goes in, news with much between come out, always the same.

The paragraphs of labelled pages are long and stand together. In a story of short paragraphs the judge that knew no
other pages took every fourth for a caption, above all those between two lines that rules take.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from newsclean.judge.characters import STOPS
from newsclean.judge.training.pages import LabelledPage

STORY_WEIGHT = 0.25
"""What a line of a story counts beside one of its page."""
SIZES = ((2, 6), (7, 18))
"""Paragraphs of each story, fewest and most."""
SHORTEST_PARAGRAPH, SHORTEST_CUT = 60, 50
"""Code points: shorter lines are subheads, and no paragraph is cut shorter than this."""
INSET_CHANCES = (0.2, 0.7)
"""What part of a story's gaps is filled, least and most, 0 to 1."""
RULED_CHANCES = (-0.5, 0.5)
"""What part of the other gaps is filled with lines that a rule takes: of half of the stories none."""
RULES = ("advertisement", "follow", "newsletter", "paywall", "read-also", "share", "video")
LONGEST_INSET = 3
MOST_OF_A_RUN = 12
"""Lines of residue in a row that are used: longer runs are menus."""
ABOVE, BELOW = (3, 15), (3, 20)
"""Lines of the page that stay above the first paragraph and below the text, fewest and most."""
INSETS_BELOW = 15
SENTENCE_END = re.compile(rf"(?<=[{re.escape(STOPS)}])[\"'“”»]?\s+|(?<=[。！？])")


@dataclass(frozen=True, slots=True)
class _Parts:
    """Places of what a page has for stories: its paragraphs, what stood between them, and the last line of its text."""

    paragraphs: list[int]
    insets: list[list[int]]
    subheads: frozenset[int]
    last: int


def make_stories(page: LabelledPage, weight: float = 1.0) -> Iterator[LabelledPage]:
    """Give stories of few and of more paragraphs, cut to a sentence or two, with the page's own residue between them.

    Their lines count ``STORY_WEIGHT`` of those of the page, times ``weight``. A page of fewer than two sure paragraphs
    gives none.

    >>> paragraphs = [f"Ferry {number} sails until Friday, the port said. " * 2 for number in (1, 2)]
    >>> lines = ("The bridge is open", "By Ann Lee", *paragraphs)
    >>> page = LabelledPage("a", "paper", "en", lines, ("", "byline", "", ""), (0, 1, 0, 0), (1.0,) * 4)
    >>> next(make_stories(page)).lines[0]
    'The bridge is open'
    """
    chance = random.Random(f"{page.id} stories")
    parts = _find_parts(page)
    for fewest, most in SIZES if len(parts.paragraphs) >= SIZES[0][0] else ():
        yield _tell(page, parts, chance.randint(fewest, most), chance, weight * STORY_WEIGHT)


def _find_parts(page: LabelledPage) -> _Parts:
    """Find what a page has for stories."""
    kept = [place for place, drop in enumerate(page.drop) if not drop]
    sure = [place for place in kept if page.weights[place] and not page.hits[place]]
    paragraphs = [place for place in sure if len(page.lines[place]) >= SHORTEST_PARAGRAPH]
    subheads = frozenset(place for place in sure if len(page.lines[place]) < SHORTEST_PARAGRAPH and place != kept[0])
    insets: list[list[int]] = []
    run: list[int] = []
    for place in range(kept[0] + 1, min(len(page.lines), kept[-1] + INSETS_BELOW)) if kept else ():
        if page.drop[place] and page.weights[place]:
            run.append(place)
            continue
        insets += _split(run)
        run = []
    return _Parts(paragraphs, insets + _split(run), subheads, kept[-1] if kept else -1)


def _split(run: Sequence[int]) -> list[list[int]]:
    """Split lines in a row into insets."""
    run = run[:MOST_OF_A_RUN]
    return [list(run[first : first + LONGEST_INSET]) for first in range(0, len(run), LONGEST_INSET)]


def _tell(page: LabelledPage, parts: _Parts, size: int, chance: random.Random, weight: float) -> LabelledPage:
    """Make one story of ``size`` paragraphs, or of all where there are fewer."""
    first = chance.randint(0, max(0, len(parts.paragraphs) - size))
    told = parts.paragraphs[first : first + size]
    filled, ruled = chance.uniform(*INSET_CHANCES), chance.uniform(*RULED_CHANCES)
    top = parts.paragraphs[0]
    places = list(range(max(0, top - chance.randint(*ABOVE)), top))
    cut: dict[int, str] = {}
    hits: dict[int, str] = {}
    for place in told:
        if place - 1 in parts.subheads:
            places.append(place - 1)
        cut[len(places)] = _cut_short(page.lines[place], chance.choice((1, 1, 2)))
        places.append(place)
        if not parts.insets or place == told[-1]:
            continue
        inset, rule = chance.choice(parts.insets), chance.choice(RULES)
        if chance.random() < filled:
            places += inset
        elif chance.random() < ruled:
            hits |= dict.fromkeys(range(len(places), len(places) + len(inset)), rule)
            places += inset
    places += range(parts.last + 1, min(len(page.lines), parts.last + 1 + chance.randint(*BELOW)))
    story = page.part(places, weight)
    lines = tuple(cut.get(at, line) for at, line in enumerate(story.lines))
    return replace(story, lines=lines, hits=tuple(hits.get(at, hit) for at, hit in enumerate(story.hits)))


def _cut_short(paragraph: str, sentences: int) -> str:
    """Give the first sentences of a paragraph, together no shorter than ``SHORTEST_CUT``."""
    ends = [found.end() for found in SENTENCE_END.finditer(paragraph) if found.end() >= SHORTEST_CUT]
    return paragraph[: [*ends, len(paragraph)][min(sentences, len(ends) + 1) - 1]].rstrip()
