"""The end of a run: ledger, excluded rows, failures and statistics are joined in the order of the inputs."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from newsclean.errors import InputError
from newsclean.formats.writing import encode_row, open_output
from newsclean.runs.files import Output
from newsclean.runs.joining import merge_statistics
from newsclean.runs.sinks import Beside
from newsclean.runs.state import InputState, State

_FAILURES = "failures.jsonl"


def settle(state: State, keys: Sequence[str], output: Output) -> None:
    """Join what stands beside the outputs of the inputs ``keys``, then take their pieces away.

    Inputs that came to a finished run are added at the end.

    Raises ``InputError`` where something cannot be written: then nothing is lost, and the next run tries again.
    """
    fresh = [key for key in keys if not state.inputs[key].settled]
    if not fresh:
        return
    inputs = [state.inputs[key] for key in fresh]
    before = state.settlements[-1] if state.settlements else {}
    targets: dict[Beside, str] = {
        "ledger": output.ledger,
        "excluded": output.excluded,
        "failures": str(state.place / _FAILURES),
    }
    sizes = {
        name: _join(Path(target), _pieces(state, inputs, name), before.get(name, 0))
        for name, target in targets.items()
        if target
    }
    if output.statistics:
        _join_statistics(state, inputs, output.statistics)
    state.write({"settled": fresh, "sizes": sizes})
    _clear(state)


def _pieces(state: State, inputs: Sequence[InputState], name: Beside) -> list[Path]:
    """Give the files of one name of some inputs, in order."""
    return [
        state.pieces / f"{done.piece.id}.{name}"
        for known in inputs
        for done in sorted(known.done.values(), key=lambda done: done.piece.id)
        if name in done.sizes
    ]


def _join(target: Path, pieces: Sequence[Path], kept: int) -> int:
    """Write pieces after the first ``kept`` bytes of a file; give its size in bytes."""
    if not pieces and target.name == _FAILURES:
        return kept
    with open_output(str(target), "replace") as stream:
        if kept:
            _copy_start(target, kept, stream)
        for piece in pieces:
            with piece.open("rb") as source:
                shutil.copyfileobj(source, stream, 1 << 20)
    return target.stat().st_size


def _copy_start(path: Path, size: int, stream: BinaryIO) -> None:
    """Copy the first ``size`` bytes of a file."""
    try:
        with path.open("rb") as source:
            while size > 0 and (block := source.read(min(size, 1 << 20))):
                stream.write(block)
                size -= len(block)
    except FileNotFoundError:
        raise InputError(f"{path}: what the run wrote there before is missing: add --restart") from None


def _join_statistics(state: State, inputs: Sequence[InputState], target: str) -> None:
    """Add the statistics of some inputs to those of the run before."""
    number = len(state.settlements)
    earlier = [state.place / f"statistics-{number}.json"] if number else []
    total = merge_statistics([*earlier, *_pieces(state, inputs, "statistics")])
    for path in (str(state.place / f"statistics-{number + 1}.json"), target):
        with open_output(path, "replace") as stream:
            stream.write(encode_row(total.to_json()))


def _clear(state: State) -> None:
    """Take away the pieces, now that they are joined."""
    for entry in os.scandir(state.pieces):
        Path(entry.path).unlink(missing_ok=True)
