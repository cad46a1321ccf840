"""Copies: keeps one of two copies of the same text, as for small and for large screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from declutter.page import Page
    from declutter.reduce.selection import Selection

LEAST = 8  # words of a block that can be a copy: shorter ones are refrains, labels and cells
LONG = 80  # words of a run of copies from which it is no coincidence
BLOCKS = 3  # … and its blocks: a manual gives the first sentence of a section in its list of sections as well
GAP = 2  # kept blocks from one copy to the next


def copies(page: Page, selection: Selection) -> None:
    """Drop the later of two runs of kept blocks with the same texts in the same order, in different containers."""
    if page.thread:
        return
    kept = np.flatnonzero(selection.keep & (page.words >= LEAST) & ~page.tagged("li", "dt", "dd", "td", "th")).tolist()
    holder = page.layout.holder
    first: dict[str, int] = {}
    run: list[int] = []
    source = before = -GAP
    for place, i in enumerate(kept):
        earlier = first.setdefault(page.texts[i], place)
        if earlier == place or (page.kind == "html" and holder[i] == holder[kept[earlier]]):
            continue
        if not (0 < earlier - source <= GAP and place - before <= GAP):
            drop(page, selection, run)
            run = []
        run.append(i)
        source, before = earlier, place
    drop(page, selection, run)


def drop(page: Page, selection: Selection, run: list[int]) -> None:
    """Drop a run of copies if it is long enough."""
    if len(run) >= BLOCKS and float(page.words[run].sum()) >= LONG:
        for i in run:
            selection.flip(i, False, "copies", "stands in the text already")
