"""The phrase matchers: the text of a passage goes in, the rule that explains it and the part that goes come out.

The shapes stand here, the words in ``data/phrases/``. A first-word index keeps the cost of a passage
independent of how many phrases there are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from newsclean.edits import Span
from newsclean.rules.fold import fold
from newsclean.rules.words import (
    WORD,
    closes_prose,
    is_word_end,
    line_key,
    looks_like_names,
    looks_like_title,
    starts_with_mark,
)

LONGEST_LINE = 250
"""Code points: a passage above this is prose that happens to begin like a label."""
_BRACKETS = {"(": ")", "[": "]"}
_LONGEST_BRACKET = 200
_OWN_MARKS = "?!:"
_SYMBOLS = re.compile(r"[^\w\s]")
_TAIL_BREAK = re.compile(r"[.!?…。！？।؟۔:|»\"”)\]>→•-]\s*$")
_OPENER = re.compile(r"[(\[]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A row of a phrase table. ``rule`` is its full id, ``shape`` the matcher, ``text`` the folded words."""

    rule: str
    shape: str
    text: str
    then: str = "mark"
    language: str = "any"
    weak: bool = False
    heads_titles: bool = False

    @property
    def category(self) -> str:
        """Give the first part of the rule id."""
        return self.rule.partition(".")[0]


class Match(NamedTuple):
    """A phrase found in a passage: ``span`` counts code points of the passage; all of it, or the part that goes."""

    phrase: Phrase
    span: Span


@dataclass(frozen=True, slots=True)
class PhraseIndex:
    """The phrases of all tables, indexed for one look at a passage."""

    whole: dict[str, list[Phrase]] = field(default_factory=dict)
    starts: dict[str, list[Phrase]] = field(default_factory=dict)
    ends: dict[str, list[Phrase]] = field(default_factory=dict)
    brackets: dict[str, list[Phrase]] = field(default_factory=dict)

    def match_whole(self, text: str, languages: Sequence[str]) -> Match | None:
        """Find the phrase that takes the passage as a whole: all of it, or its beginning.

        ``languages`` are those of the passage and its article: only there are weak phrases heard.
        """
        if len(text) > LONGEST_LINE:
            return None
        folded = fold(text)
        for phrase in prefer_languages(self.whole.get(line_key(folded), ()), languages):
            return Match(phrase, Span(0, len(text)))
        return self._match_start(text, folded, languages)

    def _match_start(self, text: str, folded: str, languages: Sequence[str]) -> Match | None:
        """Find the longest phrase at the beginning that its ``then`` allows."""
        for place in _starting_places(folded):
            for phrase in prefer_languages(self.starts.get(first_word(folded, place), ()), languages):
                end = match_words(folded, place, phrase.text)
                if (
                    end
                    and is_word_end(folded, end)
                    and (phrase.text[-1] in _OWN_MARKS or _THEN[phrase.then](text[end:]))
                ):
                    return Match(phrase, Span(0, len(text)))
        return None

    def match_end(self, text: str, languages: Sequence[str]) -> Match | None:
        """Find a phrase that closes a passage after the end of a sentence; its span is the tail that goes."""
        tail = max(0, len(text) - 120)
        folded = fold(text[tail:])
        words = [found.group() for found in WORD.finditer(folded)]
        for phrase in prefer_languages(self.ends.get(words[-1], ()) if words else (), languages):
            start = folded.rfind(phrase.text)
            rest = folded[start + len(phrase.text) :]
            if start > 0 and not any(c.isalnum() for c in rest) and _TAIL_BREAK.search(text[: tail + start]):
                return Match(phrase, Span(_trim(text, tail + start), len(text)))
        return None

    def match_brackets(self, text: str, languages: Sequence[str]) -> list[Match]:
        """Find bracketed asides that begin with a phrase and a mark; each span covers the brackets."""
        found = []
        folded = fold(text)
        place = 0
        while opener := _OPENER.search(folded, place):
            place = opener.end()
            end = folded.find(_BRACKETS[opener.group()], place, place + _LONGEST_BRACKET) + 1
            phrase = self._match_aside(folded[place : end - 1], languages) if end else None
            if phrase:
                found.append(Match(phrase, Span(_trim(text, opener.start()), end)))
                place = end
        return found

    def _match_aside(self, inside: str, languages: Sequence[str]) -> Phrase | None:
        """Find the phrase that begins the inside of a bracket."""
        place = len(inside) - len(inside.lstrip())
        for phrase in prefer_languages(self.brackets.get(first_word(inside, place), ()), languages):
            end = match_words(inside, place, phrase.text)
            if end and starts_with_mark(inside[end:]):
                return phrase
        return None


