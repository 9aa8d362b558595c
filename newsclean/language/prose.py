"""What of a text is prose: addresses, file names and numbers are blanked out before a language is looked for."""

from __future__ import annotations

import re
import unicodedata

from newsclean.language.scripts import ScriptShare

LONGEST = 400
"""Code points of a passage that are looked at: more change no answer."""
FEWEST_LETTERS = 3
"""Letters, and different ones, that a text must have to be in a language at all."""
LONGEST_MARK = 7
"""Letters of a text in capitals up to which it is an agency's mark or an abbreviation, and no prose."""
_SHORT = 40  # letters from which on the weights tell babble better
_HEAD = 4 * LONGEST
_HINT = re.compile(r"[0-9@_/\\=<>{}#&|~^]|[A-Za-z]\.[A-Za-z]{2}|www\.")
_RUN = re.compile(r"[!-~]+")
_INNER_DOT = re.compile(r"[A-Za-z0-9_-]\.[A-Za-z0-9]{2}")
_MARKS = re.compile(r"[0-9@_/\\=<>{}#&|~^]")


def take_prose(text: str) -> str:
    """Give the first code points of ``text`` that can be prose, in NFC, at most ``LONGEST`` of them.

    >>> take_prose("See www.example.org or IMG_2020.jpg of 12.5.2020 now")
    'See   or   of   now'
    """
    head = text[:_HEAD]
    if _HINT.search(head):
        head = _RUN.sub(_blank, head)
    if not head.isascii():
        head = unicodedata.normalize("NFC", head)
    return head[:LONGEST]


def _blank(run: re.Match[str]) -> str:
    """Give a space for a run of ASCII that is no word."""
    found = run.group()
    return " " if _MARKS.search(found) or _INNER_DOT.search(found) or found.startswith("www.") else found


def is_babble(prose: str, main: ScriptShare) -> bool:
    """Tell whether the letters are too few, too much alike, too scattered, or too capital to be prose.

    >>> from newsclean.language.tables import Script
    >>> latin = Script("Latin", ((65, 122),))
    >>> [is_babble(text, ScriptShare(latin, 4, 1.0)) for text in ("aaaa", "a b c d", "ABCD", "Four")]
    [True, True, True, False]
    """
    if main.letters * main.script.weight < FEWEST_LETTERS:
        return True
    if main.script.weight > 2:
        return False
    if main.letters <= LONGEST_MARK and main.script.weight < 2 and prose.isupper():
        return True
    alike = len(set(prose)) <= 2 * FEWEST_LETTERS
    words = prose.lower().split()
    if main.letters > _SHORT or (not alike and main.letters > FEWEST_LETTERS * len(words)):
        return alike
    words = [word for word in words if len(word) > 1]
    return len(set("".join(words))) < FEWEST_LETTERS or sum(map(len, words)) < main.letters / 2
