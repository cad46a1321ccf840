"""Position: before, within or after the running text, among running text or among boilerplate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

BEFORE = Signal("position.before", "stands well before the story's first paragraph")
AFTER = Signal("position.after", "stands well after the story's last paragraph")
WITHIN = Signal("position.within", "stands between the story's first and last paragraph")
COMPANY = Signal("position.company", "stands among running text")
ABOVE = Signal("position.above", "stands above the article's byline")
BELOW = Signal("position.below", "stands below the label that closes the article")
SIGNALS = (BEFORE, AFTER, WITHIN, COMPANY, ABOVE, BELOW)

FAR = 10.0  # blocks


def measure(page: Page, out: Columns) -> None:
    offset = page.layout.offset
    known = page.layout.last >= 0
    out[BEFORE] = np.clip(-offset / FAR, 0, 1)
    out[AFTER] = np.clip(offset / FAR, 0, 1)
    out[WITHIN] = (offset == 0) & known
    index = np.arange(len(page))
    out[ABOVE] = index < page.layout.start
    out[BELOW] = index >= page.layout.end
    out[COMPANY] = page.layout.around
