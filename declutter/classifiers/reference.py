"""Apparatus of wikis and documentation: references, info boxes, edit links, on-page tables of contents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

BOX = Signal(
    "reference.box",
    "is apparatus: references, an info box, an edit link",
    present="is in a list of references, an info box or an edit link",
    absent="is in no list of references or info box",
)
SIGNALS = (BOX,)
BOILERPLATE = True


def measure(page: Page, out: Columns) -> None:
    out[BOX] = page.inside("reference")
