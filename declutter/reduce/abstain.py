"""Abstain: a page with nothing worth keeping comes back empty, not as chrome."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from declutter.page import Page
    from declutter.reduce.selection import Selection

LITTLE = 60.0  # kept words above which a page is worth keeping whatever else it says
HOPE = 0.35  # mean probability of the kept words under which little is nothing
APOLOGY = 0.25  # share of the kept letters in error, consent, login or loader phrases above which little is nothing


def abstain(page: Page, selection: Selection) -> None:
    """Drop the little that was kept on app shells, consent walls, login walls and error pages."""
    kept = np.flatnonzero(selection.keep)
    words = page.words[kept]
    if not len(kept) or words.sum() > LITTLE:
        return
    said = sum(page.hits(name) for name in ("error", "consent", "paywall", "player"))
    sure = float((words * selection.probabilities[kept]).sum() / words.sum())
    apology = float((words * np.broadcast_to(said, len(page))[kept]).sum() / words.sum())
    if sure < HOPE or apology > APOLOGY:
        for block in kept:
            selection.flip(int(block), False, "abstain", "the page holds nothing but chrome")
