"""Text that was decoded with the wrong encoding somewhere on its way: lines that look so are read again.

Finding out how belongs to ftfy; a quick look at pairs of characters keeps sound text away from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsclean.edits import Edit, Span
from newsclean.formats.marks import differing

_LATIN = ("latin-1", "cp1252", "cp1250", "cp1254", "cp1257")
_OTHER = ("cp1251", "cp1253")
"""The one-byte encodings that text is wrongly read with."""


def _images(first: int, last: int, encodings: Sequence[str]) -> str:
    """Give what a range of bytes looks like in some encodings, as the inside of a class of characters."""
    codes = [bytes((code,)) for code in range(first, last + 1)]
    return re.escape("".join(sorted({code.decode(name, "ignore") for code in codes for name in encodings})))


_FOLLOW, _FOLLOW_OTHER = _images(0x80, 0xBF, _LATIN), _images(0x80, 0xBF, _OTHER)
_LEAD_TWO, _LEAD_THREE, _LEAD_FOUR = (_images(*span, _LATIN) for span in ((0xC2, 0xDF), (0xE0, 0xEF), (0xF0, 0xF4)))
_LEAD_OTHER = _images(0xC2, 0xEF, _OTHER)
"""What the bytes look like that begin a character of UTF-8, by how many belong to it, and those that follow."""

_LATIN_HINT = re.compile(
    f"[{_FOLLOW}ÄÇ∂ß⌐╢╝ñ](?:(?<=[{_LEAD_TWO}√├┬┼╬╨╤].)|(?<=[{_LEAD_THREE}][{_FOLLOW}].)"
    f"|(?<=[{_LEAD_FOUR}][{_FOLLOW}][{_FOLLOW}].)|(?<=‚Ä)|(?<=ΓÇ))"
)
_OTHER_HINT = re.compile(f"[{_FOLLOW_OTHER}](?<=[{_LEAD_OTHER}][{_FOLLOW_OTHER}][{_LEAD_OTHER}].)")
"""The quick look: characters that follow, behind those that lead; two pairs where such pairs stand in sound words."""


def is_suspect(text: str) -> bool:
    """Tell quickly whether a text may have been read in the wrong encoding.

    >>> is_suspect("EspaÃ±a"), is_suspect("España")
    (True, False)
    """
    return is_suspect_western(text) or _OTHER_HINT.search(text) is not None


def is_suspect_western(text: str) -> bool:
    """Tell the same of a text without Greek and Cyrillic letters."""
    has_lead = "Ã" in text  # one character is found much faster than two
    return (has_lead and "Ã " in text) or _LATIN_HINT.search(text) is not None


_LINE = re.compile(r"[^\n]{1,5000}[^ \n]{0,200}|\n")
"""Lines, or pieces of very long ones that end with a word: the repair reads its piece many times."""


def find_mojibake(text: str, rule: str) -> Iterator[Edit]:
    """Find words whose bytes were read in the wrong encoding, line by line.

    >>> [(e.before, e.after) for e in find_mojibake("sound\\nEspaÃ±a wins", "r")]
    [('Ã±', 'ñ')]
    """
    if not is_suspect(text):
        return
    for found in _LINE.finditer(text):
        line = found[0]
        if not line.isascii() and is_suspect(line):
            yield from _mend(line, found.start(), rule)


def _mend(line: str, place: int, rule: str) -> Iterator[Edit]:
    """Read a suspicious line again, as ftfy finds best."""
    from ftfy import TextFixerConfig, fix_encoding_and_explain

    fixed, steps = fix_encoding_and_explain(line, TextFixerConfig(uncurl_quotes=False, fix_c1_controls=False))
    if fixed == line:
        return
    how = ", ".join(f"{step[0]} {step[1]}" for step in steps or ())
    reason = f"text was read in the wrong encoding: {how}"
    for start, end, after in _differing(line, fixed):
        yield Edit(Span(place + start, place + end), line[start:end], after, rule, reason)


def _differing(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """Give the words that differ, or one stretch where words cannot be matched."""
    olds, news = re.split("([ \t\n]+)", old), re.split("([ \t\n]+)", new)
    if len(olds) != len(news):
        olds, news = [old], [new]
    place = 0
    for before, after in zip(olds, news, strict=True):
        if change := differing(before, after):
            yield place + change[0], place + change[1], change[2]
        place += len(before)
