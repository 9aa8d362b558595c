"""The place of a line: shapes of all lines go in, one row of numbers for each about its neighbours comes out.

Windows are sums over a running total and distances are running maxima, so that the time is linear in the lines.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from newsclean.judge.shape import SHAPE_NAMES

if TYPE_CHECKING:
    from numpy import bool_, float32, float64
    from numpy.typing import NDArray

PROSE_LENGTH = 60
"""Characters: a shorter line with a sentence end may be a caption or a button."""
LONG_PROSE = 140
SHORT_LENGTH = 40
NO_PROSE = 100.0
FARTHEST = 40
"""Lines: a neighbour farther away than this tells nothing."""
HIT_GROUPS = {
    "picture": ("caption", "photo-credit", "video", "filename"),
    "link": ("read-also",),
    "button": ("share", "follow", "newsletter", "comments", "menu", "tags"),
    "facts": ("dates", "byline", "reading-time", "dateline", "source-line", "sign-off"),
    "shop": ("advertisement", "paywall", "copyright", "cookies"),
}
NEIGHBOUR_COLUMNS = (
    "length", "capitalised", "ends", "inner_stops", "digits", "colon_place", "tail_capitalised", "tail", "bullets",
    "starts_quote", "lower_words", "exclaims", "ends_bracket",
)  # fmt: skip
NEAR = (-2, -1, 1, 2)
FAR_COLUMNS = ("length", "capitalised", "ends", "prose")
FARTHER = (-3, 3)
WINDOW_COLUMNS = ("length", "prose", "long", "ends", "hit", "short", "capitalised", "has_digits")
WINDOWS = {"around": (-3, 4), "above": (-5, 0), "below": (1, 6), "far_above": (-15, 0), "far_below": (1, 16)}
LANDMARKS = ("prose", "long", "hit", "ends", "picture", "link")
_OWN = [f"hit_{group}" for group in (*HIT_GROUPS, "other")]
CONTEXT_NAMES = tuple(
    _OWN
    + [f"{name}{place:+d}" for place in NEAR for name in (*NEIGHBOUR_COLUMNS, "prose", "hit", *_OWN)]
    + [f"{name}{place:+d}" for place in FARTHER for name in FAR_COLUMNS]
    + [f"{name}_{window}" for window in WINDOWS for name in WINDOW_COLUMNS]
    + [f"{side}_{mark}" for mark in LANDMARKS for side in ("since", "until")]
    + ["run", "lone", "lone_lines", "lone_length", "prose_before", "prose_after", "prose_total", "paragraphs_before"]
    + [
        "paragraphs_after",
        "lines",
        "index",
        "from_end",
        "place",
        "share_prose",
        "share_ends",
        "share_hits",
        "usual_length",
        "relative",
    ]
    + ["in_body", "from_body_start", "from_body_end", "longest_above", "longest_below"]
    + [f"alike{place:+d}" for place in (-1, 1, -2, 2, -3, 3)]
)
_AT = {name: place for place, name in enumerate(SHAPE_NAMES)}


def is_prose(shapes: NDArray[float32]) -> NDArray[bool_]:
    """Tell which lines look like running text: long enough, with a sentence end."""
    import numpy as np

    sentence = (shapes[:, _AT["ends"]] > 0) | (shapes[:, _AT["inner_stops"]] > 0)
    prose: NDArray[bool_] = (shapes[:, _AT["length"]] >= np.log1p(PROSE_LENGTH)) & sentence
    return prose


def measure_context(shapes: NDArray[float32], hits: Sequence[str]) -> NDArray[float32]:
    """Give a row of ``CONTEXT_NAMES`` for each line; ``hits`` are rule categories, empty where no rule matched."""
    import numpy as np

    prose = is_prose(shapes)
    own = _group_hits(hits)
    hit: NDArray[bool_] = own.max(axis=1) > 0
    length = np.expm1(shapes[:, _AT["length"]])
    ends = shapes[:, _AT["ends"]] > 0
    long: NDArray[bool_] = prose & (length >= LONG_PROSE)
    marks = {"prose": prose, "long": long, "hit": hit, "ends": ends}
    for place, group in enumerate(HIT_GROUPS):
        if group in LANDMARKS:
            marks[group] = own[:, place] > 0
    blocks: list[NDArray[Any]] = [
        own,
        _see_neighbours(shapes, prose, own),
        _see_windows(shapes, marks, length),
        _see_landmarks(marks, shapes[:, _AT["length"]]),
        _see_page(length, prose, ends, hit),
        _see_body(length, prose),
        _compare_lines(shapes),
    ]
    return np.concatenate(blocks, axis=1, dtype=np.float32)


def _group_hits(hits: Sequence[str]) -> NDArray[float32]:
    """Give a column for each group of rules, and one for those of none."""
    import numpy as np

    groups = list(HIT_GROUPS.values())
    own = np.zeros((len(hits), len(_OWN)), dtype=np.float32)
    for row, category in enumerate(hits):
        if category and category != "stays":
            own[row, next((i for i, group in enumerate(groups) if category in group), len(groups))] = 1
    return own


def _see_neighbours(shapes: NDArray[float32], prose: NDArray[bool_], own: NDArray[float32]) -> NDArray[float32]:
    """Copy what the lines next to each line look like; -1 beyond the page."""
    import numpy as np

    columns = [shapes[:, [_AT[name] for name in NEIGHBOUR_COLUMNS]], prose[:, None], own.max(axis=1)[:, None], own]
    seen = np.concatenate(columns, axis=1, dtype=np.float32)
    size = len(seen)
    reach = max(FARTHER)
    padded = np.full((size + 2 * reach, seen.shape[1]), -1, dtype=np.float32)
    padded[reach:-reach] = seen
    far = [NEIGHBOUR_COLUMNS.index(name) if name != "prose" else len(NEIGHBOUR_COLUMNS) for name in FAR_COLUMNS]
    near = [padded[reach + place : reach + place + size] for place in NEAR]
    return np.concatenate(near + [padded[reach + p : reach + p + size, far] for p in FARTHER], axis=1)


def _see_windows(
    shapes: NDArray[float32], marks: dict[str, NDArray[bool_]], length: NDArray[float32]
) -> NDArray[float64]:
    """Average over windows above, below and around each line; -1 where the window is empty."""
    import numpy as np

    columns = [shapes[:, _AT["length"]], marks["prose"], marks["long"], marks["ends"], marks["hit"]]
    columns += [length < SHORT_LENGTH, shapes[:, _AT["capitalised"]], shapes[:, _AT["digits"]] > 0]
    size = len(length)
    total = np.zeros((size + 1, len(columns)))
    np.cumsum(np.stack(columns, axis=1, dtype=np.float64), axis=0, out=total[1:])
    index = np.arange(size)
    means = []
    for first, end in WINDOWS.values():
        low, high = np.minimum(np.maximum(index + first, 0), size), np.minimum(np.maximum(index + end, 0), size)
        seen = (high - low)[:, None]
        means.append(np.where(seen > 0, (total[high] - total[low]) / np.maximum(seen, 1), -1))
    return np.concatenate(means, axis=1)


def _see_landmarks(marks: dict[str, NDArray[bool_]], length: NDArray[float32]) -> NDArray[float64]:
    """Count the lines to the nearest landmarks, and tell which lines stand alone between paragraphs.

    Many lone lines on a page are subheadings or captions, and then they are alike.
    """
    import numpy as np

    stacked = np.stack([marks[name] for name in LANDMARKS])
    size = stacked.shape[1]
    index = np.arange(size)
    last = np.maximum.accumulate(np.where(stacked, index, -FARTHEST), axis=1)
    coming = np.minimum.accumulate(np.where(stacked, index, size + FARTHEST)[:, ::-1], axis=1)[:, ::-1]
    since = np.full_like(stacked, FARTHEST, dtype=np.int64)
    until = since.copy()
    since[:, 1:] = np.minimum(index[1:] - last[:, :-1], FARTHEST)
    until[:, :-1] = np.minimum(coming[:, 1:] - index[:-1], FARTHEST)
    run = np.where(marks["prose"], 0, since[0] + until[0] - 1)
    lone = (run == 1) & ~marks["hit"]
    usual = length[lone].mean() if lone.any() else 0.0
    columns = [run, lone, np.full(size, min(lone.sum(), 20)), np.where(lone, length - usual, 0)]
    return np.concatenate([np.stack([since, until], axis=1).reshape(-1, size), columns]).T


def _see_page(
    length: NDArray[float32], prose: NDArray[bool_], ends: NDArray[bool_], hit: NDArray[bool_]
) -> NDArray[float64]:
    """Measure where in the page and in its prose each line stands, and what the page is like."""
    import numpy as np

    size = len(length)
    index = np.arange(size)
    mass = length * prose
    total = max(float(mass.sum()), 1.0)
    before = np.cumsum(mass) - mass
    count: NDArray[Any] = np.cumsum(prose) - prose
    shares = [float(np.count_nonzero(mark)) / size for mark in (prose, ends, hit)]
    usual = math.log(_median(length[prose]))
    constant = np.broadcast_to(np.array([math.log1p(total), math.log(size), *shares, usual])[:, None], (6, size))
    columns = [before / total, (total - before - mass) / total, constant[0], np.minimum(count, 20)]
    columns += [np.minimum(prose.sum() - count - prose, 20), constant[1], np.minimum(index, 60)]
    columns += [np.minimum(size - 1 - index, 60), index / size, *constant[2:], np.log1p(length) - usual]
    return np.stack(columns, axis=1)


def _median(values: NDArray[float32]) -> float:
    """Give the middle of some numbers; the length of a short paragraph, in characters, where there is none."""
    if not len(values):
        return NO_PROSE
    ordered: list[float] = sorted(values.tolist())
    middle = len(ordered) // 2
    return (ordered[middle] + ordered[middle - 1 + len(ordered) % 2]) / 2


def _see_body(length: NDArray[float32], prose: NDArray[bool_]) -> NDArray[float64]:
    """Find the stretch of lines that holds most prose, and tell where each line stands to it."""
    import numpy as np

    size = len(length)
    first, last = find_stretch(np.where(prose, np.minimum(length, 300), -25).tolist())
    index = np.arange(size)
    other = np.where(prose, 0, length)
    padded = np.zeros(size + 16)
    padded[8:-8] = other
    windows = np.lib.stride_tricks.sliding_window_view(padded, 8)
    above, below = windows[:size].max(axis=1), windows[9 : 9 + size].max(axis=1)
    inside = (index >= first) & (index <= last)
    places = [inside, np.clip(index - first, -30, 30), np.clip(index - last, -30, 30)]
    own = np.log1p(other)
    return np.stack([*places, own - np.log1p(above), own - np.log1p(below)], axis=1)


def find_stretch(scores: Sequence[float]) -> tuple[int, int]:
    """Give the first and last place of the run with the highest sum; the whole, where none is above nought.

    >>> find_stretch([-1, 5, -1, 5, -9, 2])
    (1, 3)
    """
    best = running = 0.0
    start = 0
    found = (0, len(scores) - 1)
    for place, score in enumerate(scores):
        if running <= 0:
            running, start = 0.0, place
        running += score
        if running > best:
            best, found = running, (start, place)
    return found


def _compare_lines(shapes: NDArray[float32]) -> NDArray[float64]:
    """Measure how unlike each line is to those one, two and three lines away: lists of links repeat a pattern."""
    import numpy as np

    seen = shapes[:, [_AT["length"], _AT["ends"], _AT["capitalised"]]] * (1, 2, 1)
    columns = np.full((len(shapes), 6), 3.0)
    for step in (1, 2, 3):
        if len(shapes) > step:
            unlike = np.abs(seen[step:] - seen[:-step]).sum(axis=1)
            columns[step:, 2 * step - 2] = unlike
            columns[:-step, 2 * step - 1] = unlike
    unlike_at_most: NDArray[float64] = np.minimum(columns, 3)
    return unlike_at_most
