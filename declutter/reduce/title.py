"""Title: the headline is given once, as the title, and not repeated in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from declutter.page import Page
    from declutter.reduce.selection import Selection


def title(page: Page, selection: Selection) -> None:
    """Drop the headline and its repeats."""
    for block in page.headline.repeats:
        selection.flip(block, False, "title", "is the headline, which is the title")
