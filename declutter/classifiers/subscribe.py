"""Newsletter boxes, follow-us lines and app advertising."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

SAID = Signal("subscribe.said", "asks to subscribe, sign up or follow", absent="does not ask to subscribe")
BOX = Signal("subscribe.box", "sits in a subscription box", present="is in a subscription box", absent="is in no subscription box")
LINE = Signal("subscribe.line", "is a short line that asks to subscribe or follow", absent="is no short call to subscribe")
SIGNALS = (SAID, BOX, LINE)
BOILERPLATE = True

CLEAR = 0.3
LONGEST = 30  # words


def measure(page: Page, out: Columns) -> None:
    said = page.hits("subscribe")
    out[SAID] = said
    out[BOX] = page.inside("subscribe")
    out[LINE] = (said > CLEAR) & (page.words <= LONGEST)
