"""The containers above a block: how much of the page, and of its running text, each holds, and how much of it is links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

LEVELS = {
    "own": "its container",
    "parent": "the container above that",
    "third": "the third container above it",
    "fourth": "the fourth container above it",
}
MEASURES = {
    "story": "share of the running text in {}",
    "words": "share of the page's words in {}",
    "links": "share of links in {}",
    "dense": "words per block in {}",
    "prose": "share of words in {} that are running text",
    "blocks": "number of blocks in {}",
}
SIGNALS = tuple(
    Signal(f"ancestors.{what}_{level}", note.format(place), True) for what, note in MEASURES.items() for level, place in LEVELS.items()
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
