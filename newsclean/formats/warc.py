"""Web archives: each page of a WARC and each text of a WET is an article, with its address and date.

Requests, redirects, pictures and whatever else is no page of text are no articles, and are passed over.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib import import_module
from typing import Any, BinaryIO

from newsclean.errors import InputError, RecordError
from newsclean.formats.compression import LARGEST
from newsclean.formats.documents import READERS, Document, Layout
from newsclean.formats.extras import load_extra
from newsclean.formats.kinds import Kind

_PAGES = ("text/html", "application/xhtml+xml")


def read_warc(stream: BinaryIO, path: str, layout: Layout) -> Iterator[Document | InputError]:
    """Read the pages and texts of an archive, in order.

    Raises ``MissingExtra`` where the package for archives is not installed.
    """
    warc = load_extra("corpus", "fastwarc.warc")
    wanted = warc.WarcRecordType.response | warc.WarcRecordType.conversion
    try:
        for record in warc.ArchiveIterator(_Counted(stream), record_types=wanted):
            kind = _kind(record)
            if kind:
                address = record.headers.get("WARC-Target-URI", "") or record.record_id
                facts = {"url": address, "date": record.headers.get("WARC-Date", ""), "warcRecord": record.record_id}
                yield _read_record(record.reader.read(LARGEST + 1), kind, facts, replace(layout, kind=kind))
    except OSError as error:
        raise InputError(f"{path}: no valid archive: {error}") from error


class _Counted:
    """A stream that knows its place though it cannot be searched: the package asks for no more."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._place = 0

    def read(self, size: int = -1) -> bytes:
        """Give the next bytes."""
        data = self._stream.read(size)
        self._place += len(data)
        return data

    def tell(self) -> int:
        """Give the number of bytes read."""
        return self._place


def _kind(record: Any) -> Kind | None:
    """Tell what a record holds, nothing if it is no article."""
    if not record.is_http:
        return "text" if record.headers.get("WARC-Type") == "conversion" else None
    if not record.http_headers or record.http_headers.status_code != 200:
        return None
    return "html" if (record.http_content_type or "").lower() in _PAGES else None


def _read_record(data: bytes, kind: Kind, facts: Mapping[str, str], layout: Layout) -> Document | InputError:
    """Read the one article of a record."""
    if len(data) > LARGEST:
        return RecordError(facts["url"], 0, f"a page of more than {LARGEST >> 20} MB is no article")
    module, _, reader = READERS[kind].partition(":")
    try:
        found = next(getattr(import_module(module), reader)(io.BytesIO(data), facts["url"], layout))
    except InputError as error:
        return error
    if isinstance(found, Document):
        found = replace(found, fields={**found.fields, **facts})
    assert isinstance(found, (Document, InputError))
    return found
