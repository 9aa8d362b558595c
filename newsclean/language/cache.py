"""Prepared arrays on disk: a name and a key go in, the arrays come out, from a sound copy or built anew."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING

from newsclean.cache import read_copy, write_copy

if TYPE_CHECKING:
    import numpy as np

    Arrays = dict[str, np.ndarray]


def load_or_build(name: str, key: str, build: Callable[[], Arrays]) -> Arrays:
    """Give the arrays stored under ``name`` and ``key``; build and store them where there are none.

    Never fails for the cache's sake: a damaged copy is built anew, a directory that cannot be written left alone.
    """
    stored = _unpack(read_copy(name, key))
    if stored is not None:
        return stored
    built = build()
    write_copy(name, key, _pack(built))
    return built


def _unpack(data: bytes | None) -> Arrays | None:
    """Read arrays out of bytes; objects are never unpickled."""
    import numpy as np

    if data is None:
        return None
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as archive:
            return {name: archive[name] for name in archive.files}
    except (OSError, ValueError, EOFError, KeyError, zipfile.BadZipFile):
        return None


def _pack(arrays: Arrays) -> bytes:
    """Write arrays into bytes."""
    import numpy as np

    stream = io.BytesIO()
    np.savez(stream, **arrays)  # type: ignore[arg-type]  # the stub takes the names for its own options
    return stream.getvalue()
