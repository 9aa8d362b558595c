"""The state of a run on the disk: which pieces are done, with counts and checksums, to go on after any end.

It lies beside the output: ``manifest.jsonl`` grows by a line for each event, and a last line that was cut off
is no event; ``pieces/`` holds what is not yet joined.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Literal

from newsclean.errors import ConfigError, InputError
from newsclean.runs.plan import Job
from newsclean.runs.slices import Piece, Slice
from newsclean.runs.totals import Totals

FORMAT = 1
STATE = ".newsclean"
PIECES = "pieces"
Mode = Literal["resume", "restart"]


@dataclass(frozen=True, slots=True)
class Done:
    """A piece that was cleaned: its ``totals``, and ``sizes`` in bytes and ``sums`` (sha256) of its files by name."""

    piece: Piece
    totals: Totals
    sizes: Mapping[str, int]
    sums: Mapping[str, str]


@dataclass(slots=True)
class InputState:
    """An input in the run: its number in the plan, size and time of change, slices, and what is done of it."""

    number: int
    source: str
    stamp: list[int]
    kind: str
    slices: list[Slice]
    done: dict[str, Done] = field(default_factory=dict)
    joined: int = -1  # bytes of the whole output, -1 before it is there, 0 where nothing was to be written
    settled: bool = False  # what stands beside its output was joined too

    @property
    def totals(self) -> Totals:
        """Give the sum over what is done."""
        total = Totals()
        for part in self.done.values():
            total.add(part.totals)
        return total


@dataclass(slots=True)
class State:
    """The state of one run in the directory ``place``; ``inputs`` are found by the path of their output.

    ``settlements`` are the sizes in bytes of the ledger and the like, each time that these were joined.
    """

    place: Path
    inputs: dict[str, InputState] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=dict)
    settlements: list[dict[str, int]] = field(default_factory=list)
    _stream: BinaryIO | None = None
    _lock: BinaryIO | None = None

    @property
    def pieces(self) -> Path:
        """Give the directory of what is not yet joined."""
        return self.place / PIECES

    def open(self, header: Mapping[str, Any], mode: Mode = "resume") -> None:
        """Take the directory for this process alone and read what was done in it before, or take that away.

        Raises ``InputError`` where it cannot be written or another run has it, ``ConfigError`` where
        what was done was done with other settings.
        """
        try:
            self.pieces.mkdir(parents=True, exist_ok=True)
            self._lock = (self.place / "lock").open("wb")
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InputError(f"{self.place.parent}: another run is at work there: wait for it or end it") from None
        except OSError as error:
            raise InputError(f"{self.place}: cannot be written: {error.strerror}") from error
        for event in self._read():
            self._apply(event)
        if mode == "restart":
            self._wipe()
        self._check(header)
        self._stream = self._open_manifest()
        if not self.header:
            self.write({"run": dict(header)})

    def close(self) -> None:
        """Let go of the directory."""
        for stream in (self._stream, self._lock):
            if stream:
                stream.close()

    def write(self, *events: dict[str, Any]) -> None:
        """Write events down for good, then take them in.

        Raises ``InputError`` where the disk is full: then what was written before stays.
        """
        assert self._stream is not None
        data = "".join(json.dumps(event, ensure_ascii=False) + "\n" for event in events)
        try:
            self._stream.write(data.encode("utf-8", "surrogateescape"))
            self._stream.flush()
            os.fsync(self._stream.fileno())
        except OSError as error:
            raise InputError(f"{self.place}: cannot be written: {error.strerror}") from error
        for event in events:
            self._apply(event)

    def _wipe(self) -> None:
        """Take away what an earlier run left: its outputs that were whole, and its state."""
        try:
            for key, done in self.inputs.items():
                if done.joined > 0:
                    (self.place.parent / key).unlink(missing_ok=True)
            (self.place / "manifest.jsonl").unlink(missing_ok=True)
            shutil.rmtree(self.pieces)
            self.pieces.mkdir()
        except OSError as error:
            raise InputError(f"{self.place}: cannot be taken away: {error.strerror}") from error
        self.inputs, self.header, self.settlements = {}, {}, []

    def forget(self, key: str) -> None:
        """Take back all that was done of an input."""
        self.write({"forget": key})

    def _open_manifest(self) -> BinaryIO:
        """Open the manifest to go on after its last whole line."""
        try:
            stream = (self.place / "manifest.jsonl").open("ab")
            stream.truncate(self._whole_lines())
        except OSError as error:
            raise InputError(f"{self.place}: cannot be written: {error.strerror}") from error
        return stream

    def _whole_lines(self) -> int:
        """Give the bytes of the manifest up to its last line feed."""
        size = 0
        with (self.place / "manifest.jsonl").open("rb") as lines:
            for line in lines:
                size += len(line) if line.endswith(b"\n") else 0
        return size

    def _read(self) -> Iterator[dict[str, Any]]:
        """Give the events so far."""
        path = self.place / "manifest.jsonl"
        if not path.exists():
            return
        with path.open("rb") as lines:
            for line in lines:
                if line.endswith(b"\n"):
                    yield json.loads(line.decode("utf-8", "surrogateescape"))

    def _apply(self, event: dict[str, Any]) -> None:
        """Take in one event."""
        if "run" in event:
            self.header = event["run"]
        elif "input" in event:
            slices = [Slice(*part) for part in event["slices"]]
            self.inputs[event["input"]] = InputState(
                len(self.inputs), event["source"], event["stamp"], event["kind"], slices
            )
        elif "piece" in event:
            piece = Piece.from_json(event["piece"])
            done = Done(piece, Totals(*event["counts"]), event["sizes"], event["sha256"])
            self.inputs[piece.key].done[piece.id] = done
        elif "joined" in event:
            self.inputs[event["joined"]].joined = event["bytes"]
        elif "lost" in event:
            self.inputs[event["of"]].done.pop(event["lost"], None)
        elif "forget" in event:
            self.inputs[event["forget"]].done.clear()
            self.inputs[event["forget"]].joined = -1
        elif "settled" in event:
            for key in event["settled"]:
                self.inputs[key].settled = True
            self.settlements.append(event["sizes"])

    def _check(self, header: Mapping[str, Any]) -> None:
        """Refuse to go on with other settings."""
        if not self.header or self.header["signature"] == header["signature"]:
            return
        before, now = self.header.get("settings", {}), header["settings"]
        changed = [f"{name} ({before.get(name)!r} → {now[name]!r})" for name in now if before.get(name) != now[name]]
        raise ConfigError(
            f"{self.place.parent}: the run there was begun with other settings or rules"
            f"{': ' if changed else ''}{', '.join(changed)}: add --restart to begin anew, or name another output"
        )


def state_place(output: str, jobs: Sequence[Job]) -> Path:
    """Give the directory of the state of a run: in the directory that is written, or beside the one file.

    >>> state_place("clean/wire.jsonl", [Job("wire.jsonl", "clean/wire.jsonl", "wire.jsonl")]).as_posix()
    'clean/wire.jsonl.newsclean'
    """
    path = Path(output)
    alone = len(jobs) == 1 and jobs[0].target == output
    return path.with_name(path.name + STATE) if alone else path / STATE
