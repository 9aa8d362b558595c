"""Bytes to text: the bytes of one document go in, its text and what is known of its encoding come out.

Nothing is replaced or dropped on the way, so that ``encode`` gives the very bytes back.
"""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import dataclass

from newsclean.errors import DecodeError, RecordError
from newsclean.formats.wide import find_wide, has_stray_nuls_only, is_damaged_utf_8

_BOMS = (
    ("utf-8", codecs.BOM_UTF8),
    ("utf-32-le", codecs.BOM_UTF32_LE),
    ("utf-32-be", codecs.BOM_UTF32_BE),
    ("utf-16-le", codecs.BOM_UTF16_LE),
    ("utf-16-be", codecs.BOM_UTF16_BE),
    ("gb18030", b"\x84\x31\x95\x33"),
)
"""Byte order marks by encoding; UTF-32 stands before UTF-16, whose mark begins it."""

_CONTROLS = tuple(bytes((code,)) for code in range(32) if code not in b"\t\n\x0b\x0c\r\x1a\x1b")
"""Bytes that a text has only by damage."""

_MOST_CONTROLS = 0.02
"""Share of such bytes beyond which bytes are no text."""

_SURE_OF_WIDE, _SURE_OF_DAMAGED = 0.99, 0.9
"""Confidence in two findings that have no measure of their own."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a document: ``encoding`` is a Python codec, ``confidence`` runs from 0 to 1.

    ``bom`` is the name of the encoding whose byte order mark opened the bytes, or empty; the mark is
    no part of ``text``. ``sha256`` is the digest of the bytes as they came, in hexadecimal.
    """

    text: str
    encoding: str
    confidence: float
    bom: str
    sha256: str


def decode(data: bytes, path: str, encoding: str = "") -> Decoded:
    """Decode ``data``, by the ``encoding`` that was declared or else by what the bytes look like.

    >>> decode("Είπε «ναι».".encode("utf-8-sig"), "a.txt").text
    'Είπε «ναι».'
    >>> found = decode("Η κυβέρνηση ανακοίνωσε νέα μέτρα για την οικονομία.".encode("cp1253"), "a.txt")
    >>> found.text, found.encoding
    ('Η κυβέρνηση ανακοίνωσε νέα μέτρα για την οικονομία.', 'cp1253')

    Raises ``DecodeError`` where the bytes do not fit the encoding, ``RecordError`` where they are no text.
    """
    digest = hashlib.sha256(data).hexdigest()
    if encoding:
        return _decode_declared(data, path, encoding, digest)
    for name, mark in _BOMS:
        if data.startswith(mark):
            return Decoded(_strict(data[len(mark) :], path, name, len(mark)), name, 1.0, name, digest)
    text, name, confidence = _guess(data, path)
    return Decoded(text, name, confidence, "", digest)


def encode(text: str, encoding: str, bom: str = "") -> bytes:
    """Give the very bytes that ``decode`` read.

    >>> data = codecs.BOM_UTF16_LE + "Text".encode("utf-16-le")
    >>> found = decode(data, "a.txt")
    >>> encode(found.text, found.encoding, found.bom) == data
    True

    Raises ``RecordError`` for a character that the encoding does not have.
    """
    try:
        return dict(_BOMS).get(bom, b"") + text.encode(encoding, "surrogateescape" if encoding == "utf-8" else "strict")
    except UnicodeEncodeError as error:
        raise RecordError("text", 0, f"character {error.start} does not exist in {encoding}: write utf-8") from None


def _decode_declared(data: bytes, path: str, encoding: str, digest: str) -> Decoded:
    """Decode by the declared encoding alone."""
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        raise DecodeError(path, encoding, 0, "no such encoding is known; leave --encoding away to guess") from None
    for marked, mark in _BOMS:
        if data.startswith(mark) and marked.startswith(name.removesuffix("-sig")):
            return Decoded(_strict(data[len(mark) :], path, marked, len(mark)), marked, 1.0, marked, digest)
    name = {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}.get(name, name)
    return Decoded(_strict(data, path, name, 0), name, 1.0, "", digest)


def _strict(data: bytes, path: str, encoding: str, skipped: int) -> str:
    """Decode or say at which byte it fails."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        advice = "leave --encoding away to guess, or name another one"
        raise DecodeError(path, encoding, skipped + error.start, advice) from None


def _guess(data: bytes, path: str) -> tuple[str, str, float]:
    """Find text, encoding and confidence of bytes that declare nothing."""
    if 0 in data or not data.isascii():
        name = find_wide(data)
        if name:
            return _strict(data, path, name, 0), name, _SURE_OF_WIDE
    if 0 in data and not has_stray_nuls_only(data):
        raise RecordError(path, 0, "these bytes are no text (NUL bytes that are no UTF-16): is this a binary file?")
    if b"\x1b$" in data and data.isascii():
        return _guess_escaped(data)
    try:
        return data.decode("utf-8"), "utf-8", 1.0
    except UnicodeDecodeError:
        if is_damaged_utf_8(data):
            return data.decode("utf-8", "surrogateescape"), "utf-8", _SURE_OF_DAMAGED
    return _guess_legacy(data, path)


def _guess_escaped(data: bytes) -> tuple[str, str, float]:
    """Try the seven-bit encodings that switch by escapes."""
    for name in ("iso2022_jp", "iso2022_jp_2", "iso2022_kr"):
        try:
            text = data.decode(name)
            if text.encode(name) == data:
                return text, name, 1.0
        except UnicodeError:
            continue
    return data.decode("ascii"), "ascii", 1.0


def _guess_legacy(data: bytes, path: str) -> tuple[str, str, float]:
    """Weigh the encodings of one language group."""
    from newsclean.formats.guess import guess_encoding

    controls = sum(data.count(byte) for byte in _CONTROLS)
    found = guess_encoding(data) if controls <= _MOST_CONTROLS * len(data) else None
    if found is None:
        raise RecordError(path, 0, "these bytes are no text in any known encoding: is this a binary file?")
    return data.decode(found.name), found.name, found.confidence
