"""Quotation marks in a passage: the text goes in, each mark with its form and the way it seems to face comes out.

Apostrophes, primes, abbreviations that are written with a mark, addresses and code are told apart here.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Form = Literal["double", "single", "corner"]
Look = Literal["open", "close", "middle", "tight", "apart"]

DOUBLES = '"“”„‟«»〝〞〟＂'
SINGLES = "'‘’‚‛‹›`´＇"
CORNERS = "「」"
_FIXED = "『』"
OPENING = frozenset("„‚「〝")
"""Glyphs that open a speech wherever they are used."""

_MARK = re.compile(f"[{DOUBLES}{SINGLES}{CORNERS}{_FIXED}]")
_MARK_OR_IMITATION = re.compile(f"[{DOUBLES}{SINGLES}{CORNERS}{_FIXED}]|,,(?=\\w)|<<(?![<=\\d])|(?<![>=\\d])>>(?!>)")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)(?:[^\s\"'“”«»<>]|'(?=\w))+"  # an address
    r"|`[^`\s'\"](?:[^`\n]{0,200}[^`\s])?`"  # code
    r"|\w=\"[^\"\n]{0,500}\""  # an attribute
)
_PRIMES = re.compile(r"\d ?[’'′] ?\d+(?:[.,]\d+)? ?[\"”″]|[°˚] ?\d+(?:[.,]\d+)? ?['’](?: ?\d+(?:[.,]\d+)? ?[\"”])?")
_BEHIND = ".,;:!?…)]}%、。，！？：；）》】।؟،؛"
_BEFORE = "([{¿¡（《【<*_#|•/="
_BOUND = "\u00a0\u202f\u2009"
_DASHES = "-–—―‐"
_ABBREVIATED = re.compile('[\u05d0-\u05ea]["“”„][\u05d0-\u05ea](?![\u05d0-\u05ea])')
_DOUBLED = frozenset("'`‘’‚´")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_SKIPPED = frozenset(DOUBLES + SINGLES + CORNERS + _FIXED)


class Mark(NamedTuple):
    """A quotation mark: its place in the passage (code points), its glyphs, its form and the way it seems to face.

    ``open`` and ``close`` are plain; ``middle`` stands between letters, ``tight`` between a stop and
    a letter, ``apart`` between spaces.
    """

    start: int
    end: int
    glyph: str
    form: Form
    look: Look

    @property
    def is_directed(self) -> bool:
        """Tell whether the place alone says that the mark opens or closes."""
        return self.look in ("open", "close")


def choose_pattern(text: str) -> re.Pattern[str]:
    """Give the pattern of what may be a quotation mark in a text or a part of it, with imitations where any may be.

    >>> choose_pattern("a 'b' <<c").findall("a 'b' <<c")
    ["'", "'", '<<']
    """
    return _MARK_OR_IMITATION if "<" in text or ">" in text or ",," in text else _MARK


_NONE = f"[^{DOUBLES}{SINGLES}{CORNERS}{_FIXED}<>,]*+"
_OTHER = rf"(?:(?:,(?!,)|(?<=[^\W\d_])'(?=[^\W\d_])){_NONE})*+"
_PLAIN = re.compile(
    rf"{_NONE}{_OTHER}(?:(?<![^\s(])\"(?=[^\W_]){_NONE}{_OTHER}(?<=[\w.,!?…])\"(?![^\s.,;:!?)]){_NONE}{_OTHER})*+"
)
"""A passage whose marks are plain pairs, with nothing but apostrophes between letters beside them."""


def is_plain(text: str) -> bool:
    """Tell quickly whether the marks of a passage are plain straight pairs, one after the other.

    >>> is_plain('"Oui," dit-il.'), is_plain('"Oui. "Non," dit-il.'), is_plain("«Oui»")
    (True, False, False)
    """
    return "://" not in text and _PLAIN.fullmatch(text) is not None


def flatten(text: str) -> str:
    """Give a passage, at the same length, with plain marks for common round ones, where nothing else is to be changed.

    >>> flatten("„L’État“") == '"L' + "'" + 'État"', flatten("«\u00a0Oui\u00a0»") == "«\u00a0Oui\u00a0»"
    (True, True)
    """
    if "www." in text:
        return text
    for glyph in _PLAIN_GLYPHS:
        text = text.replace(glyph, '"')
    if not _BOUND_SPACE.search(text):
        text = text.replace("«", '"').replace("»", '"')
    return text.replace("’", "'")


_PLAIN_GLYPHS = "“”„"
_BOUND_SPACE = re.compile(f"[{_BOUND}]")


def find_marks(text: str) -> list[Mark]:
    """Find the quotation marks of a passage, in order; single ones between letters are apostrophes and left out.

    >>> [(m.glyph, m.look) for m in find_marks("He's 5'10, «yes».")]
    [('«', 'open'), ('»', 'close')]
    >>> [(m.glyph, m.form, m.look) for m in find_marks("``Yes,'' he said")]
    [('``', 'double', 'open'), ("''", 'double', 'close')]
    """
    barred = find_barred(text)
    marks: list[Mark] = []
    reach = 0
    for found in choose_pattern(text).finditer(text):
        start, end = found.span()
        first = text[start]
        if start < reach or start in barred or first in _FIXED:
            continue
        if first in _DOUBLED and text[end : end + 1] == first:
            end += 1
        reach = end
        if end - start == 2 and text[start - 1 : start].isdigit():
            continue  # seconds or inches
        mark = _mark(text, start, end)
        if mark.look != "middle" or not _is_in_word(text, mark):
            marks.append(mark)
    return marks


def _is_in_word(text: str, mark: Mark) -> bool:
    """Tell whether a mark between letters belongs to its word: an apostrophe, or the sign of an abbreviation."""
    if mark.form == "single":
        return not (_UNSPACED.match(text[mark.start - 1]) or _UNSPACED.match(text[mark.end]))
    return _ABBREVIATED.match(text, mark.start - 1) is not None


def _mark(text: str, start: int, end: int) -> Mark:
    """Make the mark of a stretch."""
    glyph = text[start:end]
    form: Form = "corner" if glyph in CORNERS else "double" if end - start == 2 or glyph in DOUBLES else "single"
    return Mark(start, end, glyph, form, _look(text, start, end))


def find_barred(text: str) -> set[int]:
    """Give the places of the characters that belong to addresses, code and measures.

    >>> sorted(find_barred("5'10 and 6'"))
    []
    >>> sorted(find_barred("40°26'"))
    [2, 3, 4, 5]
    """
    barred: set[int] = set()
    if "`" in text or "://" in text or "www." in text or '="' in text:
        for found in _ADDRESS.finditer(text):
            barred.update(range(*found.span()))
    if "'" in text or "’" in text or "′" in text or "°" in text:
        for found in _PRIMES.finditer(text):
            barred.update(range(*found.span()))
    return barred


def _look(text: str, start: int, end: int) -> Look:
    """Tell which way a mark faces by what stands on both sides of it, other marks aside."""
    if text[start] in "«»‹›":
        start, end = _without_bound_spaces(text, start, end)
    before, after = _beside(text, start - 1, -1), _beside(text, end, 1)
    left, right = _kind(before), _kind(after)
    if right == "stop" and left in "space opening dash" and _trails(text, end):
        right = "letter"  # an ellipsis begins the speech
    return _LOOKS[left, right]


def _without_bound_spaces(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a mark over the unbreakable space that some typography sets on one side of it."""
    if text[end : end + 1] in _BOUND and end < len(text):
        end += 1
    if start and text[start - 1] in _BOUND:
        start -= 1
    return start, end


