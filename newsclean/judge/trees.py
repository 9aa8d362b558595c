"""The boosted trees of the line judge: rows of features go in, a vote for residue and what weighed come out.

Trees of at most 16 leaves, kept as flat arrays, are walked for many lines at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from newsclean.judge.explain import GROUPS, group_of
from newsclean.judge.features import FEATURE_NAMES, split_rows

if TYPE_CHECKING:
    from numpy import float32, float64, int64, intp, uint16
    from numpy.typing import NDArray

LEAVES = 16
NODES = LEAVES - 1
ROWS_AT_ONCE = 256
"""Lines: what is compared at once stays in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted trees. A node sends a row right where ``feature`` is above ``threshold``.

    Each tree has room for 15 nodes and 16 leaves; the first nodes of all trees stand before all second ones. ``masks``
    has the bits of the leaves that a row which goes right cannot reach, ``first_open`` the first leaf that is left for
    each set of them, ``starts`` the first leaf of each tree; ``values`` is the vote of each leaf, ``weights`` how much
    of a vote each group of features brings.
    """

    features: NDArray[intp]
    thresholds: NDArray[float32]
    masks: NDArray[uint16]
    values: NDArray[float64]
    weights: NDArray[float32]
    first_open: NDArray[uint16]
    starts: NDArray[uint16]
    bias: float

    @property
    def size(self) -> int:
        """Give the number of trees."""
        return len(self.features) // NODES

    def find_leaves(self, rows: NDArray[float32]) -> NDArray[uint16]:
        """Give the place in ``values`` of each row's leaf in each tree, a column for each row (at least one)."""
        return np.concatenate([self._find_leaves(part) for part in split_rows(rows, ROWS_AT_ONCE)], axis=1)

    def vote(self, leaves: NDArray[uint16]) -> NDArray[float64]:
        """Give the logarithm of the odds that each row is residue, from its leaves."""
        votes: NDArray[float64] = np.add.reduce(self.values.take(leaves))
        return votes + self.bias

    def weigh(self, leaves: NDArray[uint16]) -> NDArray[float32]:
        """Give how much each group of features (``explain.GROUPS``) spoke for residue, a row for each row."""
        weights: NDArray[float32] = np.add.reduce(self.weights.take(leaves, axis=0))
        return weights

    def _find_leaves(self, rows: NDArray[float32]) -> NDArray[uint16]:
        """Find the leaves of some rows."""
        columns = np.ascontiguousarray(rows.T)
        right = columns.take(self.features, axis=0) > self.thresholds
        closed = np.bitwise_or.reduce((right * self.masks).reshape(NODES, -1)).reshape(self.size, -1)
        places: NDArray[uint16] = self.first_open.take(closed) + self.starts
        return places


def build_trees(data: Mapping[str, Any]) -> Trees:
    """Build the arrays of a model from its JSON row, whose node lists run tree after tree."""
    names = ("feature", "threshold", "left", "right", "left_gain", "right_gain")
    nodes = {name: np.array(data[name]) for name in names}
    sizes = np.array(data["sizes"])
    tree = np.repeat(np.arange(len(sizes)), sizes)
    rooms = (np.arange(len(tree)) - (np.cumsum(sizes) - sizes)[tree]) * len(sizes) + tree
    features = np.zeros(len(sizes) * NODES, dtype=np.intp)
    thresholds = np.full((len(features), 1), np.inf, dtype=np.float32)
    masks = np.zeros((len(features), 1), dtype=np.uint16)
    features[rooms], thresholds[rooms, 0], masks[rooms, 0] = nodes["feature"], nodes["threshold"], nodes["left"]
    sets = np.arange(1 << LEAVES)
    lowest = ~sets & (sets + 1)
    first_open = np.log2(np.maximum(lowest, 1)).astype(np.uint16)
    return Trees(
        features,
        thresholds,
        masks,
        np.array(data["leaves"], dtype=np.float64),
        _weigh_groups(nodes, tree, len(sizes)),
        first_open,
        np.arange(0, len(sizes) * LEAVES, LEAVES, dtype=np.uint16)[:, None],
        float(data["bias"]),
    )


def _weigh_groups(nodes: Mapping[str, NDArray[Any]], tree: NDArray[int64], trees: int) -> NDArray[float32]:
    """Give for each leaf what each group of features brought on the way to it."""
    groups = np.array([GROUPS.index(group_of(name)) for name in FEATURE_NAMES])
    weights = np.zeros((trees * LEAVES, len(GROUPS)), dtype=np.float32)
    for side in ("left", "right"):
        for leaf in range(LEAVES):
            reached = np.flatnonzero(nodes[side] >> leaf & 1)
            place = (tree[reached] * LEAVES + leaf, groups[nodes["feature"][reached]])
            np.add.at(weights, place, nodes[f"{side}_gain"][reached].astype(np.float32))
    return weights
