"""The cut: keeps the most probable blocks, as many as maximise the expected F measure of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from declutter.page import Page
    from declutter.reduce.selection import Selection

PROSE = 0.7  # share of running text among the words expected in the text from which recall counts less:
STRICT = 0.8  # factor of recall's weight there: between paragraphs a kept advert is worse than a lost caption
BIAS = 0.8  # weight of the words that are expected in the whole page; values from .6 to 1 score alike


def cut(page: Page, selection: Selection) -> None:
    """With blocks sorted by probability p and w words each, keep the prefix with the largest
    (1 + b) * sum_kept(w p) / (sum_kept(w) + b * BIAS * sum_all(w p)), where b is the weight of recall, squared:
    the expected F measure (van Rijsbergen, "Information Retrieval", 1979).
    """
    if not len(page):
        return
    p = selection.probabilities.astype(np.float64)
    order = np.argsort(-p, kind="stable")
    weight = page.words[order].astype(np.float64)
    expected = np.cumsum(weight * p[order])
    taken = np.cumsum(weight)
    selection.prose = float((p * page.words * page.layout.story).sum()) / max(float(expected[-1]), 1e-9)
    squared = (selection.recall_weight * (STRICT if selection.prose > PROSE else 1.0)) ** 2
    best = int(((1 + squared) * expected / np.maximum(taken + squared * BIAS * expected[-1], 1e-9)).argmax())
    selection.keep[order[: best + 1]] = True
    selection.threshold = float(p[order[best]])
    selection.expected_f1 = float(2 * expected[best] / max(float(taken[best] + expected[-1]), 1e-9))
