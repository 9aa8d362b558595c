"""The way back: cleaned texts with their ledger, or cleaned rows with their own record, go in; the sources come out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from newsclean.edits import restore
from newsclean.errors import InputError, LedgerError, RecordError
from newsclean.formats.compression import unpack
from newsclean.formats.documents import Layout, kind_of
from newsclean.formats.ledger import Entry, read_ledger
from newsclean.formats.records import ORIGINAL, OURS, edits_from_rows, sha256
from newsclean.formats.writing import Existing, open_output
from newsclean.runs.files import Totals, open_input
from newsclean.runs.plan import Job


def restore_files(
    jobs: list[Job], ledger: str, layout: Layout, existing: Existing, complain: Callable[[str], None]
) -> Totals:
    """Restore every input into its output; one that fails does not stop the others.

    ``layout`` names the fields of rows as they were named when the rows were cleaned.

    Raises ``LedgerError`` where the ledger cannot be read.
    """
    entries = _load(ledger) if ledger else {}
    totals = Totals()
    for job in jobs:
        try:
            data = _restore_input(job, entries, layout)
            with open_output(job.target, existing) as stream:
                stream.write(data)
            totals.written += 1
        except InputError as error:
            totals.failed += 1
            complain(str(error))
    return totals


def _load(ledger: str) -> dict[str, list[Entry]]:
    """Read a ledger and find its entries by the hash of the cleaned text."""
    found: dict[str, list[Entry]] = {}
    try:
        for entry in read_ledger(Path(ledger)):
            found.setdefault(entry.text_sha256, []).append(entry)
    except OSError as error:
        raise LedgerError(f"{ledger}: cannot be read: {error.strerror}") from error
    return found


def _restore_input(job: Job, entries: dict[str, list[Entry]], layout: Layout) -> bytes:
    """Give the bytes that one input was made of."""
    kind = kind_of(job.source, layout)
    if kind not in ("text", "jsonl"):
        raise LedgerError(f"{job.source}: only texts and rows of JSON can be restored: use clean --to jsonl")
    with open_input(job.source) as stream:
        data = unpack(stream, job.source).read()
    if kind == "jsonl":
        return b"".join(_restore_rows(data, job.source, layout))
    if not entries:
        raise LedgerError(f"{job.source}: a text needs the ledger that was written with it: add --ledger FILE")
    text = data.decode("utf-8", "surrogatepass")
    return _choose(entries.get(sha256(text), []), job).restore_bytes(text)


def _choose(entries: list[Entry], job: Job) -> Entry:
    """Choose the entry of a text: the one of its name where several articles became the same text."""
    if not entries:
        raise LedgerError(f"{job.source}: no entry of the ledger fits this text: was it changed since?")
    named = [entry for entry in entries if Path(entry.id).stem == Path(job.source).stem]
    if len(entries) > 1 and len(named) != 1 and len({(e.edits, e.repairs) for e in entries}) > 1:
        raise LedgerError(f"{job.source}: {len(entries)} entries of the ledger fit this text, and none has its name")
    return (named or entries)[0]


def _restore_rows(data: bytes, path: str, layout: Layout) -> Iterator[bytes]:
    """Give back the rows that cleaned rows were made of."""
    for number, line in enumerate(data.splitlines(keepends=True), 1):
        if line.strip():
            try:
                yield (json.dumps(restore_row(json.loads(line), layout), ensure_ascii=False) + "\n").encode()
            except (ValueError, LedgerError) as error:
                raise RecordError(path, number, str(error)) from error


def restore_row(row: dict[str, Any], layout: Layout) -> dict[str, Any]:
    """Give back the row that was cleaned: its text, and its own fields without ours.

    Raises ``LedgerError`` where the row carries no edits or they do not fit its text.
    """
    if not isinstance(row, dict) or "edits" not in row or layout.text_field not in row:
        field = repr(layout.text_field)
        raise LedgerError(f"there is no cleaned text with edits in the field {field}: name another with --text-field")
    text = restore(row[layout.text_field], edits_from_rows(row["edits"]))
    text = restore(text, edits_from_rows(row.get("repairs", ())))
    kept = {name: value for name, value in row.items() if name == layout.id_field or name not in OURS}
    return {**kept, layout.text_field: text, **row.get(ORIGINAL, {})}
