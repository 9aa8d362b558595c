"""Letters in a shape that extraction gave them: ligatures, presentation forms, letters apart from their accents.

Each finder takes a text and the id of its rule, and yields edits in order, their spans in code points.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from newsclean.edits import Edit, Span
from newsclean.formats.marks import differing, replace_each

LIGATURE = re.compile("[\ufb00-\ufb06]")
PRESENTATION_FORM = re.compile("[\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdc7\ufe70-\ufefc]")
_PRESENTATION_FORMS = re.compile(f"{PRESENTATION_FORM.pattern}{{3,}}")
_PIECE = re.compile(r"[^\n]{1,300}[^\w\s\x00-\x7f]{0,60}")
"""Pieces to look at, short for the same reason as the stretches below."""

_CHUNK = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]{1,100}[^\w\s\x00-\x7f]{0,60}")
"""Stretches that can be composed alone; short, since ordering a long run of accents takes quadratic time."""


_FOREIGN = re.compile("[^\x00-\u02ff\u2002-\u20cf\u2100-\u2125\u2190-\u2328\u232b-\u2adb\ufe0f\U0001f000-\U0001faff]")
"""Letters beyond those of Western languages, and accents that stand alone; signs and pictures are at home anywhere."""


def is_western(text: str) -> bool:
    r"""Tell quickly whether all letters of a text are Latin ones that are whole, so that none can be of two alphabets.

    >>> is_western("“Déjà vu” → ☂"), is_western("cafe\u0301"), is_western("ΑΠΕ")
    (True, False, False)
    """
    return _FOREIGN.search(text) is None


def find_ligatures(text: str, rule: str) -> Iterator[Edit]:
    """Find typeset ligatures inside words.

    >>> [e.after for e in find_ligatures("oﬃce", "r")]
    ['ffi']
    """
    yield from replace_each(text, rule, "a typeset ligature stood for its letters", LIGATURE, _letters)


def find_presentation_forms(text: str, rule: str) -> Iterator[Edit]:
    """Find Arabic letters that were stored by their shape in the word.

    >>> [e.after for e in find_presentation_forms("ﺳﻼﻡ", "r")]
    ['سلام']
    """
    yield from replace_each(text, rule, "letters were stored by their printed shape", _PRESENTATION_FORMS, _letters)


def _letters(found: re.Match[str]) -> str:
    """Give the letters that a compatible shape stands for."""
    return unicodedata.normalize("NFKC", found[0])


def find_decomposed(text: str, rule: str) -> Iterator[Edit]:
    r"""Find letters that stand apart from their accents.

    >>> [(e.before, e.after) for e in find_decomposed("cafe\u0301", "r")] == [("e\u0301", "é")]
    True
    """
    for piece in _PIECE.finditer(text):
        if not piece[0].isascii() and not unicodedata.is_normalized("NFC", piece[0]):
            yield from _compose(piece, rule)


def _compose(piece: re.Match[str], rule: str) -> Iterator[Edit]:
    """Yield one edit for each word of a piece that has letters to join."""
    reason = "a letter and its accent are one character"
    for found in _CHUNK.finditer(piece.string, *piece.span()):
        change = differing(found[0], unicodedata.normalize("NFC", found[0]))
        if change:
            start, end, after = change
            span = Span(found.start() + start, found.start() + end)
            yield Edit(span, piece.string[span.start : span.end], after, rule, reason)
