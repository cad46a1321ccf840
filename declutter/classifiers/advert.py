"""Advertisement labels and slots, sponsored content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

SAID = Signal("advert.said", "says that an advertisement follows")
BOX = Signal("advert.box", "sits in an advertisement slot")
SIGNALS = (SAID, BOX)
BOILERPLATE = True


def measure(page: Page, out: Columns) -> None:
    out[SAID] = page.hits("advert")
    out[BOX] = page.inside("advert")
