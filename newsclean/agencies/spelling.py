"""Spellings of a mark: the one written in a table goes in, those met on real pages come out.

Capitals without accents, letters of one alphabet that look like another's, and letters of a page decoded with the
wrong table. None of it knows a language: alphabets are ranges of Unicode.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from newsclean.rules.fold import fold

_ALIKE = str.maketrans(
    {
        "α": "a", "β": "b", "ε": "e", "ζ": "z", "η": "h", "ι": "i", "κ": "k", "μ": "m", "ν": "n", "ο": "o",
        "ρ": "p", "τ": "t", "υ": "y", "χ": "x", "ω": "w",
        "а": "a", "в": "b", "е": "e", "к": "k", "м": "m", "н": "h", "о": "o", "р": "p", "с": "c", "т": "t",
        "у": "y", "х": "x", "і": "i", "ѕ": "s", "ј": "j", "ԁ": "d", "ԛ": "q", "ԝ": "w",
    }
)  # fmt: skip
_MIXED = re.compile(r"[a-z\u00df-\u024f][^\W\d_]*?[\u0370-\u04ff]|[\u0370-\u04ff][^\W\d_]*?[a-z\u00df-\u024f]", re.I)
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_LATIN, _OTHER = "A-Za-z\\u00c0-\\u024f", "[^\\W\\d_A-Za-z\\u00c0-\\u024f]"
_BORDER = re.compile(f"[{_LATIN}](?:(?={_OTHER})|(?<={_OTHER}.))")
_LEGACY = (
    (re.compile(r"[\u0370-\u03ff]"), "cp1253", ("cp1252", "cp1250", "cp1251", "cp1254")),
    (re.compile(r"[\u0400-\u04ff]"), "cp1251", ("cp1252", "cp1250", "cp1253")),
)
_WORD_AT_MOST = 40  # code points: longer runs of letters are no mark, and the pattern looks through each twice
_LETTERS_AT_LEAST = 3  # a wrongly decoded mark of fewer letters looks like a word of some language


def skeleton(folded: str) -> str:
    """Give folded text with Greek and Cyrillic letters replaced by the Latin ones whose capitals look the same.

    >>> skeleton(fold("ΑΠΕ")) == skeleton(fold("AΠE"))
    True
    """
    return folded if folded.isascii() else folded.translate(_ALIKE)


def mixes_alphabets(word: str) -> bool:
    """Tell whether a word has Latin letters beside Greek or Cyrillic ones, which no honest word has.

    >>> mixes_alphabets("AΠE"), mixes_alphabets("ΑΠΕ"), mixes_alphabets("APE")
    (True, False, False)
    """
    return len(word) <= _WORD_AT_MOST and not word.isascii() and _MIXED.search(word) is not None


def may_be_odd(text: str) -> bool:
    """Tell quickly whether a text may have words of Arabic letters, or of Latin ones beside Greek or Cyrillic.

    >>> may_be_odd("Agencja AFP"), may_be_odd("ΑΠΕ και AFP"), may_be_odd("AΠE"), may_be_odd("رويترز")
    (False, False, True, True)
    """
    return _ARABIC.search(text) is not None or _BORDER.search(text) is not None


def misread(text: str) -> Iterator[str]:
    """Give what a short mark becomes where a page was decoded with the wrong single-byte table.

    >>> "ÁĐĹ-ĚĐĹ" in set(misread("ΑΠΕ-ΜΠΕ"))
    True
    """
    if sum(character.isalpha() for character in text) < _LETTERS_AT_LEAST or not text.isupper():
        return
    for alphabet, written, read in _LEGACY:
        if alphabet.search(text):
            yield from _reread(text, written, read)


def _reread(text: str, written: str, read: tuple[str, ...]) -> Iterator[str]:
    """Encode with one table and decode with each of the others, where both know all the letters."""
    for table in read:
        try:
            wrong = text.encode(written).decode(table)
        except UnicodeError:
            continue
        if wrong[0].isalpha():
            yield wrong


def first_words(word: str) -> set[str]:
    """Give the shapes in which the first word of a mark may stand in a text: as written, in capitals, without accents.

    >>> sorted(first_words("Πρακτορείο"))
    ['ΠΡΑΚΤΟΡΕΊΟ', 'ΠΡΑΚΤΟΡΕΙΟ', 'Πρακτορείο', 'Πρακτορειο']
    """
    capitals = word.upper()
    bare = fold(word)
    shapes = {word, capitals, _without_acute(capitals)}
    if bare.upper() != bare:
        shapes.add(bare.upper())
        shapes.add(_like(word, bare))
    else:
        shapes.add(bare)
    return {shape for shape in shapes if shape}


def _without_acute(capitals: str) -> str:
    """Give capitals without the acute accents that capitals lose; a dieresis stays."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", capitals).replace("\u0301", ""))


def _like(word: str, bare: str) -> str:
    """Give the letters of ``bare`` the case they have in ``word``; a final sigma stays one."""
    cased = "".join(b.upper() if w.isupper() else b for w, b in zip(word, bare, strict=True))
    return cased[:-1] + word[-1] if word.endswith("ς") else cased
