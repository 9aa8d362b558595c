"""Alignment: the paragraphs of an article and of its original go in, which belongs to which comes out.

Paragraphs keep their order; one may stand for one or two of the other, or for none. Lengths and numbers decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import log

_NUMBER = re.compile(r"\d+")
_MOVES = ((1, 1, 0.0), (1, 0, 1.8), (0, 1, 1.8), (2, 1, 1.2), (1, 2, 1.2))  # paragraphs of each side, and their cost
_NUMBERS_DIFFER = 1.5  # cost of paragraphs that have numbers, but no number in common
_BAND = 60  # paragraphs that the two sides may drift apart, so that time stays linear


def align(texts: Sequence[str], originals: Sequence[str]) -> list[tuple[int, ...]]:
    """Give, for each text, the places of its originals, none where it has none.

    >>> align(["One short.", "Rain fell on 12 towns."], ["Eins kurz.", "Regen fiel auf 12 Orte."])
    [(0,), (1,)]
    >>> align(["Rain fell on 12 towns yesterday."], ["Kaufen Sie jetzt unser neues Abo", "Es fiel Regen auf 12 Orte."])
    [(1,)]
    """
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    slope = len(originals) / max(1, len(texts))
    for i in range(len(texts) + 1):
        centre = int(i * slope)
        for j in range(max(0, centre - _BAND), min(len(originals), centre + _BAND) + 1):
            _step(best, (i, j), texts, originals)
    return _trace(best, (len(texts), len(originals)), len(texts))


def _step(
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]],
    here: tuple[int, int],
    texts: Sequence[str],
    originals: Sequence[str],
) -> None:
    """Find the cheapest way to a place."""
    i, j = here
    ways = [(best[here])] if here in best else []
    for left, right, cost in _MOVES:
        before = (i - left, j - right)
        if before in best and before != here:
            price = _price(texts[before[0] : i], originals[before[1] : j]) if left and right else 0.0
            ways.append((best[before][0] + cost + price, before))
    if ways:
        best[here] = min(ways)


def _price(texts: Sequence[str], originals: Sequence[str]) -> float:
    """Give how unlike two stretches are: by length, and by numbers that are in one alone."""
    one, other = " ".join(texts), " ".join(originals)
    price = 2 * abs(log((len(one) + 10) / (len(other) + 10)))
    numbers = [set(_NUMBER.findall(text)) for text in (one, other)]
    if any(numbers):
        price += 0.0 if numbers[0] & numbers[1] else _NUMBERS_DIFFER
    return price


def _trace(
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]], end: tuple[int, int], count: int
) -> list[tuple[int, ...]]:
    """Follow the cheapest way back."""
    found: list[tuple[int, ...]] = [()] * count
    while end in best and end != (0, 0):
        before = best[end][1]
        for place in range(before[0], end[0]):
            found[place] = tuple(range(before[1], end[1]))
        end = before
    return found
