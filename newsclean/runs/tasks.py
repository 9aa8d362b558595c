"""What is still to do: pieces in bundles, those that failed before alone, joins before all else."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from newsclean.errors import InputError
from newsclean.runs.pool import Death, Task
from newsclean.runs.slices import Piece

BUNDLE = 256
"""Small inputs that are cleaned in one task: the manifest is put on the disk once for all of them."""
TRIES = 2
"""Deaths over a piece before it is split, or given up if it is a single document."""


@dataclass(frozen=True, slots=True)
class Poison:
    """A document over which every worker dies: its piece, and the line of the input (0 where it has none).

    ``deed`` is ``reads`` where none came as far as its documents, and the rest of the input is lost with it.
    """

    piece: Piece
    line: int
    deed: str = "cleans"


class Verdict(NamedTuple):
    """What follows from a death: a document that is at fault, or an input (by its key) that has ``more`` pieces now."""

    poison: Poison | None = None
    key: str = ""
    more: int = 0


@dataclass(slots=True)
class Queue:
    """Tasks in order; ``size`` is how many bytes of small inputs are bundled, ``kinds`` the output of each input."""

    size: int
    kinds: dict[str, str] = field(default_factory=dict)
    _pieces: deque[tuple[Piece, int]] = field(default_factory=deque)
    _alone: deque[Piece] = field(default_factory=deque)
    _joins: deque[Task] = field(default_factory=deque)
    _deaths: Counter[str] = field(default_factory=Counter)

    def add(self, piece: Piece, size: int) -> None:
        """Add a piece of ``size`` bytes."""
        self._pieces.append((piece, size))

    def add_join(self, task: dict[str, Any]) -> None:
        """Add the joining of an input."""
        self._joins.append({"join": task})

    def next(self) -> Task | None:
        """Give the next task, if there is one."""
        if self._joins:
            return self._joins.popleft()
        if self._alone:
            return self._clean([self._alone.popleft()])
        bundle: list[Piece] = []
        held = 0
        while self._pieces and len(bundle) < BUNDLE and (not bundle or held + self._pieces[0][1] <= self.size):
            piece, size = self._pieces.popleft()
            bundle.append(piece)
            held += size
        return self._clean(bundle) if bundle else None

    def return_dead(self, death: Death) -> Verdict:
        """Take back the task of a dead worker, and say what follows.

        The piece that was at work is tried again alone, then split at the document that was at work.
        """
        if "join" in death.task:
            self._return_join(death.task)
            return Verdict()
        pieces = [Piece.from_json(row) for row in death.task["clean"]]
        guilty = pieces.pop(death.piece) if death.piece >= 0 else None
        self._alone.extend(pieces)
        return self._judge(guilty, death) if guilty else Verdict()

    def _judge(self, guilty: Piece, death: Death) -> Verdict:
        """Try a piece again, split it, or give it up."""
        self._deaths[_name(guilty)] += 1
        deaths = self._deaths[_name(guilty)]
        unread = death.document < guilty.first  # the worker died before it had come to the first of them
        if deaths < (2 * TRIES if unread else TRIES):
            self._alone.append(guilty)
        elif unread or guilty.last == guilty.first + 1:
            return Verdict(Poison(guilty, death.line, "reads" if unread else "cleans"))
        else:
            parts = guilty.split(death.document)
            self._alone.extend(parts)
            return Verdict(key=guilty.key, more=len(parts) - 1)
        return Verdict()

    def _return_join(self, task: Task) -> None:
        """Try a join again.

        Raises ``InputError`` where workers die of it every time.
        """
        key = task["join"]["key"]
        self._deaths[key] += 1
        if self._deaths[key] > 2 * TRIES:
            raise InputError(f"{key}: workers end while they join its pieces: is there too little memory?")
        self._joins.append(task)

    def _clean(self, pieces: Iterable[Piece]) -> Task:
        held = list(pieces)
        return {"clean": [piece.to_json() for piece in held], "kinds": [self.kinds[piece.key] for piece in held]}


def _name(piece: Piece) -> str:
    """Give the name of a piece as it is cut: what is split is another piece."""
    return f"{piece.id}-{piece.last}"
