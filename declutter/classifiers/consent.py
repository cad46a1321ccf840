"""Cookie banners and consent text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.annotate.layout import neighbourhood
from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

SAID = Signal(
    "consent.said", "has phrases of consent banners", present="has words of a cookie banner", absent="has no words of a cookie banner"
)
BOX = Signal("consent.box", "sits in a consent banner", present="is in a cookie banner", absent="is in no cookie banner")
FOLLOWS = Signal(
    "consent.follows", "stands among consent text", present="is among text about cookies", absent="is not among text about cookies"
)
SIGNALS = (SAID, BOX, FOLLOWS)
BOILERPLATE = True

CLEAR = 0.3


def measure(page: Page, out: Columns) -> None:
    said = page.hits("consent")
    out[SAID] = said
    out[BOX] = page.inside("consent")
    out[FOLLOWS] = neighbourhood(said > CLEAR, 2)
