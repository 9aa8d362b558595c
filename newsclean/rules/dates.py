"""Date lines: a passage of nothing but numbers and the words of a date goes in, the rule that says so comes out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from newsclean.rules.fold import fold
from newsclean.rules.folded import FoldedLine
from newsclean.rules.words import WORD

LONGEST = 110
"""Code points: "Published on Wednesday 24 November 2021 at 15:44, last updated on …" in full has 104."""
_NUMERIC = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}|\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m)?|\d{4}-\d{2}-\d{2}t[\d:.z+]+")
_DIGIT = re.compile(r"\d")
_ONLY_NUMBERS = re.compile(r"[\d\s.,:/|+·•\-tzapm]*")
_Terms = list[tuple[tuple[str, ...], frozenset[str]]]


@dataclass(frozen=True, slots=True)
class DateLines:
    """The terms of dates in every language, by their first word: each its words and the languages it belongs to."""

    terms: Mapping[str, _Terms]

    def match(self, line: FoldedLine) -> str:
        """Give the rule id of a date line, or nothing; where several languages share its words, ours is named.

        >>> from newsclean.rules.folded import fold_line
        >>> lines = build_date_lines({"en": frozenset(("november", "wednesday", "at", "pm", "last updated"))})
        >>> given = ("Wednesday, 24 November 2021 at 3:44 PM", "24.11.2021 | 15:44", "In November 24 died", "24-11")
        >>> [lines.match(fold_line(text)) for text in given]
        ['dates.en.line', 'dates.any.numeric', '', '']
        >>> [lines.match(fold_line(text)) for text in ("November", "Last 24 November")]
        ['', '']
        """
        folded = line.folded
        if len(folded) > LONGEST or not _DIGIT.search(folded):
            return ""
        if _NUMERIC.search(folded) and _ONLY_NUMBERS.fullmatch(folded):
            return "dates.any.numeric"
        words = [word for word in WORD.findall(folded) if not word.isdigit()]
        found = list(self._read(words))
        shared = frozenset.intersection(*found) if found else frozenset()
        return f"dates.{min(shared & line.languages or shared)}.line" if shared else ""

    def _read(self, words: list[str]) -> Iterator[frozenset[str]]:
        """Give the languages of each term in turn, the longest first; none at all for a word that is no date's."""
        place = 0
        while place < len(words):
            ahead = tuple(words[place : place + 6])
            for term, languages in self.terms.get(words[place], ()):
                if ahead[: len(term)] == term:
                    yield languages
                    place += len(term)
                    break
            else:
                yield frozenset()
                return


def build_date_lines(words: Mapping[str, frozenset[str]]) -> DateLines:
    """Turn date words by language into terms by first word; a term of several words counts only as a whole."""
    languages: dict[tuple[str, ...], set[str]] = {}
    for language, entries in words.items():
        for entry in entries:
            languages.setdefault(tuple(WORD.findall(fold(entry))), set()).add(language)
    terms: dict[str, _Terms] = {}
    for term in sorted(languages, key=lambda term: (-len(term), term)):
        if term:
            terms.setdefault(term[0], []).append((term, frozenset(languages[term])))
    return DateLines(terms)
