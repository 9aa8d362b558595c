"""Pieces to whole files: those of an input to its output, those of all inputs to the ledger and the like."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from newsclean.errors import InputError
from newsclean.formats.documents import Layout
from newsclean.formats.kinds import Kind
from newsclean.formats.writing import Origin, Row, open_output, write_rows
from newsclean.runs.statistics import Statistics

_BLOCK = 1 << 20


def join_output(task: dict[str, Any], layout: Layout) -> int:
    """Join the pieces of one input into its output and its attribute file; give the size of the output in bytes.

    Raises ``InputError`` where it cannot be written.
    """
    kind, held = task["kind"], task["held"]
    paths = [Path(path) for path in task["pieces"]]
    if task["attributes"]:
        concatenate(map(Path, task["attribute_pieces"]), task["attributes"])
    if not paths:
        return 0
    with open_output(task["target"], "replace") as stream:
        if kind in ("text", "jsonl"):
            _copy(paths, stream)
        else:
            write_rows(stream, kind, _rows(paths), Origin(task["source"], held), layout)
    return Path(task["target"]).stat().st_size


def concatenate(paths: Iterable[Path], target: str) -> None:
    """Write files one after another into one.

    Raises ``InputError`` where that cannot be written.
    """
    with open_output(target, "replace") as stream:
        _copy(paths, stream)


def merge_statistics(paths: Iterable[Path]) -> Statistics:
    """Add up the statistics of pieces."""
    total = Statistics()
    for path in paths:
        total.merge(Statistics.from_json(json.loads(path.read_bytes())))
    return total


def take(piece: Path, target: Path) -> None:
    """Make a piece that is a whole output take its name.

    Raises ``InputError`` where that cannot be done.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        piece.replace(target)
    except OSError as error:
        raise InputError(f"{target}: cannot be written: {error.strerror}") from error


def _copy(paths: Iterable[Path], stream: BinaryIO) -> None:
    for path in paths:
        with path.open("rb") as source:
            shutil.copyfileobj(source, stream, _BLOCK)


def _rows(paths: Sequence[Path]) -> Iterator[Row]:
    """Give the numbered rows of pieces."""
    for path in paths:
        with path.open("rb") as lines:
            for line in lines:
                number, values = json.loads(line.decode("utf-8", "surrogatepass"))
                yield Row(number, values)


def is_plain(kind: Kind, target: str) -> bool:
    """Tell whether a piece has the very bytes of an output.

    >>> is_plain("jsonl", "a.jsonl"), is_plain("jsonl", "a.jsonl.gz"), is_plain("csv", "a.csv")
    (True, False, False)
    """
    return kind in ("text", "jsonl") and not target.endswith((".gz", ".zst", ".bz2"))
