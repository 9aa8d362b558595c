"""How inputs are cut up: byte ranges of rows of JSON, row groups of Parquet, all else whole; and pieces of those.

A piece is read again from its slice alone, so that any process can clean it, and clean it again after a mishap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from newsclean.formats.compression import read_lines, unpack
from newsclean.formats.documents import Layout, Opened, open_documents, parse_rows, until_broken
from newsclean.formats.kinds import PEEKED, Kind, kind_of_bytes, kind_of_name, packing_of_bytes
from newsclean.runs.files import open_input

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Slice:
    """A stretch of an input: bytes of rows of JSON or row groups of Parquet from ``start`` to ``end``.

    ``end`` is -1 where the input is one slice; ``line`` is the number of the first line, from 1.
    """

    start: int = 0
    end: int = -1
    line: int = 1


@dataclass(frozen=True, slots=True)
class Piece:
    """The documents of a slice from the ``first`` to before the ``last`` (-1: to its end), counted from 0.

    ``id`` names its files, ``source`` and ``name`` the input, ``key`` the output that it is a part of.
    """

    key: str
    source: str
    name: str
    number: int
    slice: Slice = field(default_factory=Slice)
    first: int = 0
    last: int = -1

    @property
    def id(self) -> str:
        """Give the name of its files: in the order of names pieces stand as they are joined.

        >>> Piece("out.jsonl", "in.jsonl", "in.jsonl", 3, Slice(start=8)).id
        '00000003-000000000008-000000000'
        """
        return f"{self.number:08}-{self.slice.start:012}-{self.first:09}"

    def split(self, at: int) -> list[Piece]:
        """Cut the piece before and after the document ``at``, so that this one stands alone.

        >>> [(p.first, p.last) for p in Piece("", "", "", 0).split(2)]
        [(0, 2), (2, 3), (3, -1)]
        """
        bounds = [(self.first, at), (at, at + 1), (at + 1, self.last)]
        return [replace(self, first=first, last=last) for first, last in bounds if last < 0 or first < last]

    def to_json(self) -> dict[str, Any]:
        """Give the piece as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Piece:
        """Give back the piece that ``to_json`` gave.

        >>> piece = Piece("k", "s", "n", 1)
        >>> Piece.from_json(piece.to_json()) == piece
        True
        """
        return cls(**{**row, "slice": Slice(**row["slice"])})


def look(source: str, layout: Layout) -> tuple[Kind, str]:
    """Tell what an input holds and how it is packed.

    Raises ``InputError`` where it cannot be read.
    """
    with open_input(source) as stream:
        packing = packing_of_bytes(stream.read(8))
        stream.seek(0)
        kind = layout.kind or kind_of_name(source)
        return kind or kind_of_bytes(unpack(stream, source).peek(PEEKED)), packing


def cut(source: str, kind: Kind, packing: str, size: int) -> list[Slice]:
    """Cut an input into slices of about ``size`` bytes, at ends of lines or of row groups.

    Packed files, tables of cells and archives can only be read from their beginning: each is one slice.
    """
    if kind == "jsonl" and not packing:
        return list(_cut_lines(source, size))
    if kind == "parquet" and not packing:
        return list(_cut_groups(source, size))
    return [Slice()]


def _cut_lines(source: str, size: int) -> Iterator[Slice]:
    """Cut at the first end of a line after each ``size`` bytes, counting lines on the way."""
    start, line = 0, 1
    with open_input(source) as stream:
        while True:
            counted, end = 0, start
            while end - start < size and (block := stream.read(min(_BLOCK, size - (end - start)))):
                counted += block.count(b"\n")
                end += len(block)
            rest = stream.readline(_BLOCK)
            while rest and not rest.endswith(b"\n"):
                end += len(rest)
                rest = stream.readline(_BLOCK)
            end, counted = end + len(rest), counted + bool(rest)
            if end > start:
                yield Slice(start, end, line)
            if not rest:
                return
            start, line = end, line + counted


def _cut_groups(source: str, size: int) -> Iterator[Slice]:
    """Cut between row groups; each slice has as many as fit into ``size`` bytes, at least one."""
    from newsclean.formats.parquet import count_rows

    rows = count_rows(source)
    groups = max(1, size * len(rows) // max(1, Path(source).stat().st_size))
    for start in range(0, len(rows), groups):
        yield Slice(start, min(start + groups, len(rows)), sum(rows[:start]) + 1)


def open_piece(piece: Piece, stream: Any, layout: Layout, tell: Callable[[int], None]) -> Opened:
    """Open a piece: its documents come in order; ``tell`` is told the line of each row of JSON before it is parsed.

    Rows of JSON before the first of the piece are passed over unread: they may be those that kill.

    Raises ``InputError`` where the input cannot be unpacked.
    """
    part = piece.slice
    count = piece.last - piece.first if piece.last >= 0 else None
    if part.end < 0:
        kind, documents = open_documents(stream, piece.name, layout)
        return Opened(kind, islice(documents, piece.first, piece.last if piece.last >= 0 else None))
    kind = layout.kind or kind_of_name(piece.source) or kind_of_bytes(stream.peek(PEEKED))
    if kind == "parquet":
        from newsclean.formats.parquet import read_groups

        rows = until_broken(read_groups(stream, piece.name, layout, range(part.start, part.end)))
        return Opened(kind, islice(rows, piece.first, piece.last if piece.last >= 0 else None))
    stream.seek(part.start)
    lines = _pass_over(read_lines(stream, part.end - part.start), piece, tell)
    return Opened(kind, islice(parse_rows(lines, piece.name, layout, part.line), count))


def _pass_over(lines: Iterator[bytes | None], piece: Piece, tell: Callable[[int], None]) -> Iterator[bytes | None]:
    """Put blank lines in the place of the rows before the first of a piece, so that lines keep their numbers."""
    over = piece.first
    for number, line in enumerate(lines, piece.slice.line):
        if line is not None and not line.strip():
            yield line
        elif over:
            over -= 1
            yield b""
        else:
            tell(number)
            yield line


def find_gaps(piece: Piece, done: Sequence[Piece]) -> list[Piece]:
    """Give what of a whole slice is not ``done`` yet.

    >>> whole = Piece("", "", "", 0)
    >>> [(p.first, p.last) for p in find_gaps(whole, [replace(whole, first=3, last=5)])]
    [(0, 3), (5, -1)]
    """
    gaps, place = [], 0
    for part in sorted(done, key=lambda part: part.first):
        if part.first > place:
            gaps.append(replace(piece, first=place, last=part.first))
        place = part.last
        if place < 0:
            return gaps
    return [*gaps, replace(piece, first=place, last=-1)]
