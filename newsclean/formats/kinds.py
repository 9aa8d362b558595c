"""What an input holds, told by its name or by its first bytes, and how it is packed."""

from __future__ import annotations

import json
from typing import Literal

Kind = Literal["text", "jsonl", "csv", "tsv", "parquet", "html", "warc"]
Packing = Literal["", "gz", "zst", "bz2"]

PACKINGS: dict[str, Packing] = {".gz": "gz", ".zst": "zst", ".bz2": "bz2"}
KINDS: dict[str, Kind] = {
    ".txt": "text", ".text": "text",
    ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".csv": "csv", ".tsv": "tsv",
    ".parquet": "parquet",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".warc": "warc", ".wet": "warc",
}  # fmt: skip
WRITTEN: dict[Kind, Kind] = {"html": "text", "warc": "jsonl"}
"""Kinds that are only read, each with the kind that its articles are written as."""
SUFFIXES: dict[Kind, str] = {
    "text": ".txt",
    "jsonl": ".jsonl",
    "csv": ".csv",
    "tsv": ".tsv",
    "parquet": ".parquet",
}
"""The kinds that are written, each with the suffix of its files."""
PEEKED = 8192
"""How many bytes at the start of an input are looked at."""
_MAGIC: tuple[tuple[bytes, Packing], ...] = ((b"\x1f\x8b", "gz"), (b"\x28\xb5\x2f\xfd", "zst"), (b"BZh", "bz2"))


def packing_of_name(path: str) -> Packing:
    """Tell by its name how a file is packed.

    >>> packing_of_name("news/wire.jsonl.GZ"), packing_of_name("wire.jsonl")
    ('gz', '')
    """
    return next((packing for suffix, packing in PACKINGS.items() if path.lower().endswith(suffix)), "")


def packing_of_bytes(start: bytes) -> Packing:
    r"""Tell by its first bytes how a stream is packed.

    >>> packing_of_bytes(b"\x1f\x8b\x08")
    'gz'
    """
    return next((packing for magic, packing in _MAGIC if start.startswith(magic)), "")


def strip_packing(path: str) -> str:
    """Give a name without the suffix of its packing.

    >>> strip_packing("wire.jsonl.gz")
    'wire.jsonl'
    """
    packing = packing_of_name(path)
    return path[: -len(packing) - 1] if packing else path


def kind_of_name(path: str) -> Kind | Literal[""]:
    """Tell by its name what a file holds; the empty word where the name says nothing.

    >>> kind_of_name("wire.jsonl.zst"), kind_of_name("CC-NEWS-20211224.warc.gz"), kind_of_name("-")
    ('jsonl', 'warc', '')
    """
    name = strip_packing(path.lower())
    return next((kind for suffix, kind in KINDS.items() if name.endswith(suffix)), "")


def kind_of_bytes(start: bytes) -> Kind:
    r"""Tell by its first (unpacked) bytes what a stream holds: text, if nothing else.

    >>> kind_of_bytes(b'{"text": "Rain."}\n'), kind_of_bytes(b"PAR1"), kind_of_bytes(b"Rain {heavy}")
    ('jsonl', 'parquet', 'text')
    """
    if start.startswith(b"PAR1"):
        return "parquet"
    if start.startswith(b"WARC/"):
        return "warc"
    line = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if line[:15].lower() == b"<!doctype html>"[:15] or line[:6].lower() == b"<html>":
        return "html"
    return "jsonl" if line.startswith(b"{") and _opens_a_row(line) else "text"


def _opens_a_row(line: bytes) -> bool:
    """Tell whether bytes that begin with a brace begin with a JSON object, whole or cut off."""
    first, ended, _ = line.partition(b"\n")
    if ended:
        try:
            return isinstance(json.loads(first), dict)
        except (ValueError, RecursionError):
            return False
    return first[1:].lstrip()[:1] in (b'"', b"}")
