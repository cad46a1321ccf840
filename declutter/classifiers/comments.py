"""Reader comments, their forms and counters, and what follows their heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

SAID = Signal("comments.said", "says what comment sections say")
BOX = Signal("comments.box", "sits in a comment section")
AFTER = Signal("comments.after", "follows the heading of a comment section")
SIGNALS = (SAID, BOX, AFTER)
BOILERPLATE = True

LABEL = 0.6


def measure(page: Page, out: Columns) -> None:
    said = page.hits("comments")
    out[SAID] = said
    out[BOX] = page.inside("comments")
    start = (said > LABEL) & (page.layout.offset > 0)
    out[AFTER] = np.maximum.accumulate(start) & ~start if len(page) else 0
