"""Spans and edits: what goes in is a text, what comes out is the same text with every change written down.

This module knows text and spans and nothing of news. All offsets count code points of the source text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from newsclean.errors import LedgerError


class Span(NamedTuple):
    """A half-open stretch of text, in code points.

    >>> Span(2, 5).text("abcdefg")
    'cde'
    >>> Span(2, 5).overlaps(Span(5, 6)), Span(2, 5).contains(Span(3, 5))
    (False, True)
    """

    start: int
    end: int

    def text(self, source: str) -> str:
        """Cut this span out of ``source``."""
        return source[self.start : self.end]

    def overlaps(self, other: tuple[int, int]) -> bool:
        """Tell whether the two spans share at least one code point."""
        return self.start < other[1] and other[0] < self.end

    def contains(self, other: tuple[int, int]) -> bool:
        """Tell whether ``other`` lies wholly inside this span."""
        return self.start <= other[0] and other[1] <= self.end


class Edit(NamedTuple):
    """One change: the text at ``span`` of the source was ``before`` and becomes ``after``.

    ``rule`` is the id of the rule that asked for it (``category.language.row``), ``reason`` one
    sentence for a reader of the ledger. An empty ``after`` is a removal.

    >>> Edit(Span(0, 1), "a", "b", "x.y.z", "because").is_removal
    False
    """

    span: Span
    before: str
    after: str
    rule: str
    reason: str

    @property
    def is_removal(self) -> bool:
        """Tell whether the edit only takes text away."""
        return not self.after


def cut(source: str, span: tuple[int, int], rule: str, reason: str, after: str = "") -> Edit:
    """Make the edit that replaces ``span`` of ``source`` by ``after`` (nothing, by default).

    >>> cut("one two", (3, 7), "demo.en.row", "a demonstration").before
    ' two'
    """
    return Edit(Span(*span), source[span[0] : span[1]], after, rule, reason)


_SPAN = attrgetter("span")


def merge(settled: Sequence[Edit], wanted: Iterable[Edit]) -> tuple[Edit, ...]:
    """Join edits into one sorted, disjoint tuple.

    A wanted edit that contains settled ones takes their place (a whole line goes: what was mended
    inside it no longer matters); one that overlaps a settled edit otherwise is given up.

    >>> a = cut("abcdef", (1, 2), "r.a", "why")
    >>> b = cut("abcdef", (0, 4), "r.b", "why")
    >>> [e.rule for e in merge([a], [b])], [e.rule for e in merge([b], [a])]
    (['r.b'], ['r.b'])
    """
    taken: list[Edit] = []
    displaced: set[int] = set()
    at = reach = 0
    for edit in sorted(wanted, key=lambda e: (e.span.start, e.span.start < e.span.end, -e.span.end)):
        span = edit.span
        while at < len(settled) and settled[at].span.end < span.start:
            at += 1
        met = _run(settled, at, span) if at < len(settled) else ()
        fits = all(span.contains(settled[i].span) for i in met) if met else True
        free = not taken or (span.start >= reach and span != taken[-1].span)
        if edit.before != edit.after and fits and free:
            taken.append(edit)
            reach = max(reach, span.end)
            displaced.update(met)
    kept = [edit for i, edit in enumerate(settled) if i not in displaced] if displaced else settled
    return tuple(sorted((*kept, *taken), key=_SPAN))


def _run(settled: Sequence[Edit], start: int, span: Span) -> list[int]:
    """Give the places, from ``start`` on, of the settled edits that meet ``span``."""
    met = []
    while start < len(settled) and settled[start].span.start <= span.end:
        if _meets(span, settled[start].span):
            met.append(start)
        start += 1
    return met


def _meets(span: Span, other: Span) -> bool:
    """Tell whether two edits cannot both be applied: they overlap or insert at one place."""
    return span.overlaps(other) or span == other


def apply(source: str, edits: Sequence[Edit]) -> str:
    """Give the text that ``edits`` (sorted, disjoint) make of ``source``.

    >>> apply("one two three", [cut("one two three", (3, 7), "r", "why")])
    'one three'

    Raises ``LedgerError`` where an edit does not fit the source.
    """
    pieces: list[str] = []
    place = 0
    for edit in edits:
        if edit.span.start < place or source[edit.span.start : edit.span.end] != edit.before:
            raise LedgerError(f"edit {edit.rule} at {edit.span.start} does not fit the text")
        pieces += (source[place : edit.span.start], edit.after)
        place = edit.span.end
    pieces.append(source[place:])
    return "".join(pieces)


def apply_within(source: str, span: Span, edits: Sequence[Edit]) -> str:
    """Give the text that the edits inside ``span`` make of that stretch of ``source``; others are not looked at.

    >>> source = "one two three"
    >>> apply_within(source, Span(4, 13), [cut(source, (0, 4), "r", "why"), cut(source, (7, 13), "r", "why")])
    'two'
    """
    first = bisect_left(edits, span.start, key=lambda edit: edit.span.start)
    pieces: list[str] = []
    place = span.start
    for at in range(first, len(edits)):
        edit = edits[at]
        if edit.span.end > span.end:
            break
        pieces += (source[place : edit.span.start], edit.after)
        place = edit.span.end
    return "".join((*pieces, source[place : span.end]))


def restore(text: str, edits: Sequence[Edit]) -> str:
    """Undo ``apply``: give back the source from the text and the same edits.

    >>> source = "one two three"
    >>> edits = [cut(source, (3, 7), "r", "why")]
    >>> restore(apply(source, edits), edits) == source
    True

    Raises ``LedgerError`` where the text was changed since, naming the edit that does not fit.
    """
    pieces: list[str] = []
    place = 0  # in the text
    done = 0  # in the source
    for edit in edits:
        start = place + edit.span.start - done
        end = start + len(edit.after)
        if start < place or text[start:end] != edit.after or end > len(text):
            raise LedgerError(f"edit {edit.rule} at {edit.span.start} does not fit the text: was it changed since?")
        pieces += (text[place:start], edit.before)
        place, done = end, edit.span.end
    pieces.append(text[place:])
    return "".join(pieces)
