"""Title: drops the headline from the text, since it is the document's title."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from declutter.page import Page
    from declutter.reduce.selection import Selection

DOUBT = 0.5  # probability under which a line is taken for the headline


def title(page: Page, selection: Selection) -> None:
    """Drop the headline and its repeats.

    In plain lines the headline is a guess: a line with a higher probability and with text above it is not one.
    """
    repeats = page.headline.repeats
    others = selection.keep.copy()
    others[[*repeats]] = False
    first = int(others.argmax()) if others.any() else -1
    for block in repeats:
        opens = block < first
        if page.kind == "html" or opens or selection.probabilities[block] < DOUBT:
            selection.flip(block, False, "title", "is the headline, which is the title")
