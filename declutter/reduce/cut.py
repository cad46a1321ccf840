"""The cut: keep the most probable blocks, as many as maximise the expected F1 of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from declutter.page import Page
    from declutter.reduce.selection import Selection

BIAS = 0.8  # weight of the words that are expected in the whole page; anything from .6 to 1 measures alike


def cut(page: Page, selection: Selection) -> None:
    """With blocks sorted by probability p and w words each, keep the prefix with the largest
    2 * sum_kept(w p) / (sum_kept(w) + BIAS * sum_all(w p)): the F1 that the probabilities lead one to expect.
    """
    if not len(page):
        return
    p = selection.probabilities.astype(np.float64)
    order = np.argsort(-p, kind="stable")
    weight = page.words[order].astype(np.float64)
    expected = np.cumsum(weight * p[order])
    gain = 2 * expected / np.maximum(np.cumsum(weight) + BIAS * expected[-1], 1e-9)
    best = int(gain.argmax())
    selection.keep[order[: best + 1]] = True
    selection.expected_f1 = float(2 * expected[best] / max(float(weight[: best + 1].sum() + expected[-1]), 1e-9))
