"""A thin pool of worker processes: tasks go out, replies come back, and a death is an event like any other."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from newsclean.errors import InputError, NewscleanError
from newsclean.runs.worker import PROGRESS

Task = dict[str, Any]
STILLBORN = 3
"""Deaths before a worker was ready, after which there is no use in starting another."""
NOT_BEGUN = PROGRESS.pack(-1, 0, 0)
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class Reply(NamedTuple):
    """What came of a task."""

    task: Task
    row: dict[str, Any]


class Death(NamedTuple):
    """A worker died over a task: at which piece of it, at which document of the piece, in which line of the input."""

    task: Task
    piece: int
    document: int
    line: int


class Refusal(NewscleanError):
    """A worker could not go on: the settings are wrong, a package is missing, a disk is full."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.exit_code = exit_code


@dataclass(slots=True, eq=False)
class _Worker:
    """A process with the task that it is at, and the bytes of a reply that is not whole yet."""

    process: subprocess.Popen[bytes]
    progress: Path
    task: Task | None = None
    ready: str = ""
    received: bytes = b""


class Pool:
    """Up to ``size`` workers with the same ``settings``, started when there is something to do.

    ``next_task`` gives the next task, or nothing when there is none for now.
    """

    def __init__(self, settings: dict[str, Any], size: int, folder: Path) -> None:
        self._settings = settings
        self._size = size
        self._folder = folder
        self._workers: list[_Worker] = []
        self._selector = selectors.DefaultSelector()
        self._stillborn = 0

    def run(self, next_task: Callable[[], Task | None]) -> Iterator[Reply | Death]:
        """Keep the workers busy until there is nothing to do and none is at work.

        Raises ``Refusal`` where a worker cannot go on, ``InputError`` where none can be started.
        """
        while True:
            self._assign(next_task)
            if not any(worker.task for worker in self._workers):
                return
            for key, _ in self._selector.select():
                yield from self._receive(key.data)

    def close(self) -> None:
        """End all workers now; what they had not finished is thrown away."""
        for worker in self._workers:
            worker.process.kill()
        for worker in list(self._workers):
            self._bury(worker)
        self._selector.close()

    def _assign(self, next_task: Callable[[], Task | None]) -> None:
        """Give a task to each worker that has none, and start workers while there are tasks for them."""
        for worker in [worker for worker in self._workers if worker.task is None]:
            task = next_task()
            if task is None:
                return
            self._send(worker, task)
        while len(self._workers) < self._size and (task := next_task()) is not None:
            self._send(self._start(), task)

    def _start(self) -> _Worker:
        """Start a process; Ctrl-C on the terminal does not reach it, the end of this process does."""
        taken = {worker.progress for worker in self._workers}
        places = (self._folder / f"progress-{number}" for number in range(self._size))
        progress = next(place for place in places if place not in taken)
        try:
            progress.write_bytes(NOT_BEGUN)
            process = subprocess.Popen(
                [sys.executable, "-m", "newsclean.runs.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,
                env={**dict.fromkeys(_THREADS, "1"), **os.environ},
            )
        except OSError as error:
            raise InputError(f"{self._folder}: no worker can be started: {error.strerror}") from error
        worker = _Worker(process, progress)
        assert process.stdout is not None
        os.set_blocking(process.stdout.fileno(), False)
        self._selector.register(process.stdout, selectors.EVENT_READ, worker)
        self._workers.append(worker)
        self._write(worker, {"settings": self._settings, "progress": str(progress)})
        return worker

    def _send(self, worker: _Worker, task: Task) -> None:
        worker.task = task
        worker.progress.write_bytes(NOT_BEGUN)
        self._write(worker, task)

    def _write(self, worker: _Worker, row: dict[str, Any]) -> None:
        """Write a line to a worker; that it is dead is noticed when its replies end."""
        assert worker.process.stdin is not None
        try:
            worker.process.stdin.write(json.dumps(row).encode() + b"\n")
            worker.process.stdin.flush()
        except BrokenPipeError:
            return

    def _receive(self, worker: _Worker) -> Iterator[Reply | Death]:
        """Take what a worker has sent: its whole replies, or the news of its death."""
        assert worker.process.stdout is not None
        data = worker.process.stdout.read(1 << 16)
        if data == b"":
            yield from self._mourn(worker)
        *lines, worker.received = (worker.received + (data or b"")).split(b"\n")
        for line in lines:
            yield from self._understand(worker, json.loads(line.decode("utf-8", "surrogatepass")))

    def _understand(self, worker: _Worker, row: dict[str, Any]) -> Iterator[Reply]:
        """Tell a reply from the other things that a worker says."""
        if "ready" in row:
            worker.ready, self._stillborn = "ready", 0
            return
        if "refused" in row:
            raise Refusal(row["refused"], row["code"])
        task, worker.task = worker.task, None
        assert task is not None
        yield Reply(task, row)

    def _mourn(self, worker: _Worker) -> Iterator[Death]:
        """Notice the death of a worker, and give the task that died with it."""
        self._bury(worker)
        if not worker.ready:
            self._stillborn += 1
            if self._stillborn >= STILLBORN:
                raise InputError(f"workers end before they are ready (exit code {worker.process.returncode})")
        if worker.task is not None:
            yield Death(worker.task, *PROGRESS.unpack(worker.progress.read_bytes()))

    def _bury(self, worker: _Worker) -> None:
        """Close what belonged to a dead worker."""
        self._workers.remove(worker)
        assert worker.process.stdout is not None and worker.process.stdin is not None
        self._selector.unregister(worker.process.stdout)
        worker.process.stdout.close()
        with suppress(BrokenPipeError):  # what was on its way to the dead goes with it
            worker.process.stdin.close()
        worker.process.wait()
