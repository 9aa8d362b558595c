"""Parquet files: read a few thousand rows at a time, written with an explicit schema, other columns passed through."""

from __future__ import annotations

import base64
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, BinaryIO

from newsclean.errors import InputError, RecordError
from newsclean.formats.documents import Document, Layout, make_document
from newsclean.formats.extras import load_extra
from newsclean.formats.tables import FIELDS, cell

ROWS = 5000
"""Rows of a row group that is written: few enough for memory, enough to pack well."""
_READ_AT_ONCE = 500  # rows


def load_pyarrow() -> Any:
    """Import the package for Parquet.

    Raises ``MissingExtra`` where it is not installed.
    """
    load_extra("corpus", "pyarrow.parquet")
    return load_extra("corpus", "pyarrow")


def read_parquet(stream: BinaryIO, path: str, layout: Layout) -> Iterator[Document | InputError]:
    """Read a Parquet file, row after row; a stream that cannot be searched is first copied to the disk."""
    return read_groups(stream, path, layout)


def read_groups(
    stream: BinaryIO, path: str, layout: Layout, groups: range | None = None
) -> Iterator[Document | InputError]:
    """Read the row ``groups`` of a Parquet file (all, if none are named)."""
    pyarrow = load_pyarrow()
    try:
        file = pyarrow.parquet.ParquetFile(_searchable(stream))
        number = sum(file.metadata.row_group(group).num_rows for group in range(groups.start if groups else 0))
        for batch in file.iter_batches(_READ_AT_ONCE, row_groups=list(groups) if groups else None):
            for row in batch.to_pylist():
                number += 1
                try:
                    yield make_document(plain_values(row), f"{path}:{number}", number, layout)
                except ValueError as error:
                    yield RecordError(path, number, str(error))
    except (pyarrow.ArrowException, OSError) as error:
        raise InputError(f"{path}: no valid Parquet file: {error}") from error


def count_rows(path: str) -> list[int]:
    """Give the number of rows in each row group of a file.

    Raises ``InputError`` where it is no Parquet file.
    """
    pyarrow = load_pyarrow()
    try:
        metadata = pyarrow.parquet.read_metadata(path)
    except (pyarrow.ArrowException, OSError) as error:
        raise InputError(f"{path}: no valid Parquet file: {error}") from error
    return [metadata.row_group(group).num_rows for group in range(metadata.num_row_groups)]


def _searchable(stream: BinaryIO) -> BinaryIO:
    """Give the stream, or a copy of it on the disk that can be searched."""
    if stream.seekable():
        return stream
    copy = tempfile.TemporaryFile()  # noqa: SIM115 -- it lives as long as the reader, and goes with it
    shutil.copyfileobj(stream, copy, 1 << 20)
    copy.seek(0)
    return copy


def plain_values(value: Any) -> Any:
    """Give a value with nothing in it that JSON lacks: dates as ISO 8601, bytes as base64, all else as text.

    >>> import datetime
    >>> plain_values({"day": datetime.date(2021, 12, 24), "n": [1, b"a"]})
    {'day': '2021-12-24', 'n': [1, 'YQ==']}
    """
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, dict):
        return {str(name): plain_values(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain_values(item) for item in value]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def write_parquet(
    stream: BinaryIO, rows: Iterable[tuple[int, Mapping[str, Any]]], columns: Sequence[str], source: str = ""
) -> None:
    """Write rows, each with its number (from 1) in the input; ``columns`` are ours, in order.

    The other columns are taken, with their types, from the Parquet file ``source``; without one
    they are those of the first row, as texts.
    """
    pyarrow = load_pyarrow()
    others = _Others(pyarrow, source, columns)
    writer = None
    for block, numbered in groupby(rows, key=lambda pair: (pair[0] - 1) // ROWS):
        pairs = list(numbered)
        if writer is None:
            schema = others.extend(_schema(pyarrow, columns), pairs[0][1])
            writer = pyarrow.parquet.ParquetWriter(stream, schema, compression="zstd")
        writer.write_table(others.join(pairs, block, schema))
    if writer is not None:
        writer.close()


class _Others:
    """The columns that are not ours, read beside the rows that are written."""

    def __init__(self, pyarrow: Any, source: str, columns: Sequence[str]) -> None:
        self._pyarrow = pyarrow
        self._file = pyarrow.parquet.ParquetFile(source) if source else None
        names = self._file.schema_arrow.names if self._file else []
        self._names = [name for name in names if name not in columns]
        self._batches = self._read() if self._names else iter(())
        self._block = -1

    def _read(self) -> Iterator[Any]:
        """Give the other columns in blocks of ``ROWS`` rows, however the file is grouped."""
        assert self._file is not None
        held: list[Any] = []
        for batch in self._file.iter_batches(ROWS, columns=self._names):
            held.append(batch)
            while sum(map(len, held)) >= ROWS:
                table = self._pyarrow.Table.from_batches(held)
                yield table.slice(0, ROWS)
                held = table.slice(ROWS).to_batches()
        if held:
            yield self._pyarrow.Table.from_batches(held)

    def extend(self, schema: Any, row: Mapping[str, Any]) -> Any:
        """Give a schema with the other columns in it."""
        if self._file is not None:
            fields = [self._file.schema_arrow.field(name) for name in self._names]
        else:
            fields = [self._pyarrow.field(name, "string") for name in row if name not in schema.names]
        return self._pyarrow.schema([*schema, *fields])

    def join(self, pairs: Sequence[tuple[int, Mapping[str, Any]]], block: int, schema: Any) -> Any:
        """Give one block as a table: our columns of the rows, and the others of the same rows of the file."""
        ours = [field for field in schema if field.name not in self._names]
        values = [{field.name: _fit(field, row.get(field.name)) for field in ours} for _, row in pairs]
        table = self._pyarrow.Table.from_pylist(values, self._pyarrow.schema(ours))
        if self._names:
            while self._block < block:
                other, self._block = next(self._batches), self._block + 1
            other = other.take([number - 1 - block * ROWS for number, _ in pairs])
            for name in self._names:
                table = table.append_column(schema.field(name), other.column(name))
        return table


def _fit(field: Any, value: Any) -> Any:
    """Give a value as its column holds it: nested values without a type of their own as JSON."""
    return cell(value) if str(field.type) == "string" else value


def _schema(pyarrow: Any, columns: Sequence[str]) -> Any:
    """Give the types of our columns."""
    edit = [("start", "int64"), ("end", "int64"), ("before", "string"), ("after", "string"), ("rule", "string"),
            ("reason", "string")]  # fmt: skip
    guess = [("start", "int64"), ("end", "int64"), ("role", "string"), ("language", "string"), ("score", "double"),
             ("evidence", "int64")]  # fmt: skip
    found = [("start", "int64"), ("end", "int64"), ("agency", "string"), ("role", "string"), ("surface", "string"),
             ("rule", "string"), ("score", "double")]  # fmt: skip
    lists = {"edits": edit, "repairs": edit, "passages": guess, "agencies": found}
    types: dict[str, Any] = {
        name: pyarrow.list_(pyarrow.struct([(part, pyarrow.type_for_alias(kind)) for part, kind in parts]))
        for name, parts in lists.items()
    }
    types |= {"languageScore": pyarrow.float64(), "keywords": pyarrow.list_(pyarrow.string())}
    return pyarrow.schema([(name, types.get(name, pyarrow.string())) for name in columns if name != FIELDS])
