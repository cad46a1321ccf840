"""Cookie banners and consent text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.annotate.layout import neighbourhood
from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

SAID = Signal("consent.said", "has phrases of consent banners")
BOX = Signal("consent.box", "sits in a consent banner")
FOLLOWS = Signal("consent.follows", "stands among consent text")
SIGNALS = (SAID, BOX, FOLLOWS)
BOILERPLATE = True

CLEAR = 0.3


def measure(page: Page, out: Columns) -> None:
    said = page.hits("consent")
    out[SAID] = said
    out[BOX] = page.inside("consent")
    out[FOLLOWS] = neighbourhood(said > CLEAR, 2)
