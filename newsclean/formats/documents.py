"""Bytes to documents: what a file or a stream holds goes in, one document for each article in it comes out.

A record that is no article comes out as the ``RecordError`` that says why, so that nothing read is lost.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Literal

from newsclean.article import Article
from newsclean.config import Config
from newsclean.errors import InputError, RecordError

Kind = Literal["text", "jsonl"]
_KINDS: dict[str, Kind] = {".jsonl": "jsonl", ".ndjson": "jsonl"}


@dataclass(frozen=True, slots=True)
class Layout:
    """How inputs are read: ``kind`` (by name, if empty), the fields of a row, ``encoding`` of text (guessed, if empty)."""

    kind: Kind | Literal[""] = ""
    text_field: str = "text"
    id_field: str = "id"
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """An article as it was read: its characters ``raw``, its ``line`` (0: the whole input), its other ``fields``.

    ``bytes_facts`` say how the bytes became characters: encoding, confidence, byte order mark, sha256.
    """

    id: str
    raw: str
    line: int = 0
    fields: Mapping[str, Any] = field(default_factory=dict)
    bytes_facts: Mapping[str, Any] = field(default_factory=dict)


def kind_of(path: str, layout: Layout) -> Kind:
    """Tell what an input holds, by the layout or by its name.

    >>> kind_of("wire.jsonl", Layout()), kind_of("wire.jsonl", Layout(kind="text")), kind_of("-", Layout())
    ('jsonl', 'text', 'text')
    """
    if layout.kind:
        return layout.kind
    return next((kind for suffix, kind in _KINDS.items() if path.lower().endswith(suffix)), "text")


def read_documents(stream: BinaryIO, path: str, layout: Layout) -> Iterator[Document | InputError]:
    """Read the articles of one open input, in order, without holding more than one.

    ``path`` names the input in messages and in ids. Yields an ``InputError`` for each record that is no article.
    """
    if kind_of(path, layout) == "jsonl":
        return _read_rows(stream, path, layout)
    return _read_text(stream, path, layout)


def _read_text(stream: BinaryIO, path: str, layout: Layout) -> Iterator[Document | InputError]:
    """Read one text, decoded as it was declared or as it looks."""
    from newsclean.formats.decode import decode

    data = stream.read()
    try:
        if not data.strip():
            raise RecordError(path, 0, "the input is empty: there is nothing to clean")
        decoded = decode(data, path, layout.encoding)
    except InputError as error:
        yield error
        return
    facts = {
        "encoding": decoded.encoding,
        "confidence": decoded.confidence,
        "bom": decoded.bom,
        "sha256": decoded.sha256,
    }
    yield Document(path, decoded.text, bytes_facts=facts)


def _read_rows(stream: BinaryIO, path: str, layout: Layout) -> Iterator[Document | InputError]:
    """Read JSON rows, one a line; blank lines are none."""
    for line, data in enumerate(_lines(stream), 1):
        if data.strip():
            try:
                yield make_document(_parse(data), f"{path}:{line}", line, layout)
            except ValueError as error:
                yield RecordError(path, line, str(error))


def _lines(stream: Iterable[bytes]) -> Iterator[bytes]:
    """Give the lines of a stream, without a byte order mark at its start."""
    for number, line in enumerate(stream):
        yield line.removeprefix(b"\xef\xbb\xbf") if number == 0 else line


def _parse(data: bytes) -> Any:
    """Parse one line, turning what is wrong with it into a sentence."""
    try:
        return json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ValueError(f"byte {error.start} is not valid utf-8: rows of JSON must be") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"no valid JSON: {error.msg} at character {error.pos}") from None
    except RecursionError:
        raise ValueError("no valid JSON: nested too deeply") from None


def make_document(row: Any, name: str, line: int, layout: Layout) -> Document:
    """Make a document of one row; ``name`` is its id where the row has none.

    >>> make_document({"text": "Rain.", "site": "x"}, "wire:1", 1, Layout()).fields
    {'site': 'x'}

    Raises ``ValueError`` with the reason where the row is no article.
    """
    if not isinstance(row, dict):
        raise ValueError(f"a row must be an object, not {_json_type(row)}")
    if layout.text_field not in row:
        raise ValueError(f"the field {layout.text_field!r} is missing: name another with --text-field")
    text = row[layout.text_field]
    if not isinstance(text, str):
        raise ValueError(f"the field {layout.text_field!r} must be a text, not {_json_type(text)}")
    given = row.get(layout.id_field)
    fields = {name: value for name, value in row.items() if name not in (layout.text_field, layout.id_field)}
    return Document(name if given is None else str(given), text, line, fields)


def _json_type(value: Any) -> str:
    """Name the JSON type of a value for a message."""
    names = {dict: "an object", list: "a list", str: "a text", bool: "a boolean", type(None): "null"}
    return names.get(type(value), "a number")


def make_article(document: Document, config: Config) -> Article:
    """Make the article of a document: its characters repaired, the repairs kept.

    >>> article = make_article(Document("a", "Athens\\u00a0today\\u200b."), Config())
    >>> article.source, len(article.repairs)
    ('Athens today.', 2)
    """
    from newsclean.formats.characters import repair_characters

    source, repairs = repair_characters(document.raw, config)
    meta = {"input": dict(document.bytes_facts)} if document.bytes_facts else {}
    return Article(document.id, source, repairs=repairs, meta=meta)
