"""Login, registration and subscription walls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

SAID = Signal("paywall.said", "asks to log in, register or pay", absent="does not ask to log in or pay")
BOX = Signal(
    "paywall.box", "sits in a login or paywall box", present="is in a login or payment box", absent="is in no login or payment box"
)
SIGNALS = (SAID, BOX)
BOILERPLATE = True


def measure(page: Page, out: Columns) -> None:
    out[SAID] = page.hits("paywall")
    out[BOX] = page.inside("paywall")
