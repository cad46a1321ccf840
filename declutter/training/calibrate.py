"""Calibration: the weights of the ensemble, the estimate of a page's F1, and how far probabilities can be trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.judge import Ensemble, probability

if TYPE_CHECKING:
    from declutter.page import Floats

RIDGE = 0.5
ROUNDS = 50


def fit_quality(measures: list[dict[str, float]], f1: list[float]) -> dict[str, float]:
    """Weights of a logistic regression of F1 (0..1, a soft target) on the measures of `declutter.reduce.quality`, by Newton's method.

    Nothing comes of no pages: sets whose truth is snippets have no F1.
    """
    if not measures:
        return {}
    names = list(measures[0])
    x = np.array([[1.0, *(m[name] for name in names)] for m in measures])
    y = np.array(f1)
    ridge = np.diag([0.0] + [RIDGE] * len(names))
    weights = np.zeros(x.shape[1])
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-x @ weights))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + ridge + 1e-6 * np.eye(len(weights))
        weights += np.linalg.solve(hessian, x.T @ (y - p) - ridge @ weights)
    return {name: round(float(weight), 3) for name, weight in zip(["bias", *names], weights, strict=True)}


def fit_ensemble(block_model: Floats, context_model: Floats, labels: Floats, weights: Floats) -> dict[str, float]:
    """Weights of the judge's two models, by logistic regression of the labels on both (Wolpert, "Stacked generalization", 1992).

    Args:
        block_model: log-odds by the block model, from judges that have not seen their domains.
        context_model: log-odds by the network, likewise.
        labels: share (0..1) of each block that is main text.
        weights: what each block counts.
    """
    x, start = np.stack((block_model, context_model), 1).astype(np.float64), np.array(Ensemble())
    counts = start.copy()
    for _ in range(ROUNDS):
        p = probability(x @ counts)
        hessian = (x * (weights * p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(2)
        counts += np.linalg.solve(hessian, x.T @ (weights * (labels - p)) - RIDGE * (counts - start))
    return {name: round(float(count), 2) for name, count in zip(Ensemble._fields, counts, strict=True)}


def reliability(probabilities: Floats, labels: Floats, weights: Floats, bins: int = 10) -> list[tuple[float, float, float]]:
    """For each tenth of the scale: mean probability, mean label, share of the weight. A calibrated judge has the first two equal."""
    place = np.minimum((probabilities * bins).astype(int), bins - 1)
    rows = []
    for number in range(bins):
        chosen = place == number
        mass = float(weights[chosen].sum())
        if mass:
            said, true = (round(float((column[chosen] * weights[chosen]).sum()) / mass, 3) for column in (probabilities, labels))
            rows.append((said, true, round(mass / float(weights.sum()), 3)))
    return rows
