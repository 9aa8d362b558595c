"""Fingerprints of texts on the disk: shingles (runs of words) as hashes, and their MinHash signatures.

Only one signature matrix of 4 bytes a number lies in files that the system may page out; nothing else grows in memory.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newsclean.formats.extras import load_extra
from newsclean.rules.fold import fold

WORDS = 4
"""Words of a shingle: updates of a story share most of them, different stories on one event few."""
BANDS = 32
ROWS = 4
"""Texts that share 60 % of their shingles meet in one of the bands with a probability of 98.8 %, 40 % with 56 %."""
SEED = 20211224


def make_shingles(text: str) -> list[int]:
    """Give the hashes of the shingles of a text, sorted, each once; capitals, accents and marks do not count.

    >>> make_shingles("Rain fell on Athens.") == make_shingles("RAIN FELL, ON ATHENS")
    True
    """
    words = "".join(letter if letter.isalnum() else " " for letter in fold(text)).split()
    if len(words) < WORDS and "".join(words):
        words = list("".join(words))  # scripts without spaces, and texts of a few words
    runs = (" ".join(words[place : place + WORDS]) for place in range(max(1, len(words) - WORDS + 1)))
    return sorted({zlib.crc32(run.encode("utf-8", "surrogatepass")) for run in runs if run})


class Fingerprints:
    """The shingles and signatures of all texts, in the order in which they were added, in files of ``folder``."""

    def __init__(self, folder: Path) -> None:
        import numpy

        self._numpy: Any = numpy
        self._rensa = load_extra("corpus", "rensa")
        self._paths = {name: folder / name for name in ("shingles", "signatures", "ends")}
        self._streams = {name: path.open("wb") for name, path in self._paths.items()}
        self._end = 0
        self.count = 0

    def add(self, text: str) -> None:
        """Add a text."""
        shingles = self._numpy.array(make_shingles(text), dtype="<u4")
        sketch = self._rensa.RMinHash(num_perm=BANDS * ROWS, seed=SEED)
        sketch.update([str(number) for number in shingles.tolist()])
        self._end += len(shingles)
        self._streams["shingles"].write(shingles.tobytes())
        self._streams["signatures"].write(self._numpy.array(sketch.digest(), dtype="<u4").tobytes())
        self._streams["ends"].write(self._numpy.array([self._end], dtype="<u8").tobytes())
        self.count += 1

    def finish(self) -> None:
        """Close the files, to read them now."""
        for stream in self._streams.values():
            stream.close()
        numpy = self._numpy
        self._signatures = numpy.memmap(self._paths["signatures"], "<u4", "r", shape=(self.count, BANDS * ROWS))
        self._shingles = numpy.memmap(self._paths["shingles"], "<u4", "r") if self._end else numpy.zeros(0, "<u4")
        self._ends = numpy.fromfile(self._paths["ends"], "<u8")

    def groups(self) -> Iterator[list[int]]:
        """Give the numbers of texts that agree in a whole band, band after band."""
        numpy = self._numpy
        for band in range(BANDS):
            columns = numpy.ascontiguousarray(self._signatures[:, band * ROWS : (band + 1) * ROWS])
            keys = columns.view(f"V{4 * ROWS}").ravel()
            _, inverse, counts = numpy.unique(keys, return_inverse=True, return_counts=True)
            shared = numpy.flatnonzero(counts[inverse] > 1)
            order = shared[numpy.argsort(inverse[shared], kind="stable")]
            bounds = numpy.flatnonzero(numpy.diff(inverse[order])) + 1
            for group in numpy.split(order, bounds) if len(order) else []:
                yield group.tolist()

    def overlap(self, one: int, other: int) -> float:
        """Give the share of shingles that two texts have in common (Jaccard, 0 to 1)."""
        first, second = self._of(one), self._of(other)
        common = len(self._numpy.intersect1d(first, second, assume_unique=True))
        together = len(first) + len(second) - common
        return common / together if together else 0.0

    def _of(self, number: int) -> Any:
        start = int(self._ends[number - 1]) if number else 0
        return self._shingles[start : int(self._ends[number])]
