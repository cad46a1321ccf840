"""The containers above a block: how much of the page, and of its running text, each holds, and how much of it is links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

LEVELS = {  # in the words of a note, and of a reason
    "own": ("its container", "the element around it"),
    "parent": ("the container above that", "the element two levels up"),
    "third": ("the third container above it", "the element three levels up"),
    "fourth": ("the fourth container above it", "the element four levels up"),
}
MEASURES = {  # the note, and what a high and a low value say
    "story": ("share of the running text in {}", "has much of the article in {}", "has little or none of the article in {}"),
    "words": ("share of the page's words in {}", "has much of the page in {}", "has little of the page in {}"),
    "links": ("share of links in {}", "has mostly links in {}", "has few links in {}"),
    "dense": ("words per block in {}", "is among long blocks in {}", "is among short blocks in {}"),
    "prose": ("share of words in {} that are running text", "has mostly paragraphs in {}", "has few or no paragraphs in {}"),
    "blocks": ("number of blocks in {}", "is one of many blocks in {}", "is one of few blocks in {}"),
}
SIGNALS = tuple(
    Signal(f"ancestors.{what}_{level}", note.format(place), True, present.format(words), absent.format(words))
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
