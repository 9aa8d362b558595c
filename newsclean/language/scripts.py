"""Which script a text is in: code points go in, the letters of each script come out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsclean.language.tables import Script

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BASIC = 0x10000
"""Code points with a place of their own in the tables; later ones count as no letter."""
DECIDES = 0.08
"""Share of a joined script, 0 to 1, from which on it decides for both (kana among kanji)."""


def read_points(text: str) -> NDArray[np.intp]:
    """Give the code points of ``text`` and a zero that ends them, those outside the basic plane as the last one of it.

    >>> read_points("aΩ😀").tolist()
    [97, 937, 65535, 0]
    """
    import numpy as np

    points = np.frombuffer((text + "\0").encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.intp)
    return np.minimum(points, BASIC - 1)


@dataclass(frozen=True, slots=True)
class ScriptShare:
    """The script that most of a text is in, how many letters are, and their share of all letters (0 to 1)."""

    script: Script
    letters: int
    share: float


class ScriptCounter:
    """Counts the letters of a text by script.

    >>> from newsclean.language.tables import read_scripts
    >>> ScriptCounter(read_scripts()).find_main(read_points("Ελλάδα (AFP)")).script.name
    'Greek'
    """

    def __init__(self, scripts: Sequence[Script]) -> None:
        import numpy as np

        self._scripts = tuple(scripts)
        self._weights = np.array([0.0, *(script.weight for script in scripts)])
        self._script_of = np.zeros(BASIC, np.uint8)
        for place, script in enumerate(scripts, 1):
            for first, last in script.ranges:
                self._script_of[first : last + 1] = place
        names = [script.name for script in scripts]
        self._joined = [(names.index(s.name) + 1, names.index(s.joins) + 1) for s in scripts if s.joins]

    def find_main(self, points: NDArray[np.intp]) -> ScriptShare | None:
        """Give the script that most letters of ``points`` are in, or nothing where there is no letter."""
        import numpy as np

        counts = np.bincount(self._script_of[points], minlength=len(self._weights)) * self._weights
        for joined, base in self._joined:
            if counts[joined]:
                self._join(counts, joined, base)
        place = int(counts.argmax())
        if not counts[place]:
            return None
        script = self._scripts[place - 1]
        worth = float(counts[place])
        return ScriptShare(script, round(worth / script.weight), worth / float(counts.sum()))

    def _join(self, counts: NDArray[np.float64], joined: int, base: int) -> None:
        """Put the letters of two scripts written together on the one that decides."""
        both = counts[joined] + counts[base]
        decides = joined if counts[joined] > DECIDES * both else base
        counts[joined] = counts[base] = 0
        counts[decides] = both
