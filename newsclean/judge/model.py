"""The model of the line judge: rows of features go in, the probability of residue and what weighed come out.

Boosted trees of at most 16 leaves, kept as flat arrays in a JSON file: nothing in it can run.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsclean.errors import ConfigError
from newsclean.judge.explain import GROUPS, group_of
from newsclean.judge.features import FEATURE_NAMES

if TYPE_CHECKING:
    from numpy import float32, float64, int64, intp, uint8, uint16
    from numpy.typing import NDArray

FORMAT = 1
LEAVES = 16
ROWS_AT_ONCE = 256
"""Lines: what is compared at once stays in the processor's cache."""
LONG = 100.0
"""Characters: a line above this is more likely a paragraph than a label."""
HIGHEST_CUT = 0.98
_LENGTH = FEATURE_NAMES.index("length")
BUILT_IN = Path(__file__).parent / "data" / "line_judge.json"


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a working point cuts: at probability ``level`` (0 to 1), higher by ``rise`` for each doubling in length.

    Length counts from ``LONG`` characters: a long line must look more like residue to go.
    """

    level: float
    rise: float

    def at(self, shapes: NDArray[float32]) -> NDArray[float32]:
        """Give the probability from which each line goes.

        >>> import numpy as np
        >>> rows = np.zeros((2, len(FEATURE_NAMES)), dtype=np.float32)
        >>> rows[:, FEATURE_NAMES.index("length")] = np.log1p([50, 200])
        >>> Cut(0.5, 0.1).at(rows).round(2).tolist()
        [0.5, 0.6000000238418579]
        """
        import numpy as np

        doublings = (shapes[:, _LENGTH] - math.log1p(LONG)) / math.log(2)
        cuts: NDArray[float32] = np.minimum(self.level + self.rise * np.maximum(doublings, 0), HIGHEST_CUT)
        return cuts


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted trees. A node sends a row right where ``feature`` is above ``threshold``.

    ``masks`` has the bits of the leaves that are left then; ``starts`` is the first node of each tree, ``values``
    the vote of each leaf (16 a tree), ``weights`` how much of a vote each group of features brings.
    """

    features: NDArray[intp]
    thresholds: NDArray[float32]
    masks: NDArray[uint16]
    starts: NDArray[intp]
    values: NDArray[float64]
    weights: NDArray[float32]
    lowest_bit: NDArray[uint8]
    bias: float

    def find_leaves(self, rows: NDArray[float32]) -> NDArray[int64]:
        """Give the place in ``values`` of each row's leaf in each tree, a column for each row."""
        import numpy as np

        columns = np.ascontiguousarray(rows.T)
        right = columns[self.features] > self.thresholds[:, None]
        left = np.where(right, self.masks[:, None], np.uint16(0xFFFF))
        open_leaves = np.bitwise_and.reduceat(left, self.starts, axis=0)
        leaves = self.lowest_bit[open_leaves & (~open_leaves + np.uint16(1))]
        places: NDArray[int64] = leaves + LEAVES * np.arange(len(self.starts))[:, None]
        return places

    def find_all_leaves(self, rows: NDArray[float32]) -> NDArray[int64]:
        """Give what ``find_leaves`` gives for any number of rows (at least one), some at once."""
        import numpy as np

        if len(rows) <= ROWS_AT_ONCE:
            return self.find_leaves(rows)
        parts = [rows[first : first + ROWS_AT_ONCE] for first in range(0, len(rows), ROWS_AT_ONCE)]
        return np.concatenate([self.find_leaves(part) for part in parts], axis=1)

    def score(self, leaves: NDArray[int64]) -> NDArray[float64]:
        """Give the probability (0 to 1) that each row is residue, from its leaves."""
        import numpy as np

        votes: NDArray[float64] = self.values[leaves].sum(axis=0)
        return 1 / (1 + np.exp(-(votes + self.bias)))

    def weigh(self, leaves: NDArray[int64]) -> NDArray[float32]:
        """Give how much each group of features (``explain.GROUPS``) spoke for residue, a row for each row."""
        weights: NDArray[float32] = self.weights[leaves].sum(axis=0)
        return weights


@dataclass(frozen=True, slots=True)
class Model:
    """Trees with the working points that were measured for them."""

    trees: Trees
    points: Mapping[str, Cut]


def load_model(path: Path = BUILT_IN) -> Model:
    """Load the weights of the line judge.

    >>> sorted(load_model().points)
    ['balanced', 'safe', 'thorough']

    Raises ``ConfigError`` where the file is not one of this version.
    """
    try:
        data = json.loads(path.read_text("utf-8"))
        fits = data["format"] == FORMAT and data["features"] == list(FEATURE_NAMES)
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise ConfigError(f"{path}: no weights of the line judge ({problem}): train them again") from problem
    if not fits:
        raise ConfigError(f"{path}: weights for other features than these: train them again")
    points = {name: Cut(*numbers) for name, numbers in data["points"].items()}
    return Model(build_trees(data), points)


def build_trees(data: Mapping[str, Any]) -> Trees:
    """Build the arrays of a model from its JSON row, whose node lists run tree after tree."""
    import numpy as np

    nodes = {
        name: np.array(data[name]) for name in ("feature", "threshold", "left", "right", "left_gain", "right_gain")
    }
    sizes = np.array(data["sizes"])
    tree = np.repeat(np.arange(len(sizes)), sizes)
    groups = np.array([GROUPS.index(group_of(name)) for name in FEATURE_NAMES])
    weights = np.zeros((len(sizes) * LEAVES, len(GROUPS)), dtype=np.float32)
    for side in ("left", "right"):
        for leaf in range(LEAVES):
            reached = np.flatnonzero(nodes[side] >> leaf & 1)
            place = (tree[reached] * LEAVES + leaf, groups[nodes["feature"][reached]])
            np.add.at(weights, place, nodes[f"{side}_gain"][reached].astype(np.float32))
    lowest_bit = np.zeros((1 << LEAVES - 1) + 1, dtype=np.uint8)
    lowest_bit[1 << np.arange(LEAVES)] = np.arange(LEAVES)
    return Trees(
        nodes["feature"],
        nodes["threshold"].astype(np.float32),
        (0xFFFF & ~nodes["left"]).astype(np.uint16),
        np.cumsum(sizes) - sizes,
        np.array(data["leaves"], dtype=np.float64),
        weights,
        lowest_bit,
        float(data["bias"]),
    )
