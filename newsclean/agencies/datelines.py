"""Datelines: the words before an agency's mark go in, place and date come out.

``ATHENS, Nov. 24`` is a place and a date without a year; ``Three dead in fire`` is neither.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from newsclean.agencies.words import Words
from newsclean.rules.fold import fold

_WORD = re.compile(r"[^\W\d_](?:[\w'’.\u0900-\u0e7f]|[-–/](?=\w))*|\d[\d:.]*\w*")
_FORBIDDEN = re.compile(r"[?!;\"“”„«»…|©@]|:(?!\d)")
_SENTENCE = re.compile(r"(\w+)\.\s+(?=\w)")
_EDGES = ' \t\n\u00a0-–—ـ,،.:/([{【（［〔=·«"“'
_PLACE_WORDS_AT_MOST = 8
_BARE_WORDS_AT_MOST = 4  # in scripts without capitals: a caption is longer than a place
_EASTERN_DATE = re.compile(r"(?:(\d{4})\s*[年년]\s*)?(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?")
_NUMERIC_DATE = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?!\d)|(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_REACH = 60  # code points after a mark in which place and date stand
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
_DAY = re.compile(r"(?<![\d:.])(\d{1,2})(?![\d:])")


class Dateline(NamedTuple):
    """Place as written, date as ``YYYY-MM-DD`` or ``--MM-DD`` where no year is given; either may be empty.

    ``is_sure`` tells that the place is in capitals, or that a date stands beside it.
    """

    located: str
    created: str
    is_sure: bool


def read_dateline(prefix: str, words: Words) -> Dateline | None:
    """Give the place and the date of the text before a mark, or None where it is no dateline.

    >>> from newsclean.agencies.words import Phrase, Words
    >>> words = Words([Phrase("nov", "months", "en", "m11")])
    >>> read_dateline("ATHENS, Nov. 24 (", words)
    Dateline(located='ATHENS', created='--11-24', is_sure=True)
    >>> read_dateline("Three people died in a fire (", words) is None
    True
    """
    text = prefix.strip(_EDGES + ")]】）")
    if not text or _FORBIDDEN.search(text) or len(text) > 100:
        return None
    found = _WORD.findall(text)
    dated = [_is_of_date(word, words) for word in found]
    place = [word for word, is_date in zip(found, dated, strict=True) if not is_date]
    if not _is_place(place, words) or _has_sentence(text, words) or not (place or any(dated)):
        return None
    created = read_date(text, words)
    capitals = bool(place) and place[0].isupper() and len(place[0]) > 1
    return Dateline(_cut_place(text, words), created, capitals or bool(created))


class DatelineAfter(NamedTuple):
    """A dateline that follows its mark: its text, where it ends (code points after the mark), place and date."""

    text: str
    end: int
    located: str
    created: str


def read_after(after: str, words: Words) -> DatelineAfter | None:
    """Give place and date that follow a mark, run together before a closing word or after a dash; None where none does.

    >>> from newsclean.agencies.words import Phrase, Words
    >>> words = Words([Phrase("日电", "wire-end", "zh"), Phrase("gen", "months", "it", "m1")])
    >>> read_after("北京11月24日电 国务院", words)
    DatelineAfter(text='北京11月24日', end=9, located='北京', created='--11-24')
    >>> read_after(") - ROMA, 3 GEN - Il testo", words).located
    'ROMA'
    """
    after = after[:_REACH]
    for place in range(1, len(after)):
        closing = words.starting(fold(after[place:]), {"wire-end"}) if after[place] in "日 综" else None
        if closing:
            text = after[: place + 1]
            located = re.split(r"\d|[（(]", text, maxsplit=1)[0].strip()
            return DatelineAfter(text.strip(), place + len(closing.text), located, read_date(text, words))
    start = re.match(r"[\s)\]】）/.]*[-–—]\s*", after)
    end = re.search(r"\s[-–—]\s|:\s", after[start.end() :]) if start else None
    if not start or not end:
        return None
    text = after[start.end() : start.end() + end.start()]
    found = read_dateline(text, words)
    return DatelineAfter(text, start.end() + end.end(), found.located, found.created) if found else None


def _is_of_date(word: str, words: Words) -> bool:
    """Tell whether a word is a number or the name of a month."""
    return word[0].isdigit() or words.has(fold(word).rstrip("."), "months")


def _is_place(place: list[str], words: Words) -> bool:
    """Tell whether the words may name a place: all with a capital but for small joining words, and few."""
    cased = [word for word in place if word[0].lower() != word[0].upper()]
    if len(place) > _PLACE_WORDS_AT_MOST or (len(cased) < len(place) and len(place) > _BARE_WORDS_AT_MOST):
        return False
    if place and not cased and len("".join(place)) > 40:
        return False
    small = [word for word in cased if word[0].islower()]
    if cased and cased[0] in small and not words.has(fold(cased[0]), "months"):
        return False
    return all(words.has(fold(word).rstrip("."), "place-words") for word in small)


def _has_sentence(text: str, words: Words) -> bool:
    """Tell whether a sentence ends inside the text; abbreviations, capitals and numbers may have a full stop."""
    return any(
        len(found[1]) > 6 and not found[1].isupper() and not _is_of_date(found[1], words)
        for found in _SENTENCE.finditer(text)
    )


def _cut_place(text: str, words: Words) -> str:
    """Give the text without the date that follows or precedes the place."""
    spans = [found.span() for found in _WORD.finditer(text) if not _is_of_date(found.group(), words)]
    if not spans:
        return ""
    first, last = spans[0][0], spans[0][1]
    for start, end in spans[1:]:
        if re.search(r"\d", text[last:start]):
            break
        last = end
    return re.sub(r"\s+", " ", text[first:last]).strip(_EDGES)


def read_date(text: str, words: Words) -> str:
    """Give the date written in ``text`` as ``YYYY-MM-DD``, ``--MM-DD`` without a year, or an empty text.

    >>> from newsclean.agencies.words import Phrase, Words
    >>> words = Words([Phrase("μαρτιου", "months", "el", "m3")])
    >>> read_date("5 Μαρτίου 2023", words), read_date("北京5月10日电", words), read_date("Athens", words)
    ('2023-03-05', '--05-10', '')
    """
    found = _EASTERN_DATE.search(text)
    if found:
        return _write_date(found[1] or "", int(found[2]), int(found[3]))
    found = _NUMERIC_DATE.search(text)
    if found:
        return _write_date(found[3], int(found[2]), int(found[1])) if found[3] else found.group()
    month = _find_month(text, words)
    year = _YEAR.search(text)
    day = next((int(number) for number in _DAY.findall(text)), 0)
    return _write_date(year[1] if year else "", month, day) if month and day else ""


def _find_month(text: str, words: Words) -> int:
    """Give the number of the first month named in a text, or 0."""
    for word in _WORD.findall(text):
        phrase = words.starting(fold(word).rstrip("."), {"months"})
        if phrase:
            return int(phrase.row[1:])
    return 0


def _write_date(year: str, month: int, day: int) -> str:
    """Write a date, empty where month or day cannot be."""
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return ""
    return f"{year or '-'}-{month:02}-{day:02}"
