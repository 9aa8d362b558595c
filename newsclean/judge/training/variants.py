"""Variants of labelled pages: one goes in, those that teach what it cannot come out, the same each time.

Labelled pages all have menus, and most are in Latin letters. Their variants have no menus, no rule hits, another
script, or nothing but text, so that the judge relies on none of these.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from newsclean.judge.characters import STOPS
from newsclean.judge.training.pages import LabelledPage

UNCASED = "".join(chr(code) for code in range(0x0905, 0x0935))
WIDE = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 997))
WIDE_MARKS = {".": "。", ",": "、", " ": ""}
WIDE_KEPT = 4 / 9
"""Part of an alphabet's letters that a script of ideographs needs to say the same."""
VERSE_WORDS = 6
LONG = 80
_SENTENCE = re.compile(r"(?<=[.!?。])\s+")


def make_variants(page: LabelledPage) -> Iterator[LabelledPage]:
    """Give the variants of a page that has text, with their weights; nothing for another."""
    chance = random.Random(page.id)
    kept = [place for place, drop in enumerate(page.drop) if not drop]
    sure = [place for place in kept if page.weights[place]]
    if not sure:
        return
    everything, inside = range(len(page.lines)), range(kept[0], kept[-1] + 1)
    if any(page.hits):
        yield replace(page.part(everything, 0.25), hits=("",) * len(page.lines))
        yield page.part([place for place in inside if not page.hits[place]], 0.15)
    yield page.part(inside, 0.15)
    yield from _make_clean(page, sure, chance)
    if not _is_exotic(page):
        yield _rewrite(page.part(everything, 0.1), _to_uncased)
        yield _rewrite(page.part(everything, 0.1), _to_wide)
    if chance.random() < 0.4:
        yield _rewrite(page.part(everything, 0.1), lambda line: line.rstrip(STOPS))


def _make_clean(page: LabelledPage, sure: Sequence[int], chance: random.Random) -> Iterator[LabelledPage]:
    """Give pages that have nothing but text: whole, in parts, as a list of sentences, as verse, with a list in it."""
    size = chance.randint(1, min(6, len(sure)))
    start = chance.randint(0, len(sure) - size)
    for places in (sure, sure[:size], sure[start : start + size], [chance.choice(sure)]):
        yield replace(page.part(places, 0.15), hits=("",) * len(places))
    paragraphs = [page.lines[place] for place in sure if len(page.lines[place]) > LONG]
    sentences = [part for line in paragraphs for part in _SENTENCE.split(line)[:4]]
    verses = [verse for line in paragraphs for verse in _split_verse(line)[:4]]
    listed = [page.lines[place] for place in sure]
    at = chance.randint(0, len(listed))
    listed[at:at] = _make_results(page, chance)
    for lines in (
        sentences[:25],
        verses[: chance.randint(6, 24)],
        listed,
        [*paragraphs[:4], *verses[:12], *paragraphs[4:8]],
    ):
        if lines:
            yield _page_of(page, lines, 0.075)


def _page_of(page: LabelledPage, lines: Sequence[str], weight: float) -> LabelledPage:
    """Give a page of the same group on which every line is text."""
    size = len(lines)
    return replace(page, lines=tuple(lines), hits=("",) * size, drop=(0,) * size, weights=(weight,) * size)


def _split_verse(line: str) -> list[str]:
    """Break a paragraph into lines as short as those of a poem."""
    words = line.split(" ")
    verses = [" ".join(words[at : at + VERSE_WORDS]).strip(".,;:") for at in range(0, len(words), VERSE_WORDS)]
    return [verse for verse in verses if verse]


def _make_results(page: LabelledPage, chance: random.Random) -> list[str]:
    """Make the lines of a results list out of the names of a page."""
    names = [word.strip(".,;:\"'()") for line in page.lines for word in line.split() if word[:1].isupper()]
    names = [name for name in names if len(name) > 3] or ["One", "Two"]
    shapes = ("{} – {} {}:{}", "{} - {} {}-{}", "{} {}. {} {},{}", "{} ({}) {}.{}")
    shape = chance.choice(shapes)
    made = []
    for number in range(1, chance.randint(3, 10)):
        first, second = chance.choice(names), chance.choice(names)
        one, two = chance.randint(0, 9), chance.randint(0, 40)
        values = (number, first, second, one, two) if shape.count("{}") == 5 else (first, second, one, two)
        made.append(shape.format(*values))
    return made


def _rewrite(page: LabelledPage, change: Callable[[str], str]) -> LabelledPage:
    """Give the page with each line changed, none of them to nothing."""
    return replace(page, lines=tuple(change(line) or line for line in page.lines))


def _is_exotic(page: LabelledPage) -> bool:
    """Tell whether most letters of a page have no case, so that it needs no disguise."""
    letters = [c for line in page.lines for c in line[:80] if c.isalpha()]
    return sum(c.lower() == c.upper() for c in letters) > 0.5 * len(letters)


def _to_uncased(line: str) -> str:
    """Write a line in letters without case."""
    return "".join(UNCASED[ord(c) % len(UNCASED)] if c.isalpha() else c for c in line)


def _to_wide(line: str) -> str:
    """Write a line in ideographs, of which fewer say the same, without blanks."""
    written = []
    share = 0.0
    for character in line:
        if not character.isalpha():
            written.append(WIDE_MARKS.get(character, character))
            continue
        share += WIDE_KEPT
        if share >= 1:
            share -= 1
            written.append(WIDE[ord(character) * 7919 % len(WIDE)])
    return "".join(written)
