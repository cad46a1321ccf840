"""Headings that open a section of the story."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

TAG = Signal("heading.tag", "is a heading (h2 to h6)", present="is a heading", absent="is no heading")
OPENS = Signal(
    "heading.opens",
    "is a heading with running text right below it",
    present="is a heading with text of the article right below it",
    absent="has no text of the article right below it",
)
SIGNALS = (TAG, OPENS)

BELOW = 2  # blocks in which the section's text must begin


def measure(page: Page, out: Columns) -> None:
    heading = page.tagged("h2", "h3", "h4", "h5", "h6", "dt")
    story = page.layout.story
    opens = np.zeros(len(page), np.bool_)
    for step in range(1, BELOW + 1):
        opens[:-step] |= story[step:]
    out[TAG] = heading
    out[OPENS] = heading & opens
