"""Outputs that are whole or not there: bytes go to a ``.part`` beside the target, which takes its name at the end."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Literal, NamedTuple

from newsclean.article import Article
from newsclean.errors import InputError
from newsclean.formats.compression import pack
from newsclean.formats.documents import Document, Layout
from newsclean.formats.kinds import Kind, packing_of_name
from newsclean.formats.records import OURS, document_row

Existing = Literal["refuse", "replace"]
STREAM = "-"
_TABLES = {"csv": ",", "tsv": "\t"}


class Row(NamedTuple):
    """A row to write: its ``number`` in the input (0: the whole input) and its ``values``."""

    number: int
    values: Mapping[str, Any]


class Origin(NamedTuple):
    """Where rows come from, for what a table takes over from there: the ``path`` and ``kind`` of the input."""

    path: str
    kind: Kind


@contextmanager
def open_output(target: str, existing: Existing = "refuse") -> Iterator[BinaryIO]:
    """Open an output for bytes; ``-`` is standard output. Missing directories are made, a name in ``.gz`` packs.

    Raises ``InputError`` where the output exists (and ``existing`` is ``refuse``) or cannot be written.
    """
    if target == STREAM:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(target)
    part = path.with_name(path.name + ".part")
    refuse_existing(path, existing)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as stream:
            with pack(stream, packing_of_name(target)) as packed:
                yield packed
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        _discard(part)


def refuse_existing(path: Path, existing: Existing) -> None:
    """Raise ``InputError`` where an output exists that shall not be replaced."""
    if existing == "refuse" and path.exists():
        raise InputError(f"{path}: the output exists already: add --existing replace, or name another")


def make_row(document: Document, article: Article, layout: Layout) -> Row:
    """Give the row of a cleaned document.

    >>> make_row(Document("a", "Rain.", 7), Article("a", "Rain."), Layout()).number
    7
    """
    return Row(document.line, document_row(document, article, layout))


def encode_row(values: Any) -> bytes:
    r"""Give the line of JSON that holds some values.

    >>> encode_row({"text": "Rain."})
    b'{"text": "Rain."}\n'
    """
    return (json.dumps(values, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass")


def write_rows(stream: BinaryIO, kind: Kind, rows: Iterable[Row], origin: Origin, layout: Layout) -> None:
    """Write rows as a file of some kind, without holding more than a few thousand.

    A text is the text of its one row. In a table the fields of rows of JSON that are not ours
    share one column, since each row may have others.
    """
    if kind == "text":
        for row in rows:
            stream.write(encode_text(row.values, layout))
    elif kind == "jsonl":
        for row in rows:
            stream.write(encode_row(row.values))
    else:
        _write_table(stream, kind, rows, origin, layout)


def encode_text(values: Mapping[str, Any], layout: Layout) -> bytes:
    """Give the bytes of a row's text."""
    text: str = values[layout.text_field]
    return text.encode("utf-8", "surrogatepass")


def _write_table(stream: BinaryIO, kind: Kind, rows: Iterable[Row], origin: Origin, layout: Layout) -> None:
    """Write rows as a table, whose columns are ours first."""
    from newsclean.formats.parquet import write_parquet
    from newsclean.formats.tables import FIELDS, arrange, write_cells

    renamed = {"id": layout.id_field, "text": layout.text_field}
    columns = [renamed.get(name, name) for name in OURS if name != "failure"]
    searchable = origin.kind == "parquet" and origin.path != STREAM
    others = "fields" if origin.kind == "jsonl" or (origin.kind == "parquet" and not searchable) else "columns"
    arranged = ((row.number, arrange(row.values, columns, others)) for row in rows)  # type: ignore[arg-type]
    if others == "fields":
        columns.append(FIELDS)
    if kind == "parquet":
        write_parquet(stream, arranged, columns, origin.path if searchable else "")
    else:
        write_cells(stream, (values for _, values in arranged), columns, _TABLES[kind])


def _discard(part: Path) -> None:
    """Take away what was written of an output that did not become whole."""
    try:
        part.unlink(missing_ok=True)
    except OSError:
        return  # the directory was never made, or is read-only: then nothing lies there
