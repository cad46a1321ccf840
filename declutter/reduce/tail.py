"""Tail: what is kept after the last paragraph without being one (teaser titles, link lists, labels) goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from declutter.page import Page
    from declutter.reduce.selection import Selection

ENOUGH = 60  # words of kept paragraphs before a page has a tail at all
SURE = 0.75  # probability from which a block is no tail
LINKED = 0.6
NEAR = 6  # blocks after the last paragraph that may belong to it


def tail(page: Page, selection: Selection) -> None:
    """Drop doubtful short blocks well after the last kept paragraph."""
    paragraphs = np.flatnonzero(selection.keep & page.paragraph)
    if not len(paragraphs) or page.words[paragraphs].sum() < ENOUGH:
        return
    last = int(paragraphs[-1])
    part = page.inside("table", "list") & page.layout.core & (page.link_density < LINKED)
    for block in np.flatnonzero(selection.keep[last + 1 :]) + last + 1:
        if part[block]:
            continue
        linked = page.link_density[block] > LINKED
        if (selection.probabilities[block] < SURE and block - last > NEAR) or (linked and selection.probabilities[block] < SURE):
            selection.flip(int(block), False, "tail", "is no paragraph and stands after the last one")
