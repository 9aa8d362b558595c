"""Another style in the place of the marks that stand: a passage and its pairs go in, edits come out.

Apostrophes, primes, addresses and code keep their characters, but that ``straight`` makes apostrophes plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsclean.edits import Edit, Span
from newsclean.quotes.marks import DOUBLES, Mark, find_barred
from newsclean.quotes.pairs import Pairing
from newsclean.quotes.styles import CURLY, Style

_ROUND = re.compile("[‘’‚‛´＇]|‹[\u00a0\u202f\u2009]?|[\u00a0\u202f\u2009]?›")
_SPACES = " \u00a0\u202f\u2009"
_BOUND = "\u00a0\u202f\u2009"
"""Spaces that good typography sets inside marks; any of them is as good as another."""

_STRAIGHT_MARK = re.compile('"')
_STRAIGHT = "the marks are to be plain"
_PLAIN = ("quotes.any.straight", _STRAIGHT)
_APOSTROPHE = ("quotes.any.apostrophe", "apostrophes are to be plain")
_FLAT_MARK = re.compile("[\"']")
_STYLED = "the marks are to be those of "


def write_straight(text: str, marks: list[Mark], pairing: Pairing) -> Iterator[Edit]:
    """Yield the edits that make all marks of a passage plain, in no order.

    >>> from newsclean.quotes.marks import find_marks
    >>> from newsclean.quotes.pairs import pair_marks
    >>> text = "« L’État »"
    >>> marks = find_marks(text)
    >>> edits = write_straight(text, marks, pair_marks(text, marks, Style("fr", "«»“”")))
    >>> sorted((e.span.start, e.after) for e in edits)
    [(0, '"'), (3, "'"), (8, '"')]
    """
    taken: set[int] = set()
    padded = {mark.start: way for pair in pairing.pairs for mark, way in zip(pair, (1, -1), strict=True)}
    for mark in marks:
        if mark.form == "double":
            side = padded.get(mark.start, 0)
            span = _with_padding(text, mark, side) if mark.glyph in "«»<<>>" else mark[:2]
            taken.update(range(*mark[:2]))
            yield from _edit(text, *_with_outside(text, mark, side, span, '"'), *_PLAIN)
        elif mark.start in padded and mark.form == "single":
            taken.add(mark.start)
            span = _with_padding(text, mark, padded[mark.start]) if mark.glyph in "‹›" else mark[:2]
            yield from _edit(text, *_with_outside(text, mark, padded[mark.start], span, "'"), *_PLAIN)
    rounds = list(_ROUND.finditer(text))
    barred = find_barred(text) if rounds else set()
    for found in rounds:
        if not taken.intersection(range(*found.span())) and found.start() not in barred:
            yield Edit(Span(*found.span()), found[0], "'", *_APOSTROPHE)


def write_flat(text: str, flat: str) -> Iterator[Edit]:
    """Yield in order the edits that make a passage ``flat``, whose plain marks stand where others stood.

    >>> [(e.span.start, e.after, e.rule) for e in write_flat("L’“État”", "L'" + '"État"')]
    [(1, "'", 'quotes.any.apostrophe'), (2, '"', 'quotes.any.straight'), (7, '"', 'quotes.any.straight')]
    """
    for found in _FLAT_MARK.finditer(flat) if text != flat else ():
        place = found.start()
        if text[place] != flat[place]:
            why = _PLAIN if flat[place] == '"' else _APOSTROPHE
            yield Edit(Span(place, place + 1), text[place], flat[place], *why)


def write_plain(text: str, style: Style | None, rule: str) -> Iterator[Edit]:
    """Yield in order the edits of a passage whose marks are plain pairs, one after the other.

    >>> [e.after for e in write_plain('"Ja" und "nein"', Style("de", "„“‚‘"), "quotes.any.locale")]
    ['„', '“', '„', '“']
    """
    if style is None:
        return
    reason = _STYLED + style.code
    places = [found.start() for found in _STRAIGHT_MARK.finditer(text)]
    for number, place in enumerate(places):
        yield Edit(Span(place, place + 1), '"', style.pair(0)[number % 2], rule, reason)


def write_style(text: str, pairing: Pairing, style: Style, rule: str) -> Iterator[Edit]:
    """Yield the edits that put the marks of ``style`` in place, in no order, named ``rule``.

    >>> from newsclean.quotes.marks import find_marks
    >>> from newsclean.quotes.pairs import pair_marks
    >>> style, text = Style("de", "„“‚‘"), '"Ja, \\'gut\\'"'
    >>> edits = write_style(text, pair_marks(text, find_marks(text), style), style, "quotes.any.locale")
    >>> [e.after for e in sorted(edits, key=lambda e: e.span)]
    ['„', '‚', '‘', '“']
    """
    reason = _STYLED + style.code
    for pair, depth in zip(pairing.pairs, pairing.depths(), strict=True):
        if pair.open.form == "corner" and style.code == CURLY.code:
            continue  # corners have no curly form
        opening, closing = style.pair(depth)
        yield from _put(text, pair.open, opening, 1, (rule, reason))
        yield from _put(text, pair.close, closing, -1, (rule, reason))
    for mark, way in pairing.lone:
        new = style.pair(0)[0 if way == "open" else 1]
        if mark.is_directed and new.strip(_SPACES) in DOUBLES:
            yield from _put(text, mark, new, 1 if way == "open" else -1, (rule, reason))


def _put(text: str, mark: Mark, new: str, side: int, why: tuple[str, str]) -> Iterator[Edit]:
    """Yield the edit that puts ``new`` in the place of a mark and the spaces on its inner side."""
    span = _with_spaces(text, mark, side)
    padded = text[span[0] : span[1]]
    well_padded = padded != mark.glyph != new and padded.strip(_BOUND) == new.strip(_BOUND)
    if not well_padded:
        yield from _edit(text, *_with_outside(text, mark, side, span, new), *why)


def _with_spaces(text: str, mark: Mark, side: int) -> tuple[int, int]:
    """Give the span of a mark with up to three spaces after it (side 1) or before it (side -1)."""
    start, end = mark.start, mark.end
    while side > 0 and end < len(text) and text[end] in _SPACES and end - mark.end < 3:
        end += 1
    while side < 0 and start > 0 and text[start - 1] in _SPACES and mark.start - start < 3:
        start -= 1
    return start, end


def _with_padding(text: str, mark: Mark, side: int) -> tuple[int, int]:
    """Give the span of a guillemet with the spaces on its inner side; of a lone one those that only it asks for."""
    if side:
        return _with_spaces(text, mark, side)
    start, end = mark.start, mark.end
    if mark.glyph in "«<<‹":
        end += text[end : end + 1] in tuple(_BOUND)
    else:
        start -= text[max(0, start - 1) : start] in tuple(_BOUND)
    return start, end


def _with_outside(text: str, mark: Mark, side: int, span: tuple[int, int], new: str) -> tuple[tuple[int, int], str]:
    """Make plain the space on the outer side of a turned guillemet, which only that guillemet asked to be bound."""
    start, end = span
    if side < 0 and mark.glyph in "«‹" and mark.glyph != new.strip(_SPACES) and text[end : end + 1] in tuple(_BOUND):
        return (start, end + 1), new + " "
    if (
        side > 0
        and mark.glyph in "»›"
        and mark.glyph != new.strip(_SPACES)
        and text[max(0, start - 1) : start] in tuple(_BOUND)
    ):
        return (start - 1, end), " " + new
    return span, new


def _edit(text: str, span: tuple[int, int], new: str, rule: str, reason: str) -> Iterator[Edit]:
    """Yield the edit, if it changes anything."""
    if text[span[0] : span[1]] != new:
        yield Edit(Span(*span), text[span[0] : span[1]], new, rule, reason)


def write_partners(text: str, pairing: Pairing, style: Style) -> Iterator[Edit]:
    """Yield the edits that give mixed pairs of double marks one style, in no order.

    >>> from newsclean.quotes.marks import find_marks
    >>> from newsclean.quotes.pairs import pair_marks
    >>> style, text = Style("de", "„“‚‘"), '„Ja", sagte sie.'
    >>> [e.after for e in write_partners(text, pair_marks(text, find_marks(text), style), style)]
    ['“']
    """
    reason = "the two marks of a speech belong to one style"
    for pair in pairing.pairs:
        opening, closing = pair.open.glyph, pair.close.glyph
        if pair.open.form == "single" or opening + closing in _MATCHES:
            continue
        if opening not in _UNDIRECTED:
            yield from _edit(text, pair.close[:2], style.partner(opening), "quotes.any.mixed-pair", reason)
        else:
            yield from _edit(text, pair.open[:2], style.opener(closing), "quotes.any.mixed-pair", reason)


_UNDIRECTED = frozenset(('"', "”", "''", "＂", "〟"))
_MATCHES = frozenset((
    '""', "“”", "„“", "„”", "””", "«»", "»«", "»»", "‟”", "「」", "〝〞", "〝〟", "＂＂", "``''", "''''", "<<>>",
    ",,''", ",,``", ",,“", ',,"', "‘‘’’", "„‟", "”“", "´´´´", "````",
))  # fmt: skip
"""Opening and closing glyphs that some language or some habit of typing puts together."""
