"""The phrase matchers: the text of a passage goes in, the rule that explains it and the part that goes come out.

The shapes stand here, the words in ``data/phrases/``. A first-word index keeps the cost of a passage
independent of how many phrases there are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from newsclean.edits import Span
from newsclean.rules.folded import FoldedLine
from newsclean.rules.words import (
    WORD,
    closes_prose,
    is_word_end,
    key_end,
    key_head,
    last_word,
    line_key,
    looks_like_names,
    looks_like_title,
    starts_with_mark,
)

LONGEST_LINE = 250
"""Code points: a passage above this is prose that happens to begin like a label."""
LONGEST_NOTICE = 700
"""Code points of a passage that begins with so many words of a notice that no story does: ``SHORTEST_NOTICE``."""
SHORTEST_NOTICE = 20
"""Code points of a phrase."""
_BRACKETS = {"(": ")", "[": "]"}
_LONGEST_BRACKET = 200
_LONGEST_TAIL = 120
_CLOSING = " .,:;!?…\"')]>|-"
_OWN_MARKS = "?!:"
_SYMBOLS = re.compile(r"[^\w\s]")
_TAIL_BREAKS = frozenset('.!?…。！？।؟۔:|»"”)]>→•-')
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
    heads: dict[str, set[str]] = field(default_factory=dict)
    starts: dict[str, list[Phrase]] = field(default_factory=dict)
    notices: dict[str, list[Phrase]] = field(default_factory=dict)
    ends: dict[str, list[Phrase]] = field(default_factory=dict)
    endings: set[str] = field(default_factory=set)
    brackets: dict[str, list[Phrase]] = field(default_factory=dict)

    def match_whole(self, line: FoldedLine) -> Match | None:
        """Find the phrase that takes the passage as a whole: all of it, or its beginning."""
        if len(line.text) > LONGEST_LINE:
            phrase = self._match_notice(line)
        else:
            phrase = self._match_key(line) or self._match_start(line)
        return Match(phrase, Span(0, len(line.text))) if phrase else None

    def _match_notice(self, line: FoldedLine) -> Phrase | None:
        """Find the long phrase at the beginning of a long passage that anything may follow."""
        if len(line.text) > LONGEST_NOTICE:
            return None
        for place, word in _openings(line.folded):
            for phrase in prefer_languages(self.notices.get(word, ()), line.languages):
                end = match_words(line.folded, place, phrase.text)
                if end and is_word_end(line.folded, end):
                    return phrase
        return None

    def _match_key(self, line: FoldedLine) -> Phrase | None:
        """Find the phrase that is all there is."""
        ends = self.heads.get(key_head(line.folded))
        if not ends or key_end(line.folded) not in ends:
            return None
        return next(iter(prefer_languages(self.whole.get(line_key(line.folded), ()), line.languages)), None)

    def _match_start(self, line: FoldedLine) -> Phrase | None:
        """Find the longest phrase at the beginning that its ``then`` allows."""
        folded = line.folded
        for place, word in _openings(folded):
            begun = self.starts.get(word)
            if not begun:
                continue
            met = [phrase for phrase in begun if match_words(folded, place, phrase.text)]
            for phrase in prefer_languages(met, line.languages):
                end = match_words(folded, place, phrase.text)
                allowed = phrase.text[-1] in _OWN_MARKS or _THEN[phrase.then](line.text[end:])
                if allowed and is_word_end(folded, end):
                    return phrase
        return None

    def match_end(self, line: FoldedLine, end: int) -> Match | None:
        """Find a phrase that closes a passage, or its text before ``end``, after the end of a sentence.

        Its span is the tail that goes.
        """
        tail = max(0, end - _LONGEST_TAIL)
        folded = line.folded[tail:end]
        if not self._may_end(folded):
            return None
        for phrase in prefer_languages(self.ends.get(last_word(folded), ()), line.languages):
            start = folded.rfind(phrase.text)
            rest = folded[start + len(phrase.text) :]
            if start > 0 and not any(c.isalnum() for c in rest):
                place = _trim(line.text, tail + start)
                if place and line.text[place - 1] in _TAIL_BREAKS:
                    return Match(phrase, Span(place, end))
        return None

    def _may_end(self, folded: str) -> bool:
        """Tell by the last letters whether a phrase can close the text; most end here."""
        closed = folded.rstrip(_CLOSING)
        known = closed[-3:] in self.endings or closed[-2:] in self.endings or closed[-1:] in self.endings
        return known or not closed[-1:].isalnum()

    def match_brackets(self, line: FoldedLine) -> list[Match]:
        """Find bracketed asides that begin with a phrase and a mark; each span covers the brackets."""
        found: list[Match] = []
        folded = line.folded
        if "(" not in folded and "[" not in folded:
            return found
        place = 0
        while opener := _OPENER.search(folded, place):
            place = opener.end()
            end = folded.find(_BRACKETS[opener.group()], place, place + _LONGEST_BRACKET) + 1
            phrase = self._match_aside(folded[place : end - 1], line.languages) if end else None
            if phrase:
                found.append(Match(phrase, Span(_trim(line.text, opener.start()), end)))
                place = end
        return found

    def _match_aside(self, inside: str, languages: frozenset[str]) -> Phrase | None:
        """Find the phrase that begins the inside of a bracket."""
        place = len(inside) - len(inside.lstrip())
        for phrase in prefer_languages(self.brackets.get(first_word(inside, place), ()), languages):
            end = match_words(inside, place, phrase.text)
            if end and starts_with_mark(inside[end:]):
                return phrase
        return None


def build_index(phrases: Iterable[Phrase]) -> PhraseIndex:
    """Index phrases by the word that a passage must begin (or end) with; the longest come first.

    >>> from newsclean.rules.folded import fold_line
    >>> index = build_index([Phrase("read-also.en.read-also", "line-start", "read also")])
    >>> index.match_whole(fold_line("READ ALSO: Kabul falls")).phrase.rule
    'read-also.en.read-also'
    >>> index.match_whole(fold_line("Read also the constitution, he said.")) is None
    True
    """
    index = PhraseIndex()
    for phrase in sorted(phrases, key=lambda p: (-len(p.text), p.rule)):
        if phrase.shape in ("whole-line", "line-end"):
            index.whole.setdefault(line_key(phrase.text), []).append(phrase)
            index.heads.setdefault(key_head(phrase.text), set()).add(key_end(phrase.text))
        if phrase.shape == "line-start":
            index.starts.setdefault(first_word(phrase.text, 0), []).append(phrase)
            if phrase.then == "any" and len(phrase.text) >= SHORTEST_NOTICE:
                index.notices.setdefault(first_word(phrase.text, 0), []).append(phrase)
        if phrase.shape == "line-end":
            index.ends.setdefault(last_word(phrase.text), []).append(phrase)
            index.endings.add(phrase.text.rstrip(_CLOSING)[-3:])
        if phrase.shape == "bracket":
            index.brackets.setdefault(first_word(phrase.text, 0), []).append(phrase)
    return index


def first_word(folded: str, place: int) -> str:
    """Give the index key at ``place``: a word, the symbol that stands there, or ``#`` for a number and what follows it.

    >>> first_word("read also", 0), first_word("3 min", 0), first_word("# min", 0), first_word("© AFP", 0)
    ('read', '#min', '#min', '©')
    """
    found = WORD.match(folded, place)
    if found and not found[0].isdigit():
        return found[0]
    number = _NUMBER.match(folded, place)
    return _after_number(folded, number.end()) if number else folded[place : place + 1]


def _after_number(folded: str, place: int) -> str:
    """Give the key of a number that ``place`` follows: two numbers are ``##``."""
    found = WORD.match(folded, place)
    following = found[0] if found else folded[place : place + 1]
    return "##" if following.isdigit() else "#" + following


