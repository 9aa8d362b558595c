"""The model of the line judge: rows of features go in, the probability of residue and what weighed come out.

Boosted trees and a small network vote together. Both are numbers in a JSON file: nothing in it can run.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from newsclean.errors import ConfigError
from newsclean.judge.features import FEATURE_NAMES
from newsclean.judge.network import Network, build_network
from newsclean.judge.trees import Trees, build_trees

if TYPE_CHECKING:
    from numpy import float32, float64, int64, uint16
    from numpy.typing import NDArray

FORMAT = 2
NETWORK_SHARE = 0.5
"""What the vote of the network counts, 0 to 1; the trees have the rest."""
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
        doublings = (shapes[:, _LENGTH] - math.log1p(LONG)) / math.log(2)
        cuts: NDArray[float32] = np.minimum(self.level + self.rise * np.maximum(doublings, 0), HIGHEST_CUT)
        return cuts


class Ballot(NamedTuple):
    """The ``probabilities`` (0 to 1) that rows are residue, and what they come from: leaves of trees, excited units."""

    probabilities: NDArray[float64]
    leaves: NDArray[uint16]
    excited: NDArray[float64]

    def take(self, places: NDArray[int64]) -> Ballot:
        """Give what was found in the rows at some places."""
        return Ballot(
            self.probabilities.take(places), self.leaves.take(places, axis=1), self.excited.take(places, axis=0)
        )


@dataclass(frozen=True, slots=True)
class Voters:
    """Trees and a network that vote on the same rows: fitted to the same lines, they err on different ones."""

    trees: Trees
    network: Network

    def score(self, rows: NDArray[float32]) -> Ballot:
        """Give the probability that each row (at least one) is residue."""
        leaves, excited = self.trees.find_leaves(rows), self.network.excite(rows)
        votes = (1 - NETWORK_SHARE) * self.trees.vote(leaves) + NETWORK_SHARE * self.network.vote(excited)
        return Ballot(1 / (1 + np.exp(-votes)), leaves, excited)

    def weigh(self, rows: NDArray[float32], ballot: Ballot) -> NDArray[float64]:
        """Give how much each group of features (``explain.GROUPS``) spoke for residue, a row for each row."""
        weights: NDArray[float64] = NETWORK_SHARE * self.network.weigh(rows, ballot.excited)
        weights += (1 - NETWORK_SHARE) * self.trees.weigh(ballot.leaves)
        return weights


@dataclass(frozen=True, slots=True)
class Model:
    """Voters with the working points that were measured for them."""

    voters: Voters
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
    return Model(build_voters(data), {name: Cut(*numbers) for name, numbers in data["points"].items()})


def build_voters(data: Mapping[str, Any]) -> Voters:
    """Build the arrays of a model from its JSON row."""
    return Voters(build_trees(data["trees"]), build_network(data["network"]))
