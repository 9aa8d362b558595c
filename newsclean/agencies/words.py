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
_UNSEEN = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0x00AD), " ")
"""Characters without width stand for a space, so that offsets stay."""
_ANY_UNSEEN = re.compile(f"[{''.join(map(chr, _UNSEEN))}]")
_SMALL = frozenset(("to", "told", "and", "filler", "according", "beside"))
"""Classes whose words of one or two letters count in their own language alone: they are other words elsewhere."""
_LETTERS = 3  # at either end, that tell apart most phrases
_SPACED = r"[^\W\u0900-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
_INSIDE = re.compile(_SPACED * 2)


Kinds = frozenset[str] | set[str]
_ANY: Kinds = frozenset(("any",))


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
        self._heads = _index_by(phrases, slice(None, _LETTERS))
        self._tails = _index_by(phrases, slice(-_LETTERS, None))

    def ending(self, text: str, kinds: Kinds = _ANY) -> Phrase | None:
        """Give the longest phrase of the wanted classes with which folded ``text`` ends."""
        for length in _lengths(self._tails, kinds, (text[-3:], text[-2:], text[-1:])):
            found = self._exact.get(text[-length:], ()) if length <= len(text) else ()
            if found and not _cuts_word(text, len(text) - length):
                phrase = self._choose(found, kinds)
                if phrase:
                    return phrase
        return None

    def starting(self, text: str, kinds: Kinds = _ANY) -> Phrase | None:
        """Give the longest phrase of the wanted classes with which folded ``text`` begins."""
        for length in _lengths(self._heads, kinds, (text[:3], text[:2], text[:1])):
            found = self._exact.get(text[:length], ()) if length <= len(text) else ()
            if found and not _cuts_word(text, length):
                phrase = self._choose(found, kinds)
                if phrase:
                    return phrase
        return None

    def starting_at(self, text: str, kinds: Kinds, places: Iterable[int]) -> Phrase | None:
        """Give the phrase of the wanted classes that begins at the first of some places where one does.

        >>> words = Words([Phrase("rights", "rights", "en")])
        >>> words.starting_at("all rights", {"rights"}, range(9)).text, words.starting_at("all", {"rights"}, range(3))
        ('rights', None)
        """
        letters = {head[0] for kind in kinds for head in self._heads.get(kind, ())}
        phrases = (self.starting(text[place:], kinds) for place in places if text[place] in letters)
        return next(filter(None, phrases), None)

    def heads(self, kinds: Kinds) -> frozenset[str]:
        """Give the first letters, three at most, of the phrases of some classes.

        >>> sorted(Words([Phrase("source", "source", "en"), Phrase("by", "by", "en")]).heads({"source", "by"}))
        ['by', 'sou']
        """
        wanted = (text for kind in kinds for text in self.of(kind))
        return frozenset(text[:_LETTERS] for text in wanted)

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

    def _choose(self, found: Sequence[Phrase], kinds: Kinds) -> Phrase | None:
        """Choose among phrases of one text: of a wanted class, in the preferred language, else the first."""
        fitting = [p for p in found if (kinds is _ANY or p.kind in kinds) and not self._is_foreign(p)]
        at_home = (phrase for phrase in fitting if phrase.language == self._language)
        return next(at_home, fitting[0] if fitting else None)

    def _is_foreign(self, phrase: Phrase) -> bool:
        """Tell whether a very short phrase belongs to another language than the preferred one."""
        if len(phrase.text) > 2 or phrase.kind not in _SMALL or self._language in ("", "und"):
            return False
        return phrase.language != self._language and phrase.text.isascii()

    def has(self, word: str, kind: str) -> bool:
        """Tell whether a folded word is a whole phrase of this class."""
        return any(phrase.kind == kind for phrase in self._exact.get(word, ()))


def show_unseen(text: str) -> str:
    """Give a text with spaces in the place of characters without width.

    >>> show_unseen("AFP\u200b.")
    'AFP .'
    """
    return text.translate(_UNSEEN) if _ANY_UNSEEN.search(text) else text


def _index_by(phrases: Iterable[Phrase], letters: slice) -> dict[str, dict[str, set[int]]]:
    """Give, for each class and for all together, the lengths of the phrases that share some letters."""
    index: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for phrase in phrases:
        for kind in (phrase.kind, *_ANY):
            index[kind][phrase.text[letters]].add(len(phrase.text))
    return {kind: dict(lengths) for kind, lengths in index.items()}


def _lengths(index: Mapping[str, Mapping[str, set[int]]], kinds: Kinds, letters: tuple[str, ...]) -> list[int]:
    """Give the lengths that phrases of some classes with these letters may have, the longest first; most have none."""
    found: set[int] = set()
    for kind in kinds:
        lengths = index.get(kind, {})
        for shared in letters:
            if shared in lengths:
                found |= lengths[shared]
    return sorted(found, reverse=True) if found else []


def _cuts_word(text: str, place: int) -> bool:
    """Tell whether a cut at ``place`` goes through a word; scripts without spaces have no words to cut."""
    return place > 0 and _INSIDE.match(text, place - 1) is not None


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
    return [Phrase(show_unseen(fold(text)), kind, language, row) for row, text in pairs]
