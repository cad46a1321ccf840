"""The headline: it goes into the title, not into the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

SAYS = Signal("headline.says", "is the page's headline", present="is the headline of the page", absent="is not the headline")
TAG = Signal("headline.tag", "is an h1", present="is an <h1>", absent="is no <h1>")
SIGNALS = (SAYS, TAG)
BOILERPLATE = True


def measure(page: Page, out: Columns) -> None:
    says = np.zeros(len(page), np.bool_)
    if page.headline.block >= 0:
        says[page.headline.block] = True
    elif page.headline.repeats:
        says[page.headline.repeats[0]] = True
    out[SAYS] = says
    out[TAG] = page.tagged("h1")
