"""Menus, breadcrumbs, skip and accessibility links, search boxes, back-to-top links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.annotate.layout import is_menu_row, neighbourhood
from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

SAID = Signal("navigation.said", "says what menus say", absent="has no words of a menu")
BOX = Signal("navigation.box", "sits in a menu or breadcrumb", present="is in a menu or breadcrumb", absent="is in no menu")
RUN = Signal(
    "navigation.run",
    "is a word or two among such, outside the story",
    present="is one of a row of short entries outside the article",
    absent="is not one of a row of short entries",
)
MENU = Signal(
    "navigation.menu",
    "is a row of capitalised words without grammar",
    present="is a row of capitalised words, like a menu",
    absent="is no row of menu words",
)
SIGNALS = (SAID, BOX, RUN, MENU)
BOILERPLATE = True

TINY = 4


def measure(page: Page, out: Columns) -> None:
    words, offset = page.words, page.layout.offset
    tiny = (words <= TINY) & (page.function_words == 0)
    out[SAID] = page.hits("navigation")
    out[BOX] = page.inside("navigation")
    out[RUN] = tiny & (neighbourhood(tiny) > 0.7) & ((offset != 0) | (page.layout.last < 0))
    row = np.zeros(len(page), np.bool_)
    if page.kind == "lines":  # in HTML the entries of a menu are blocks of their own
        for i in np.flatnonzero((words >= 2) & (page.function_words < 0.1)):
            row[i] = is_menu_row(page, int(i))
    out[MENU] = row
