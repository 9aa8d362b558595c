"""Where the tables of words come from: those of the package first, then a user's own directories."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from newsclean.cache import make_key, read_copy, write_copy
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
    yield from _read_builtin(kind)
    for root in map(Path, directories):
        if not root.is_dir():
            raise RuleError(str(root), "--rules", "there is no such directory")
        for path in find_files(root, kind):
            yield Table(str(path), _parse(path))


def find_files(root: Path, kind: str) -> list[Path]:
    """Give the files of one kind under ``root``, in an order that is the same everywhere."""
    single = root / f"{kind}.toml"
    return ([single] if single.is_file() else []) + sorted((root / kind).glob("*.toml"))


def _read_builtin(kind: str) -> list[Table]:
    """Read the package's tables of a kind: parsing TOML takes thirty times as long as its copy in the cache."""
    paths = find_files(DATA, kind)
    key = make_key(path.read_bytes() for path in paths)
    copy = read_copy(kind, key)
    if copy is None:
        rows = [_parse(path) for path in paths]
        write_copy(kind, key, json.dumps(rows, ensure_ascii=False).encode())
    else:
        rows = json.loads(copy)
    return [Table(str(path), row) for path, row in zip(paths, rows, strict=True)]


def _parse(path: Path) -> dict[str, Any]:
    """Read one file, turning what is wrong with it into a sentence."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise RuleError(str(path), "the file", str(error)) from error
