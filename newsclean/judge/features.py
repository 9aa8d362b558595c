"""Features of the lines of one article: lines and rule hits go in, one row of numbers for each line comes out.

``read_page`` does what depends on a line alone, once; ``Page.features`` what depends on the lines that are left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsclean.judge.characters import KindTable
from newsclean.judge.context import CONTEXT_NAMES, is_prose, measure_context
from newsclean.judge.page import PAGE_NAMES, Vocabulary, measure_page, read_words
from newsclean.judge.shape import SHAPE_NAMES, measure_shapes, read_text

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

FEATURE_NAMES = SHAPE_NAMES + CONTEXT_NAMES + PAGE_NAMES


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of an article, read once: a row of shapes and the words of each, and the rule that matched it."""

    shapes: NDArray[float32]
    words: tuple[Vocabulary, ...]
    hits: tuple[str, ...]

    def keep(self, places: Sequence[int]) -> Page:
        """Give the page that has only the lines at ``places``."""
        return Page(
            self.shapes[list(places)],
            tuple(self.words[place] for place in places),
            tuple(self.hits[place] for place in places),
        )

    def features(self) -> NDArray[float32]:
        """Give a row of ``FEATURE_NAMES`` for each line."""
        import numpy as np

        page = measure_page(self.words, is_prose(self.shapes))
        return np.concatenate([self.shapes, measure_context(self.shapes, self.hits), page], axis=1)


def read_page(lines: Sequence[str], hits: Sequence[str], table: KindTable) -> Page:
    """Read the lines of an article, at least one; ``hits`` are rule categories, empty where no rule matched.

    >>> page = read_page(["Read also", "The bridge opened on Monday."], ["read-also", ""], KindTable())
    >>> page.features().shape == (2, len(FEATURE_NAMES))
    True
    """
    shapes = measure_shapes(lines, read_text(lines, table))
    wide = shapes[:, SHAPE_NAMES.index("wide")].tolist()
    words = tuple(map(read_words, lines, wide))
    return Page(shapes, words, tuple(hits))
