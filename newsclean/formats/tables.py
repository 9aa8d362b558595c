"""Tables of cells (CSV, TSV): a row goes in for each article, and a row comes out, nested values as JSON in a cell.

A table is read as UTF-8 unless an encoding is declared; its first line names the columns.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO, Literal

from newsclean.errors import InputError, RecordError
from newsclean.formats.compression import LARGEST
from newsclean.formats.documents import Document, Layout, make_document

Others = Literal["columns", "fields"]
"""How fields that are not ours are written: each in its column, or all as JSON in one column ``fields``."""
FIELDS = "fields"
_DELIMITERS = ",;\t|"


def read_csv(stream: BinaryIO, path: str, layout: Layout) -> Iterator[Document | InputError]:
    r"""Read a table whose cells are parted by commas, or what stands most often in its first line (``;``, ``|``).

    >>> stream = io.BytesIO(b"id;text\na;Rain, heavy.\n")
    >>> [(document.id, document.raw) for document in read_csv(stream, "wire.csv", Layout())]
    [('a', 'Rain, heavy.')]
    """
    return _read_cells(stream, path, layout, "")


def read_tsv(stream: BinaryIO, path: str, layout: Layout) -> Iterator[Document | InputError]:
    """Read a table whose cells are parted by tabs."""
    return _read_cells(stream, path, layout, "\t")


def _read_cells(stream: BinaryIO, path: str, layout: Layout, delimiter: str) -> Iterator[Document | InputError]:
    """Read a table record by record; a cell may hold line feeds."""
    encoding = layout.encoding or "utf-8-sig"
    lines = io.TextIOWrapper(stream, encoding, "surrogateescape", newline="")
    csv.field_size_limit(LARGEST)
    header_line = lines.readline()
    names = next(csv.reader([header_line], delimiter=delimiter or _guess(header_line)), [])
    records = csv.reader(lines, delimiter=delimiter or _guess(header_line))
    try:
        for number, cells in enumerate(records, 2):
            if cells:
                yield _make(names, cells, RecordError(path, number, ""), layout)
    except csv.Error as error:
        yield RecordError(path, records.line_num + 1, f"no valid table: {error}")


def _guess(header: str) -> str:
    """Guess what parts the cells of a table from its first line."""
    return max(_DELIMITERS, key=lambda mark: (header.count(mark), -_DELIMITERS.index(mark)))


def _make(names: Sequence[str], cells: Sequence[str], place: RecordError, layout: Layout) -> Document | InputError:
    """Make a document of the cells of one record; ``place`` says where it stands."""
    if len(cells) > len(names):
        return RecordError(place.path, place.line, f"{len(cells)} cells stand under {len(names)} columns")
    row = {name: cell for name, cell in zip(names, cells, strict=False) if name}
    try:
        "".join(cells).encode("utf-8")
        return make_document(row, f"{place.path}:{place.line}", place.line, layout)
    except UnicodeEncodeError:
        why = "bytes that are no text in this encoding: name another with --encoding"
        return RecordError(place.path, place.line, why)
    except ValueError as error:
        return RecordError(place.path, place.line, str(error))


def arrange(row: Mapping[str, Any], ours: Sequence[str], others: Others) -> dict[str, Any]:
    """Part a row into the columns that are ``ours`` and those that are not.

    >>> arrange({"text": "Rain.", "site": "x"}, ["text"], "fields")
    {'text': 'Rain.', 'fields': {'site': 'x'}}
    """
    if others == "columns":
        return dict(row)
    mine = {name: value for name, value in row.items() if name in ours}
    return {**mine, FIELDS: {name: value for name, value in row.items() if name not in mine}}


def cell(value: Any) -> str | None:
    """Give a value as one cell: texts as they are, nothing as nothing, all else as JSON.

    >>> cell("Rain."), cell(["a"]), cell(None)
    ('Rain.', '["a"]', None)
    """
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


def write_cells(stream: BinaryIO, rows: Iterable[Mapping[str, Any]], columns: Sequence[str], delimiter: str) -> None:
    r"""Write rows as a table: ``columns`` first, then the other columns of the first row.

    >>> stream = io.BytesIO()
    >>> write_cells(stream, [{"text": "Rain.", "site": "x"}], ["id", "text"], "\t")
    >>> stream.getvalue()
    b'id\ttext\tsite\n\tRain.\tx\n'
    """
    text = io.TextIOWrapper(stream, "utf-8", "surrogatepass", newline="", write_through=True)
    writer: csv.DictWriter[str] | None = None
    for row in rows:
        if writer is None:
            names = [*columns, *(name for name in row if name not in columns)]
            writer = csv.DictWriter(text, names, extrasaction="ignore", delimiter=delimiter, lineterminator="\n")
            writer.writeheader()
        writer.writerow({name: cell(value) for name, value in row.items()})
    text.detach()
