"""Texts side by side in one array: texts go in, code points come out, each text padded to the length of its group.

Sums over texts of one group go place by place over all of them at once, in the order of the letters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, repeat
from typing import TYPE_CHECKING, TypeVar

from newsclean.language.scripts import read_points

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Kind = TypeVar("Kind", bound=np.generic)


@dataclass(frozen=True, slots=True)
class Layout:
    """Code points of texts, one text after the other, each followed by at least two zeros.

    ``order`` says which text stands where, ``starts`` where each begins, ``lengths`` how many places it takes: those of
    one group take equally many.
    """

    points: NDArray[np.intp]
    order: Sequence[int]
    starts: NDArray[np.intp]
    lengths: Sequence[int]

    def count(self, marked: NDArray[np.bool_]) -> NDArray[np.intp]:
        """Count the marked places of each text, in ``order``."""
        import numpy as np

        counts: NDArray[np.intp] = np.add.reduceat(marked, self.starts, dtype=np.intp)
        return counts

    def spread(self, values: NDArray[Kind]) -> NDArray[Kind]:
        """Give the value of each text (in ``order``) to all its places."""
        import numpy as np

        return np.repeat(values, self.lengths)

    def find(self, text: int, values: NDArray[np.intp]) -> NDArray[np.intp]:
        """Give the values of the places of one text, by its place in ``order``."""
        start = int(self.starts[text])
        return values[start : start + self.lengths[text]]

    def cut(self, values: NDArray[np.intp]) -> Iterator[NDArray[np.intp]]:
        """Cut a value for each place into groups: a row for each place, a column for each text."""
        start = 0
        for length, count in Counter(self.lengths).items():
            end = start + count * length
            yield values[start:end].reshape(count, length).T
            start = end


def lay_out(texts: Sequence[str]) -> Layout:
    """Lay texts (at least one) side by side; few groups are made: in each the longest is not twice as long as any.

    >>> page = lay_out(["abc", "a", "ab"])
    >>> page.points.tolist(), page.order, page.lengths
    ([97, 0, 0, 97, 98, 0, 0, 0, 97, 98, 99, 0, 0], [1, 2, 0], [3, 5, 5])
    """
    import numpy as np

    order = sorted(range(len(texts)), key=[len(text) for text in texts].__getitem__)
    ordered = [texts[place] for place in order]
    widest = {len(text).bit_length(): len(text) + 2 for text in ordered}
    lengths = [widest[len(text).bit_length()] for text in ordered]
    points = read_points("".join(map(str.ljust, ordered, lengths, repeat("\0"))))[:-1]
    return Layout(points, order, np.array([0, *accumulate(lengths[:-1])]), lengths)
