"""Bytes of two or four a character, or of UTF-8 with damage: they go in, the encoding that fits comes out.

Letters of one script share their high bytes, so the places of the high bytes show fewer different values.
"""

from __future__ import annotations

import re
import unicodedata

_SAMPLE = 16_000
"""Bytes that are looked at."""

_FEW_NULS = 0.02
"""Share of NUL bytes up to which UTF-8 is UTF-8 with stray ones."""

_STRANGE = 0.02
"""Share of characters that are no text, up to which a text is a text."""

_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_WIDE_STOP = re.compile("[、。，]")
_WIDE = re.compile("[\u2010-\u2026\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uffef]")
_ESCAPED = re.compile("[\udc80-\udcff]")


def find_wide(data: bytes) -> str:
    """Name the UTF-16 or UTF-32 that bytes without a byte order mark are in, or nothing.

    >>> find_wide("Είπε ναι.".encode("utf-16-be")), find_wide("plain".encode("utf-32-le")), find_wide(b"plain text")
    ('utf-16-be', 'utf-32-le', '')
    """
    sample = data[:_SAMPLE]
    if len(data) % 4 == 0 and sample.count(0) >= len(sample) / 2 and data:
        for name in ("utf-32-le", "utf-32-be"):
            if _decodes(sample, name):
                return name
    if len(data) % 2 or not data:
        return ""
    even, odd = len(set(sample[::2])), len(set(sample[1::2]))
    name, fewer, more = ("utf-16-le", odd, even) if odd < even else ("utf-16-be", even, odd)
    clear = 0 in sample and (fewer < more or sample.count(0) * 3 > len(sample))
    if even == odd and sample[::2].count(0) < sample[1::2].count(0):
        name = "utf-16-le"
    if not clear and not _is_ideographic(sample, name):
        return ""
    return name if _decodes(sample, name) else ""


def _is_ideographic(sample: bytes, name: str) -> bool:
    """Tell whether a sample without a plain character is East Asian text, which has stops of its own."""
    text = sample.decode(name, "replace")
    stops, wide = len(_WIDE_STOP.findall(text)), len(_WIDE.findall(text))
    return 0 not in sample and stops >= 0.01 * len(text) and wide >= 0.97 * len(text)


def _decodes(sample: bytes, name: str) -> bool:
    """Tell whether a sample, cut anywhere between characters, is text in an encoding."""
    try:
        text = sample.decode(name)
    except UnicodeDecodeError as error:
        if error.start < len(sample) - 4:
            return False
        text = sample[: error.start].decode(name)
    return is_text(text)


def is_text(text: str) -> bool:
    r"""Tell whether hardly any character is a control, unassigned or for private use.

    >>> is_text("Ναι.\n"), is_text("\x00\x01\x02a")
    (True, False)
    """
    strange = sum(1 for c in text if unicodedata.category(c) in ("Cc", "Cn", "Co", "Cs") and c not in "\t\n\r\f")
    return strange <= _STRANGE * len(text)


def has_stray_nuls_only(data: bytes) -> bool:
    r"""Tell whether bytes with NULs are still one byte a letter.

    >>> has_stray_nuls_only(b"a long line of text, then \x00 and more of it after that one byte")
    True
    """
    return data.count(0) <= _FEW_NULS * len(data)


def is_damaged_utf_8(data: bytes) -> bool:
    r"""Tell whether bytes are UTF-8 but for a few that were cut or mixed in.

    >>> is_damaged_utf_8("Η κυβέρνηση ανακοίνωσε".encode()[:-1]), is_damaged_utf_8(b"na\xefve")
    (True, False)
    """
    sound = len(_SEQUENCE.findall(data))
    text = data.decode("utf-8", "surrogateescape")
    strays = [found.start() for found in _ESCAPED.finditer(text)]
    cut = sound > 0 and bool(strays) and strays[0] >= len(text) - 3 and data[-1] > 0x7F
    return cut or (sound >= 4 and len(strays) <= sound / 10)
