"""Features of the lines of one article: lines and rule hits go in, one row of numbers for each line comes out.

``read_page`` does what depends on a line alone, once; ``Page.features`` what depends on the lines that are left.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from newsclean.judge.characters import KindTable
from newsclean.judge.context import CONTEXT_NAMES, group_hits, is_prose, measure_context
from newsclean.judge.page import PAGE_NAMES, Words, measure_page, read_words
from newsclean.judge.shape import SHAPE_NAMES, measure_shapes, read_text
from newsclean.judge.structure import find_clocks

if TYPE_CHECKING:
    from numpy import bool_, float32, generic, int64
    from numpy.typing import NDArray

    Kind = TypeVar("Kind", bound=generic)

FEATURE_NAMES = SHAPE_NAMES + CONTEXT_NAMES + PAGE_NAMES
_SHAPE, _PAGE = slice(0, len(SHAPE_NAMES)), slice(-len(PAGE_NAMES), None)
_CONTEXT = slice(_SHAPE.stop, _PAGE.start)
LONGEST_LINE = 8000
"""Code points: of a longer line the first and the last half of this are read, so that no line costs more."""


ADVERTISEMENT, SIGN_OFF = "advertisement", "sign-off"
PHOTO_CREDIT, COPYRIGHT = "photo-credit", "copyright"
"""Categories of rules: a text goes on behind a marker of advertisements or a picture, and ends above a sign-off."""
STAYS = "stays"
"""In place of a rule's category: this line is text, whatever it looks like."""


class Page(NamedTuple):
    """The lines of an article, read once: a row of shapes and the words of each, and the rules that matched them.

    ``prose`` marks the lines that look like running text, ``clocks`` those that begin with a time, ``enclosed`` those
    right behind an advertisement or a picture, or above a sign-off, ``pictured`` those right below a picture's credit,
    ``credited`` those right above one; ``hits`` has a column for each group of rules. ``free`` marks the lines that the
    judge decides, ``stays`` those that are text in any case; rules take the others.
    """

    shapes: NDArray[float32]
    prose: NDArray[bool_]
    words: Words
    hits: NDArray[float32]
    free: NDArray[bool_]
    stays: NDArray[bool_]
    clocks: NDArray[bool_]
    enclosed: NDArray[bool_]
    pictured: NDArray[bool_]
    credited: NDArray[bool_]

    @property
    def own(self) -> NDArray[bool_]:
        """Mark the lines that no rule takes."""
        return self.free | self.stays

    def left(self, goes: NDArray[bool_]) -> NDArray[bool_]:
        """Mark the lines that are text if those go that ``goes`` marks."""
        return self.stays | (self.free & ~goes)

    def keep(self, kept: NDArray[int64]) -> Page:
        """Give the page that has only the lines at the places ``kept``, in their order, and nothing between them."""
        own = take_rows(self.shapes, kept), self.prose[kept], self.words.keep(kept), take_rows(self.hits, kept)
        nothing = np.zeros(len(kept), dtype=np.bool_)
        return Page(*own, self.free[kept], self.stays[kept], self.clocks[kept], nothing, nothing, nothing)

    def features(self) -> NDArray[float32]:
        """Give a row of ``FEATURE_NAMES`` for each line."""
        rows: NDArray[float32] = np.empty((len(FEATURE_NAMES), len(self.prose)), dtype=np.float32).T
        rows[:, _SHAPE] = self.shapes
        measure_context(self.shapes, self.prose, self.hits, rows[:, _CONTEXT])
        measure_page(self.words, self.prose, rows[:, _PAGE])
        return rows


def take_rows(rows: NDArray[float32], places: NDArray[int64]) -> NDArray[float32]:
    """Give the rows at some places; they lie in memory by column, and still do."""
    return rows.T.take(places, axis=1).T


def split_rows(rows: NDArray[Kind], size: int) -> list[NDArray[Kind]]:
    """Give the rows in parts of ``size``."""
    return [rows[first : first + size] for first in range(0, len(rows), size)]


def read_page(lines: Sequence[str], hits: Sequence[str], table: KindTable) -> Page:
    """Read the lines of an article, at least one.

    ``hits`` are rule categories, empty where no rule matched, or ``STAYS``.

    >>> page = read_page(["Read also", "The bridge opened on Monday."], ["read-also", ""], KindTable())
    >>> page.features().shape == (2, len(FEATURE_NAMES)), page.free.tolist()
    (True, [False, True])
    """
    half = LONGEST_LINE // 2
    lines = [line if len(line) <= LONGEST_LINE else line[:half] + line[-half:] for line in lines]
    text = read_text(lines, table)
    shapes = measure_shapes(lines, text, table)
    free, stays = np.array([not hit for hit in hits]), np.array([hit == STAYS for hit in hits])
    groups = group_hits([hit if hit != STAYS else "" for hit in hits])
    around = zip(["", *hits], [*hits[1:], ""], strict=False)
    enclosed = np.array([above in (ADVERTISEMENT, PHOTO_CREDIT) or below == SIGN_OFF for above, below in around])
    pictured = np.array([hit == PHOTO_CREDIT for hit in ("", *hits[:-1])])
    credited = np.array([hit in (PHOTO_CREDIT, COPYRIGHT) for hit in (*hits[1:], "")])
    read = shapes, is_prose(shapes), read_words(lines, text), groups
    return Page(*read, free, stays, find_clocks(lines), enclosed, pictured, credited)
