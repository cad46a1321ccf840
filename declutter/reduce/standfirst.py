"""Standfirst: keeps the long line between byline and first paragraph of plain lines. Half of them end without a full stop, as captions and
teasers do, and plain lines have no markup to tell them apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from declutter.page import Page
    from declutter.reduce.selection import Selection

PROSE = 0.7  # share of running text from which a page of lines is taken for an article
LONG = 12  # words
LEAST = 0.3  # probability under which a line is not brought back: half of the lines above it are text
REACH = 3  # lines above the first kept one


def standfirst(page: Page, selection: Selection) -> None:
    """Keep the last long line above the first kept one if headline and byline stand above it."""
    if not page.bare or selection.prose < PROSE or not selection.keep.any() or not 0 <= page.headline.block < page.layout.start:
        return
    first = int(selection.keep.argmax())
    likely = (page.words >= LONG) & (selection.probabilities >= LEAST) & (page.hits("embed") == 0)
    above = np.flatnonzero(likely[:first])
    if len(above) and above[-1] >= max(page.layout.start, first - REACH) and int(above[-1]) not in selection.flips:
        selection.flip(int(above[-1]), True, "standfirst", "stands between the byline and the first paragraph")
