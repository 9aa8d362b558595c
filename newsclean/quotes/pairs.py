"""Which marks belong together: the marks of a passage go in, pairs, crossings and lone marks come out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from newsclean.quotes.marks import OPENING, Mark
from newsclean.quotes.styles import Style

Way = Literal["open", "close"]

_PARTNERS = {
    "'": "'’", "‘": "’'", "’": "’", "‚": "‘’'", "‛": "’'", "‹": "›", "›": "‹›", "`": "'´`", "´": "´'", "＇": "＇",
}  # fmt: skip
"""The glyphs that may close a speech that a single mark opened."""


class Pair(NamedTuple):
    """The two marks of one speech."""

    open: Mark
    close: Mark


class Lone(NamedTuple):
    """A mark without its partner, and the way it seems to face."""

    mark: Mark
    way: Way


class Pairing(NamedTuple):
    """The pairs of a passage in the order of their opening marks, those that cross another, and the lone marks."""

    pairs: tuple[Pair, ...]
    crossing: tuple[Pair, ...]
    lone: tuple[Lone, ...]

    def depths(self) -> list[int]:
        """Give for each pair how many others enclose it."""
        depths: list[int] = []
        around: list[int] = []
        for pair in self.pairs:
            while around and around[-1] <= pair.open.start:
                around.pop()
            depths.append(len(around))
            around.append(pair.close.end)
        return depths


def pair_marks(text: str, marks: Sequence[Mark], style: Style) -> Pairing:
    """Pair the marks of a passage.

    >>> from newsclean.quotes.marks import find_marks
    >>> from newsclean.quotes.styles import Style
    >>> text = "“He said ‘yes’ twice,” she said. “Then"
    >>> found = pair_marks(text, find_marks(text), Style("en", "“”‘’"))
    >>> [text[p.open.start:p.close.end] for p in found.pairs], [text[x.mark.start:] for x in found.lone]
    (['“He said ‘yes’ twice,”', '‘yes’'], ['“Then'])
    """
    doubles, lone = _pair_doubles(marks)
    singles = _pair_singles(text, [mark for mark in marks if mark.form == "single"], style)
    if not singles:
        return Pairing(tuple(doubles), (), tuple(lone))
    homes = _homes(doubles, singles)
    inside = [single for single in singles if homes[single.open.start] == homes[single.close.start]]
    crossing = [single for single in singles if homes[single.open.start] != homes[single.close.start]]
    return Pairing(tuple(sorted((*doubles, *inside))), tuple(crossing), tuple(lone))


def _homes(doubles: Sequence[Pair], singles: Sequence[Pair]) -> dict[int, int]:
    """Give for each mark of a single pair where the innermost double pair around it opens (-1: nowhere)."""
    opened = [(double.open.start, "open", double.open.start) for double in doubles]
    closed = [(double.close.start, "close", double.open.start) for double in doubles]
    asked = [(mark.start, "ask", 0) for single in singles for mark in single]
    homes: dict[int, int] = {}
    around = [-1]
    for place, event, start in sorted((*opened, *closed, *asked)):
        if event == "open":
            around.append(start)
        elif event == "close":
            around.pop()
        else:
            homes[place] = around[-1]
    return homes


def _pair_doubles(marks: Sequence[Mark]) -> tuple[list[Pair], list[Lone]]:
    """Pair double marks and corners by what is open, first by place, then by glyph."""
    wanted = [mark for mark in marks if mark.form != "single"]
    glyphs = "".join(mark.glyph for mark in wanted)
    pairs: list[Pair] = []
    lone: list[Lone] = []
    around: list[Mark] = []
    for place, mark in enumerate(wanted):
        way = _way(mark, glyphs, wanted[place + 1 : place + 2], around)
        if way == "open":
            around.append(mark)
        elif way == "close" and around:
            pairs.append(Pair(around.pop(), mark))
        elif way == "close":
            lone.append(Lone(mark, "close"))
    lone += [Lone(mark, "open") for mark in around]
    return sorted(pairs), sorted(lone)


def _way(mark: Mark, glyphs: str, following: Sequence[Mark], around: Sequence[Mark]) -> Way | None:
    """Tell which way a double mark faces; None where it is no quotation mark."""
    if mark.form == "corner":
        return "open" if mark.glyph in OPENING else "close"
    if mark.look == "open" or mark.look == "close":
        return mark.look
    by_glyph = _way_of_glyph(mark.glyph, glyphs)
    if by_glyph:
        return by_glyph
    closes_next = bool(following) and following[0].look == "close"
    if mark.look == "middle":
        if around:
            return "close"
        return "open" if closes_next or following and following[0].look != "open" else None
    return "close" if around else "open"


def _way_of_glyph(glyph: str, glyphs: str) -> Way | None:
    """Tell which way a glyph faces in a passage with these glyphs, if that says anything."""
    if glyph in OPENING or glyph in ("``", "‘‘", "<<", ",,", "‚‚"):
        return "open"
    if glyph in ("«", "»") and "«" in glyphs and "»" in glyphs:
        return "open" if glyphs[min(glyphs.index("«"), glyphs.index("»"))] == glyph else "close"
    if glyph == "“":
        return "close" if "„" in glyphs else "open"
    return "close" if glyph == ">>" or (glyph == "”" and ("“" in glyphs or "„" in glyphs)) else None


def _pair_singles(text: str, singles: Sequence[Mark], style: Style) -> list[Pair]:
    """Pair single marks where one opens plainly and one closes; the rest are apostrophes."""
    pairs: list[Pair] = []
    opened: Mark | None = None
    for place, mark in enumerate(singles):
        if _opens(text, mark, style):
            opened = mark
        elif opened and _closes(mark, opened) and not _better(text, singles[place + 1 : place + 5], mark, style):
            pairs.append(Pair(opened, mark))
            opened = None
    return pairs


def _opens(text: str, mark: Mark, style: Style) -> bool:
    """Tell whether a single mark can begin a speech: not where letters were left out."""
    if mark.glyph == "›":
        return mark.look == "open"
    if mark.look == "middle":
        return mark.glyph in "‘‚‹"
    return mark.look == "open" and (mark.glyph in "‚‹" or not style.elided.match(text, mark.end))


def _closes(mark: Mark, opened: Mark) -> bool:
    """Tell whether a single mark can end the speech that ``opened`` began."""
    return mark.look != "open" and mark.glyph in _PARTNERS.get(opened.glyph, "") and mark.start > opened.end


def _better(text: str, later: Sequence[Mark], mark: Mark, style: Style) -> bool:
    """Tell whether a later mark ends the speech more plainly, so that this one is an apostrophe."""
    if _is_plain_end(text, mark):
        return False
    for other in later:
        if _opens(text, other, style):
            return False
        if other.look == "close" and _is_plain_end(text, other):
            return other.start - mark.start < 300
    return False


def _is_plain_end(text: str, mark: Mark) -> bool:
    """Tell whether a stop stands on one side of a closing mark, as behind speech it does."""
    return text[mark.start - 1 : mark.start] in tuple(".,!?…") or text[mark.end : mark.end + 1] in tuple('.,;:!?…)"”»“')
