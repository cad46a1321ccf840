"""Title: the headline is given once, as the title, and not repeated in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from declutter.page import Page
    from declutter.reduce.selection import Selection

DOUBT = 0.5  # probability under which the judge takes a line for no text


def title(page: Page, selection: Selection) -> None:
    """Drop the headline and its repeats.

    Which of the plain lines is the headline is a guess: one that the judge takes for text, and that text stands before, is none.
    """
    repeats = page.headline.repeats
    others = selection.keep.copy()
    others[[*repeats]] = False
    first = int(others.argmax()) if others.any() else -1
    for block in repeats:
        opens = block < first
        if page.kind == "html" or opens or selection.probabilities[block] < DOUBT:
            selection.flip(block, False, "title", "is the headline, which is the title")
