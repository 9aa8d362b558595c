"""Prepared arrays on disk: a name and a key go in, the arrays come out, or nothing where there is no sound copy.

The cache only saves time. Where it cannot be read, is damaged or cannot be written, callers build in memory.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    Arrays = dict[str, np.ndarray]


def find_directory(environment: Mapping[str, str] = os.environ) -> Path:
    """Give the directory of prepared tables: under ``XDG_CACHE_HOME``, or ``~/.cache``.

    >>> find_directory({"XDG_CACHE_HOME": "/var/cache"}).as_posix()
    '/var/cache/newsclean'
    """
    home = environment.get("XDG_CACHE_HOME")
    base = home or os.path.expanduser("~/.cache")  # noqa: PTH111  # Path.expanduser fails where there is no home
    return Path(base) / "newsclean"


def make_key(parts: Iterable[bytes]) -> str:
    """Hash what a table is made from, part by part.

    >>> make_key([b"ab", b"c"]) == make_key([b"a", b"bc"])
    False
    """
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def load_or_build(name: str, key: str, build: Callable[[], Arrays], directory: Path | None = None) -> Arrays:
    """Give the arrays stored under ``name`` and ``key``; build and store them where there are none.

    Never fails for the cache's sake: an unreadable copy is built anew, an unwritable directory is left alone.
    """
    path = (directory or find_directory()) / f"{name}-{key}.npz"
    stored = _load(path)
    if stored is not None:
        return stored
    built = build()
    _store(path, built)
    return built


def _load(path: Path) -> Arrays | None:
    """Read a stored copy, or nothing where it is missing or damaged; objects are never unpickled."""
    import zipfile

    import numpy as np

    try:
        with np.load(path, allow_pickle=False) as archive:
            return {name: archive[name] for name in archive.files}
    except (OSError, ValueError, EOFError, KeyError, zipfile.BadZipFile):
        return None


def _store(path: Path, arrays: Arrays) -> None:
    """Write a copy beside its place and move it there whole; give up silently where that cannot be done."""
    import numpy as np

    beside = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.stem, suffix=".part", delete=False) as stream:
            beside = stream.name
            np.savez(stream, **arrays)  # type: ignore[arg-type]  # the stub takes the names for its own options
        Path(beside).replace(path)
    except OSError:
        if beside:
            Path(beside).unlink(missing_ok=True)