def match_words(folded: str, place: int, phrase: str) -> int:
    """Match a folded phrase at ``place``, ``#`` standing for a number; give the end, 0 where it is not there.

    >>> match_words("read 3 comments", 0, "read # comments"), match_words("reading", 0, "read #")
    (15, 0)
    """
    if "#" not in phrase:
        return place + len(phrase) if folded.startswith(phrase, place) else 0
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
_NUMBER = re.compile(rf"(?:#|{_DIGITS.pattern})[^\w#©]*")


def prefer_languages(phrases: Iterable[Phrase], ours: frozenset[str]) -> list[Phrase]:
    """Leave out weak phrases of other languages (there their words may be ordinary); among equals ours come first."""
    heard = [phrase for phrase in phrases if not phrase.weak or phrase.language in ours]
    if len(heard) < 2:
        return heard
    return sorted(heard, key=lambda p: (-len(p.text), p.language not in ours, p.shape == "line-end"))


def _openings(folded: str) -> list[tuple[int, str]]:
    """Give the places where a phrase may begin, with their keys: the first symbol, the first word behind symbols."""
    word = WORD.search(folded)
    start = word.start() if word else len(folded)
    symbol = _SYMBOLS.search(folded, 0, start) if start else None
    found = [(symbol.start(), first_word(folded, symbol.start()))] if symbol else []
    if word:
        found.append((start, first_word(folded, start) if word[0].isdigit() else word[0]))
    return found


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
SHAPES = frozenset(("whole-line", "line-start", "line-end", "bracket", "in-brackets", "sign"))
