"""What of a text is prose: addresses, file names and numbers are blanked out before a language is looked for."""

from __future__ import annotations

import re
import unicodedata

from newsclean.language.tables import Script

LONGEST = 400
"""Code points of a passage that are looked at: more change no answer."""
FEWEST_LETTERS = 3
"""Letters, and different ones, that a text must have to be in a language at all."""
LONGEST_MARK = 7
"""Letters of a text in capitals up to which it is an agency's mark or an abbreviation, and no prose."""
_SHORT = 40  # letters from which on the weights tell babble better
_GLANCE = 20  # characters that nearly always are different enough
_HEAD = 4 * LONGEST
_MARK = re.compile(r"[0-9@_/\\=<>{}#&|~^]")
_SITE = "www."
_INNER_DOT = re.compile(r"\.(?<=[A-Za-z]\.)[A-Za-z]{2}")
_WORDS = re.compile(
    r"""((?:
        (?!www\.)                                               # runs of ASCII, from their first character on,
        (?:[!"$%'()*+,:;?A-Z\[\]`a-z-]++                        # that are plain,
        |   \.(?!(?<=[A-Za-z0-9_-]\.)[A-Za-z0-9]{2})            # and have no dot inside a word,
        )*+ [^!-~]++                                            # with what is no ASCII after them,
    )*+) [!-~]++                                                # up to the first run that is not so
    """,
    re.VERBOSE,
)
_END = "\n0"  # a last run that is not plain


def take_prose(text: str) -> str:
    """Give the first code points of ``text`` that can be prose, in NFC, at most ``LONGEST`` of them.

    >>> take_prose("See www.example.org or IMG_2020.jpg of 12.5.2020 now")
    'See   or   of   now'
    """
    head = text[:_HEAD]
    if _MARK.search(head) or ("." in head and (_SITE in head or _INNER_DOT.search(head))):
        head = " ".join(_WORDS.findall(head + _END))[:-1]
    if not head.isascii():
        head = unicodedata.normalize("NFC", head)
    return head[:LONGEST]


def _is_alike(prose: str) -> bool:
    """Tell whether there are too few different characters; where a beginning has enough, so has the whole."""
    return len(set(prose)) <= 2 * FEWEST_LETTERS


def is_babble(prose: str, script: Script, letters: int) -> bool:
    """Tell whether the letters are too few, too much alike, too scattered, or too capital to be prose.

    ``letters`` are those of ``script``, the main one.

    >>> latin = Script("Latin", ((65, 122),))
    >>> [is_babble(text, latin, 4) for text in ("aaaa", "a b c d", "ABCD", "Four")]
    [True, True, True, False]
    """
    if letters * script.weight < FEWEST_LETTERS:
        return True
    if script.weight > 2:
        return False
    if letters <= LONGEST_MARK and script.weight < 2 and prose.isupper():
        return True
    alike = _is_alike(prose[:_GLANCE]) and _is_alike(prose)
    if letters > _SHORT:
        return alike
    if not alike and letters > FEWEST_LETTERS * len(prose.split()):
        return False
    words = [word for word in prose.lower().split() if len(word) > 1]
    return len(set("".join(words))) < FEWEST_LETTERS or sum(map(len, words)) < letters / 2
