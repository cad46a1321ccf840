"""Headings: a heading stays with its section, and goes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from declutter.page import Page
    from declutter.reduce.selection import Selection

LEAST = 0.3  # probability under which a heading is not brought back by its section
REACH = 4  # blocks within which a section's text must begin for its heading to come back


def headings(page: Page, selection: Selection) -> None:
    """Decide each heading, the last first, by the blocks up to the next heading of its level or above."""
    places = np.flatnonzero(page.heading).tolist()
    if not places:
        return
    kept = np.flatnonzero(selection.keep & ~page.heading)
    ends = [len(page)] * 7  # for each level: where its open section ends
    for i in reversed(places):
        level = int(page.tags[i][1])
        first = int(np.searchsorted(kept, i))
        near = int(kept[first]) if first < len(kept) else len(page)
        filled = near < ends[level]
        if selection.keep[i] and not filled and not page.paragraph[i]:
            selection.flip(i, False, "headings", "is a heading with nothing kept below it")
        elif filled and near - i <= REACH and i not in selection.flips and selection.probabilities[i] >= LEAST and page.layout.core[i]:
            selection.flip(i, True, "headings", "is the heading of a section that stays")
        for deeper in range(level, 7):
            ends[deeper] = i
