"""Fitting the trees: rows of features with labels go in, their JSON row in a weights file comes out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsclean.judge.characters import KindTable
from newsclean.judge.features import read_page
from newsclean.judge.training.pages import LabelledPage
from newsclean.judge.trees import LEAVES

if TYPE_CHECKING:
    from numpy import float32, float64, int64
    from numpy.typing import NDArray

SETTINGS = {
    "max_iter": 120,
    "learning_rate": 0.1,
    "max_leaf_nodes": 15,
    "min_samples_leaf": 40,
    "l2_regularization": 10.0,
    "max_features": 0.3,
    "max_bins": 64,
    "early_stopping": False,
}


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of features with their labels (1 is residue) and weights."""

    rows: NDArray[float32]
    drop: NDArray[int64]
    weights: NDArray[float64]


def build_table(pages: Iterable[LabelledPage]) -> Table:
    """Give a row for each line of the pages whose label counts and which no rule takes: the judge has no say there."""
    import numpy as np

    kinds = KindTable()
    rows, drop, weights = [], [], []
    for page in pages:
        counts = (np.array(page.weights) > 0) & np.array([not hit for hit in page.hits])
        if counts.any():
            rows.append(read_page(page.lines, page.hits, kinds).features()[counts])
            drop.append(np.array(page.drop)[counts])
            weights.append(np.array(page.weights)[counts])
    return Table(np.concatenate(rows), np.concatenate(drop), np.concatenate(weights))


def join_tables(tables: Sequence[Table]) -> Table:
    """Lay tables under each other."""
    import numpy as np

    return Table(
        np.concatenate([table.rows for table in tables]),
        np.concatenate([table.drop for table in tables]),
        np.concatenate([table.weights for table in tables]),
    )


def fit_trees(table: Table, seed: int) -> dict[str, Any]:
    """Fit boosted trees and give them as a JSON row."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    model = HistGradientBoostingClassifier(random_state=seed, **SETTINGS)
    model.fit(table.rows, table.drop, sample_weight=table.weights)
    trees = [predictors[0].nodes for predictors in model._predictors]
    return _as_row(trees, float(model._baseline_prediction[0, 0]))


def _as_row(trees: Sequence[Any], bias: float) -> dict[str, Any]:
    """Give trees as flat lists: nodes tree after tree, 16 leaves for each tree."""
    row: dict[str, Any] = {"bias": round(bias, 5)}
    lists: dict[str, list[Any]] = {
        name: [] for name in ("feature", "threshold", "left", "right", "left_gain", "right_gain")
    }
    sizes, leaves = [], []
    for nodes in trees:
        walk = _Walk(nodes, lists)
        before = len(lists["feature"])
        walk.visit(0)
        sizes.append(len(lists["feature"]) - before)
        leaves += [round(value, 4) for value in walk.leaves] + [0.0] * (LEAVES - len(walk.leaves))
    return row | lists | {"sizes": sizes, "leaves": leaves}


class _Walk:
    """A walk through one tree that numbers its leaves from the left and lists its nodes."""

    def __init__(self, nodes: Any, lists: dict[str, list[Any]]) -> None:
        self.nodes = nodes
        self.lists = lists
        self.leaves: list[float] = []

    def visit(self, place: int) -> tuple[int, float, int]:
        """List the nodes under ``place``; give the bits of its leaves, their mean vote and how many rows they had."""
        node = self.nodes[place]
        count = int(node["count"])
        if node["is_leaf"]:
            value = float(node["value"])
            self.leaves.append(value)
            return 1 << len(self.leaves) - 1, value, count
        left, left_value, left_count = self.visit(int(node["left"]))
        right, right_value, right_count = self.visit(int(node["right"]))
        value = (left_value * left_count + right_value * right_count) / max(1, left_count + right_count)
        self.lists["feature"].append(int(node["feature_idx"]))
        self.lists["threshold"].append(_round_down(node["num_threshold"]))
        self.lists["left"].append(left)
        self.lists["right"].append(right)
        self.lists["left_gain"].append(round(left_value - value, 4))
        self.lists["right_gain"].append(round(right_value - value, 4))
        return left | right, value, count


def _round_down(threshold: float) -> float:
    """Give the nearest single-precision number that is not above ``threshold``, as it is written in the file."""
    import numpy as np

    near = np.float32(threshold)
    near = np.nextafter(near, np.float32(-np.inf)) if near > threshold else near
    return float(f"{near:.9g}")
