"""Prepared tables on disk: a name and a key go in, the bytes come out, or nothing where there is no sound copy.

The cache only saves time. Where it cannot be read, is damaged or cannot be written, callers build in memory.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

_CHECKSUM = 16  # bytes of blake2b before the data


def find_directory(environment: Mapping[str, str] = os.environ) -> Path:
    """Give the directory of prepared tables: under ``XDG_CACHE_HOME``, or ``~/.cache``.

    >>> find_directory({"XDG_CACHE_HOME": "/var/cache"}).as_posix()
    '/var/cache/newsclean'
    """
    home = environment.get("XDG_CACHE_HOME")
    base = home or os.path.expanduser("~/.cache")  # noqa: PTH111 -- Path.expanduser fails where there is no home
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


def read_copy(name: str, key: str, directory: Path | None = None) -> bytes | None:
    """Read the bytes stored under ``name`` and ``key``; nothing where they are missing or damaged."""
    try:
        data = _path(name, key, directory).read_bytes()
    except OSError:
        return None
    return data[_CHECKSUM:] if data[:_CHECKSUM] == _checksum(data[_CHECKSUM:]) else None


def write_copy(name: str, key: str, data: bytes, directory: Path | None = None) -> None:
    """Store bytes under ``name`` and ``key``: whole or not at all; a directory that cannot be written is left alone."""
    path = _path(name, key, directory)
    beside = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.stem, suffix=".part", delete=False) as stream:
            beside = stream.name
            stream.write(_checksum(data) + data)
        Path(beside).replace(path)
    except OSError:
        if beside:
            Path(beside).unlink(missing_ok=True)


def _path(name: str, key: str, directory: Path | None) -> Path:
    return (directory or find_directory()) / f"{name}-{key}.table"


def _checksum(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_CHECKSUM).digest()
