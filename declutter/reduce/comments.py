"""Comments: what readers wrote is kept apart from the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.lexicon.dates import date_share

if TYPE_CHECKING:
    from declutter.page import Page
    from declutter.reduce.selection import Selection

LEAST_WORDS = 4
DATED = 0.4  # share of a block's letters in dates from which it is the line above a comment
SAYS = 0.3  # share of a block's letters in form and button phrases from which it is no comment


def comments(page: Page, selection: Selection) -> None:
    """Gather reader comments that stand in a comment section after the story, and drop them from the text."""
    section = page.inside("comments") & ~page.inside("form", "byline", "subscribe", "consent", "navigation")
    if page.kind == "lines":
        label = (page.hits("comments") > 0.6) & (page.layout.offset > 0)
        section = np.maximum.accumulate(label) & ~label
    spoken = sum(page.hits(name) for name in ("comments", "legal", "paywall", "related", "share", "byline", "subscribe", "navigation"))
    below = section & (page.layout.offset > 0)
    written = below & (page.words >= LEAST_WORDS) & (spoken < SAYS) & (page.function_words > 0.05) & ~page.heading
    for i in np.flatnonzero(below):
        if selection.keep[i]:
            selection.flip(int(i), False, "comments", "belongs to the readers' comments")
    selection.comments = [page.texts[i] for i in np.flatnonzero(written) if date_share(page.texts[i]) < DATED]