def _beside(text: str, place: int, step: int) -> str:
    """Give the nearest character on one side that is no mark itself, at most four away."""
    for _ in range(4):
        if not 0 <= place < len(text):
            return ""
        if text[place] not in _SKIPPED:
            return text[place]
        place += step
    return ""


def _trails(text: str, place: int) -> bool:
    """Tell whether dots and then a letter stand here."""
    rest = text[place : place + 8].lstrip("\"'“”‘’«»").lstrip(".…").lstrip(" ")
    return text[place] in ".…" and rest[:1].isalnum()


def _kind(character: str) -> str:
    """Sort a neighbour of a mark."""
    kind = _KINDS.get(character)
    if kind is None:
        kind = "space" if character.isspace() else "unspaced" if _UNSPACED.match(character) else "letter"
    return kind


_KINDS = {
    **dict.fromkeys(_DASHES, "dash"),
    **dict.fromkeys(_BEFORE, "opening"),
    **dict.fromkeys(_BEHIND, "stop"),
    **dict.fromkeys(("", " ", "\n"), "space"),
}
_ON_THE_LEFT = ("space", "opening", "dash")
_LOOKS: dict[tuple[str, str], Look] = {
    **{
        (left, right): "open"
        for left in ("space", "opening", "dash")
        for right in ("letter", "unspaced", "opening", "dash")
    },
    **{(left, right): "close" for left in ("letter", "unspaced", "stop") for right in ("space", "stop", "dash")},
    **{(left, right): "middle" for left in ("letter", "unspaced") for right in ("letter", "unspaced")},
    **{("stop", right): "tight" for right in ("letter", "unspaced", "opening")},
    **{(left, "opening"): "tight" for left in ("letter", "unspaced")},
    **{("space", right): "apart" for right in ("space", "stop")},
    **{(left, right): "close" for left in ("opening", "dash") for right in ("space", "stop")},
}
"""How a mark faces, by the kinds of its left and right neighbour."""