def build_index(phrases: Iterable[Phrase]) -> PhraseIndex:
    """Index phrases by the word that a passage must begin (or end) with; the longest come first.

    >>> index = build_index([Phrase("read-also.en.read-also", "line-start", fold("Read also"))])
    >>> index.match_whole("READ ALSO: Kabul falls", ["en"]).phrase.rule
    'read-also.en.read-also'
    >>> index.match_whole("Read also the constitution, he said.", ["en"]) is None
    True
    """
    index = PhraseIndex()
    for phrase in sorted(phrases, key=lambda p: (-len(p.text), p.rule)):
        if phrase.shape in ("whole-line", "line-end"):
            index.whole.setdefault(line_key(phrase.text), []).append(phrase)
        if phrase.shape == "line-start":
            index.starts.setdefault(first_word(phrase.text, 0), []).append(phrase)
        if phrase.shape == "line-end":
            index.ends.setdefault(WORD.findall(phrase.text)[-1], []).append(phrase)
        if phrase.shape == "bracket":
            index.brackets.setdefault(first_word(phrase.text, 0), []).append(phrase)
    return index


def first_word(folded: str, place: int) -> str:
    """Give the index key at ``place``: a word, ``#`` for a number, or the symbol that stands there.

    >>> first_word("read also", 0), first_word("3 min", 0), first_word("# min", 0), first_word("© AFP", 0)
    ('read', '#', '#', '©')
    """
    found = WORD.match(folded, place)
    if not found:
        return folded[place : place + 1]
    return "#" if found.group().isdigit() else found.group()


def match_words(folded: str, place: int, phrase: str) -> int:
    """Match a folded phrase at ``place``, ``#`` standing for a number; give the end, 0 where it is not there.

    >>> match_words("read 3 comments", 0, "read # comments"), match_words("reading", 0, "read #")
    (15, 0)
    """
    pieces = phrase.split("#")
    for number, piece in enumerate(pieces):
        if number:
            digits = _DIGITS.match(folded, place)
            if not digits:
                return 0
            place = digits.end()
        if not folded.startswith(piece, place):
            return 0
        place += len(piece)
    return place


_DIGITS = re.compile(r"\d(?:[\d.,:]*\d)?")


def prefer_languages(phrases: Iterable[Phrase], languages: Sequence[str]) -> list[Phrase]:
    """Leave out weak phrases of other languages (there their words may be ordinary); among equals ours come first."""
    ours = {code.partition("-")[0] for code in languages}
    heard = (phrase for phrase in phrases if not phrase.weak or phrase.language in ours)
    return sorted(heard, key=lambda p: (-len(p.text), p.language not in ours, p.shape == "line-end"))


def _starting_places(folded: str) -> list[int]:
    """Give the places where a phrase may begin: the first symbol, the first letter or digit behind symbols."""
    word = WORD.search(folded)
    symbol = _SYMBOLS.search(folded)
    places = [word.start()] if word else []
    return ([symbol.start()] if symbol and (not word or symbol.start() < word.start()) else []) + places


def _trim(text: str, place: int) -> int:
    """Move ``place`` back over white space, so that what is left does not end in a blank."""
    while place and text[place - 1].isspace():
        place -= 1
    return place


def _is_title_rest(rest: str) -> bool:
    return starts_with_mark(rest) or looks_like_title(rest.strip())


def _is_name_rest(rest: str) -> bool:
    return looks_like_names(rest.strip(" :,-–—|·•"))


def _is_date_rest(rest: str) -> bool:
    return len(rest) <= 60 and any(c.isdigit() for c in rest) and not closes_prose(rest)


_THEN: dict[str, Callable[[str], bool]] = {
    "mark": starts_with_mark,
    "title": _is_title_rest,
    "names": _is_name_rest,
    "date": _is_date_rest,
    "any": lambda rest: len(rest) <= 200,
}
THEN = frozenset(_THEN)
SHAPES = frozenset(("whole-line", "line-start", "line-end", "bracket"))
