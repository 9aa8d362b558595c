"""A passage as it reads: its text and surroundings go in, its marks, their pairs and the lone ones come out."""

from __future__ import annotations

from typing import NamedTuple

from newsclean.quotes.marks import Mark, find_marks
from newsclean.quotes.pairs import Lone, Pairing, pair_marks
from newsclean.quotes.styles import Style


class Passage(NamedTuple):
    """A passage to mend: ``running`` speeches were left open before it, ``follows`` marks open the next."""

    text: str
    style: Style
    running: int = 0
    follows: int = 0


class Reading(NamedTuple):
    """A passage with its marks and their pairs, and the lone marks that nothing around the passage explains."""

    passage: Passage
    marks: list[Mark]
    pairing: Pairing
    problems: tuple[Lone, ...]


def read(passage: Passage) -> Reading:
    """Find and pair the marks of a passage.

    >>> style = Style("en", "“”‘’")
    >>> [x.way for x in read(Passage('"Yes," she said. "No', style)).problems]
    ['open']
    >>> read(Passage('"Yes," she said. "No', style, follows=1)).problems
    ()
    """
    marks = find_marks(passage.text)
    pairing = pair_marks(passage.text, marks, passage.style)
    return Reading(passage, marks, pairing, _problems(passage, pairing))


def _problems(passage: Passage, pairing: Pairing) -> tuple[Lone, ...]:
    """Give the lone marks without those that a speech over several passages explains."""
    lone = list(pairing.lone)
    if lone and passage.follows and lone[-1].way == "open":
        lone.pop()
    if lone and passage.running and lone[0].way == "close":
        lone.pop(0)
    return tuple(lone)
