"""Fitting the network: rows of features with labels go in, its JSON row in a weights file comes out. Needs torch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsclean.judge.network import FARTHEST
from newsclean.judge.training.fit import Table

if TYPE_CHECKING:
    import torch

UNITS = 96
ROUNDS = 12
ROWS_AT_ONCE = 256
FASTEST = 6e-3
"""Learning rate at its highest; it rises to this and falls again."""
DECAY = 0.05
FEATURES_LEFT_OUT = 0.1
UNITS_LEFT_OUT = 0.3
"""Part of the features and units, 0 to 1, that each round leaves out, so that no few of them decide."""
NARROWEST = 1e-3
DIGITS = 4


def fit_network(table: Table, seed: int) -> dict[str, Any]:
    """Fit a network and give it as a JSON row."""
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(seed)
    rows = torch.from_numpy(table.rows).float()
    means, scales = rows.mean(dim=0), 1 / (rows.std(dim=0) + NARROWEST)
    scaled = ((rows - means) * scales).clamp(-FARTHEST, FARTHEST)
    inward, outward = torch.nn.Linear(scaled.shape[1], UNITS), torch.nn.Linear(UNITS, 1)
    network = torch.nn.Sequential(
        torch.nn.Dropout(FEATURES_LEFT_OUT), inward, torch.nn.ReLU(), torch.nn.Dropout(UNITS_LEFT_OUT), outward
    )
    _teach(network, scaled, torch.from_numpy(table.drop).float(), torch.from_numpy(table.weights).float())
    return {
        "means": _round(means),
        "scales": _round(scales),
        "inward": [_round(column) for column in inward.weight.T],
        "biases": _round(inward.bias),
        "outward": _round(outward.weight[0]),
        "bias": _round(outward.bias)[0],
    }


def _teach(network: torch.nn.Sequential, rows: torch.Tensor, drop: torch.Tensor, weights: torch.Tensor) -> None:
    """Show the network all rows, in another order each round."""
    import torch

    size = len(rows)
    steps = ROUNDS * -(-size // ROWS_AT_ONCE)
    optimizer = torch.optim.AdamW(network.parameters(), lr=FASTEST, weight_decay=DECAY)
    pace = torch.optim.lr_scheduler.OneCycleLR(optimizer, FASTEST, total_steps=steps)
    for _ in range(ROUNDS):
        for places in torch.randperm(size).split(ROWS_AT_ONCE):  # type: ignore[no-untyped-call]
            optimizer.zero_grad()
            loss = torch.nn.functional.binary_cross_entropy_with_logits(
                network(rows[places])[:, 0], drop[places], weights[places], reduction="sum"
            )
            (loss / weights[places].sum()).backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            pace.step()


def _round(values: torch.Tensor) -> list[float]:
    """Give numbers as they are written in the file."""
    return [float(f"{value:.{DIGITS}g}") for value in values.tolist()]
