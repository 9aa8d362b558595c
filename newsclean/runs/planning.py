"""Before a run: which inputs are new, which are known from an earlier run, and what of those is still to do."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsclean.errors import ConfigError, InputError
from newsclean.formats.kinds import Kind
from newsclean.formats.writing import refuse_existing
from newsclean.runs.plan import Job
from newsclean.runs.slices import Piece, cut, find_gaps, look
from newsclean.runs.state import Done, InputState, State
from newsclean.runs.totals import Totals
from newsclean.runs.worker import Settings

_AT_ONCE = 500
"""Inputs that are written down together."""


@dataclass(frozen=True, slots=True)
class Planned:
    """An input of the run: its ``key`` in the state, the ``kind`` of its output, the ``pieces`` still to clean."""

    key: str
    job: Job
    kind: Kind
    size: int
    pieces: Sequence[Piece]

    def size_of(self, piece: Piece) -> int:
        """Give the bytes of a piece, as far as they can be known."""
        return max(0, piece.slice.end - piece.slice.start) if self.kind == "jsonl" else self.size


@dataclass(slots=True)
class Planner:
    """Plans the inputs of a run; those that cannot be read are told and counted."""

    state: State
    settings: Settings
    size: int
    complain: Callable[[str], None]
    unreadable: Totals = field(default_factory=Totals)

    def plan(self, jobs: Sequence[Job]) -> Iterator[Planned]:
        """Give all inputs that can be read, in order.

        Raises ``ConfigError`` where an input or an output has changed since it was read or written.
        """
        self._check_beside()
        waiting: list[tuple[Job, dict[str, Any]]] = []
        for job in jobs:
            event = self._describe(job)
            if event is None:
                continue
            waiting.append((job, event))
            if len(waiting) >= _AT_ONCE:
                yield from self._settle(waiting)
                waiting = []
        yield from self._settle(waiting)

    def _check_beside(self) -> None:
        """Refuse to overwrite a ledger or the like that is not of this run."""
        output = self.settings.output
        if not self.state.inputs:
            for path in (output.ledger, output.excluded, output.statistics):
                if path:
                    refuse_existing(Path(path), output.existing)

    def _describe(self, job: Job) -> dict[str, Any] | None:
        """Describe an input for the state; nothing, if it cannot be read or written."""
        key = os.path.relpath(job.target, self.state.place.parent)
        try:
            stamp = _stamp(job.source)
            known = self.state.inputs.get(key)
            if known is not None:
                self._check_unchanged(known, job, stamp)
                return {"known": key}
            refuse_existing(Path(job.target), self.settings.output.existing)
            held, packing = look(job.source, self.settings.layout)
            self.settings.output.kind(held, job)
            slices = [[part.start, part.end, part.line] for part in cut(job.source, held, packing, self.size)]
            return {"input": key, "source": job.source, "stamp": stamp, "kind": held, "slices": slices}
        except InputError as error:
            self.unreadable.failed += 1
            self.complain(str(error))
            return None

    def _check_unchanged(self, known: InputState, job: Job, stamp: list[int]) -> None:
        if known.stamp != stamp or Path(known.source).resolve() != Path(job.source).resolve():
            raise ConfigError(f"{job.source}: it was changed since the run began: add --restart to begin anew")

    def _settle(self, waiting: Sequence[tuple[Job, dict[str, Any]]]) -> Iterator[Planned]:
        """Write down the new inputs and give all with what is to do."""
        new = [event for _, event in waiting if "input" in event]
        if new:
            self.state.write(*new)
        for job, event in waiting:
            key = event.get("input") or event["known"]
            known = self.state.inputs[key]
            pieces = self._missing(key, job, known)
            kind = self.settings.output.kind(known.kind, job)  # type: ignore[arg-type]  # it was a kind when written
            yield Planned(key, job, kind, known.stamp[0], pieces)

    def _missing(self, key: str, job: Job, known: InputState) -> list[Piece]:
        """Give the pieces of an input that are not done, or no longer there."""
        if self._is_whole(key, job, known):
            return []
        lost = [done for done in known.done.values() if not self._is_there(done)]
        if lost:
            self.state.write(*({"lost": done.piece.id, "of": key} for done in lost))
        pieces = []
        for part in known.slices:
            whole = Piece(key, job.source, job.name, known.number, part)
            done = [found.piece for found in known.done.values() if found.piece.slice == part]
            pieces += find_gaps(whole, done)
        return pieces

    def _is_whole(self, key: str, job: Job, known: InputState) -> bool:
        """Tell whether the output of an input is there, as the run has written it."""
        size = Path(job.target).stat().st_size if Path(job.target).exists() else -1
        if known.joined < 0:
            return self._was_taken(key, known, size)
        if known.joined == 0 or size == known.joined:
            return True
        if known.settled or size >= 0:
            missing = "is missing" if size < 0 else "was changed"
            raise ConfigError(f"{job.target}: the output of the earlier run {missing}: add --restart to begin anew")
        self.state.write({"forget": key})
        return False

    def _was_taken(self, key: str, known: InputState, size: int) -> bool:
        """Notice an output whose last piece got its name just before the run was killed."""
        parts = [done for done in known.done.values() if "output" in done.sizes]
        whole = len(parts) == 1 and parts[0].sizes["output"] == size
        if not whole or len(known.slices) != len(known.done) or self._path(parts[0], "output").exists():
            return False
        self.state.write({"joined": key, "bytes": size})
        return True

    def _is_there(self, done: Done) -> bool:
        """Tell whether the files of a piece are there, to the byte."""
        for name, size in done.sizes.items():
            path = self._path(done, name)
            if not path.exists() or path.stat().st_size != size:
                return False
            if name in done.sums and _sum(path) != done.sums[name]:
                return False
        return True

    def _path(self, done: Done, name: str) -> Path:
        return self.state.pieces / f"{done.piece.id}.{name}"


def _stamp(source: str) -> list[int]:
    """Give size and time of change of a file.

    Raises ``InputError`` where it is not there.
    """
    try:
        found = Path(source).stat()
    except OSError as error:
        raise InputError(f"{source}: cannot be read: {error.strerror}") from error
    return [found.st_size, found.st_mtime_ns]


def _sum(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
