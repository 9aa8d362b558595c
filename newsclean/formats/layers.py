"""Edits over edits: changes made in several passes go in, one sorted ledger over the first text comes out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import merge
from typing import Literal, NamedTuple

from newsclean.edits import Edit, Span, apply


class _Placed(NamedTuple):
    """An edit by its place in the text between the passes: ``layer`` 0 made that text, 1 changes it."""

    start: int
    end: int
    layer: int
    edit: Edit


def compose(
    raw: str, first: Sequence[Edit], second: Sequence[Edit], named: Literal["first", "second"] = "first"
) -> tuple[Edit, ...]:
    """Join edits of ``raw`` with edits of the text they made, as edits of ``raw``.

    Where two touch they become one, ``named`` after the one that was made first or second.

    >>> a = Edit(Span(0, 5), "&amp;", "&", "demo.any.a", "why")
    >>> b = Edit(Span(0, 3), "&x;", "y", "demo.any.b", "why")
    >>> [(e.span, e.after, e.rule) for e in compose("&amp;x; z", [a], [b])]
    [(Span(start=0, end=7), 'y', 'demo.any.a')]

    Raises ``LedgerError`` where the edits do not fit the texts.
    """
    if not first or not second:
        return tuple(first or second)
    between = apply(raw, first)
    joined = []
    shift = 0  # code points that raw is longer than the text between, up to this place
    for group in _groups(first, second):
        start, end = group[0].start, max(placed.end for placed in group)
        before = start + shift
        shift += sum(len(p.edit.before) - len(p.edit.after) for p in group if p.layer == 0)
        after = _after(between, (start, end), group)
        span = Span(before, end + shift)
        sponsor = (min if named == "first" else max)(group, key=lambda placed: placed.layer).edit
        if raw[span.start : span.end] != after:
            joined.append(Edit(span, raw[span.start : span.end], after, sponsor.rule, sponsor.reason))
    return tuple(joined)


def _groups(first: Sequence[Edit], second: Sequence[Edit]) -> Iterator[list[_Placed]]:
    """Give the edits in order, those that touch each other together."""
    group: list[_Placed] = []
    reach = 0
    for placed in merge(_placed_first(first), _placed_second(second)):
        apart = placed.start > reach or (placed.start == reach and placed.layer == group[-1].layer) if group else False
        if apart:
            yield group
            group = []
        group.append(placed)
        reach = max(placed.end, reach)
    if group:
        yield group


def _placed_first(first: Sequence[Edit]) -> Iterator[_Placed]:
    """Place the earlier edits in the text that they made."""
    shift = 0
    for edit in first:
        start = edit.span.start - shift
        yield _Placed(start, start + len(edit.after), 0, edit)
        shift += len(edit.before) - len(edit.after)


def _placed_second(second: Sequence[Edit]) -> Iterator[_Placed]:
    """Place the later edits, whose spans count in that text already."""
    for edit in second:
        yield _Placed(edit.span.start, edit.span.end, 1, edit)


def _after(between: str, span: tuple[int, int], group: Sequence[_Placed]) -> str:
    """Apply the later edits of a group to its stretch of the text between."""
    start, end = span
    pieces: list[str] = []
    for placed in group:
        if placed.layer == 1:
            pieces += (between[start : placed.start], placed.edit.after)
            start = placed.end
    return "".join((*pieces, between[start:end]))
