"""Loaders, video players, and buttons of widgets ('Loader', 'Play', 'Close')."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

SAID = Signal("player.said", "says what players and loaders say", absent="has no words of a player")
BOX = Signal("player.box", "sits in a player or loader", present="is in a player or a loading box", absent="is in no player")
BUTTON = Signal("player.button", "is a button or form label", present="is a button or the label of a form", absent="is no button")
SIGNALS = (SAID, BOX, BUTTON)
BOILERPLATE = True

LONGEST = 25


def measure(page: Page, out: Columns) -> None:
    out[SAID] = page.hits("player")
    out[BOX] = page.inside("player") & (page.words <= LONGEST)
    out[BUTTON] = page.tagged("button", "label", "legend", "option")
