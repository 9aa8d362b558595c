"""A run on one machine with several processes: inputs are cut up, cleaned, joined; any end can be gone on from.

The bytes that come out are the same for any number of processes and any size of slices.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsclean.errors import ConfigError
from newsclean.formats.kinds import Kind
from newsclean.formats.writing import encode_row
from newsclean.runs.beside import settle
from newsclean.runs.joining import is_plain, take
from newsclean.runs.plan import STREAM, Job, attributes_path
from newsclean.runs.planning import Planner
from newsclean.runs.pool import Death, Pool, Reply
from newsclean.runs.signature import describe_run
from newsclean.runs.slices import Piece
from newsclean.runs.state import Mode, State, state_place
from newsclean.runs.tasks import Poison, Queue
from newsclean.runs.totals import Totals
from newsclean.runs.worker import Settings

SLICE = 1 << 20
"""Bytes of a slice, unless another size is asked for: a few seconds of work, which is all that a death can cost."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a run is done: number of ``processes``, bytes of a ``slice``, go on or begin anew (``mode``)."""

    processes: int = 1
    slice: int = SLICE
    mode: Mode = "resume"


@dataclass(slots=True)
class LocalRun:
    """A run of several processes into the file or directory ``output``.

    ``complain`` is told each failure in words, ``advance`` the bytes of each slice that is done.
    """

    settings: Settings
    output: str
    plan: Plan = field(default_factory=Plan)
    complain: Callable[[str], None] = print
    advance: Callable[[int], None] = lambda _: None
    _state: State = field(init=False)
    _queue: Queue = field(init=False)
    _kinds: dict[str, Kind] = field(default_factory=dict)
    _jobs: dict[str, Job] = field(default_factory=dict)
    _open: Counter[str] = field(default_factory=Counter)

    def clean(self, jobs: list[Job]) -> Totals:
        """Clean every input into its output, as far as an earlier run has not done so.

        Raises ``ConfigError`` for a stream or for other settings than those of the earlier run, ``InputError``
        where the output cannot be written, ``Refusal`` where a worker cannot go on.
        """
        if any(STREAM in (job.source, job.target) for job in jobs):
            raise ConfigError("several processes need files to read and to write: name them and -o, or leave out -j")
        self._state = State(state_place(self.output, jobs))
        self._queue = Queue(self.plan.slice)
        described = describe_run(
            self.settings.config, self.settings.layout, self.settings.output, self.settings.filters
        )
        try:
            self._state.open(described, self.plan.mode)
            totals = self._prepare(jobs)
            self._work()
            settle(self._state, list(self._jobs), self.settings.output)
        finally:
            self._state.close()
        for key in self._jobs:
            totals.add(self._state.inputs[key].totals)
        return totals

    def _prepare(self, jobs: list[Job]) -> Totals:
        """Plan all inputs; give the count of those that cannot be read."""
        planner = Planner(self._state, self.settings, self.plan.slice, self.complain)
        for item in planner.plan(jobs):
            self._jobs[item.key], self._kinds[item.key] = item.job, item.kind
            self._queue.kinds[item.key] = item.kind
            self._open[item.key] = len(item.pieces)
            for piece in item.pieces:
                self._queue.add(piece, item.size_of(piece))
        self._finish([key for key in self._jobs if not self._open[key] and self._state.inputs[key].joined < 0])
        return planner.unreadable

    def _work(self) -> None:
        """Keep the workers busy to the end."""
        settings = {**self.settings.to_json(), "pieces": str(self._state.pieces)}
        pool = Pool(settings, self.plan.processes, self._state.place)
        try:
            for event in pool.run(self._queue.next):
                if isinstance(event, Reply):
                    self._take_reply(event.row)
                else:
                    self._take_death(event)
        finally:
            pool.close()

    def _take_reply(self, row: dict[str, Any]) -> None:
        """Write down what a worker did, then go on with what that made possible."""
        if "joined" in row:
            self._state.write(row)
            self._drop_pieces(row["joined"])
            return
        self._state.write(*row["pieces"])
        ended = []
        for done in row["pieces"]:
            piece = Piece.from_json(done["piece"])
            if "failures" in done["sizes"]:
                self._tell(piece)
            self.advance(max(0, piece.slice.end - piece.slice.start) or 1)
            self._open[piece.key] -= 1
            if not self._open[piece.key]:
                ended.append(piece.key)
        self._finish(ended)

    def _take_death(self, death: Death) -> None:
        """See to it that the work of a dead worker is done by another."""
        self.complain("a worker process ended before its work was done: that is done again")
        verdict = self._queue.return_dead(death)
        if verdict.poison:
            self._give_up(verdict.poison)
        elif verdict.more:
            self._open[verdict.key] += verdict.more

    def _give_up(self, poison: Poison) -> None:
        """Count a document that kills every worker as failed."""
        place = f"{poison.piece.name}, line {poison.line}" if poison.line else poison.piece.name
        path = self._state.pieces / f"{poison.piece.id}.failures"
        data = encode_row(f"{place}: the process that {poison.deed} it ends each time: it is left out")
        path.write_bytes(data)
        sizes = {"failures": len(data)}
        self._take_reply(
            {"pieces": [{"piece": poison.piece.to_json(), "counts": [0, 1, 0], "sizes": sizes, "sha256": {}}]}
        )

    def _finish(self, keys: Iterable[str]) -> None:
        """Make outputs of the inputs that are cleaned: by a new name where a piece has the bytes, else by a join."""
        events = []
        for key in keys:
            task = self._join_task(key)
            alone = len(task["pieces"]) == 1 and is_plain(self._kinds[key], task["target"])
            if task["attribute_pieces"] or (task["pieces"] and not alone):
                self._queue.add_join(task)
                continue
            size = Path(task["pieces"][0]).stat().st_size if task["pieces"] else 0
            if size:
                take(Path(task["pieces"][0]), Path(task["target"]))
            events.append({"joined": key, "bytes": size})
        if events:
            self._state.write(*events)

    def _join_task(self, key: str) -> dict[str, Any]:
        """Describe the joining of an input."""
        known, job = self._state.inputs[key], self._jobs[key]
        directory = self.settings.output.attributes
        return {
            "key": key,
            "kind": self._kinds[key],
            "held": known.kind,
            "source": job.source,
            "target": job.target,
            "pieces": self._files(key, "output"),
            "attributes": attributes_path(directory, job) if directory else "",
            "attribute_pieces": self._files(key, "attributes"),
        }

    def _files(self, key: str, name: str) -> list[str]:
        """Give the files of one name of the pieces of an input, in order."""
        done = sorted(self._state.inputs[key].done.values(), key=lambda part: part.piece.id)
        return [str(self._state.pieces / f"{part.piece.id}.{name}") for part in done if name in part.sizes]

    def _drop_pieces(self, key: str) -> None:
        for name in ("output", "attributes"):
            for path in self._files(key, name):
                Path(path).unlink(missing_ok=True)

    def _tell(self, piece: Piece) -> None:
        """Tell the failures in a piece."""
        with (self._state.pieces / f"{piece.id}.failures").open("rb") as lines:
            for line in lines:
                self.complain(json.loads(line))
