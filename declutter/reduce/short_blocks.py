"""Short blocks that belong to a text: code, formulas, cells, items and headings; and the evidence that a block is boilerplate."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from declutter.page import Bools, Ints, Page
    from declutter.structure.tables import Tables

NAMES = (
    *("navigation", "share", "subscribe", "related", "advert", "consent", "comments", "legal", "paywall", "pagination", "player", "form"),
    *("dialog", "hidden", "byline", "tags", "footer", "header", "aside", "embed", "shop", "reference"),
)
PHRASES = (
    *("comments", "legal", "paywall", "related", "share", "byline", "subscribe", "navigation", "pagination", "tags", "consent", "advert"),
)
COVERED = 0.3  # coverage by such phrases from which a block is boilerplate
LINKED = 0.5  # share of the characters of a list or table in links to other pages from which it is a menu
ITEM = 25  # words of an item of a list; longer ones are paragraphs, which the cut decides about
LISTS = frozenset({"ul", "ol", "dl", "table"})


def names_mask(page: Page) -> int:
    """The hint bits of boilerplate."""
    return sum(page.bits[name] for name in NAMES)


def covered(page: Page) -> Bools:
    """Blocks that phrases of boilerplate cover."""
    coverage = sum((page.hits(name) for name in PHRASES), page.zeros)
    result: Bools = coverage > COVERED
    return result


def is_boilerplate(page: Page) -> Bools:
    """Blocks that phrases of boilerplate cover, or with a name of boilerplate of their own."""
    result: Bools = covered(page) | ((page.own_bits & names_mask(page)) != 0)
    return result


class ShortBlocks:
    """The kinds of short blocks, and which lists are menus."""

    def __init__(self, page: Page, tables: Tables) -> None:
        self.page = page
        self.tables = tables

    def of(self, i: int) -> str:
        """Code, formula, table, list, heading, or "" for all other blocks."""
        page = self.page
        if page.heading[i]:
            return "" if self.leads_away(i) else "heading"
        if page.tags[i] == "pre":
            return "code"
        if any(tag == "math" and value for tag, value, _, _ in page.inlines.get(i, ((), ()))[1]):
            return "formula"
        if page.words[i] > ITEM:
            return ""
        region = self.list_around[page.region[i]]
        if region < 0 or self.is_menu(region):
            return ""
        if page.regions.tag[region] != "table":
            return "list"
        return "table" if self.tables.holds_data(region) else ""

    @cached_property
    def list_around(self) -> list[int]:
        """The innermost list or table of each region, -1 where there is none."""
        regions = self.page.regions
        return regions.nearest(tag in LISTS for tag in regions.tag)

    def is_menu(self, region: int) -> bool:
        """Whether a list or table is mostly links to other pages."""
        first, last = self.page.regions.first[region], self.page.regions.last[region]
        characters, away = (sums[last] - sums[first] for sums in self.sums)
        return bool(away > LINKED * characters)

    @cached_property
    def sums(self) -> tuple[Ints, Ints]:
        """Cumulative sums over the blocks, from 0: of their characters, and of those in links of blocks that lead to other pages."""
        page = self.page
        away = [chars if chars and self.leads_away(i) else 0 for i, chars in enumerate(page.link_chars)]
        return np.append(0, np.cumsum(page.characters.lengths)), np.append(0, np.cumsum(away))

    def leads_away(self, i: int) -> bool:
        """Whether most of a block is links to other pages: those to a place on the same page are no menu."""
        if self.page.link_density[i] <= LINKED:
            return False
        links = [value for tag, value, _, _ in self.page.inlines.get(i, ((), ()))[1] if tag == "a"]
        return not links or any(not value.startswith("#") for value in links)
