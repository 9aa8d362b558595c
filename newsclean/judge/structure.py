"""What the build of a text says beside the model: a page goes in, the lines that it explains come out.

A ticker has a clock time above each paragraph, a colon announces a list, an advertisement interrupts a text that goes
on behind it, an agency's sign-off ends one, and nobody says the same twice in a row.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsclean.judge.shape import SHAPE_NAMES

if TYPE_CHECKING:
    from numpy import bool_, float32, int64
    from numpy.typing import NDArray

FEWEST_ENTRIES = 3
SHORTEST_ENTRY = 20
"""Characters: a shorter line that begins with a time says when, and no more."""
SHORTEST_ANNOUNCEMENT = 30
"""Characters: a shorter line that ends in a colon is a label, and what it heads may be links."""
LONGEST_LIST = 10
"""Lines: longer lists without a paragraph behind them are menus."""
SHORTEST_REPEAT = 40
"""Characters: shorter lines may be refrains, or cells of a table."""
_LENGTH, _ENDS, _ENDS_COLON = (SHAPE_NAMES.index(name) for name in ("length", "ends", "ends_colon"))
_SHORTEST_REPEAT = math.log1p(SHORTEST_REPEAT)
_CLOCK = re.compile(r"\W{0,3}\d{1,2}[.:h]\d{2}\b")


def find_clocks(lines: Sequence[str]) -> NDArray[bool_]:
    """Tell which lines begin with a clock time.

    >>> find_clocks(["11.04 Uhr: The harbour is closed", "– 9h05: Ferries sail", "In 2023 nothing sailed"]).tolist()
    [True, True, False]
    """
    import numpy as np

    return np.fromiter((_CLOCK.match(line) is not None for line in lines), dtype=np.bool_, count=len(lines))


def find_entries(clocks: NDArray[bool_], shapes: NDArray[float32], prose: NDArray[bool_]) -> NDArray[bool_]:
    """Tell which lines head an entry of a ticker: a time and some words above a paragraph, three times or more.

    >>> import numpy as np
    >>> shapes = np.full((6, len(SHAPE_NAMES)), 4.0, dtype=np.float32)
    >>> find_entries(np.array([True, False] * 3), shapes, np.array([False, True] * 3)).tolist()
    [True, False, True, False, True, False]
    """
    import numpy as np

    entries = clocks & (shapes[:, _LENGTH] >= math.log1p(SHORTEST_ENTRY))
    entries[:-1] &= prose[1:]
    entries[-1:] = False
    return entries if np.count_nonzero(entries) >= FEWEST_ENTRIES else np.zeros_like(entries)


def find_announced(shapes: NDArray[float32], prose: NDArray[bool_], stays: NDArray[bool_]) -> list[int]:
    """Give the lines of lists between a line that announces them with a colon, and ``stays``, and a paragraph.

    >>> import numpy as np
    >>> shapes = np.full((4, len(SHAPE_NAMES)), 4.0, dtype=np.float32)
    >>> shapes[1:, SHAPE_NAMES.index("ends_colon")] = 0
    >>> find_announced(shapes, np.array([False, False, False, True]), np.ones(4, dtype=np.bool_))
    [1, 2]
    """
    import numpy as np

    announces = stays & (shapes[:, _ENDS_COLON] > 0) & (shapes[:, _LENGTH] >= math.log1p(SHORTEST_ANNOUNCEMENT))
    found: list[int] = []
    for place in np.flatnonzero(announces).tolist():
        ahead = prose[place + 1 : place + LONGEST_LIST + 2]
        if ahead.any():
            found += range(place + 1, place + 1 + int(ahead.argmax()))
    return found


def find_resumed(
    enclosed: NDArray[bool_], shapes: NDArray[float32], prose: NDArray[bool_], stays: NDArray[bool_]
) -> NDArray[bool_]:
    """Tell which paragraphs go on with a text: ``enclosed`` ones, with one that ``stays`` above.

    ``enclosed`` marks those right behind an advertisement or above a sign-off.

    >>> import numpy as np
    >>> shapes, last = np.ones((3, len(SHAPE_NAMES)), dtype=np.float32), np.array([False, False, True])
    >>> find_resumed(last, shapes, np.array([True, False, True]), ~last).tolist()
    [False, False, True]
    """
    import numpy as np

    begun = np.zeros(len(prose), dtype=np.bool_)
    begun[1:] = np.logical_or.accumulate(prose & stays)[:-1]
    resumed: NDArray[bool_] = begun & enclosed & prose & (shapes[:, _ENDS] > 0)
    return resumed


def find_repeats(copies: NDArray[int64], shapes: NDArray[float32]) -> NDArray[bool_]:
    """Tell which lines say what the line above says; ``copies`` has one number for lines that begin alike.

    >>> import numpy as np
    >>> find_repeats(np.array([7, 7, 8]), np.full((3, len(SHAPE_NAMES)), 4.0, dtype=np.float32)).tolist()
    [False, True, False]
    """
    import numpy as np

    repeats = np.zeros(len(copies), dtype=np.bool_)
    length = shapes[:, _LENGTH]
    repeats[1:] = (copies[1:] == copies[:-1]) & (length[1:] == length[:-1]) & (length[1:] >= _SHORTEST_REPEAT)
    return repeats
