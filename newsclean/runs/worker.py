"""A worker process: tasks come in as lines of JSON on standard input, one line goes out for each that is done.

It ends when its standard input ends, so that none outlives the run that started it.
"""

from __future__ import annotations

import gc
import hashlib
import json
import mmap
import os
import struct
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, BinaryIO

from newsclean.config import Config
from newsclean.errors import InputError, NewscleanError
from newsclean.formats.documents import Layout
from newsclean.formats.kinds import Kind
from newsclean.formats.writing import encode_row, encode_text
from newsclean.pipeline import Pipeline
from newsclean.runs.cleaning import Cleaner, Outcome
from newsclean.runs.files import Output, make_output_row, open_input
from newsclean.runs.filters import Filters
from newsclean.runs.joining import join_output
from newsclean.runs.sinks import BESIDE, Beside, Sinks, Writable
from newsclean.runs.slices import Piece, open_piece
from newsclean.runs.statistics import Statistics
from newsclean.runs.totals import Totals

PROGRESS = struct.Struct("qqq")
"""What a worker is at, kept where its parent finds it after its death: piece of the task, document, line."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a worker needs to know: how to read, clean, filter and write, and where ``pieces`` go."""

    config: Config
    layout: Layout
    output: Output
    filters: Filters
    pieces: str

    def to_json(self) -> dict[str, Any]:
        """Give the settings as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Settings:
        """Give back the settings that ``to_json`` gave.

        >>> settings = Settings(Config(), Layout(), Output(), Filters(), "pieces")
        >>> Settings.from_json(json.loads(json.dumps(settings.to_json()))) == settings
        True
        """
        filters: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in row["filters"].items()}
        config = Config.from_mapping(row["config"])
        return cls(config, Layout(**row["layout"]), Output(**row["output"]), Filters(**filters), row["pieces"])


class Progress:
    """The place that a worker has reached, in a few bytes of a file that outlive it."""

    def __init__(self, path: str) -> None:
        self._file = Path(path).open("r+b")  # noqa: SIM115 -- open as long as the process
        self._bytes = mmap.mmap(self._file.fileno(), PROGRESS.size)

    def set(self, piece: int, document: int, line: int) -> None:
        """Say what is begun now."""
        PROGRESS.pack_into(self._bytes, 0, piece, document, line)


class Worker:
    """Cleans pieces with one pipeline and joins their files."""

    def __init__(self, settings: Settings, progress: Progress) -> None:
        self._settings = settings
        self._progress = progress
        self._cleaner = Cleaner(Pipeline(settings.config), settings.layout, settings.filters)

    def do(self, task: dict[str, Any]) -> dict[str, Any]:
        """Do a task: ``clean`` a list of pieces, or ``join`` those of one input.

        Raises ``InputError`` where something cannot be written.
        """
        if "join" in task:
            size = join_output(task["join"], self._settings.layout)
            return {"joined": task["join"]["key"], "bytes": size}
        pieces = [Piece.from_json(row) for row in task["clean"]]
        return {"pieces": [self._clean(place, piece, task["kinds"][place]) for place, piece in enumerate(pieces)]}

    def _clean(self, place: int, piece: Piece, kind: Kind) -> dict[str, Any]:
        """Clean one piece into its files, and say what came of it."""
        output = self._settings.output
        statistics = Statistics() if output.statistics else None
        wanted: list[Beside] = [
            name for name in BESIDE if name == "failures" or (name != "statistics" and getattr(output, name))
        ]
        try:
            with ExitStack() as stack:
                files = {name: _File(self._settings.pieces, piece, name) for name in ("output", *wanted)}
                for file in files.values():
                    stack.enter_context(file)
                beside: dict[Beside, Writable] = {name: files[name] for name in wanted}
                sinks = Sinks(beside, self._settings.layout, statistics)
                for outcome in self._outcomes(place, piece):
                    sinks.record(outcome)
                    if not outcome.failure and not outcome.excluded:
                        files["output"].write(self._encode(outcome, kind))
                if statistics:
                    files["statistics"] = stack.enter_context(_File(self._settings.pieces, piece, "statistics"))
                    files["statistics"].write(encode_row(statistics.to_json()))
                for file in files.values():
                    file.finish()
        except OSError as error:
            raise InputError(f"{self._settings.pieces}: cannot be written: {error.strerror}") from error
        return _describe(piece, sinks.totals, files)

    def _outcomes(self, place: int, piece: Piece) -> Iterator[Outcome]:
        """Read a piece and clean its documents, saying before each how far it got."""
        self._progress.set(place, 0, 0)
        number = piece.first

        def tell(line: int) -> None:
            self._progress.set(place, number, line)

        try:
            with open_input(piece.source) as stream:
                for found in open_piece(piece, stream, self._settings.layout, tell).documents:
                    tell(getattr(found, "line", 0))
                    yield self._cleaner.clean(found, piece.name)
                    number += 1
                    tell(0)
        except InputError as error:
            yield Outcome(failure=str(error))

    def _encode(self, outcome: Outcome, kind: Kind) -> bytes:
        """Give the bytes of one article in its piece: for a table, its row with its number."""
        row = make_output_row(outcome, kind, self._settings.layout)
        if kind == "text":
            return encode_text(row.values, self._settings.layout)
        return encode_row(row.values if kind == "jsonl" else list(row))


class _File:
    """A file of a piece that is made when something is written to it, whole on the disk when it is finished."""

    def __init__(self, folder: str, piece: Piece, name: str) -> None:
        self._path = Path(folder) / f"{piece.id}.{name}"
        self._stream: BinaryIO | None = None
        self.size = 0
        self.digest = hashlib.sha256()

    def __enter__(self) -> _File:
        return self

    def __exit__(self, *error: object) -> None:
        if self._stream:
            with suppress(OSError):  # a full disk was told already, by the write that failed
                self._stream.close()
            self._part.unlink(missing_ok=True)

    @property
    def _part(self) -> Path:
        """A name of this process alone: what a dead one left is no part of it."""
        return self._path.with_name(f"{self._path.name}.{os.getpid()}.part")

    def write(self, data: bytes, /) -> None:
        """Write some bytes, opening the file for the first of them."""
        if self._stream is None:
            self._stream = self._part.open("wb", 1 << 18)
        self._stream.write(data)
        self.digest.update(data)
        self.size += len(data)

    def finish(self) -> None:
        """Put the file on the disk under its name; what an earlier try left there goes."""
        if self._stream is None:
            self._path.unlink(missing_ok=True)
            return
        self._stream.flush()
        os.fsync(self._stream.fileno())
        self._stream.close()
        self._stream = None
        self._part.replace(self._path)


def _describe(piece: Piece, totals: Totals, files: Mapping[str, _File]) -> dict[str, Any]:
    """Say what came of a piece, as the manifest keeps it."""
    return {
        "piece": piece.to_json(),
        "counts": [totals.written, totals.failed, totals.excluded],
        "sizes": {name: file.size for name, file in files.items() if file.size},
        "sha256": {name: file.digest.hexdigest() for name, file in files.items() if file.size},
    }


def serve(settings: Settings, progress: Progress, tasks: Iterator[dict[str, Any]], replies: BinaryIO) -> None:
    """Do tasks until there are no more; say ``ready`` before the first, and what came of each."""

    def reply(row: dict[str, Any]) -> None:
        replies.write(encode_row(row))
        replies.flush()

    try:
        worker = Worker(settings, progress)
        gc.collect()
        gc.freeze()  # the tables live as long as the process: no need to look at them again
        reply({"ready": os.getpid()})
        for task in tasks:
            reply(worker.do(task))
    except NewscleanError as error:
        reply({"refused": str(error), "code": error.exit_code})


def read_tasks(stream: BinaryIO) -> Iterator[dict[str, Any]]:
    """Give the tasks that come in; the process ends at once when no more can come."""
    queue: SimpleQueue[bytes] = SimpleQueue()

    def listen() -> None:
        for line in stream:
            queue.put(line)
        os._exit(0)

    Thread(target=listen, daemon=True).start()
    while True:
        yield json.loads(queue.get())


def main() -> None:
    """Serve the run that started this process, whose settings are the first line that comes in."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a package prints must not come between the replies
    settings = json.loads(sys.stdin.buffer.readline())
    tasks = read_tasks(sys.stdin.buffer)
    serve(Settings.from_json(settings["settings"]), Progress(settings["progress"]), tasks, replies)


if __name__ == "__main__":
    main()
