"""Picture credits behind a caption: a passage goes in, the phrase that names its picture's source comes out.

"Zelenskyj in Kyiv on Monday. Foto: X/AP" fits no shape of a label, yet no paragraph of a story closes like that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsclean.edits import Span
from newsclean.rules.folded import FoldedLine
from newsclean.rules.phrases import LONGEST_LINE, Match, Phrase, prefer_languages
from newsclean.rules.words import MARKS, last_word, looks_like_names

LONGEST_CREDIT = 80
"""Code points from the label to the end of the passage."""
_COLON = re.compile(r"\s?:")
_BEFORE = re.compile(r"(?:^|[.!?…。！？।؟۔\"”’»)\]|/(\[•·,;–—-])\s*$")


@dataclass(frozen=True, slots=True)
class CreditTails:
    """The labels of picture credits, by their last word."""

    labels: dict[str, list[Phrase]]

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
        if line.folded.rfind(":") < start:
            return None
        text = line.text
        for phrase, place, end in self._labels(line, start):
            if _is_credit(text[end:]):
                return Match(phrase, Span(0 if _is_caption(text) else _trim(text, place), len(text)))
        return None

    def _labels(self, line: FoldedLine, start: int) -> Iterator[tuple[Phrase, int, int]]:
        """Give the labels from ``start`` on, each with its place and where what it labels begins."""
        for colon in _COLON.finditer(line.folded, start):
            before = line.folded[start : colon.start()]
            labels = [label for label in self.labels.get(last_word(before), ()) if before.endswith(label.text)]
            for phrase in prefer_languages(labels, line.languages):
                place = len(before) - len(phrase.text)
                if _BEFORE.search(before[:place]):
                    yield phrase, start + place, colon.end()


def build_tails(phrases: Iterable[Phrase]) -> CreditTails:
    """Index the labels that may close a passage; the same words in two shapes count once."""
    labels: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        if phrase.shape == "line-start" and (phrase.text[-1].isalnum() or phrase.text[-1] in MARKS):
            labels.setdefault(last_word(phrase.text), []).append(phrase)
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
