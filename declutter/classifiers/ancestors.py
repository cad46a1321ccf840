"""The containers above a block: how much of the page, and of its running text, each holds, and how much of it is links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

LEVELS = {  # in the words of a note, and of a reason
    "own": ("its container", "is in an element"),
    "parent": ("the container above that", "is in an outer element (two levels up)"),
    "third": ("the third container above it", "is in an outer element (three levels up)"),
    "fourth": ("the fourth container above it", "is in an outer element (four levels up)"),
}
MEASURES = {  # the note, and what a high and a low value say after the words of a reason
    "story": ("share of the running text in {}", "with much of the article", "with little or none of the article"),
    "words": ("share of the page's words in {}", "with much of the page's text", "with little of the page's text"),
    "links": ("share of links in {}", "that is mostly links", "with few links"),
    "dense": ("words per block in {}", "of long blocks", "of short blocks"),
    "prose": ("share of words in {} that are running text", "that is mostly paragraphs", "with few or no paragraphs"),
    "blocks": ("number of blocks in {}", "of many blocks", "of few blocks"),
}
SIGNALS = tuple(
    Signal(f"ancestors.{what}_{level}", note.format(place), True, f"{words} {present}", f"{words} {absent}")
    for what, (note, present, absent) in MEASURES.items()
    for level, (place, words) in LEVELS.items()
)


def measure(page: Page, out: Columns) -> None:
    if page.kind == "lines" or not len(page):
        return
    first, last = page.region_span
    parent = np.maximum(page.region_parent, 0)
    sums = np.zeros((4, len(page) + 1))
    for row, column in zip(sums, (page.layout.mass, page.words, page.linked, page.chars), strict=True):
        np.cumsum(column, out=row[1:])
    story, words, links, chars = sums[:, last] - sums[:, first]
    blocks = np.maximum(last - first, 1)
    measures = (
        story / max(sums[0, -1], 1),
        words / max(sums[1, -1], 1),
        links / np.maximum(chars, 1),
        words / blocks,
        story / np.maximum(words, 1),
        blocks,
    )
    chain = [page.layout.holder]
    for _ in range(1, len(LEVELS)):
        chain.append(parent[chain[-1]])
    out[SIGNALS] = (measure.take(place) for measure in measures for place in chain)
