"""Lists and tables of data: all items of a list, all cells of a table get one verdict.

Layout tables are left alone: their cells are the menu, the story and the advertisements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.reduce.short_blocks import ITEM, ShortBlocks, is_boilerplate
from declutter.structure.tables import Tables

if TYPE_CHECKING:
    from declutter.page import Page
    from declutter.reduce.selection import Selection

WHOLE = frozenset({"ul", "ol", "dl", "table"})
MOST_OF_TABLE = 0.5  # the same for a table, whose cells have low probabilities one by one
MOST = 0.6  # share of a list's words from which its other items follow
LIKELY = 0.4  # mean probability of the words from which a table of data or a list of references is kept whole
LONGEST = 400  # blocks: a "table" that holds the whole page is layout
LEAST, LEAST_LONG = 0.15, 0.4  # probability from which an item or a cell follows the others; of one that is a paragraph
PROSE = 0.5  # share of running text in the expected text under which items are decided one by one, not dropped with most of their list
HALF = 0.5  # share of a list's items in containers named like lists of references from which it is one
LONGEST_ROW, ROW_WORDS = 12, 60  # blocks and words of a row; larger ones are layout


def lists_tables(page: Page, selection: Selection) -> None:
    """Give the blocks of each innermost list or table the verdict of most of its words.

    Tables and numbered references are kept from a lower probability: a date, a name or a link is a cell or a source in them.
    """
    regions = page.regions
    count = np.concatenate(([0], np.cumsum(selection.keep)))
    tables = Tables(page)
    references = page.inside("reference")
    boilerplate = is_boilerplate(page)
    short = ShortBlocks(page, tables)
    least = np.where(page.words > ITEM, LEAST_LONG, LEAST)
    for r in [r for r, tag in enumerate(regions.tag) if tag in WHOLE]:
        tag, first, last = regions.tag[r], regions.first[r], regions.last[r]
        agreed = count[last] - count[first] in (0, last - first)
        if agreed or not 1 < last - first <= LONGEST:
            continue
        inside = slice(first, last)
        words = page.words[inside]
        kept = float(words[selection.keep[inside]].sum())
        total = float(words.sum())
        if page.paragraph[inside].sum() > 0.5 * (last - first) > 3:
            continue
        numbers = tag == "table" or (tag == "ol" and references[inside].mean() > HALF)
        likely = numbers and float((words * selection.probabilities[inside]).sum()) >= LIKELY * total
        keep = likely or kept >= (MOST if tag != "table" else MOST_OF_TABLE) * total
        if not keep and (tag == "table" or selection.prose < PROSE or page.layout.best[inside].any() or not short.is_menu(r)):
            continue
        if tag == "table" and not tables.holds_data(r):
            continue
        for i in range(first, last):
            if i not in selection.flips and (not keep or likely or (selection.probabilities[i] >= least[i] and not boilerplate[i])):
                selection.flip(i, keep, "lists_tables", f"goes with most of its {'table' if tag == 'table' else 'list'}")
    rows(page, selection, tables)


def rows(page: Page, selection: Selection, tables: Tables) -> None:
    """Keep all cells of a short row of data if most of its words are kept."""
    regions = page.regions
    for r in [r for r, tag in enumerate(regions.tag) if tag == "tr"]:
        first, last = regions.first[r], regions.last[r]
        if not 1 < last - first <= LONGEST_ROW:
            continue
        kept = selection.keep[first:last]
        words = page.words[first:last]
        if kept.all() or not kept.any() or float(words.sum()) > ROW_WORDS:
            continue
        if float(words[kept].sum()) >= MOST_OF_TABLE * float(words.sum()) and tables.holds_data(tables.table_of(r)):
            for i in range(first, last):
                if i not in selection.flips:
                    selection.flip(i, True, "lists_tables", "goes with most of its table row")
