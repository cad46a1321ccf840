"""Rescue: a page whose story lost most of its paragraphs to the cut gets them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from declutter.page import Page
    from declutter.reduce.selection import Selection

LOST = 0.25  # share of the story's words below which too little was kept
LEAST = 0.2  # probability under which a paragraph stays lost all the same


def rescue(page: Page, selection: Selection) -> None:
    """Keep the story's probable paragraphs where hardly any was kept."""
    story = page.layout.story & page.layout.core & (selection.probabilities >= LEAST)
    total = float(page.words[story].sum())
    if total and float(page.words[story & selection.keep].sum()) < LOST * total:
        for block in np.flatnonzero(story):
            selection.flip(int(block), True, "rescue", "a paragraph of the only story on the page")
