"""What is broken about the marks of a passage and how it is mended: one passage goes in, repairs come out.

Each kind proposes repairs; one is made only if it settles lone marks and no other does so as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from newsclean.edits import Edit, Span
from newsclean.quotes.marks import OPENING, Mark
from newsclean.quotes.reading import Passage, Reading
from newsclean.quotes.styles import Style

_STOPS = frozenset(".!?…。！？؟।")
_ENDS = _STOPS | {","}
_LEADS = frozenset(":,;-–—―(«\n.!?…：，。")
_REACH = 2000
"""How far from a mark evidence is looked for, in code points: more than a long paragraph."""


Finder = Callable[[Reading], Iterator[list[Edit]]]


def find_repeated_openings(reading: Reading) -> Iterator[list[Edit]]:
    """Propose to drop an opening mark before a sentence of a speech that is open already."""
    text = reading.passage.text
    following = _following(reading.marks)
    paired = {pair.open.start for pair in reading.pairing.pairs}
    for lone in reading.problems:
        again = following.get(lone.mark.start)
        if lone.way != "open" or again is None or again.look != "open" or again.start not in paired:
            continue
        between = text[lone.mark.end : again.start]
        new_sentence = between.rstrip()[-1:] in _STOPS and between[-1:].isspace() and not _is_small(text, again.end)
        if new_sentence and _starts_speech(text, lone.mark.start):
            told = _ends_of_speech(reading.passage, lone.mark.end, min(again.start, lone.mark.end + _REACH))
            reason = "the speech is open already: it opens once and closes once"
            if not told:
                yield [_cut(text, again, "quotes.any.repeated-opening", reason)]


def _is_small(text: str, place: int) -> bool:
    """Tell whether a small letter stands here."""
    return text[place : place + 1].islower()


def _following(marks: Sequence[Mark]) -> dict[int, Mark]:
    """Map the start of each double mark to the next double mark."""
    doubles = [mark for mark in marks if mark.form == "double"]
    return {mark.start: after for mark, after in zip(doubles, doubles[1:], strict=False)}


def _starts_speech(text: str, place: int) -> bool:
    """Tell whether a speech, not a mere word, begins here: after a stop, a colon or nothing."""
    before = text[max(0, place - 3) : place].rstrip(" \u00a0")
    return not before or before[-1] in _LEADS


def _cut(text: str, mark: Mark, rule: str, reason: str) -> Edit:
    """Make the edit that drops a mark."""
    return Edit(Span(mark.start, mark.end), text[mark.start : mark.end], "", rule, reason)


_BEFORE_VERB = re.compile(
    r"(?:(,)\s+|([!?…])\s+|([,.!?…]?)\s[-–—―]\s+)((?:(?![-–—―]\s)[^\s,;:!?…\"“”«»]{1,40}\s+){0,4})$"
)
_SHORT_END = re.compile(r"[^.!?…,;:\"“”«»]{0,40}(?:[.,।]|\n|$|[\"“”«»„])")


def find_missing_closings(reading: Reading) -> Iterator[list[Edit]]:
    """Propose to close a speech before the words that say who spoke."""
    text = reading.passage.text
    following = _following(reading.marks)
    for lone in reading.problems:
        if lone.way == "open" and lone.mark.form == "double":
            after = following.get(lone.mark.start)
            end = min(after.start if after else len(text), lone.mark.end + _REACH)
            places = _ends_of_speech(reading.passage, lone.mark.end, end)
            if places:
                mark = reading.passage.style.partner(lone.mark.glyph)
                reason = "the speech ends before the words that say who spoke"
                place = min(places)
                yield [Edit(Span(place, place), "", mark, "quotes.any.missing-closing", reason)]


def _ends_of_speech(passage: Passage, start: int, end: int) -> set[int]:
    """Give the places where a speech that began at ``start`` may end: before who spoke."""
    places = set()
    text = passage.text
    for verb in passage.style.speech.finditer(text, start, end):
        sign = _BEFORE_VERB.search(text, max(start, verb.start() - 80), verb.start())
        if sign and sign.start() > start and (not sign[4] or _SHORT_END.match(text, verb.end())):
            places.add(_place_of_mark(sign, passage.style))
    return places


def _place_of_mark(sign: re.Match[str], style: Style) -> int:
    """Tell where a closing mark stands at the sign before the words that say who spoke."""
    comma = 1 if sign[1] else 3 if sign[3] == "," else 0
    if comma:
        return sign.start(comma) + (1 if style.comma == "inside" else 0)
    return sign.end(2) if sign[2] else sign.end(3)


def find_doubled_marks(reading: Reading) -> Iterator[list[Edit]]:
    """Propose to drop the second of two marks that stand together where one is meant."""
    text = reading.passage.text
    reason = "two marks stood together where one is meant"
    starts = {lone.mark.start for lone in reading.problems} | {lone.mark.end for lone in reading.problems}
    for one, other in zip(reading.marks, reading.marks[1:], strict=False):
        if one.end == other.start and one.form == other.form == "double" and {one.start, one.end, other.end} & starts:
            extra = one if other.glyph != '"' == one.glyph else other
            yield [_cut(text, extra, "quotes.any.doubled", reason)]


def find_doubled_pairs(reading: Reading) -> Iterator[list[Edit]]:
    """Propose to drop the inner of two pairs of double marks that enclose the same words."""
    text = reading.passage.text
    reason = "two pairs of marks enclosed the same words"
    for outer, inner in zip(reading.pairing.pairs, reading.pairing.pairs[1:], strict=False):
        same = outer.open.end == inner.open.start and inner.close.end == outer.close.start
        if same and outer.open.form == inner.open.form == "double":
            plain = inner if inner.open.glyph == '"' or outer.open.glyph != '"' else outer
            yield [_cut(text, mark, "quotes.any.doubled", reason) for mark in plain]


def find_glued_marks(reading: Reading) -> Iterator[list[Edit]]:
    """Propose to move a mark from the word that it is glued to, to the word on its other side."""
    text = reading.passage.text
    reason = "the mark was glued to the wrong word"
    opened = None
    for lone in reading.problems:
        start, end, glyph = lone.mark[:3]
        before, after = text[start - 1 : start], text[end : end + 2]
        if lone.way == "close" and after[:1] == " " and _begins_word(after[1:]) and (before.isalnum() or before == ":"):
            yield [Edit(Span(start, end + 1), glyph + " ", " " + glyph, "quotes.any.glued", reason)]
        ended = before == " " and text[start - 2 : start - 1] in _ENDS
        if lone.way == "open" and opened and ended and glyph not in OPENING:
            yield [Edit(Span(start - 1, end), " " + glyph, glyph + " ", "quotes.any.glued", reason)]
        opened = lone if lone.way == "open" else None


def _begins_word(text: str) -> bool:
    """Tell whether a word begins here, after a sign that opens a question or not."""
    return text.lstrip("¿¡")[:1].isalnum() or text[:1] in ("¿", "¡")


def find_loose_spaces(reading: Reading) -> Iterator[list[Edit]]:
    """Propose to take away the space between a mark and the speech inside it."""
    text = reading.passage.text
    reason = "a mark stands close to the speech inside it"
    for pair in reading.pairing.pairs:
        if pair.open.form != "double" or (pair.open.glyph in "«»" or reading.passage.style.inside):
            continue
        start, end = pair.open.end, pair.close.start
        if text[start : start + 1] == " " and text[start + 1 : start + 2] != " ":
            yield [Edit(Span(start, start + 1), " ", "", "quotes.any.loose-space", reason)]
        if end - 1 > start and text[end - 1] == " " and text[end - 2] != " ":
            yield [Edit(Span(end - 1, end), " ", "", "quotes.any.loose-space", reason)]


def find_crossed_pairs(reading: Reading) -> Iterator[list[Edit]]:
    """Propose to put two marks in order that close, or open, outer and inner speech crosswise."""
    marks = {mark.start: mark for mark in reading.marks}
    ends = {mark.end: mark for mark in reading.marks}
    reason = "the inner speech closes before the outer one"
    for pair in reading.pairing.crossing:
        first, second = ends.get(pair.close.start), pair.close
        if first is None or first.form != "double":
            first, second = pair.open, marks.get(pair.open.end, pair.open)
        if second is not first and {first.form, second.form} == {"single", "double"}:
            span = Span(first.start, second.end)
            yield [Edit(span, first.glyph + second.glyph, second.glyph + first.glyph, "quotes.any.crossed", reason)]


SETTLING: tuple[Finder, ...] = (
    find_repeated_openings, find_missing_closings, find_doubled_marks, find_glued_marks,
)  # fmt: skip
"""The kinds that settle lone marks."""

TIDYING: tuple[Finder, ...] = (find_doubled_pairs, find_crossed_pairs, find_loose_spaces)
"""The kinds that mend marks which have their partners."""
