"""Offers of a paywall: the short box below a teaser that asks to subscribe goes as a whole, its heading and reasons too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from declutter.page import Page
    from declutter.reduce.selection import Selection

LONGEST = 150  # words; a larger box named for the paywall holds the text behind it
MOST = 0.34  # share of the words that stay, for the same reason


def paywall_offer(page: Page, selection: Selection) -> None:
    """Drop every run of blocks in a paywall's container in which a phrase asks to log in, to register or to pay."""
    inside = page.inside("paywall")
    if not (inside & selection.keep).any():
        return
    offers = (page.hits("paywall") > 0) | (page.hits("subscribe") > 0)
    total = float(page.words[selection.keep].sum())
    edges = np.flatnonzero(np.diff(np.concatenate(([False], inside, [False])).astype(np.int8)))
    for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        kept = float((page.words * selection.keep)[first:last].sum())
        if offers[first:last].any() and page.words[first:last].sum() <= LONGEST and kept <= MOST * total:
            for block in range(first, last):
                selection.flip(block, False, "paywall_offer", "belongs to the offer of a paywall")
