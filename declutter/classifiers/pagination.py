"""Page numbers, previous and next links, load-more buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

SAID = Signal(
    "pagination.said",
    "points to another page of the same",
    present='has words such as "next page"',
    absent='has no words such as "next page"',
)
BOX = Signal("pagination.box", "sits in a pagination bar", present="is in a row of page numbers", absent="is in no row of page numbers")
SIGNALS = (SAID, BOX)
BOILERPLATE = True

LONGEST = 25


def measure(page: Page, out: Columns) -> None:
    out[SAID] = page.hits("pagination") * ~page.inside("table")  # a cell may well be a number
    out[BOX] = page.inside("pagination") & (page.words <= LONGEST)
