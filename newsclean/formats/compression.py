"""Packed bytes to plain ones and back, as streams: no more than a few megabytes are ever held, whatever is packed."""

from __future__ import annotations

import bz2
import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any, BinaryIO, cast

from newsclean.errors import InputError
from newsclean.formats.extras import load_extra
from newsclean.formats.kinds import PEEKED, Packing, packing_of_bytes

CHUNK = 2048
"""Bytes of a Zstandard stream that are unpacked at once: the densest of them become 64 MB."""
LARGEST = 256 * 1024 * 1024
"""Bytes of the largest text or record that is read; a small packed file can hold terabytes of nothing."""


def unpack(stream: BinaryIO, path: str) -> io.BufferedReader:
    """Give the plain bytes of a stream, packed or not, as its first bytes say; they can still be peeked at.

    The stream raises ``InputError`` naming ``path`` where the packing is broken or cut off, and
    ``MissingExtra`` is raised where the packing needs a package that is not installed.
    """
    plain = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
    packing = packing_of_bytes(plain.peek(PEEKED))
    if not packing:
        return plain
    openers: dict[Packing, Callable[[BinaryIO], Any]] = {"gz": _open_gzip, "bz2": bz2.BZ2File, "zst": _Unzstd}
    return io.BufferedReader(_Guarded(openers[packing](plain), path), 1 << 16)


def _open_gzip(stream: BinaryIO) -> gzip.GzipFile:
    return gzip.GzipFile(fileobj=stream, mode="rb")


class _Guarded(io.RawIOBase):
    """A packed stream whose errors name the input and say what happened."""

    def __init__(self, source: IO[bytes], path: str) -> None:
        self._source = source
        self._path = path

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._source.read(min(len(buffer), 1 << 14))
        except (EOFError, zlib.error, OSError, ValueError) as error:
            raise InputError(f"{self._path}: the packed file is broken or cut off: {error}") from error
        buffer[: len(data)] = data
        return len(data)


class _Unzstd(io.RawIOBase):
    """A Zstandard stream, frame after frame; the package's own reader takes a cut-off stream for a whole one."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._zstandard = load_extra("corpus", "zstandard")
        self._frame: Any = None
        self._ready = memoryview(b"")

    def read(self, size: int | None = -1) -> bytes:
        """Give the next plain bytes, at most ``size``; none at the end."""
        while not self._ready:
            data = self._frame.unused_data if self._frame and self._frame.eof else b""
            if not data:
                data = self._stream.read(CHUNK)
            if not data:
                if self._frame and not self._frame.eof:
                    raise EOFError("it ends inside a frame")
                return b""
            self._unpack(data)
        given, self._ready = self._ready[:size], self._ready[size:]
        return bytes(given)

    def _unpack(self, data: bytes) -> None:
        if self._frame is None or self._frame.eof:
            self._frame = self._zstandard.ZstdDecompressor(max_window_size=1 << 27).decompressobj()
        try:
            self._ready = memoryview(self._frame.decompress(data))
        except self._zstandard.ZstdError as error:
            raise ValueError(str(error)) from error


@contextmanager
def pack(stream: BinaryIO, packing: Packing) -> Iterator[BinaryIO]:
    """Give a stream that packs what is written to it into ``stream``: the same bytes for the same text.

    Raises ``MissingExtra`` where the packing needs a package that is not installed.
    """
    if not packing:
        yield stream
        return
    packed: Any
    if packing == "gz":
        packed = gzip.GzipFile(filename="", fileobj=stream, mode="wb", compresslevel=6, mtime=0)
    elif packing == "bz2":
        packed = bz2.BZ2File(stream, "wb")
    else:
        packed = (
            load_extra("corpus", "zstandard")
            .ZstdCompressor(level=3, write_checksum=True)
            .stream_writer(stream, closefd=False)
        )
    with packed:
        yield packed


def read_lines(stream: BinaryIO, size: int = -1) -> Iterator[bytes | None]:
    r"""Give the lines of a stream, of its next ``size`` bytes only if that is not negative.

    A line longer than ``LARGEST`` bytes is passed over, and ``None`` stands in its place.

    >>> list(read_lines(io.BytesIO(b"one\ntwo\nthree\n"), 8))
    [b'one\n', b'two\n']
    """
    done = 0
    while size < 0 or done < size:
        line = stream.readline(LARGEST)
        if not line:
            return
        done += len(line)
        if len(line) < LARGEST or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(LARGEST)
            done += len(line)
        yield None
