"""Text that was decoded with the wrong encoding somewhere on its way: lines that look so are read again.

Finding out how belongs to ftfy; a quick look at pairs of characters keeps sound text away from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsclean.edits import Edit, Span
from newsclean.formats.marks import differing

_FOLLOW = "\x80-\xbfŒœŠšŽžŸƒˆ˜–—‘’‚“”„†‡•…‰‹›€™ŚŤŹśťźˇ˘ŁĄŞŻ˛łąşĽ˝ľżЂЃѓЉЊЌЋЏђљњќћџЎўЈҐЁЄЇІіґё№єјЅѕї΅Ά―΄ΈΉΊΌΎΏİıĞğ"
"""What the bytes 80 to BF look like in the one-byte encodings that text is wrongly read with."""

_LEAD_TWO = "\u00c2-\u00dfĂÄĹĆČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢß"
"""What the bytes C2 to DF, which begin two bytes of UTF-8, look like in Latin encodings."""

_HINT = re.compile(f"[{_FOLLOW}ÄÇ∂ß⌐╢╝ñ](?<=[{_LEAD_TWO}\u00e0-\u00f4ŕăĺćčęěďđńňőΒ-ΫΰαβΒ-οВ-Яа-п‚Γ√├┬┼╬╨╤].)")
"""The quick look: a character that follows, behind one that leads."""

_SUSPECT = re.compile(
    f"[{_LEAD_TWO}][{_FOLLOW} ]"
    f"|[\u00e0-\u00efŕáâăäĺćçčéęëěíîď][{_FOLLOW}]{{2}}"
    f"|[\u00f0-\u00f4đńňóô][{_FOLLOW}]{{3}}"
    f"|(?:[Β-ΟΠΡΣ-ΫΰαβΒ-οВ-Яа-п][{_FOLLOW}]){{2}}"
    "|[\x80-\x9f]|√.|‚Ä|ΓÇ|[├┬┼╬╨╤][^\\s]|â‚|â„|ï»¿"
)


_LINE = re.compile(r"[^\n]{1,5000}[^ \n]{0,200}|\n")
"""Lines, or pieces of very long ones that end with a word: the repair reads its piece many times."""


def find_mojibake(text: str, rule: str) -> Iterator[Edit]:
    """Find words whose bytes were read in the wrong encoding, line by line.

    >>> [(e.before, e.after) for e in find_mojibake("sound\\nEspaÃ±a wins", "r")]
    [('Ã±', 'ñ')]
    """
    if not ("Ã " in text or _HINT.search(text)):
        return
    for found in _LINE.finditer(text):
        line = found[0]
        if not line.isascii() and _SUSPECT.search(line):
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
