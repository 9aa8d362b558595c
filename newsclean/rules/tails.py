"""Picture credits behind a caption: a passage goes in, the phrase that names its picture's source comes out.

"Zelenskyj in Kyiv on Monday. Foto: X/AP" fits no shape of a label, yet no paragraph of a story closes like that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsclean.edits import Span
from newsclean.rules.fold import fold
from newsclean.rules.phrases import LONGEST_LINE, Match, Phrase, prefer_languages
from newsclean.rules.words import MARKS, WORD, looks_like_names

LONGEST_CREDIT = 80
"""Code points from the label to the end of the passage."""
_COLON = re.compile(r"\s?:")
_BEFORE = re.compile(r"(?:^|[.!?…。！？।؟۔\"”’»)\]|/(\[•·,;–—-])\s*$")


@dataclass(frozen=True, slots=True)
class CreditTails:
    """The labels of picture credits, by their last word."""

    labels: dict[str, list[Phrase]]

    def match(self, text: str, languages: Sequence[str]) -> Match | None:
        """Find the credit that closes a passage; its span is the credit, or all of a passage as short as a caption.

        >>> tails = build_tails([Phrase("photo-credit.sv.foto", "line-start", "foto")])
        >>> caption = "Zelenskyj i Kiev i måndags. Foto: Anna Berg/TT"
        >>> tails.match(caption, ["sv"]).span == (0, len(caption))
        True
        >>> tails.match("Rätt svar: foto.", ["sv"]) is None
        True
        """
        start = max(0, len(text) - LONGEST_CREDIT)
        folded = fold(text[start:])
        for colon in _COLON.finditer(folded):
            for phrase in self._labels_before(folded[: colon.start()], languages):
                label = colon.start() - len(phrase.text)
                if _BEFORE.search(folded[:label]) and _is_credit(text[start + colon.end() :]):
                    place = start + label
                    return Match(phrase, Span(0 if _is_caption(text) else _trim(text, place), len(text)))
        return None

    def _labels_before(self, folded: str, languages: Sequence[str]) -> list[Phrase]:
        """Give the labels that the folded text ends with."""
        words = WORD.findall(folded[-20:])
        found = self.labels.get(words[-1], ()) if words else ()
        return [phrase for phrase in prefer_languages(found, languages) if folded.endswith(phrase.text)]


def build_tails(phrases: Iterable[Phrase]) -> CreditTails:
    """Index the labels that may close a passage; the same words in two shapes count once."""
    labels: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        if phrase.shape == "line-start" and (phrase.text[-1].isalnum() or phrase.text[-1] in MARKS):
            labels.setdefault(WORD.findall(phrase.text)[-1], []).append(phrase)
    return CreditTails(labels)


def _is_caption(text: str) -> bool:
    """Tell whether a passage is short enough to be a caption as a whole."""
    return len(text) <= (LONGEST_LINE if " " in text[:60] else LONGEST_LINE // 4)


def _is_credit(rest: str) -> bool:
    """Tell whether what follows the label could name a picture's source: names, a site, a handle."""
    rest = rest.strip(" .)]。）】")
    return looks_like_names(rest) or (rest.isascii() and bool(rest) and " " not in rest)


def _trim(text: str, place: int) -> int:
    """Move ``place`` back over white space and the bracket that opens the credit."""
    while place and (text[place - 1].isspace() or text[place - 1] in "([（【"):
        place -= 1
    return place
