"""Dialogs, overlays, forms and buttons that lie over or between the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

BOX = Signal("dialog.box", "sits in a dialog or overlay", present="is in a pop-up", absent="is in no pop-up")
FORM = Signal("dialog.form", "sits in a form", present="is in a form", absent="is in no form")
SIGNALS = (BOX, FORM)
BOILERPLATE = True

LONGEST = 40


def measure(page: Page, out: Columns) -> None:
    out[BOX] = page.inside("dialog")
    out[FORM] = page.inside("form") & (page.words <= LONGEST)
