"""Enclosed: keeps code, formulas, tables of data, lists of short items, and headings between two kept blocks of one container.

They are short, so the judge is less sure of them than of paragraphs. They stay dropped where they are boilerplate: in a container with a
name of boilerplate that does not hold the kept blocks as well, covered by phrases of boilerplate, or a list of links to other pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.reduce.short_blocks import ShortBlocks, covered, names_mask
from declutter.structure.tables import Tables

if TYPE_CHECKING:
    from declutter.page import Bools, Ints, Page
    from declutter.reduce.selection import Selection

WHOLE = 0.75  # share of the kept words in the article's container
LEAST = {"code": 0.15, "formula": 0.1, "table": 0.2, "list": 0.3, "heading": 0.2}  # probability from which a block is kept
PROFILE = ("list", "heading")  # kinds that stand beside the messages of a thread: who wrote them, how often, since when
LABEL = 0.4  # probability of a heading that phrases of boilerplate cover: "See also" is a section of a manual
AT_END = 0.2  # added to it where only one side has a kept block
NOUNS = {"code": "code", "formula": "a formula", "table": "a table cell", "list": "a list item", "heading": "a heading"}


def enclosed(page: Page, selection: Selection) -> None:
    """Keep what stands between kept blocks, or beside one at an end of their container, and is short and no boilerplate."""
    if page.bare or selection.keep.sum() < 2:
        return
    where, at_end = candidates(page, selection)
    kinds = ShortBlocks(page, Tables(page))
    code = {page.texts[i] for i in np.flatnonzero(selection.keep & page.tagged("pre")).tolist()}
    found: dict[int, str] = {}
    for i, more in zip(where.tolist(), (at_end * AT_END).tolist(), strict=True):
        kind = kinds.of(i)
        known = kind == "code" and page.texts[i] in code
        if not kind or known or (page.thread and kind in PROFILE) or selection.probabilities[i] < LEAST[kind] + more:
            continue
        if kind == "code":
            code.add(page.texts[i])  # the same sample in another tab, or in an editor beside it, is kept once
        found[i] = kind
    doubtful = covered(page) & (selection.probabilities < LABEL)
    for i in sorted(found, reverse=True):  # a heading stays if what it heads does
        if found[i] != "heading" or (i + 1 < len(page) and selection.keep[i + 1] and not doubtful[i]):
            selection.flip(i, True, "enclosed", f"is {NOUNS[found[i]]} between kept blocks")


def candidates(page: Page, selection: Selection) -> tuple[Ints, Bools]:
    """Dropped blocks of the article's container without evidence of boilerplate, and which of them have a kept block on one side only."""
    keep = selection.keep
    begin, end = article(page, keep)
    inside = ~keep[begin:end]
    inside[[i - begin for i in selection.flips if begin <= i < end]] = False
    phrases = covered(page) & ~page.heading & ~page.tagged("td", "th")  # "3" is a page number, or a cell
    where = begin + np.flatnonzero(inside & ~phrases[begin:end])
    kept = np.flatnonzero(keep[begin:end]) + begin
    place = np.searchsorted(kept, where)
    at_end = (place == 0) | (place == len(kept))
    bits = page.block_bits
    shared = bits[kept[np.maximum(place - 1, 0)]] & bits[kept[np.minimum(place, len(kept) - 1)]]
    names = bits[where] & ~shared & names_mask(page)  # those of a container around the kept blocks as well say nothing
    names[page.heading[where]] &= ~(page.bits["aside"] | page.bits["header"])  # a heading may stand in a "widget" or <header> of its own
    return where[names == 0], at_end[names == 0]


def article(page: Page, keep: Bools) -> tuple[int, int]:
    """First block of the deepest container with most of the kept words, and one past its last block."""
    held = np.concatenate(([0.0], np.cumsum(page.words * keep, dtype=np.float64)))
    first, last = page.region_span
    region = np.flatnonzero(held[last] - held[first] >= WHOLE * held[-1])[-1]
    return int(first[region]), int(last[region])
