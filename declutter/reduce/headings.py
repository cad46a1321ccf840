"""Headings: a heading stays with its section, and goes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from declutter.page import Page
    from declutter.reduce.selection import Selection

LEAST = 0.3  # probability under which a heading is not brought back by its section
REACH = 4  # blocks within which a section's text must begin for its heading to come back


def headings(page: Page, selection: Selection) -> None:
    """Walk backwards and decide each heading by the blocks up to the next heading of its level."""
    heading = page.heading
    below: dict[int, int] = {}  # level -> kept words since the last heading of that level or above
    near = 10**9  # first kept block below
    for i in range(len(page) - 1, -1, -1):
        if not heading[i]:
            if selection.keep[i]:
                near = i
                for level in range(1, 7):
                    below[level] = below.get(level, 0) + int(page.words[i])
            continue
        level = int(page.tags[i][1])
        words = below.get(level, 0)
        if selection.keep[i] and not words and not page.paragraph[i]:
            selection.flip(i, False, "headings", "is a heading with nothing kept below it")
        elif words and near - i <= REACH and i not in selection.flips and selection.probabilities[i] >= LEAST and page.layout.core[i]:
            selection.flip(i, True, "headings", "is the heading of a section that stays")
        for deeper in range(level, 7):
            below[deeper] = 0
