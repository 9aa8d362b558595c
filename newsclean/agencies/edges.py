"""The words nearest to a group of marks: a view goes in, the phrase that governs the group comes out."""

from __future__ import annotations

import re

from newsclean.agencies.words import Phrase, Words

_PASSED = frozenset(("noun", "filler"))
_TRIM = " \t\n\"'«»(:-–[/,|=＝："


def without_fillers(text: str, words: Words) -> tuple[str, bool]:
    """Take articles, quotes and "news agency" off the end of folded text; tell whether such a noun was there.

    >>> from newsclean.agencies.words import Phrase, Words
    >>> words = Words([Phrase("the", "filler", "en"), Phrase("agency", "noun", "en")])
    >>> without_fillers("according to the agency ", words)
    ('according to', True)
    """
    has_noun = False
    for _ in range(6):
        phrase, text = _ending(text, words, _PASSED)
        if not phrase:
            break
        has_noun |= phrase.kind == "noun"
        text = text[: -len(phrase.text)]
    return text.rstrip(_TRIM), has_noun


def beside_before(text: str, words: Words, kinds: frozenset[str]) -> Phrase | None:
    """Give the phrase of some classes right before the end of folded text, articles and agency nouns passed over."""
    for _ in range(6):
        phrase, text = _ending(text, words, kinds)
        if phrase:
            return phrase
        passed, text = _ending(text, words, _PASSED)
        if not passed:
            return None
        text = text[: -len(passed.text)]
    return None


def _ending(text: str, words: Words, kinds: frozenset[str]) -> tuple[Phrase | None, str]:
    """Give the phrase at the end of folded text, elided articles ("l'") first, and the text up to the phrase's end."""
    spaced = text.rstrip(' "«»(')
    phrase = words.ending(spaced, kinds) if spaced.endswith("'") else None
    if phrase:
        return phrase, spaced
    trimmed = text.rstrip(_TRIM)
    return words.ending(trimmed, kinds), trimmed


def nearest_before(text: str, words: Words, kinds: frozenset[str], reach: int) -> tuple[Phrase, str] | None:
    """Give the phrase of some classes nearest to the end of folded text, and what stands between.

    At most ``reach`` words are passed over; a clause is not left.
    """
    rest = text
    for _ in range(reach + 1):
        rest = rest.rstrip(_TRIM)
        if not rest or rest[-1] in "!?;。" or (rest[-1] == "." and len(rest) > 3 and not _is_short(rest)):
            return None
        phrase = words.ending(rest, kinds)
        if phrase:
            return phrase, text[len(rest) :]
        rest = rest[: rest.rfind(" ") + 1]
    return None


def _is_short(text: str) -> bool:
    """Tell whether the full stop at the end closes an initial or an abbreviation of up to three letters."""
    return re.search(r"(?:^|[\s.(/])\w{1,3}\.$", text[-6:]) is not None


def nearest_after(text: str, words: Words, kinds: frozenset[str], reach: int) -> Phrase | None:
    """Give the phrase of some classes nearest to the start of folded text, passing over ``reach`` words at most."""
    text = text.lstrip(" \"'»”)-").removeprefix("'s")
    for _ in range(reach + 1):
        text = text.lstrip(" \"'»")
        phrase = words.starting(text, kinds)
        if phrase:
            return phrase
        word = re.match(r"[\w'’-]+", text)
        if not word:
            return None
        text = text[word.end() :]
    return None
