"""Which script a text is in: code points go in, the letters of each script come out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from newsclean.language.tables import Script

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Kind = TypeVar("Kind", bound=np.generic)
    Worth = TypeVar("Worth", float, NDArray[np.float64])

BASIC = 0x10000
"""Code points with a place of their own in the tables; later ones count as no letter."""
DECIDES = 0.08
"""Share of a joined script, 0 to 1, from which on it decides for both (kana among kanji)."""


def read_points(text: str) -> NDArray[np.intp]:
    """Give the code points of ``text`` and a zero that ends them.

    >>> read_points("aΩ").tolist()
    [97, 937, 0]
    """
    import numpy as np

    return np.frombuffer((text + "\0").encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.intp)


def look_up(table: NDArray[Kind], points: NDArray[np.intp]) -> NDArray[Kind]:
    """Give what a table of ``BASIC`` places says of code points; those beyond count as the last one, a letter of none.

    >>> import numpy as np
    >>> table = np.zeros(BASIC, np.uint8)
    >>> table[97] = 5
    >>> look_up(table, read_points("a😀")).tolist()
    [5, 0, 0]
    """
    return table.take(points, mode="clip")


class MainScript(NamedTuple):
    """The script most of a text is in, its place from 1 on, its letters, and what part of all they are (0 to 1)."""

    place: int
    script: Script
    letters: int
    share: float


class MainScripts(NamedTuple):
    """The script that most of each text is in, a row for each text.

    ``places`` counts scripts from 1 on (0: no letter), ``letters`` are those in the script, ``shares`` what part of all
    letters they are (0 to 1).
    """

    places: NDArray[np.intp]
    letters: NDArray[np.intp]
    shares: NDArray[np.float64]


class ScriptCounter:
    """Counts the letters of texts by script.

    >>> from newsclean.language.tables import read_scripts
    >>> ScriptCounter(read_scripts()).find_main(read_points("Ελλάδα (AFP)")).script.name
    'Greek'
    """

    def __init__(self, scripts: Sequence[Script]) -> None:
        import numpy as np

        self.scripts = tuple(scripts)
        self._weights = np.array([1.0, *(script.weight for script in scripts)])
        self._worth = (0.0, *(script.weight for script in scripts))
        self._script_of = np.zeros(BASIC, np.uint8)
        for place, script in enumerate(scripts, 1):
            for first, last in script.ranges:
                self._script_of[first : last + 1] = place
        names = [script.name for script in scripts]
        self._joined = [(names.index(s.name) + 1, names.index(s.joins) + 1) for s in scripts if s.joins]
        self._fewest = 1 + max((base for _, base in self._joined), default=0)

    def find_main(self, points: NDArray[np.intp]) -> MainScript | None:
        """Give the script that most letters of one text are in, or nothing where there is no letter."""
        import numpy as np

        counts = np.bincount(look_up(self._script_of, points), minlength=self._fewest).tolist()
        worths = [count * worth for count, worth in zip(counts, self._worth, strict=False)]
        for joined, base in self._joined:
            if joined < len(worths) and worths[joined]:
                worths[joined], worths[base] = _join(worths[joined], worths[base])
        most = max(worths)
        if not most:
            return None
        place = worths.index(most)
        script = self.scripts[place - 1]
        return MainScript(place, script, round(most / script.weight), most / sum(worths))

    def find_mains(self, texts: Sequence[str]) -> MainScripts:
        """Find the script that most letters of each text (at least one) are in."""
        import numpy as np

        counts = self._count(texts) * self._weights
        counts[:, 0] = 0
        for joined, base in self._joined:
            if np.count_nonzero(counts[:, joined]):
                counts[:, joined], counts[:, base] = _join(counts[:, joined], counts[:, base])
        places = counts.argmax(axis=1)
        worth = counts.max(axis=1)
        letters = np.rint(worth / self._weights.take(places)).astype(np.intp)
        return MainScripts(places, letters, worth / np.maximum(counts.sum(axis=1), 1.0))

    def _count(self, texts: Sequence[str]) -> NDArray[np.intp]:
        """Count the characters of each script, a row for each text; the first column is of no script."""
        import numpy as np

        width = len(self._weights)
        sizes = np.fromiter(map(len, texts), np.intp, len(texts)) + 1
        cells = np.repeat(np.arange(0, len(texts) * width, width), sizes)
        cells += look_up(self._script_of, read_points("\0".join(texts)))
        return np.bincount(cells, minlength=len(texts) * width).reshape(-1, width)


def _join(joined: Worth, base: Worth) -> tuple[Worth, Worth]:
    """Put what two scripts written together are worth on the one that decides.

    >>> _join(1.0, 9.0), _join(0.5, 9.5)
    ((10.0, 0.0), (0.0, 10.0))
    """
    both = joined + base
    decided = both * (joined > DECIDES * both)
    return decided, both - decided
