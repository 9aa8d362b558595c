"""Outputs that are whole or not there: bytes go to a ``.part`` beside the target, which takes its name at the end."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal

from newsclean.errors import InputError

Existing = Literal["refuse", "replace"]


@contextmanager
def open_output(target: str, existing: Existing = "refuse") -> Iterator[BinaryIO]:
    """Open an output for bytes; ``-`` is standard output. Missing directories are made.

    Raises ``InputError`` where the output exists (and ``existing`` is ``refuse``) or cannot be written.
    """
    if target == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(target)
    part = path.with_name(path.name + ".part")
    if existing == "refuse" and path.exists():
        raise InputError(f"{path}: the output exists already: add --existing replace, or name another")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}") from error
    finally:
        _discard(part)


def _discard(part: Path) -> None:
    """Take away what was written of an output that did not become whole."""
    try:
        part.unlink(missing_ok=True)
    except OSError:
        return  # the directory was never made, or is read-only: then nothing lies there
