"""What the build of a text says beside the model: a page goes in, the lines that it explains come out.

A ticker has a clock time above each paragraph, a colon announces a list, an advertisement interrupts a text that goes
on behind it, as does a picture, an agency's sign-off ends one, and nobody says the same twice in a row.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

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
FEWEST_INTERRUPTED = 3
"""Paragraphs between two lines that rules take."""
SHORTEST_SUBHEAD, LONGEST_SUBHEAD = 10, 90
"""Characters."""
_LENGTH, _ENDS, _ENDS_COLON, _STARTS_QUOTE, _STARTS_DASH = (
    SHAPE_NAMES.index(name) for name in ("length", "ends", "ends_colon", "starts_quote", "starts_dash")
)
_HALF = math.log(0.5)
_SHORTEST_REPEAT = math.log1p(SHORTEST_REPEAT)
_SHORTEST_ANNOUNCEMENT = math.log1p(SHORTEST_ANNOUNCEMENT)
_SHORTEST_SUBHEAD, _LONGEST_SUBHEAD = math.log1p(SHORTEST_SUBHEAD), math.log1p(LONGEST_SUBHEAD)
_CLOCK = re.compile(r"\W{0,3}\d{1,2}[.:h]\d{2}\b")


def find_clocks(lines: Sequence[str]) -> NDArray[bool_]:
    """Tell which lines begin with a clock time.

    >>> find_clocks(["11.04 Uhr: The harbour is closed", "– 9h05: Ferries sail", "In 2023 nothing sailed"]).tolist()
    [True, True, False]
    """
    return np.fromiter((_CLOCK.match(line) is not None for line in lines), dtype=np.bool_, count=len(lines))


def find_entries(clocks: NDArray[bool_], shapes: NDArray[float32], prose: NDArray[bool_]) -> NDArray[bool_]:
    """Tell which lines head an entry of a ticker: a time and some words above a paragraph, three times or more.

    >>> import numpy as np
    >>> shapes = np.full((6, len(SHAPE_NAMES)), 4.0, dtype=np.float32)
    >>> find_entries(np.array([True, False] * 3), shapes, np.array([False, True] * 3)).tolist()
    [True, False, True, False, True, False]
    """
    if np.count_nonzero(clocks) < FEWEST_ENTRIES:
        return np.zeros_like(clocks)
    entries = clocks & (shapes[:, _LENGTH] >= math.log1p(SHORTEST_ENTRY))
    entries[:-1] &= prose[1:]
    entries[-1:] = False
    return entries if np.count_nonzero(entries) >= FEWEST_ENTRIES else np.zeros_like(entries)


def find_announcements(shapes: NDArray[float32], prose: NDArray[bool_], stays: NDArray[bool_]) -> NDArray[bool_]:
    """Tell which lines announce what follows: they end in a colon, right below a paragraph that ``stays``.

    >>> import numpy as np
    >>> shapes, prose = np.full((3, len(SHAPE_NAMES)), 4.0, dtype=np.float32), np.array([True, False, False])
    >>> find_announcements(shapes, prose, prose).tolist()
    [False, True, False]
    """
    announces = (shapes[:, _ENDS_COLON] > 0) & (shapes[:, _LENGTH] >= _SHORTEST_ANNOUNCEMENT)
    below = np.zeros(len(prose), dtype=np.bool_)
    below[1:] = (prose & stays)[:-1]
    announcements: NDArray[bool_] = announces & below
    return announcements


def find_announced(
    shapes: NDArray[float32], prose: NDArray[bool_], own: NDArray[bool_], stays: NDArray[bool_]
) -> list[int]:
    """Give the lines of lists that a line announces with a colon, and ``stays``, and the paragraphs that close them.

    ``own`` marks the lines that no rule takes: a paragraph closes a list that has no others. Of 158 such paragraphs
    below text in labelled pages 152 are text.

    >>> import numpy as np
    >>> shapes = np.full((4, len(SHAPE_NAMES)), 4.0, dtype=np.float32)
    >>> shapes[1:, SHAPE_NAMES.index("ends_colon")] = 0
    >>> everything = np.ones(4, dtype=np.bool_)
    >>> find_announced(shapes, np.array([False, False, False, True]), everything, everything)
    [1, 2, 3]
    """
    announces = stays & (shapes[:, _ENDS_COLON] > 0) & (shapes[:, _LENGTH] >= _SHORTEST_ANNOUNCEMENT)
    found: list[int] = []
    for place in announces.nonzero()[0].tolist():
        ahead = prose[place + 1 : place + LONGEST_LIST + 2]
        size = int(ahead.argmax()) if ahead.any() else 0
        closed = size > 0 and bool(own[place + 1 : place + size + 2].all())
        found += range(place + 1, place + 1 + size + closed)
    return found


def find_resumed(
    enclosed: NDArray[bool_], shapes: NDArray[float32], prose: NDArray[bool_], stays: NDArray[bool_]
) -> NDArray[bool_]:
    """Tell which paragraphs go on with a text: ``enclosed`` ones, with one that ``stays`` above.

    ``enclosed`` marks those right behind an advertisement or a picture, or above a sign-off. In the development pages
    all 59 paragraphs right below a picture's credit, with text above, are text.

    >>> import numpy as np
    >>> shapes, last = np.ones((3, len(SHAPE_NAMES)), dtype=np.float32), np.array([False, False, True])
    >>> find_resumed(last, shapes, np.array([True, False, True]), ~last).tolist()
    [False, False, True]
    """
    if not np.count_nonzero(enclosed):
        return enclosed
    resumed: NDArray[bool_] = _is_begun(prose & stays) & enclosed & prose & (shapes[:, _ENDS] > 0)
    return resumed


def find_interrupted(between: float, prose: NDArray[bool_], own: NDArray[bool_]) -> NDArray[bool_]:
    """Tell which paragraphs are beside lines that rules take, in a text where several stand ``between`` two such lines.

    ``own`` marks the lines that no rule takes. One sentence between a player and a link is a caption; three are a text
    that is interrupted often.

    >>> import numpy as np
    >>> text, hits = np.array([False, True] * 3 + [False]), np.array([True, False] * 3 + [True])
    >>> find_interrupted(3, text, ~hits).tolist() == text.tolist(), find_interrupted(2, text, ~hits).any().item()
    (True, False)
    """
    if between < FEWEST_INTERRUPTED:
        return np.zeros_like(prose)
    taken = np.zeros(len(own) + 2, dtype=np.bool_)
    np.logical_not(own, out=taken[1:-1])
    interrupted: NDArray[bool_] = prose & own & (taken[:-2] | taken[2:])
    return interrupted


def find_subheads(
    pictured: NDArray[bool_], shapes: NDArray[float32], prose: NDArray[bool_], stays: NDArray[bool_]
) -> NDArray[bool_]:
    """Tell which lines are subheads between a picture and the paragraph that goes on: ``pictured`` ones, below prose.

    ``pictured`` marks the lines right below a picture's credit, ``stays`` those that are text. In the development
    pages 22 of 28 such lines are text.

    >>> import numpy as np
    >>> shapes, second = np.full((4, len(SHAPE_NAMES)), 3.0, dtype=np.float32), np.array([False, False, True, False])
    >>> shapes[2, _ENDS] = shapes[2, _ENDS_COLON] = 0
    >>> find_subheads(second, shapes, np.array([True, False, False, True]), ~second).tolist()
    [False, False, True, False]
    """
    if not np.count_nonzero(pictured):
        return pictured
    goes_on = np.zeros(len(prose), dtype=np.bool_)
    goes_on[:-1] = (prose & stays)[1:]
    length = shapes[:, _LENGTH]
    heads = (shapes[:, _ENDS] == 0) & (shapes[:, _ENDS_COLON] == 0)
    heads &= (length >= _SHORTEST_SUBHEAD) & (length <= _LONGEST_SUBHEAD)
    subheads: NDArray[bool_] = pictured & _is_begun(prose & stays) & goes_on & heads & ~prose
    return subheads


def _is_begun(text: NDArray[bool_]) -> NDArray[bool_]:
    """Tell which lines have a paragraph of ``text`` anywhere above them."""
    begun = np.zeros(len(text), dtype=np.bool_)
    begun[1:] = np.logical_or.accumulate(text)[:-1]
    return begun


def find_captions(
    credited: NDArray[bool_], shapes: NDArray[float32], relative: NDArray[float32], prose: NDArray[bool_]
) -> NDArray[bool_]:
    """Tell which lines stand like captions above their credit: half as long as the paragraphs, with some below.

    ``credited`` marks the lines right above a credit, ``relative`` is how much longer than the page's usual paragraph
    each line is (a natural logarithm). Direct speech is no caption.

    >>> import numpy as np
    >>> shapes, above = np.zeros((3, len(SHAPE_NAMES)), dtype=np.float32), np.array([True, True, False])
    >>> find_captions(above, shapes, np.array([-1.0, 0.1, 0.0], dtype=np.float32), ~above).tolist()
    [True, False, False]
    """
    if not np.count_nonzero(credited):
        return credited
    spoken = (shapes[:, _STARTS_QUOTE] > 0) | (shapes[:, _STARTS_DASH] > 0)
    goes_on = np.zeros(len(prose), dtype=np.bool_)
    goes_on[:-1] = np.logical_or.accumulate(prose[:0:-1])[::-1]
    captions: NDArray[bool_] = credited & ~spoken & (relative <= _HALF) & goes_on
    return captions


def find_repeats(copies: NDArray[int64], shapes: NDArray[float32], stays: NDArray[bool_]) -> NDArray[bool_]:
    """Tell which lines say what the line above says, which ``stays``; ``copies`` numbers lines that begin alike.

    >>> import numpy as np
    >>> shapes = np.full((3, len(SHAPE_NAMES)), 4.0, dtype=np.float32)
    >>> find_repeats(np.array([7, 7, 8]), shapes, np.ones(3, dtype=np.bool_)).tolist()
    [False, True, False]
    """
    repeats = np.zeros(len(copies), dtype=np.bool_)
    length = shapes[:, _LENGTH]
    repeats[1:] = (copies[1:] == copies[:-1]) & (length[1:] == length[:-1]) & (length[1:] >= _SHORTEST_REPEAT)
    repeats[1:] &= stays[:-1]
    return repeats
