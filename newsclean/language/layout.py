"""Texts side by side in one array: texts go in, code points come out, each text padded to the length of its group.

Sums over texts of one group go place by place over all of them at once, in the order of the letters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
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
    """Lay texts (at least one) side by side; few groups are made: lengths are powers of 2.

    >>> page = lay_out(["abc", "a", "b"])
    >>> page.points.tolist(), page.order, page.lengths
    ([97, 0, 0, 0, 98, 0, 0, 0, 97, 98, 99, 0, 0, 0, 0, 0], [1, 2, 0], [4, 4, 8])
    """
    import numpy as np

    lengths = [1 << (len(text) + 1).bit_length() for text in texts]
    order = sorted(range(len(texts)), key=lengths.__getitem__)
    points = read_points("".join([texts[place].ljust(lengths[place], "\0") for place in order]))[:-1]
    lengths.sort()
    return Layout(points, order, np.array([0, *accumulate(lengths[:-1])]), lengths)
