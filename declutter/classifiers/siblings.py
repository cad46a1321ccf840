"""Group statistics of blocks that share a path of tags and classes (cards, list rows, paragraphs)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from declutter.page import Signal

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from declutter.classifiers.columns import Columns
    from declutter.page import Ints, Page

OF = (  # in the words of a note, and of a reason
    ("path", "of its kind", "shares its tags and classes with"),
    ("parent", "of its parent's kind", "is in a kind of element that holds"),
)
MEASURES = (  # the note, and what a high and a low value say after the words of a reason
    ("count", "number of blocks {}", "many blocks", "few blocks"),
    ("words", "share of the page's words in blocks {}", "much of the page's text", "little of the page's text"),
    ("story", "share of the running text in blocks {}", "much of the article", "little or none of the article"),
    ("rank", "running text in blocks {} against the kind that has most", "most paragraphs of the page", "few or no paragraphs"),
    ("dense", "words per block, of blocks {}", "long blocks", "short blocks"),
    ("largest", "words of the longest block {}", "a long block", "no long block"),
    ("span", "share of the page over which blocks {} are spread", "blocks all over the page", "blocks in one place only"),
    ("links", "share of links in blocks {}", "many links", "few links"),
)
SIGNALS = tuple(
    Signal(f"siblings.{name}_{level}", note.format(of), True, f"{words} {present}", f"{words} {absent}")
    for level, of, words in OF
    for name, note, present, absent in MEASURES
)


def measure(page: Page, out: Columns) -> None:
    if page.kind == "lines" or not len(page):
        return
    out[SIGNALS] = (row for group in (page.layout.path, page.layout.parent_path) for row in of_group(page, group))


def of_group(page: Page, group: Ints) -> list[NDArray[Any]]:
    """The measures of each block's group."""
    mass = page.layout.mass
    count = np.bincount(group)
    words, story, links, chars = (np.bincount(group, weights) for weights in (page.words, mass, page.linked, page.chars))
    order = np.argsort(group, kind="stable")
    starts = np.cumsum(count) - count
    kinds = np.flatnonzero(count)
    first, last, largest = np.zeros((3, len(count)))
    first[kinds] = order[starts[kinds]]
    last[kinds] = order[starts[kinds] + count[kinds] - 1]
    largest[kinds] = np.maximum.reduceat(page.words[order], starts[kinds])
    measures = (
        count,
        words / max(float(page.words.sum()), 1),
        story / max(float(mass.sum()), 1),
        story / max(float(story.max()), 1),
        words / np.maximum(count, 1),
        largest,
        (last - first) / len(group),
        links / np.maximum(chars, 1),
    )
    return [measure.take(group) for measure in measures]
