"""Advertisement labels and slots, sponsored content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

SAID = Signal(
    "advert.said",
    "says that an advertisement follows",
    present="says that it is an advertisement",
    absent="has no words of an advertisement",
)
BOX = Signal(
    "advert.box", "sits in an advertisement slot", present="is in a place for advertisements", absent="is in no place for advertisements"
)
SIGNALS = (SAID, BOX)
BOILERPLATE = True


def measure(page: Page, out: Columns) -> None:
    out[SAID] = page.hits("advert")
    out[BOX] = page.inside("advert")
