"""Share bars and their counters: rows of 'Share / Tweet / Copy link' around an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

SAID = Signal("share.said", "says what share buttons say", absent="has no words of share buttons")
BOX = Signal("share.box", "sits in a share widget", present="is in a box for sharing", absent="is in no box for sharing")
SIGNALS = (SAID, BOX)
BOILERPLATE = True

LONGEST = 15  # words of a share button with its counter


def measure(page: Page, out: Columns) -> None:
    out[SAID] = page.hits("share")
    out[BOX] = page.inside("share") & (page.words <= LONGEST)
