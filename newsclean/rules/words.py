"""Words and shapes of a line: small questions about folded text that the matchers and the steps share."""

from __future__ import annotations

import re
import unicodedata

UNSPACED = "\u0e00-\u0eff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Scripts that write no spaces between words: Thai, Lao, Khmer, Han, Kana. There each character is its own word."""

MARKS = "".join(chr(code) for code in range(0x300, 0x1100) if unicodedata.category(chr(code)).startswith("M"))
"""Vowel signs and accents that stand beside a letter: no letters to a regular expression, but part of its word."""

_LETTER = rf"[^\W\d_{UNSPACED}]"
WORD = re.compile(rf"{_LETTER}+(?:[{MARKS}]+{_LETTER}*)*|[{UNSPACED}]|\d+")
"""A word for the indexes: a character of an unspaced script, a run of digits, or a run of letters."""

NUMBER = re.compile(r"\d[\d.,:]*")
SENTENCE_END = re.compile(r"[.!?…。！？।؟۔։။][\"'”’»」』)\]]*\s*$")
_FULL_STOP = re.compile(r"[.。।۔][\"'”’»」』)\]]*\s*$")
_MARK = re.compile(r"\s*(?:[:=|»>›→▶►/•·⟶➜➡↓：｜]|[-–—―−]+\s|\s[-–—―−]+|[.…。]*\s*$|\.\s[^.!?…]{1,40}$)")
_EDGE = re.compile(r"^(?:[^\w#]|_)+|(?:[^\w#]|_)+$")
_KEY = re.compile(r"[^\W\d_]++(?: [^\W\d_]++)*+")
_KEY_HEAD = re.compile(r"[^\W\d_]+|\d|#")
_BRACKETS = re.compile(r"[()\[\]]")
_SPACES = re.compile(r"\s+")
_NO_NAME = re.compile(r"[:：。，、；?!？！]|[)\]）】]\s*\w")
LONGEST_CASELESS = 24
"""Code points of names in a script without capitals, where nothing else tells them from a sentence."""
_NEAR_END = 24
"""Code points in which the last word of most texts stands."""
_UNSPACED_CHARACTER = re.compile(rf"[{UNSPACED}]")


def ends_sentence(text: str) -> bool:
    """Tell whether ``text`` closes like a sentence, in any script, quotation marks and brackets aside.

    >>> ends_sentence('He said "no."'), ends_sentence("Read more"), ends_sentence("没有。")
    (True, False, True)
    """
    return SENTENCE_END.search(text[-12:]) is not None


def starts_with_mark(rest: str) -> bool:
    """Tell whether what follows a phrase is a mark that sets a label apart, or nothing at all.

    >>> [starts_with_mark(rest) for rest in (": Kabul", " – Kabul", "", "-only", " the law")]
    [True, True, True, False, False]
    """
    return _MARK.match(rest) is not None


def is_word_end(text: str, place: int) -> bool:
    """Tell whether a word that ends before ``place`` ends there: no letter goes on, or the script has no spaces.

    >>> is_word_end("read also", 4), is_word_end("reader", 4), is_word_end("原文链接", 2)
    (True, False, True)
    """
    if place >= len(text) or not _is_letter(text[place]) or not _is_letter(text[place - 1]):
        return True
    return any(_UNSPACED_CHARACTER.match(character) for character in text[place - 1 : place + 1])


def _is_letter(character: str) -> bool:
    return character.isalnum() or character in MARKS


def line_key(folded: str) -> str:
    """Reduce a folded line to what a whole-line phrase is compared by: no edges, single spaces, ``#`` for numbers.

    >>> line_key(">> 3 min  read:"), line_key("comments (4)")
    ('# min read', 'comments #')
    """
    if _KEY.fullmatch(folded):
        return folded
    return _SPACES.sub(" ", _BRACKETS.sub(" ", _EDGE.sub("", NUMBER.sub("#", folded)))).strip()


def key_head(folded: str) -> str:
    """Give what the key of a folded line begins with: its first letters, ``#`` for a number, nothing without either.

    >>> key_head(">> 3 min read"), key_head("(share this"), key_head("…")
    ('#', 'share', '')
    """
    found = _KEY_HEAD.search(folded)
    return "#" if found and found[0].isdigit() else found[0] if found else ""


def key_end(folded: str) -> str:
    """Give what the key of a folded line ends with: its last letter, ``#`` for a number, nothing without either.

    >>> key_end(">> 3 min read:"), key_end("comments (4)"), key_end("…")
    ('d', '#', '')
    """
    last = folded[-1:]
    if not last.isalnum():
        last = next((character for character in reversed(folded) if character.isalnum() or character == "#"), "")
    return "#" if last.isdecimal() else last


def last_word(folded: str) -> str:
    """Give the last word of a folded text, nothing where there is none.

    >>> last_word("it opens on monday. read more ..."), last_word("…")
    ('more', '')
    """
    words = WORD.findall(folded, max(0, len(folded) - _NEAR_END))
    if len(words) < 2:  # the one word may be cut off
        words = WORD.findall(folded)
    return words[-1] if words else ""


def looks_like_title(text: str) -> bool:
    """Tell whether ``text`` could be the headline behind a link: one short line that closes no sentence.

    160 code points: the longest headline under a read-also label that was met is 141.

    >>> looks_like_title("Afghanistan: The country's ambassador to the UN has resigned"), looks_like_title('"No."')
    (True, False)
    """
    return 0 < len(text) <= 160 and not _FULL_STOP.search(text[-12:]) and ". " not in text


def looks_like_names(text: str) -> bool:
    """Tell whether ``text`` could be a list of people's names: few words, all but short ones capitalised.

    >>> looks_like_names("Maria Papadopoulou and Jan de Vries"), looks_like_names("the end of the year")
    (True, False)
    """
    words = [word for word in WORD.findall(text) if not word.isdigit()]
    if not words or len(words) > 10 or len(text) > 100 or _NO_NAME.search(text) or closes_prose(text):
        return False
    if not any(character.isupper() for character in text):
        return len(text) <= LONGEST_CASELESS and not any(character.islower() for character in text)
    long_words = [word for word in words if len(word) > 3] or words
    return all(not word[0].islower() for word in long_words)


def looks_like_prose(text: str) -> bool:
    """Tell whether ``text`` is a paragraph: long enough for one (60 code points, or 25 without spaces) and closed.

    >>> looks_like_prose("The government said on Monday that it would lower taxes next year.")
    True
    >>> looks_like_prose("Taxes go down.")
    False
    """
    longest = 60 if " " in text[:60] else 25
    return len(text) >= longest and ends_sentence(text)


def closes_prose(text: str) -> bool:
    """Tell whether a sentence ends here, an initial or abbreviation aside.

    >>> closes_prose("the novel was a success."), closes_prose("at 3 p.m."), closes_prose("J. R.")
    (True, False, False)
    """
    words = WORD.findall(text[-40:])
    if not words or not ends_sentence(text) or words[-1].isdigit():
        return False
    return len(words[-1]) > 3 or _UNSPACED_CHARACTER.match(words[-1]) is not None
