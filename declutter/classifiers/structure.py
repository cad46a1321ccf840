"""Parts of a story that are no paragraphs: lists, tables, code and quotes inside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

ITEM = Signal("structure.item", "is a list item inside the story that is not a link")
TABLE = Signal("structure.table", "is a cell of a table inside the main container")
CODE = Signal("structure.code", "is code")
QUOTE = Signal("structure.quote", "is a quotation")
DEFINITION = Signal("structure.definition", "is part of a definition list inside the main container")
SIGNALS = (ITEM, TABLE, CODE, QUOTE, DEFINITION)


def measure(page: Page, out: Columns) -> None:
    core = page.layout.core
    unlinked = page.link_density < 0.5
    near = (page.layout.offset == 0) | (np.abs(page.layout.offset) <= 3)
    out[ITEM] = page.tagged("li") & core & unlinked & near
    out[TABLE] = page.tagged("td", "th", "caption") & core & unlinked
    out[CODE] = page.inside("code") & page.tagged("pre", "code", "td", "div")
    out[QUOTE] = page.inside("quote") & (page.words >= 5)
    out[DEFINITION] = page.tagged("dt", "dd") & core & unlinked
