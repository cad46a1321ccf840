"""Abstain: returns an empty text for a page without main content, instead of its boilerplate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.structure.tables import Tables

if TYPE_CHECKING:
    from declutter.page import Page
    from declutter.reduce.selection import Selection

LITTLE = 60.0  # kept words above which a low quality is no reason to give up a page
SHELL = 300.0  # words of a whole page above which it is not an app shell
MODEST = 250.0  # kept words above which a page is kept whatever its phrases
MIN_QUALITY = 0.4  # estimated F1 under which a few words are not kept
APOLOGY = 0.15  # share of the kept characters in error, consent, login or loader phrases above which a page has no other content
SURE = 0.5  # mean probability of the kept words under which a few words are not kept
BARE = 3.0  # words of plain lines under which they are a name or an address rather than a text
CERTAIN = 0.8  # probability of a block without such phrases from which it is main content
MOST = 0.5  # share of the kept words in such blocks above which a page is never given up
CELLS = 6  # cells of tables of data, likely ones outside such boxes, from which a page is no shell: neither walls nor error pages have them
BOXED = 0.8  # share of the kept words in consent, login or overlay boxes above which a few words are not kept


def abstain(page: Page, selection: Selection, balanced: Selection) -> None:
    """Drop all kept blocks of app shells, consent walls, login walls and error pages.

    The balanced selection decides for every focus: whether a page has main content does not depend on how much of it the caller wants.
    """
    if holds_nothing(page, balanced):
        for block in np.flatnonzero(selection.keep):
            selection.flip(int(block), False, "abstain", "the page holds nothing but chrome")


def holds_nothing(page: Page, selection: Selection) -> bool:
    """Whether the kept blocks are few words and no main content."""
    kept = np.flatnonzero(selection.keep)
    words = page.words[kept]
    count = float(words.sum())
    if not count or count > MODEST or holds_table(page, selection):
        return False
    coverage = (page.hits("error") + page.hits("consent") + page.hits("paywall") + page.hits("player"))[kept]
    in_box = page.inside("consent", "paywall", "dialog")[kept]
    certain = (selection.probabilities[kept] >= CERTAIN) & (coverage == 0) & ~in_box
    bare = page.kind == "lines" and count < BARE
    if float(words[certain].sum()) > MOST * count and not bare:
        return False
    apology = float((words * coverage).sum()) / count
    boxed = float(words[in_box].sum()) / count
    sure = float((words * selection.probabilities[kept]).sum()) / count
    nothing = bare or selection.quality < MIN_QUALITY or sure < SURE or boxed > BOXED
    return apology > APOLOGY or (count <= LITTLE and nothing and float(page.words.sum()) <= SHELL)


def holds_table(page: Page, selection: Selection) -> bool:
    """Whether the kept blocks hold a table of data: a price list or a league table is main content in few words."""
    if page.kind == "lines":
        return False
    cells = page.tagged("td", "th") & selection.keep & (selection.probabilities >= SURE) & ~page.inside("consent", "paywall", "dialog")
    tables = Tables(page)
    return int(cells.sum()) >= CELLS and sum(tables.cell(block) is not None for block in np.flatnonzero(cells).tolist()) >= CELLS
