"""The words round a credit: tables of phrases by language go in, a lookup at either edge of a mark comes out.

Phrases are matched on folded text. What a phrase means is its class (``source``, ``photo``, ``told`` …), named by the
table; this module knows no word of any language.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from typing import Any, NamedTuple

from newsclean.errors import RuleError
from newsclean.rules.fold import fold

CLASSES = frozenset(
    (
        "source", "with", "beside", "by", "and", "copyright", "rights", "photo", "photo-after", "via", "according",
        "reports", "told", "to", "noun", "noun-after", "filler", "reporter", "contributed", "lead", "wire-end",
        "months", "place-words", "desk", "clitic", "caption-class", "byline-class", "link-class",
    )
)  # fmt: skip
"""Kinds of words: see ``docs/agencies.md`` for what each does."""
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
UNSEEN = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0x00AD), " ")
"""Characters without width stand for a space, so that offsets stay."""
_SMALL = frozenset(("to", "told", "and", "filler", "according", "beside"))
"""Classes whose words of one or two letters count in their own language alone: they are other words elsewhere."""
_HEAD = 3  # letters that tell apart most beginnings
_WORD = re.compile(r"\w")
_UNSPACED = re.compile(r"[\u0900-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


class Phrase(NamedTuple):
    """A phrase of a table: folded text, class, language, and the id of its row (empty for rows without one)."""

    text: str
    kind: str
    language: str
    row: str = ""

    @property
    def rule(self) -> str:
        """Give ``language.row``, the end of a rule id."""
        return f"{self.language}.{self.row or 'word'}"


class Words:
    """Phrases to be looked up where they end or begin.

    >>> words = Words([Phrase("source", "source", "en", "source"), Phrase("news source", "mention", "en")])
    >>> words.ending("a news source").kind, words.ending("resource"), words.starting("source of", {"source"}).rule
    ('mention', None, 'en.source')
    """

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        exact: dict[str, list[Phrase]] = defaultdict(list)
        phrases = sorted(set(phrases))
        for phrase in phrases:
            exact[phrase.text].append(phrase)
        self._exact = dict(exact)
        self._language = ""
        self._lengths = sorted({len(text) for text in exact}, reverse=True)
        self._first = frozenset(text[0] for text in exact)
        heads: dict[str, set[str]] = defaultdict(set)
        tails: dict[str, set[str]] = defaultdict(set)
        for phrase in phrases:
            heads[phrase.kind].add(phrase.text[:_HEAD])
            tails[phrase.kind].add(phrase.text[-_HEAD:])
        self._heads = dict(heads)
        self._tails = dict(tails)
        self._last = frozenset(text[-1] for text in exact)

    def ending(self, text: str, kinds: frozenset[str] | set[str] | None = None) -> Phrase | None:
        """Give the longest phrase of the wanted classes with which folded ``text`` ends."""
        if text[-1:] in self._last and self._may_end(text, kinds):
            for length in self._lengths:
                found = self._exact.get(text[-length:], ()) if length <= len(text) else ()
                if found and not _cuts_word(text, len(text) - length):
                    phrase = self._choose(found, kinds)
                    if phrase:
                        return phrase
        return None

    def starting(self, text: str, kinds: frozenset[str] | set[str] | None = None) -> Phrase | None:
        """Give the longest phrase of the wanted classes with which folded ``text`` begins."""
        if text[:1] in self._first and self._may_start(text, kinds):
            for length in self._lengths:
                found = self._exact.get(text[:length], ()) if length <= len(text) else ()
                if found and not _cuts_word(text, length):
                    phrase = self._choose(found, kinds)
                    if phrase:
                        return phrase
        return None

    def _may_end(self, text: str, kinds: frozenset[str] | set[str] | None) -> bool:
        """Tell by the last letters whether a phrase of the wanted classes can end the text."""
        three, two, one = text[-_HEAD:], text[-2:], text[-1:]
        for kind in kinds or ():
            tails = self._tails.get(kind, ())
            if three in tails or two in tails or one in tails:
                return True
        return kinds is None

    def of(self, kind: str) -> tuple[str, ...]:
        """Give the folded phrases of one class.

        >>> Words([Phrase("by", "by", "en")]).of("by")
        ('by',)
        """
        return tuple(text for text, found in self._exact.items() if any(phrase.kind == kind for phrase in found))

    def speaking(self, language: str) -> Words:
        """Give the same words, those of one language first where several languages share a phrase.

        >>> words = Words([Phrase("foto", "photo", "da"), Phrase("foto", "photo", "pl")])
        >>> words.ending("foto").language, words.speaking("pl").ending("foto").language
        ('da', 'pl')
        """
        other = copy(self)
        other._language = language
        return other

    def _choose(self, found: Sequence[Phrase], kinds: frozenset[str] | set[str] | None) -> Phrase | None:
        """Choose among phrases of one text: of a wanted class, in the preferred language, else the first."""
        fitting = [p for p in found if (kinds is None or p.kind in kinds) and not self._is_foreign(p)]
        at_home = (phrase for phrase in fitting if phrase.language == self._language)
        return next(at_home, fitting[0] if fitting else None)

    def _is_foreign(self, phrase: Phrase) -> bool:
        """Tell whether a very short phrase belongs to another language than the preferred one."""
        if len(phrase.text) > 2 or phrase.kind not in _SMALL or self._language in ("", "und"):
            return False
        return phrase.language != self._language and phrase.text.isascii()

    def _may_start(self, text: str, kinds: frozenset[str] | set[str] | None) -> bool:
        """Tell by the first letters whether a phrase of the wanted classes can begin the text: most lines end here."""
        three, two, one = text[:_HEAD], text[:2], text[:1]
        for kind in kinds or ():
            heads = self._heads.get(kind, ())
            if three in heads or two in heads or one in heads:
                return True
        return kinds is None

    def has(self, word: str, kind: str) -> bool:
        """Tell whether a folded word is a whole phrase of this class."""
        return any(phrase.kind == kind for phrase in self._exact.get(word, ()))


def _cuts_word(text: str, place: int) -> bool:
    """Tell whether a cut at ``place`` goes through a word; scripts without spaces have no words to cut."""
    left, right = text[place - 1 : place], text[place : place + 1]
    return bool(_WORD.match(left) and _WORD.match(right) and not _UNSPACED.match(left) and not _UNSPACED.match(right))


def read_words(tables: Iterable[tuple[str, Mapping[str, Any]]]) -> Words:
    """Make the lookup of the tables of words: one table a language, one list or table of rows a class.

    >>> tables = [("credits.toml", {"el": {"source": {"pigi": "Πηγή"}, "to": ["στο"]}})]
    >>> read_words(tables).ending(fold("ΠΗΓΗ")).rule
    'el.pigi'

    Raises ``RuleError`` for a class or a row that is none.
    """
    phrases: list[Phrase] = []
    for file, table in tables:
        for language, classes in table.items():
            if not isinstance(classes, Mapping):
                raise RuleError(file, language, "must be a table of classes of words")
            for kind, rows in classes.items():
                phrases += _read_class(file, language, kind, rows)
    return Words(phrases)


def _read_class(file: str, language: str, kind: str, rows: Any) -> list[Phrase]:
    """Give the phrases of one class of one language."""
    if kind not in CLASSES:
        raise RuleError(file, f"[{language}] {kind}", f"is none of {', '.join(sorted(CLASSES))}")
    pairs = list(rows.items()) if isinstance(rows, Mapping) else [("", text) for text in rows]
    for row, text in pairs:
        if not isinstance(text, str) or not text.strip() or (row and not _SLUG.fullmatch(row)):
            raise RuleError(file, f"[{language}] {kind} {row}", "must be a text under a small ASCII id")
    if kind == "months":
        pairs = [(row, word) for row, text in pairs for word in text.split()]
    return [Phrase(fold(text).translate(UNSEEN), kind, language, row) for row, text in pairs]
