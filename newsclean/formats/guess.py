"""Undeclared bytes: they go in, the encoding that makes most sense of them comes out, with how sure that is.

chardet has a voice; each encoding of ``encodings.toml`` is weighed by how likely its text is in its languages.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from typing import NamedTuple

from newsclean.formats.likelihood import count_pairs, weigh_ascii, weigh_pairs
from newsclean.rules.tables import read_tables

_SAMPLE = 16_000
"""Bytes of lines that are not ASCII: as much as is weighed."""

_TRUST = 3.0
"""What the choice of chardet is worth, as a logarithm."""

_MARK = 12.0
"""What the mark of a known agency is worth: credits are often all that is not Latin on a page."""

_FEW = 80
"""Pairs of letters up to which marks are looked for: more letters speak for themselves."""

_LINE = re.compile(rb"[^\n]*[\x80-\xff][^\n]*\n?")


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding to try: a Python codec, the languages written in it, and its ``rarity`` (a logarithm)."""

    name: str
    languages: tuple[str, ...]
    rarity: float = 0.0


class Guess(NamedTuple):
    """An encoding that was found: a Python codec, and the confidence from 0 to 1."""

    name: str
    confidence: float


@lru_cache(maxsize=1)
def read_encodings() -> tuple[Encoding, ...]:
    """Read the table once a process: facts of encodings, nothing of any text."""
    rows = next(read_tables("encodings")).rows["codec"]
    return tuple(Encoding(row["name"], tuple(row["languages"]), row.get("rarity", 0.0)) for row in rows)


def guess_encoding(data: bytes) -> Guess | None:
    """Guess the encoding of bytes that are not ASCII, UTF-8 or UTF-16; None where they fit none.

    >>> guess_encoding("Η κυβέρνηση ανακοίνωσε μέτρα".encode("cp1253")).name
    'cp1253'
    """
    sample = _sample(data)
    weighed: dict[str, tuple[float, str]] = {}
    trusted = _ask_chardet(data)
    plain = weigh_ascii(sample, sorted({code for encoding in read_encodings() for code in encoding.languages}))
    for encoding in read_encodings():
        text = _try(sample, encoding.name)
        if text is not None:
            trust = _TRUST if trusted == encoding.name else 0.0
            score = _weigh(text, encoding, plain) + trust
            weighed[encoding.name] = (score, text)
    for name in sorted(weighed, key=lambda n: -weighed[n][0]):
        if _fits(data, name):
            return Guess(name, _confidence(weighed, name))
    return None


def _weigh(text: str, encoding: Encoding, plain: Mapping[str, float]) -> float:
    """Weigh a text as one of this encoding: its letters, its plain words, and the marks of agencies in it."""
    pairs = count_pairs(text)
    few = sum(pairs.values()) < _FEW
    marks = _MARK * len(set(_marks().findall(text))) if few else 0.0
    return weigh_pairs(pairs, {code: plain[code] for code in encoding.languages}) + marks - encoding.rarity


@lru_cache(maxsize=1)
def _marks() -> re.Pattern[str]:
    """Make the pattern of the agency marks that are not ASCII, once a process: facts of the tables."""
    rows = (row for table in read_tables("agencies") for row in table.rows.get("agency", ()))
    marks = {mark for row in rows for mark in row.get("marks", ()) if len(mark) > 2 and not mark.isascii()}
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(marks, key=lambda m: (-len(m), m)))) + r")(?!\w)")


def _confidence(weighed: dict[str, tuple[float, str]], name: str) -> float:
    """Say how sure the choice is: by the distance to the best encoding that gives another text."""
    score, text = weighed[name]
    others = [other for other, made in weighed.values() if made != text]
    return round(1 / (1 + exp(-(score - max(others, default=score - 9)) / 3)), 3)


def _sample(data: bytes) -> bytes:
    """Take the first lines that are not ASCII."""
    taken: list[bytes] = []
    size = 0
    for found in _LINE.finditer(data):
        taken.append(found[0][: _SAMPLE - size])
        size += len(taken[-1])
        if size >= _SAMPLE:
            break
    return b"".join(taken)


def _try(sample: bytes, name: str) -> str | None:
    """Decode a sample, whose last character may be cut; None where it does not fit."""
    try:
        return codecs.getincrementaldecoder(name)("strict").decode(sample, final=False)
    except UnicodeDecodeError:
        return None


def _fits(data: bytes, name: str) -> bool:
    """Tell whether all bytes fit the encoding and come back from it."""
    try:
        return data.decode(name).encode(name) == data
    except UnicodeError:
        return False


def _ask_chardet(data: bytes) -> str:
    """Ask chardet for its choice, as the name of a Python codec."""
    import chardet

    found = chardet.detect(data, prefer_superset=True)["encoding"]
    try:
        return codecs.lookup(found or "latin-1").name
    except LookupError:
        return ""
