"""Quality: a logistic regression of a page's F1 on features of the kept text, fitted on pages that the judge was not trained on."""

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
FEW = 60  # kept words under which a text is more likely to be boilerplate


def measures(page: Page, selection: Selection) -> dict[str, float]:
    """Features of the estimate: shares (0..1) of words, logarithms of lengths."""
    kept = np.flatnonzero(selection.keep)
    words = page.words[kept]
    count = max(float(words.sum()), 1.0)
    coverage = sum((page.hits(name) for name in APOLOGIES), page.zeros)

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
        "apology": share(coverage),
        "boxed": share(page.inside(*BOXES)) if page.bits else 0.0,
    }


def estimate(page: Page, selection: Selection, weights: Mapping[str, float]) -> float:
    """Expected F1 (0..1) of the kept text; by the probabilities alone where there are no weights."""
    if not weights:
        return selection.expected_f1
    found = 1 / (1 + exp(-weights["bias"] - sum(weights[name] * value for name, value in measures(page, selection).items())))
    return min(found, certain(page, selection)) if page.bare else found


def certain(page: Page, selection: Selection) -> float:
    """Upper limit of the quality of a few plain lines: nothing around a single line shows whether it is a text or boilerplate."""
    return 0.5 + 0.5 * min(1.0, float(page.words[selection.keep].sum()) / FEW)
