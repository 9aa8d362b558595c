"""Insets that give a caption away: a passage goes in, the rule whose words stand in brackets of their own comes out.

"Ann Lee (left) and Bo Berg (right)" speaks of a picture, whatever else it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from newsclean.edits import Span
from newsclean.rules.folded import FoldedLine
from newsclean.rules.phrases import LONGEST_LINE, Match, Phrase, prefer_languages

_INSET = re.compile(r"[(\[]([^()\[\]]{1,30})[)\]]")


@dataclass(frozen=True, slots=True)
class Insets:
    """The phrases of the shape ``in-brackets``, by their folded text."""

    phrases: Mapping[str, list[Phrase]]

    def match(self, line: FoldedLine) -> Match | None:
        """Find a phrase that fills a pair of brackets and begins with no capital: "(Left)" may be a party."""
        folded = line.folded
        if len(folded) > LONGEST_LINE or ("(" not in folded and "[" not in folded):
            return None
        for found in _INSET.finditer(folded):
            known = self.phrases.get(found.group(1).strip())
            if known and not line.text[found.start(1)].isupper():
                for phrase in prefer_languages(known, line.languages):
                    return Match(phrase, Span(0, len(line.text)))
        return None


def build_insets(phrases: Iterable[Phrase]) -> Insets:
    """Index the phrases of the shape ``in-brackets``.

    >>> from newsclean.rules.fold import fold
    >>> from newsclean.rules.folded import fold_line
    >>> insets = build_insets([Phrase("caption.en.inset-left", "in-brackets", fold("left"))])
    >>> insets.match(fold_line("Ann Lee (left) opens the bridge.")).phrase.rule
    'caption.en.inset-left'
    >>> insets.match(fold_line("Ann Lee (Left) opens the bridge.")) is None
    True
    """
    index: dict[str, list[Phrase]] = {}
    for phrase in sorted(phrases, key=lambda phrase: phrase.rule):
        if phrase.shape == "in-brackets":
            index.setdefault(phrase.text, []).append(phrase)
    return Insets(index)
