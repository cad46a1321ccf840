"""Headings: keeps a heading right above a kept paragraph of the story."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from declutter.page import Page
    from declutter.reduce.selection import Selection

LEAST = 0.2  # probability under which a heading is not brought back
OTHER = 0.3  # coverage by phrases that head another section ("Related stories", "Comments") above which it stays dropped
ELSEWHERE = ("comments", "legal", "paywall", "related", "share", "byline", "subscribe", "navigation", "pagination", "tags")


def headings(page: Page, selection: Selection) -> None:
    """Bring back each heading between kept text and a kept paragraph that stands in the same container."""
    keep = selection.keep
    if page.kind == "lines" or not keep.any():
        return
    first = int(keep.argmax())
    under = np.append(keep[1:] & page.layout.story[1:] & (page.layout.holder[1:] == page.layout.holder[:-1]), False)
    coverage = sum((page.hits(name) for name in ELSEWHERE), page.zeros)
    for i in np.flatnonzero(page.heading & under & ~keep & (selection.probabilities >= LEAST) & (coverage <= OTHER)).tolist():
        if i > first and i not in selection.flips:
            selection.flip(i, True, "headings", "heads a kept paragraph")
