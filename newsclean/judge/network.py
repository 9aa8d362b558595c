"""The network of the line judge: rows of features go in, a vote for residue and what weighed come out.

One hidden layer of units that are off below nought. For any one line those that are on are a weighted sum of its
features, so that what each feature brought can be told exactly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from newsclean.judge.explain import GROUPS, group_of
from newsclean.judge.features import FEATURE_NAMES, split_rows

if TYPE_CHECKING:
    from numpy import float32, float64
    from numpy.typing import NDArray

FARTHEST = 4.0
"""Standard deviations: a feature farther from the mean than this says no more."""
ROWS_AT_ONCE = 12
"""Lines: products of so few are never spread over threads, which cost more than they save on one article."""
ROWS_AT_HAND = 20 * ROWS_AT_ONCE
"""Lines: what is computed of so many at once stays in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Network:
    """A network with one hidden layer.

    ``means`` and ``scales`` bring a feature to a mean of 0 and a deviation of 1, ``inward`` has a column for each unit,
    ``outward`` the vote of each unit, ``groups`` a column for each group of features.
    """

    means: NDArray[float64]
    scales: NDArray[float64]
    inward: NDArray[float64]
    biases: NDArray[float64]
    outward: NDArray[float64]
    bias: float
    groups: NDArray[float64]

    def excite(self, rows: NDArray[float32]) -> NDArray[float64]:
        """Give what each unit sends on for each row (at least one): nothing where less than nought arrives."""
        excited: NDArray[float64] = np.concatenate(
            [_multiply(self._scale(part), self.inward) for part in split_rows(rows, ROWS_AT_HAND)]
        )
        excited += self.biases
        return np.maximum(excited, 0, out=excited)

    def vote(self, excited: NDArray[float64]) -> NDArray[float64]:
        """Give the logarithm of the odds that each row is residue, from what its units send on."""
        return _multiply(excited, self.outward) + self.bias

    def weigh(self, rows: NDArray[float32], excited: NDArray[float64]) -> NDArray[float64]:
        """Give how much each group of features spoke for residue in each row, against a line with the mean of each."""
        parts = zip(split_rows(rows, ROWS_AT_HAND), split_rows(excited, ROWS_AT_HAND), strict=True)
        return np.concatenate([self._weigh(*part) for part in parts])

    def _weigh(self, rows: NDArray[float32], excited: NDArray[float64]) -> NDArray[float64]:
        """Weigh the groups of some rows."""
        on = _multiply((excited > 0) * self.outward, self.inward.T)
        on *= self._scale(rows)
        return _multiply(on, self.groups)

    def _scale(self, rows: NDArray[float32]) -> NDArray[float64]:
        """Bring all features to one scale."""
        scaled: NDArray[float64] = np.subtract(rows, self.means, order="C")
        scaled *= self.scales
        return np.minimum(np.maximum(scaled, -FARTHEST, out=scaled), FARTHEST, out=scaled)


def _multiply(rows: NDArray[float64], matrix: NDArray[float64]) -> NDArray[float64]:
    """Multiply rows, few at a time, by a matrix or a vector."""
    full, (size, *width) = len(rows) - len(rows) % ROWS_AT_ONCE, matrix.shape
    product: NDArray[float64] = np.empty((len(rows), *width))
    stacks = product[:full].reshape(-1, ROWS_AT_ONCE, *width)
    np.matmul(rows[:full].reshape(-1, ROWS_AT_ONCE, size), matrix, out=stacks)
    np.matmul(rows[full:], matrix, out=product[full:])
    return product


def build_network(data: Mapping[str, Any]) -> Network:
    """Build a network from its JSON row.

    >>> size = len(FEATURE_NAMES)
    >>> row = {"means": [0] * size, "scales": [1] * size, "inward": [[1]] * size, "biases": [0], "outward": [2]}
    >>> import numpy as np
    >>> network = build_network(row | {"bias": 1})
    >>> network.vote(network.excite(np.array([[1] + [0] * (size - 1)], dtype=np.float32))).tolist()
    [3.0]
    """
    names = ("means", "scales", "inward", "biases", "outward")
    means, scales, inward, biases, outward = (np.array(data[name], dtype=np.float64) for name in names)
    groups = np.array([[float(group_of(name) == group) for group in GROUPS] for name in FEATURE_NAMES])
    return Network(means, scales, inward, biases, outward, float(data["bias"]), groups)
