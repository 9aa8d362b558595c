"""Date lines: a passage of nothing but numbers and the words of a date goes in, the rule that says so comes out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsclean.rules.fold import fold
from newsclean.rules.words import WORD

LONGEST = 70
"""Code points: "Published on Wednesday 24 November 2021 at 15:44, updated at 16:02" has 67."""
_NUMERIC = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}|\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m)?|\d{4}-\d{2}-\d{2}t[\d:.z+]+")
_ONLY_NUMBERS = re.compile(r"[\d\s.,:/|+·•\-tzapm]*")


@dataclass(frozen=True, slots=True)
class DateLines:
    """The date words of every language: ``languages[word]`` are the languages in which it belongs to a date."""

    languages: Mapping[str, frozenset[str]]

    def match(self, text: str, languages: Sequence[str] = ()) -> str:
        """Give the rule id of a date line, or nothing; where several languages share its words, ours is named.

        >>> lines = build_date_lines({"en": frozenset(("november", "wednesday", "at", "pm"))})
        >>> lines.match("Wednesday, 24 November 2021 at 3:44 PM"), lines.match("24.11.2021 | 15:44")
        ('dates.en.line', 'dates.any.numeric')
        >>> lines.match("In November 24 died"), lines.match("24-11"), lines.match("November")
        ('', '', '')
        """
        if len(text) > LONGEST or not any(c.isdigit() for c in text):
            return ""
        folded = fold(text)
        words = [word for word in WORD.findall(folded) if not word.isdigit()]
        if _NUMERIC.search(folded) and _ONLY_NUMBERS.fullmatch(folded):
            return "dates.any.numeric"
        shared = set.intersection(*(set(self.languages.get(word, ())) for word in words)) if words else set()
        ours = {code.partition("-")[0] for code in languages}
        return f"dates.{min(shared & ours or shared)}.line" if shared else ""


def build_date_lines(words: Mapping[str, frozenset[str]]) -> DateLines:
    """Turn date words by language into languages by word; unspaced scripts are taken character by character."""
    languages: dict[str, set[str]] = {}
    for language, entries in words.items():
        for entry in entries:
            for word in WORD.findall(fold(entry)):
                languages.setdefault(word, set()).add(language)
    return DateLines({word: frozenset(found) for word, found in languages.items()})
