"""Bytes to documents: what a file or a stream holds goes in, one document for each article in it comes out.

A record that is no article comes out as the ``RecordError`` that says why, so that nothing read is lost.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, BinaryIO, Literal, NamedTuple

from newsclean.article import Article
from newsclean.config import Config
from newsclean.errors import InputError, RecordError
from newsclean.formats.compression import LARGEST, read_lines, unpack
from newsclean.formats.kinds import PEEKED, Kind, kind_of_bytes, kind_of_name

READERS: Mapping[Kind, str] = {
    "text": "newsclean.formats.documents:read_text",
    "jsonl": "newsclean.formats.documents:read_rows",
    "csv": "newsclean.formats.tables:read_csv",
    "tsv": "newsclean.formats.tables:read_tsv",
    "parquet": "newsclean.formats.parquet:read_parquet",
    "html": "newsclean.formats.html:read_html",
    "warc": "newsclean.formats.warc:read_warc",
}
"""The reader of each kind, ``(stream, path, layout) -> iterator of Document or InputError``, loaded on first use."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How inputs are read: ``kind`` (by name, if empty), the fields of a row, ``encoding`` (guessed, if empty).

    Of a page of HTML, ``headline`` says whether it stands in the text or is a field alone, and ``site_rules`` names
    a directory of rules by site (none, if empty). ``names`` adds those of schema.org to the rows that are written.
    """

    kind: Kind | Literal[""] = ""
    text_field: str = "text"
    id_field: str = "id"
    encoding: str = ""
    headline: Literal["text", "field"] = "text"
    site_rules: str = ""
    names: Literal["iptc", "schema-org"] = "iptc"


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
    return layout.kind or kind_of_name(path) or "text"


class Opened(NamedTuple):
    """An input that was looked into: its ``kind``, and its articles in order, read as they are asked for."""

    kind: Kind
    documents: Iterator[Document | InputError]


def open_documents(stream: BinaryIO, path: str, layout: Layout) -> Opened:
    """Look into an input, packed or not: its kind is that of the layout, else of its name, else of its first bytes.

    ``path`` names the input in messages and in ids.

    Raises ``InputError`` where it cannot be unpacked, ``MissingExtra`` where that needs a package.
    """
    plain = unpack(stream, path)
    kind = layout.kind or kind_of_name(path) or kind_of_bytes(plain.peek(PEEKED))
    module, _, reader = READERS[kind].partition(":")
    documents = getattr(import_module(module), reader)(plain, path, layout)
    return Opened(kind, until_broken(documents))


def read_documents(stream: BinaryIO, path: str, layout: Layout) -> Iterator[Document | InputError]:
    """Read the articles of one open input, in order, without holding more than one.

    Yields an ``InputError`` for each record that is no article, and for bytes that cannot be unpacked.
    """
    try:
        yield from open_documents(stream, path, layout).documents
    except InputError as error:
        yield error


def until_broken(documents: Iterator[Document | InputError]) -> Iterator[Document | InputError]:
    """Give documents up to the place where the input is broken, and there the error."""
    try:
        yield from documents
    except InputError as error:
        yield error


def read_text(stream: BinaryIO, path: str, layout: Layout) -> Iterator[Document | InputError]:
    """Read one text, decoded as it was declared or as it looks; the whole input is one article."""
    from newsclean.formats.decode import decode

    data = stream.read(LARGEST + 1)
    try:
        if len(data) > LARGEST:
            raise RecordError(path, 0, f"a text of more than {LARGEST >> 20} MB is no article")
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


def read_rows(stream: BinaryIO, path: str, layout: Layout) -> Iterator[Document | InputError]:
    """Read JSON rows, one a line; blank lines are none."""
    return parse_rows(read_lines(stream), path, layout)


def parse_rows(
    lines: Iterator[bytes | None], path: str, layout: Layout, first: int = 1
) -> Iterator[Document | InputError]:
    """Make documents of lines of JSON, of which the first has the number ``first`` in its input."""
    for line, data in enumerate(lines, first):
        if data is None:
            yield RecordError(path, line, f"a row of more than {LARGEST >> 20} MB is no article")
            continue
        if line == 1:
            data = data.removeprefix(b"\xef\xbb\xbf")
        if data.strip():
            try:
                yield make_document(_parse(data), f"{path}:{line}", line, layout)
            except ValueError as error:
                yield RecordError(path, line, str(error))


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
    fields = {
        name: value
        for name, value in row.items()
        if name != layout.text_field and not (name == layout.id_field and isinstance(value, str))
    }
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
    facts = dict(document.bytes_facts)
    if config.site_lines:
        from newsclean.sites.learning import site_of

        facts["site"] = site_of(document)
    return Article(document.id, source, repairs=repairs, meta={"input": facts} if facts else {})
