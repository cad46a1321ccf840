"""Text that the page hides: hidden attributes, screen-reader-only text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

BOX = Signal("hidden.box", "is hidden from sight", present="is in an element marked as hidden", absent="is not marked as hidden")
SIGNALS = (BOX,)
BOILERPLATE = True


def measure(page: Page, out: Columns) -> None:
    out[BOX] = page.inside("hidden")
