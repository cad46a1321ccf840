"""Position: before, within or after the running text, among running text or among boilerplate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

BEFORE = Signal(
    "position.before",
    "stands well before the story's first paragraph",
    present="is above the first paragraph of the article",
    absent="is not above the article",
)
AFTER = Signal(
    "position.after",
    "stands well after the story's last paragraph",
    present="is below the last paragraph of the article",
    absent="is not below the article",
)
WITHIN = Signal(
    "position.within",
    "stands between the story's first and last paragraph",
    present="is between the first and the last paragraph of the article",
    absent="is not between paragraphs of the article",
)
COMPANY = Signal("position.company", "stands among running text", present="is among paragraphs", absent="has no paragraphs close by")
ABOVE = Signal(
    "position.above",
    "stands above the article's byline",
    present="is above the line that names author or date",
    absent="is below the author's line",
)
BELOW = Signal(
    "position.below",
    "stands below the label that closes the article",
    present='is below a line that ends the article, such as "Related" or "Comments"',
    absent="is not below a line that ends the article",
)
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
