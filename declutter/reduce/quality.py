"""Quality: what F1 a page's text can be expected to reach, from what was kept. Learned on pages that the judge had not seen."""

from __future__ import annotations

from math import exp, log1p
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from declutter.page import Page
    from declutter.reduce.selection import Selection

APOLOGIES = ("error", "consent", "paywall", "player")
BOXES = ("consent", "paywall", "dialog")
FEW = 60  # kept words under which a text is more likely to be chrome


def measures(page: Page, selection: Selection) -> dict[str, float]:
    """What the estimate rests on; shares (0..1) by words, lengths as logarithms."""
    kept = np.flatnonzero(selection.keep)
    words = page.words[kept]
    count = max(float(words.sum()), 1.0)
    said = sum((page.hits(name) for name in APOLOGIES), page.zeros)

    def share(values: object) -> float:
        return float((words * np.asarray(values)[kept]).sum()) / count

    return {
        "expected": selection.expected_f1,
        "sure": share(selection.probabilities),
        "words": log1p(count) / 10,
        "few": max(0.0, 1 - count / FEW),
        "page": log1p(float(page.words.sum())) / 10,
        "kept": count / max(float(page.words.sum()), 1.0),
        "story": share(page.layout.story),
        "links": share(page.link_density),
        "apology": share(said),
        "boxed": share(page.inside(*BOXES)) if page.bits else 0.0,
    }


def estimate(page: Page, selection: Selection, weights: Mapping[str, float]) -> float:
    """The F1 (0..1) to expect of what is kept; the judge's own expectation where there are no weights."""
    if not weights:
        return selection.expected_f1
    return 1 / (1 + exp(-weights["bias"] - sum(weights[name] * value for name, value in measures(page, selection).items())))
