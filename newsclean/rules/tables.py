"""Where the tables of words come from: those of the package first, then a user's own directories."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from newsclean.errors import RuleError

DATA = Path(__file__).parent / "data"


class Table(NamedTuple):
    """One TOML file: its path for messages, its rows as plain values."""

    file: str
    rows: dict[str, Any]


def read_tables(kind: str, directories: Sequence[str] = ()) -> Iterator[Table]:
    """Read the tables of one kind (``phrases``, ``agencies`` …): the package's, then each directory's.

    A kind is a file ``KIND.toml`` or a folder ``KIND/`` of such files, in alphabetical order.

    >>> [table.file.rsplit("/", 1)[-1] for table in read_tables("categories")]
    ['categories.toml']

    Raises ``RuleError`` for a directory that is missing or a file that is no TOML.
    """
    for root in (DATA, *map(Path, directories)):
        if not root.is_dir():
            raise RuleError(str(root), "--rules", "there is no such directory")
        for path in find_files(root, kind):
            yield Table(str(path), _parse(path))


def find_files(root: Path, kind: str) -> list[Path]:
    """Give the files of one kind under ``root``, in an order that is the same everywhere."""
    single = root / f"{kind}.toml"
    return ([single] if single.is_file() else []) + sorted((root / kind).glob("*.toml"))


def _parse(path: Path) -> dict[str, Any]:
    """Read one file, turning what is wrong with it into a sentence."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise RuleError(str(path), "the file", str(error)) from error
