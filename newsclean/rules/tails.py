"""Picture credits behind a caption: a passage goes in, the phrase that names its picture's source comes out.

"Zelenskyj in Kyiv on Monday. Foto: X/AP" fits no shape of a label, yet no paragraph of a story closes like that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from newsclean.edits import Span
from newsclean.rules.folded import FoldedLine
from newsclean.rules.phrases import Match, Phrase, first_word, match_words, prefer_languages
from newsclean.rules.words import MARKS, is_word_end, last_word, looks_like_names

LONGEST_CREDIT = 80
"""Code points from the label to the end of the passage."""
LONGEST_CAPTION = 480
"""Code points: the longest caption with its credit that was met has 464; a longer passage loses the credit alone."""
LONGEST_GLUED = 250
"""Code points of a caption that a credit follows without a blank: paragraphs lose theirs between two lines."""
_COLON = re.compile(r"\s?:")
_BEFORE = re.compile(r"(?:^|[.!?…。！？।؟۔\"”’»)\]|/(\[•·,;–—-])\s*$")
_BEHIND = r"[.!?…。！？।؟۔\"”’»)\]|]\s*"
_OPENS = {"(": ")", "[": "]", "（": "）", "【": "】"}
_CLOSED = re.compile(r"[^()\[\]（）【】]+(?:\([^()]*\)[^()\[\]]*)*[)\]）】][\s.]*")


class _Found(NamedTuple):
    """A label in a passage: the phrase, its place, and where what it labels begins."""

    phrase: Phrase
    place: int
    end: int


@dataclass(frozen=True, slots=True)
class CreditTails:
    """The labels of picture credits that need a colon, by their last word, and those that need none, by their first.

    ``endings`` are the last letters of the former, two at most, ``opens`` finds the first words of the latter behind a
    sentence.
    """

    labels: dict[str, list[Phrase]]
    endings: frozenset[str]
    openings: dict[str, list[Phrase]]
    signs: list[Phrase]
    opens: re.Pattern[str]

    def match(self, line: FoldedLine) -> Match | None:
        """Find the credit that closes a passage; its span is the credit, or all of a passage as short as a caption.

        >>> from newsclean.rules.folded import fold_line
        >>> tails = build_tails([Phrase("photo-credit.sv.foto", "line-start", "foto")])
        >>> caption = "Zelenskyj i Kiev i måndags. Foto: Anna Berg/TT"
        >>> tails.match(fold_line(caption, ["sv"])).span == (0, len(caption))
        True
        >>> tails.match(fold_line("Rätt svar: foto.", ["sv"])) is None
        True
        """
        start = max(0, len(line.folded) - LONGEST_CREDIT)
        if not self._may_find(line.folded, start):
            return None
        for found in self._find(line, start):
            if _is_credit(line.text, found):
                place = _trim(line.text, found.place)
                whole = _is_caption(line.text, LONGEST_GLUED if place == found.place else LONGEST_CAPTION)
                return Match(found.phrase, Span(0 if whole else place, len(line.text)))
        return None

    def _may_find(self, folded: str, start: int) -> bool:
        """Tell quickly whether there can be labels from ``start`` on; most passages have none."""
        for phrase in self.signs:
            if phrase.text in folded:
                return True
        return folded.find(":", start) >= 0 or self.opens.search(folded, start) is not None

    def _find(self, line: FoldedLine, start: int) -> Iterator[_Found]:
        """Find labels from ``start`` on, whatever stands behind them."""
        if line.folded.rfind(":") >= start:
            yield from self._labels(line, start)
        for phrase in self.signs:
            place = line.folded.rfind(phrase.text)
            if place >= max(start, 1):
                yield _Found(phrase, place, place + len(phrase.text))
        for opening in self.opens.finditer(line.folded, start):
            place = opening.start(1)
            for phrase in prefer_languages(self.openings[opening[1]], line.languages):
                end = match_words(line.folded, place, phrase.text)
                if end and is_word_end(line.folded, end):
                    yield _Found(phrase, place, end)

    def _labels(self, line: FoldedLine, start: int) -> Iterator[_Found]:
        """Find labels with a colon."""
        for colon in _COLON.finditer(line.folded, start):
            before = line.folded[start : colon.start()]
            if before[-2:] not in self.endings and before[-1:] not in self.endings:
                continue
            labels = [label for label in self.labels.get(last_word(before), ()) if before.endswith(label.text)]
            for phrase in prefer_languages(labels, line.languages):
                place = len(before) - len(phrase.text)
                if _BEFORE.search(before[:place]):
                    yield _Found(phrase, start + place, colon.end())


def build_tails(phrases: Iterable[Phrase]) -> CreditTails:
    """Index the labels that may close a passage; the same words in two shapes count once."""
    labels: dict[str, list[Phrase]] = {}
    openings: dict[str, list[Phrase]] = {}
    signs = []
    for phrase in phrases:
        if phrase.shape == "sign":
            signs.append(phrase)
        if phrase.shape == "line-start" and phrase.then == "names":
            openings.setdefault(first_word(phrase.text, 0), []).append(phrase)
        if phrase.shape == "line-start" and (phrase.text[-1].isalnum() or phrase.text[-1] in MARKS):
            labels.setdefault(last_word(phrase.text), []).append(phrase)
    words = "|".join(map(re.escape, sorted(openings))) or "(?!)"
    endings = frozenset(phrase.text[-2:] for found in labels.values() for phrase in found)
    return CreditTails(labels, endings, openings, signs, re.compile(rf"{_BEHIND}({words})\b"))


def _is_caption(text: str, longest: int) -> bool:
    """Tell whether a passage is short enough to be a caption as a whole; without blanks fewer letters say the same."""
    return len(text) <= (longest if " " in text[:60] else longest // 4)


def _is_credit(text: str, found: _Found) -> bool:
    """Tell whether what follows the label could name a picture's source: names, a site, a handle, all of a bracket."""
    rest = text[found.end :]
    if found.place and text[found.place - 1] in _OPENS and _CLOSED.fullmatch(rest):
        return True
    rest = rest.strip(" .)]。）】")
    if found.phrase.shape == "sign":  # "© dpa", "© RIPRODUZIONE RISERVATA" close stories, "© Anna Berg/dpa" captions
        return looks_like_names(rest) and ("/" in rest or (" " in rest and not rest.isupper()))
    return looks_like_names(rest) or (rest.isascii() and bool(rest) and " " not in rest)


def _trim(text: str, place: int) -> int:
    """Move ``place`` back over white space and the bracket that opens the credit."""
    while place and (text[place - 1].isspace() or text[place - 1] in _OPENS):
        place -= 1
    return place
