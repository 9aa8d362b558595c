"""Suspects: a text in a language goes in; what makes it look like failed machine translation comes out."""

from __future__ import annotations

import re
from typing import Literal

from newsclean.mt.checks import repeats, share_in_script
from newsclean.mt.languages import Language

Sign = Literal["repetition", "untranslated", "quotes"]

_WORD = re.compile(r"[^\W\d_]{3,}")
_DOUBLE = re.compile(r"[\"“”„«»]")
_REPEATS = 3  # times a run of words follows upon itself
_UNTRANSLATED = 0.15  # share of words in another script; agency marks and names are one or two in a passage
_FEW = 2


def find_signs(text: str, language: Language) -> tuple[Sign, ...]:
    """Name the signs of failed machine translation in a text that should be in ``language``.

    Broken quotation marks: an odd number of them, or one that opens again before the last was closed.

    >>> from newsclean.mt.languages import Languages
    >>> english = Languages.read().get("en")
    >>> find_signs('"Research can save lives. "Sadly, China does not," she said.', english)
    ('quotes',)
    >>> find_signs("The the the minister resigned.", english), find_signs("The minister resigned.", english)
    (('repetition',), ())
    """
    found: list[Sign] = []
    if repeats(text) >= _REPEATS:
        found.append("repetition")
    words = _WORD.findall(text)
    foreign = sum(share_in_script(word, language, "LATIN") < 1 for word in words)
    if foreign > _FEW and foreign > _UNTRANSLATED * len(words):
        found.append("untranslated")
    if len(_DOUBLE.findall(text)) % 2:
        found.append("quotes")
    return tuple(found)
