"""Enclosed: keeps code, formulas, tables of data, lists of short items, and headings between two kept blocks of one container.

They are short, so the judge is less sure of them than of paragraphs. They stay dropped where they are boilerplate: in a container with a
name of boilerplate that does not hold the kept blocks as well, covered by phrases of boilerplate, or a list of links to other pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from declutter.reduce.short_blocks import ShortBlocks, covered, names_mask
from declutter.structure.tables import Tables

if TYPE_CHECKING:
    from declutter.page import Bools, Ints, Page
    from declutter.reduce.selection import Selection

WHOLE = 0.75  # share of the kept words in the article's container
LEAST = {"code": 0.15, "formula": 0.1, "table": 0.2, "list": 0.3, "heading": 0.2}  # probability from which a block is kept
NOUNS = {"code": "code", "formula": "a formula", "table": "a table cell", "list": "a list item", "heading": "a heading"}


class Gaps(NamedTuple):
    """The kept blocks before and after each block: -1 and the number of blocks where there is none."""

    before: Ints
    after: Ints


def enclosed(page: Page, selection: Selection) -> None:
    """Keep what stands between kept blocks and is code, a formula, a table, a short item or a heading, and no boilerplate."""
    if page.bare or selection.keep.sum() < 2:
        return
    gaps = gaps_of(selection.keep)
    open_to = candidates(page, selection, gaps)
    if not open_to.any():
        return
    kinds = ShortBlocks(page, Tables(page))
    found: dict[int, str] = {}
    kept = {page.texts[i] for i in np.flatnonzero(selection.keep & page.tagged("pre")).tolist()}
    for i in np.flatnonzero(open_to).tolist():
        kind = kinds.of(i)
        if not kind or selection.probabilities[i] < LEAST[kind] or (kind == "code" and page.texts[i] in kept):
            continue
        if kind == "code":
            kept.add(page.texts[i])  # the same sample in another tab, or in an editor beside it
        found[i] = kind
    for i in sorted(found, reverse=True):  # a heading stays if what it heads does
        if found[i] != "heading" or selection.keep[i + 1]:
            selection.flip(i, True, "enclosed", f"is {NOUNS[found[i]]} between kept blocks")


def gaps_of(keep: Bools) -> Gaps:
    """The nearest kept block on each side of every block."""
    index = np.arange(len(keep))
    before = np.maximum.accumulate(np.where(keep, index, -1))
    after = np.minimum.accumulate(np.where(keep, index, len(keep))[::-1])[::-1]
    return Gaps(before, after)


def candidates(page: Page, selection: Selection, gaps: Gaps) -> Bools:
    """Dropped blocks between two kept ones of the article's container, without evidence of boilerplate."""
    keep = selection.keep
    inside = ~keep & (gaps.before >= 0) & (gaps.after < len(keep))
    inside[[*selection.flips]] = False
    where = np.flatnonzero(inside)
    bits = page.block_bits
    shared = bits[gaps.before[where]] & bits[gaps.after[where]]  # the names of a container around all three say nothing
    named = (bits[where] & ~shared & names_mask(page)) != 0
    inside[where] = ~named & ~covered(page)[where]
    return inside & in_article(page, keep, gaps)


def in_article(page: Page, keep: Bools, gaps: Gaps) -> Bools:
    """Blocks whose kept neighbours have a common container within the article's, the deepest with most of the kept words."""
    held = np.concatenate(([0.0], np.cumsum(page.words * keep, dtype=np.float64)))
    first, last = page.region_span
    article = int(np.flatnonzero(held[last] - held[first] >= WHOLE * held[-1])[-1])
    begin, end = int(first[article]), int(last[article])
    index = np.arange(len(keep))
    result: Bools = (index > begin) & (index < end) & (gaps.before >= begin) & (gaps.after < end)
    return result
