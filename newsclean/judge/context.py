"""The place of a line: shapes of all lines go in, one row of numbers for each about its neighbours comes out.

Windows are sums over a running total and distances are running maxima, so that the time is linear in the lines.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from newsclean.judge.page import compare_with_near
from newsclean.judge.shape import SHAPE_NAMES

if TYPE_CHECKING:
    from numpy import bool_, float32
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
SEEN_COLUMNS = (
    "long", "short", "has_digits", "length", "ends", "capitalised", "prose", "hit", "inner_stops", "digits",
    "colon_place", "tail_capitalised", "tail", "tail_marks", "bullets", "slashes", "lower_words", "words", "ends_colon",
    "starts_lower", "starts_quote", "hit_picture", "hit_link", "hit_button", "hit_facts", "hit_shop",
)  # fmt: skip
"""What is seen of other lines: the first columns in windows, all but the first in the nearest lines, few farther."""
WINDOW_COLUMNS = slice(0, 8)
NEAR_COLUMNS = slice(3, len(SEEN_COLUMNS))
_SHAPED = slice(8, SEEN_COLUMNS.index("hit_picture"))
FAR_COLUMNS = slice(3, 7)
NEAR = (-1, 1)
MIDDLE = (-2, 2)
FARTHER = (-3, 3)
WINDOWS = {"around": (-3, 4), "above": (-5, 0), "below": (1, 6), "far_above": (-15, 0), "far_below": (1, 16)}
LANDMARKS = ("prose", "long", "ends", "hit", "hit_picture", "hit_link", "ends_colon")
ALIKE = (-1, 1, -2, 2)
ALIKE_AT_MOST = 3.0
_LANDMARK_NAMES = [f"{side}_{mark}" for side in ("since", "until") for mark in LANDMARKS]
_PAGE_NAMES = [
    "prose_before", "prose_after", "prose_total", "paragraphs_before", "paragraphs_after", "lines", "index", "from_end",
    "place", "share_prose", "share_ends", "share_hits", "usual_length", "relative",
]  # fmt: skip
_INTERRUPTED_NAMES = ["alone", "share_alone", "paragraphs_between_hits"]
_BODY_NAMES = ["in_body", "from_body_start", "from_body_end", "longest_above", "longest_below"]
CONTEXT_NAMES = tuple(
    [f"{name}{place:+d}" for place in NEAR for name in SEEN_COLUMNS[NEAR_COLUMNS]]
    + [f"{name}{place:+d}" for place in (*MIDDLE, *FARTHER) for name in SEEN_COLUMNS[FAR_COLUMNS]]
    + [f"{name}_{window}" for window in WINDOWS for name in SEEN_COLUMNS[WINDOW_COLUMNS]]
    + [*_LANDMARK_NAMES, "run", "lone", "lone_lines", "lone_length", *_PAGE_NAMES, *_INTERRUPTED_NAMES, *_BODY_NAMES]
    + [f"alike{place:+d}" for place in ALIKE]
)
_NEIGHBOURS, _WINDOWS, _LANDMARKS, _PAGE, _INTERRUPTED, _BODY, _ALIKE = (
    slice(CONTEXT_NAMES.index(first), CONTEXT_NAMES.index(last) + 1)
    for first, last in (
        ("length-1", "prose+3"),
        ("long_around", "hit_far_below"),
        ("since_prose", "lone_length"),
        ("prose_before", "relative"),
        ("alone", "paragraphs_between_hits"),
        ("in_body", "longest_below"),
        ("alike-1", "alike+2"),
    )
)
_NEIGHBOUR_PARTS = (
    *((place, NEAR_COLUMNS) for place in NEAR),
    *((place, FAR_COLUMNS) for place in (*MIDDLE, *FARTHER)),
)
_AT = {name: place for place, name in enumerate(SHAPE_NAMES)}
_FIRST_SHAPES = [_AT[name] for name in SEEN_COLUMNS[3:6]]
_OTHER_SHAPES = [_AT[name] for name in SEEN_COLUMNS[_SHAPED]]
_PATTERN = [_AT[name] for name in ("length", "ends", "capitalised")]
_MARKS = [SEEN_COLUMNS.index(name) for name in LANDMARKS]


def is_prose(shapes: NDArray[float32]) -> NDArray[bool_]:
    """Tell which lines look like running text: long enough, with a sentence end."""
    sentence = (shapes[:, _AT["ends"]] > 0) | (shapes[:, _AT["inner_stops"]] > 0)
    prose: NDArray[bool_] = (shapes[:, _AT["length"]] >= np.log1p(PROSE_LENGTH)) & sentence
    return prose


def measure_context(
    shapes: NDArray[float32], prose: NDArray[bool_], hits: NDArray[float32], rows: NDArray[float32]
) -> None:
    """Write a row of ``CONTEXT_NAMES`` for each line.

    ``prose`` marks running text, ``hits`` is from ``group_hits``.
    """
    columns = rows.T
    length = np.expm1(shapes[:, _AT["length"]])
    seen = _see_lines(shapes.T, prose, hits.T, length)
    _see_neighbours(seen, columns[_NEIGHBOURS])
    _see_windows(seen[WINDOW_COLUMNS], columns[_WINDOWS])
    _see_landmarks(seen.take(_MARKS, axis=0) > 0, shapes[:, _AT["length"]], columns[_LANDMARKS])
    _see_page(length, prose, seen, columns[_PAGE])
    _see_interruptions(prose, seen[7] > 0, columns[_INTERRUPTED])
    _see_body(length, prose, columns[_BODY])
    _compare_lines(shapes.T, columns[_ALIKE])


def group_hits(hits: Sequence[str]) -> NDArray[float32]:
    """Give a column for each of ``HIT_GROUPS`` and one for rules of none; ``hits`` are rule categories or empty.

    >>> group_hits(["", "read-also"]).tolist()
    [[0.0, 0.0, 0.0, 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0, 0.0, 0.0]]
    """
    own: NDArray[float32] = np.zeros((len(HIT_GROUPS) + 1, len(hits)), dtype=np.float32).T
    for row, category in enumerate(hits):
        if category:
            own[row, _GROUP_OF.get(category, len(HIT_GROUPS))] = 1
    return own


_GROUP_OF = {category: place for place, group in enumerate(HIT_GROUPS.values()) for category in group}


def _see_lines(
    shapes: NDArray[float32], prose: NDArray[bool_], own: NDArray[float32], length: NDArray[float32]
) -> NDArray[float32]:
    """Give a row for each of ``SEEN_COLUMNS``; so are ``shapes`` and ``own``."""
    seen: NDArray[float32] = np.empty((len(SEEN_COLUMNS), len(prose)), dtype=np.float32)
    np.logical_and(prose, length >= LONG_PROSE, out=seen[0])
    np.less(length, SHORT_LENGTH, out=seen[1])
    np.greater(shapes[_AT["digits"]], 0, out=seen[2])
    seen[3:6] = shapes.take(_FIRST_SHAPES, axis=0)
    seen[6] = prose
    np.maximum.reduce(own, axis=0, out=seen[7])
    seen[_SHAPED] = shapes.take(_OTHER_SHAPES, axis=0)
    seen[_SHAPED.stop :] = own[: len(SEEN_COLUMNS) - _SHAPED.stop]
    return seen


def _see_neighbours(seen: NDArray[float32], out: NDArray[float32]) -> None:
    """Copy what the lines next to each line look like; -1 beyond the page."""
    out.fill(-1)
    first = 0
    for place, part in _NEIGHBOUR_PARTS:
        copied = seen[part]
        rows = out[first : first + len(copied)]
        if place < 0:
            rows[:, -place:] = copied[:, :place]
        else:
            rows[:, :-place] = copied[:, place:]
        first += len(copied)


def _see_windows(seen: NDArray[float32], out: NDArray[float32]) -> None:
    """Average over windows above, below and around each line; -1 where the window is empty."""
    width, size = seen.shape
    reach = -WINDOWS["far_above"][0]
    total = np.zeros((width + 1, size + reach + WINDOWS["far_below"][1]))
    np.add.accumulate(seen, axis=1, dtype=np.float64, out=total[:width, reach + 1 : reach + 1 + size])
    total[width, reach + 1 : reach + 1 + size] = np.arange(1, size + 1)
    total[:, reach + 1 + size :] = total[:, reach + size, None]
    sums = np.empty((len(WINDOWS), width + 1, size))
    for place, (low, high) in enumerate(WINDOWS.values()):
        np.subtract(total[:, reach + high :][:, :size], total[:, reach + low :][:, :size], out=sums[place])
    lines = sums[:, width:]
    means = sums[:, :width] / np.maximum(lines, 1)
    np.subtract(means, lines <= 0, out=out.reshape(len(WINDOWS), width, size), casting="same_kind")


def _see_landmarks(marks: NDArray[bool_], length: NDArray[float32], out: NDArray[float32]) -> None:
    """Count the lines to the nearest landmarks, and tell which lines stand alone between paragraphs.

    Many lone lines on a page are subheadings or captions, and then they are alike.
    """
    count, size = marks.shape
    index = np.arange(size)
    last = np.maximum.accumulate(np.where(marks, index, -FARTHEST), axis=1)
    coming = np.minimum.accumulate(np.where(marks, index, size + FARTHEST)[:, ::-1], axis=1)[:, ::-1]
    out[: 2 * count] = FARTHEST
    np.minimum(index[1:] - last[:, :-1], FARTHEST, out=out[:count, 1:], casting="unsafe")
    np.minimum(coming[:, 1:] - index[:-1], FARTHEST, out=out[count:-4, :-1], casting="unsafe")
    run = np.where(marks[0], 0, out[0] + out[count] - 1)
    lone = (run == 1) & ~marks[LANDMARKS.index("hit")]
    alone = int(np.count_nonzero(lone))
    usual = float(np.add.reduce(length[lone], dtype=np.float64)) / max(alone, 1)
    out[-4], out[-3], out[-2], out[-1] = run, lone, min(alone, 20), np.where(lone, length - usual, 0)


def _see_page(length: NDArray[float32], prose: NDArray[bool_], seen: NDArray[float32], out: NDArray[float32]) -> None:
    """Measure where in the page and in its prose each line stands, and what the page is like."""
    size = len(length)
    index = np.arange(size)
    mass = length * prose
    before = np.add.accumulate(mass, dtype=np.float64)
    total = max(float(before[-1]), 1.0)
    count = np.add.accumulate(prose, dtype=np.intp)
    ends, hits = np.count_nonzero(seen[SEEN_COLUMNS.index("ends")]), np.count_nonzero(seen[7])
    usual = math.log(_median(length[prose]))
    out[0] = (before - mass) / total
    out[1] = (total - before) / total
    out[2], out[5], out[12] = math.log1p(total), math.log(size), usual
    out[3] = np.minimum(count - prose, 20)
    out[4] = np.minimum(count[-1] - count, 20)
    out[6] = np.minimum(index, 60)
    out[7] = out[6, ::-1]
    out[8] = index / size
    out[9], out[10], out[11] = float(count[-1]) / size, ends / size, hits / size
    out[13] = np.log1p(length) - usual


def _see_interruptions(prose: NDArray[bool_], taken: NDArray[bool_], out: NDArray[float32]) -> None:
    """Tell which paragraphs stand alone, what part of all does, and how many stand between lines that rules take."""
    text, hits = np.zeros(len(prose) + 2, dtype=np.bool_), np.zeros(len(prose) + 2, dtype=np.bool_)
    text[1:-1], hits[1:-1] = prose & ~taken, taken
    alone = text[1:-1] & ~(text[:-2] | text[2:])
    out[0] = alone
    out[1] = float(np.count_nonzero(alone)) / max(1, int(np.count_nonzero(text)))
    out[2] = min(20, int(np.count_nonzero(text[1:-1] & hits[:-2] & hits[2:])))


def _median(values: NDArray[float32]) -> float:
    """Give the middle of some numbers; the length of a short paragraph, in characters, where there is none."""
    if not len(values):
        return NO_PROSE
    ordered: list[float] = sorted(values.tolist())
    middle = len(ordered) // 2
    return (ordered[middle] + ordered[middle - 1 + len(ordered) % 2]) / 2


def _see_body(length: NDArray[float32], prose: NDArray[bool_], out: NDArray[float32]) -> None:
    """Find the stretch of lines that holds most prose, and tell where each line stands to it."""
    first, last = find_stretch(np.where(prose, np.minimum(length, 300), -25).tolist())
    index = np.arange(len(length))
    out[0] = (index >= first) & (index <= last)
    out[1] = np.minimum(np.maximum(index - first, -30), 30)
    out[2] = np.minimum(np.maximum(index - last, -30), 30)
    out[3:] = compare_with_near(np.log1p(np.where(prose, 0, length))).T


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


def _compare_lines(shapes: NDArray[float32], out: NDArray[float32]) -> None:
    """Measure how unlike each line is to those one and two lines away: lists of links repeat a pattern."""
    size = shapes.shape[1]
    reach = max(ALIKE)
    padded = np.full((3, size + 2 * reach), -100, dtype=np.float32)
    padded[:, reach:-reach] = shapes.take(_PATTERN, axis=0)
    padded[1] *= 2
    unlike = np.empty((3, len(ALIKE), size), dtype=np.float32)
    for row, place in enumerate(ALIKE):
        np.subtract(padded[:, reach + place :][:, :size], padded[:, reach:-reach], out=unlike[:, row])
    np.abs(unlike, out=unlike)
    np.minimum(unlike[0] + unlike[1] + unlike[2], ALIKE_AT_MOST, out=out)
