"""Abstain: a page with nothing worth keeping comes back empty, not as chrome."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from declutter.page import Page
    from declutter.reduce.selection import Selection

LITTLE = 60.0  # kept words above which a low quality is no reason to give up a page
SHELL = 300.0  # words of a whole page above which it is no mere shell
MODEST = 250.0  # kept words above which a page is worth keeping whatever it says
HOPE = 0.4  # quality under which little is nothing
APOLOGY = 0.15  # share of the kept letters in error, consent, login or loader phrases above which a page is nothing else
SURE = 0.5  # mean probability of the kept words under which little is nothing
BARE = 3.0  # words of plain lines that are a name or an address rather than a text
BOXED = 0.8  # share of the little that was kept that sits in consent, login or overlay boxes


def abstain(page: Page, selection: Selection, balanced: Selection) -> None:
    """Drop the little that was kept on app shells, consent walls, login walls and error pages.

    The balanced selection decides for every focus: a page holds something or it does not, however much of it is asked for.
    """
    if holds_nothing(page, balanced):
        for block in np.flatnonzero(selection.keep):
            selection.flip(int(block), False, "abstain", "the page holds nothing but chrome")


def holds_nothing(page: Page, selection: Selection) -> bool:
    """Whether what was kept is little, and no text."""
    kept = np.flatnonzero(selection.keep)
    words = page.words[kept]
    count = float(words.sum())
    if not count or count > MODEST:
        return False
    said = page.hits("error") + page.hits("consent") + page.hits("paywall") + page.hits("player")
    apology = float((words * said[kept]).sum()) / count
    boxed = float(words[page.inside("consent", "paywall", "dialog")[kept]].sum()) / count
    sure = float((words * selection.probabilities[kept]).sum()) / count
    bare = page.kind == "lines" and count < BARE
    nothing = bare or selection.quality < HOPE or sure < SURE or boxed > BOXED
    return apology > APOLOGY or (count <= LITTLE and nothing and float(page.words.sum()) <= SHELL)
