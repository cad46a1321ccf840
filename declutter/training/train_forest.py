"""Train the forest: gradient boosting on soft labels with LightGBM, on top of the scorecard; then LightGBM's trees -> ours.

Friedman, "Greedy function approximation: a gradient boosting machine" (2001); Ke et al., "LightGBM" (2017).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from declutter.judge.forest import NODES, SPLITS

if TYPE_CHECKING:
    from declutter.page import Floats

SETTINGS = {
    "objective": "cross_entropy",
    "num_leaves": 8,
    "max_depth": 3,
    "learning_rate": 0.2,
    "max_bin": 31,
    "min_data_in_leaf": 60,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "boost_from_average": False,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}
NEVER = 1e30  # threshold of a split that a smaller tree does not have
Tree = tuple[list[int], list[float], list[float]]


class Size(NamedTuple):
    """Size of a forest: number of trees, and the share of the signals that each may use."""

    trees: int
    signals: float


SIZES = {"html": Size(150, 0.3), "lines": Size(120, 0.3)}  # HTML also has augmented copies


def train_forest(matrix: Floats, labels: Floats, weights: Floats, start: Floats, workers: int, size: Size) -> list[Tree]:
    """Trees as ``[signals, thresholds, values]`` (see `declutter.judge.forest`).

    Args:
        matrix: examples (rows) by signals (columns).
        labels: share (0..1) of each example that is main text.
        weights: weight of each example.
        start: the scorecard's log-odds of each example, which the trees add to.
        workers: threads; the result does not depend on them.
        size: number of trees and share of signals per tree.
    """
    import lightgbm

    data = lightgbm.Dataset(matrix, labels, weight=weights / weights.mean(), init_score=start)
    booster = lightgbm.train({**SETTINGS, "feature_fraction": size.signals, "num_threads": workers, "seed": 1}, data, size.trees)
    roots = [tree["tree_structure"] for tree in booster.dump_model()["tree_info"]]
    return [heap(root) for root in roots if "leaf_value" not in root]  # with too few examples a tree is a single leaf


def heap(root: dict[str, Any]) -> Tree:
    """A tree of depth three or less as a full binary heap; leaves further up are copied down."""
    signals, thresholds, values = [0] * SPLITS, [NEVER] * SPLITS, [0.0] * NODES
    places: list[tuple[int, dict[str, Any]]] = [(0, root)]
    while places:
        place, node = places.pop()
        leaf = "leaf_value" in node
        values[place] = float(f"{node['leaf_value' if leaf else 'internal_value']:.3f}")
        if place >= SPLITS:
            continue
        if not leaf:
            signals[place], thresholds[place] = int(node["split_feature"]), float(f"{node['threshold']:.5g}")
        places += [(2 * place + 1, node if leaf else node["left_child"]), (2 * place + 2, node if leaf else node["right_child"])]
    return signals, thresholds, values
