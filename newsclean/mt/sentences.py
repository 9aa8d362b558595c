"""Sentences: a text goes in, the spans of its sentences come out, and every character keeps its place.

Between two spans there is nothing but white space. Time grows with the length of the text and no faster.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from newsclean.edits import Span
from newsclean.mt.languages import Language
from newsclean.rules.fold import fold

_CLOSERS = "\"'»”’)]}」』›"
_OPENERS = "\"'«“„‘([{「『‹-–—•*¿¡"
_WIDE = "。！？"  # end a sentence with no white space after them
_LOOK_BACK = 30  # code points; longer than any abbreviation
_CLAUSE = re.compile(r"[,;:·،؛](?=\s)|\s(?=[–—(])|(?<=\))\s|[，；：、]")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Splitter:
    """Splits texts of one language into sentences."""

    language: Language
    ends: re.Pattern[str]

    @classmethod
    def of(cls, language: Language) -> Splitter:
        """Make the splitter of a language."""
        marks = re.escape(".!?…‼⁇⁈⁉" + language.question + _WIDE)
        return cls(language, re.compile(rf"\n\s*\n|[{marks}]{{1,60}}[{re.escape(_CLOSERS)}]{{0,8}}"))

    def split(self, text: str) -> list[Span]:
        """Give the spans of the sentences, in code points of ``text``, without white space at their ends.

        >>> from newsclean.mt.languages import Languages
        >>> splitter = Splitter.of(Languages.read().get("el"))
        >>> text = "Στις 10 π.μ. ο κ. Παππάς είπε «όχι». Γιατί; Άγνωστο."
        >>> [span.text(text) for span in splitter.split(text)]
        ['Στις 10 π.μ. ο κ. Παππάς είπε «όχι».', 'Γιατί;', 'Άγνωστο.']
        """
        spans = []
        start = 0
        for match in self.ends.finditer(text):
            if self._is_end(text, match):
                spans.append(_trim(text, start, match.end()))
                start = match.end()
        spans.append(_trim(text, start, len(text)))
        return [span for span in spans if span.end > span.start]

    def _is_end(self, text: str, match: re.Match[str]) -> bool:
        """Tell whether a sentence ends with ``match``."""
        marks = match[0].rstrip(_CLOSERS)
        if not marks or "\n" in match[0] or marks[-1] in _WIDE or match.end() >= len(text):
            return True
        if not text[match.end()].isspace():
            return False
        follows = _next(text, match.end())
        if follows.islower() or not follows:
            return not follows
        return marks != "." or match[0] != marks or self._ends_at_dot(text, match.start(), follows)

    def _ends_at_dot(self, text: str, dot: int, follows: str) -> bool:
        """Tell whether the single full stop at ``dot`` ends a sentence, by the word before it."""
        word = _word_before(text, dot)
        word = word[max(word.rfind("'"), word.rfind("’")) + 1 :]
        folded = fold(word) + "."
        if folded in self.language.titles:
            return False
        if folded in self.language.abbreviations or "." in word:
            return follows.isupper() and not _is_initials(word)
        if len(word) == 1 and word.isalpha() and word.isupper():
            return False
        return not (self.language.ordinal_dot and word.isdigit() and len(word) <= 2)


def _is_initials(word: str) -> bool:
    """Tell whether a word with dots is a name's initials or a country's: it runs on more often than it ends."""
    return all(len(part) <= 1 for part in word.split(".")) and word[-1:].isupper()


def _word_before(text: str, place: int) -> str:
    """Give the word that ends at ``place``, without what opens it."""
    start = place
    while start > 0 and place - start < _LOOK_BACK and not text[start - 1].isspace():
        start -= 1
    return text[start:place].lstrip(_OPENERS)


def _next(text: str, place: int) -> str:
    """Give the first character from ``place`` on that is no white space and opens nothing; '' at the end."""
    while place < len(text) and (text[place].isspace() or text[place] in _OPENERS):
        place += 1
    return text[place : place + 1]


def _trim(text: str, start: int, end: int) -> Span:
    """Give the span without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def split_to_fit(text: str, fits: Callable[[str], bool]) -> list[Span]:
    """Cut a sentence into the fewest halves, quarters, … that fit, at clauses if it can, else at spaces.

    >>> [s.text("aa bb, cc dd") for s in split_to_fit("aa bb, cc dd", lambda part: len(part) < 7)]
    ['aa bb,', 'cc dd']
    """
    done: list[Span] = []
    waiting = [_trim(text, 0, len(text))]
    while waiting:
        span = waiting.pop()
        place = None if fits(span.text(text)) else _middle(text, span)
        if place is None:
            done.append(span)
        else:
            waiting += [_trim(text, place, span.end), _trim(text, span.start, place)]
    return [span for span in done if span.end > span.start]


def _middle(text: str, span: Span) -> int | None:
    """Give the best place to cut ``span`` in two: at a clause near its middle, else at a space, else in the middle."""
    if span.end - span.start < 2:
        return None
    middle = (span.start + span.end) // 2
    quarter = (span.end - span.start) // 4
    for pattern in (_CLAUSE, _SPACE):
        places = [match.end() for match in pattern.finditer(text, span.start + quarter, span.end - quarter)]
        if places:
            return min(places, key=lambda place: abs(place - middle))
    return middle


def split_clauses(text: str) -> list[Span]:
    """Cut a sentence in two at the clause nearest its middle; one span where it has none.

    >>> [s.text("Yes, he said, and left.") for s in split_clauses("Yes, he said, and left.")]
    ['Yes, he said,', 'and left.']
    """
    places = [match.end() for match in _CLAUSE.finditer(text)]
    inner = [place for place in places if text[:place].strip() and text[place:].strip()]
    if not inner:
        return [_trim(text, 0, len(text))]
    place = min(inner, key=lambda place: abs(place - len(text) // 2))
    return [_trim(text, 0, place), _trim(text, place, len(text))]
