"""Hidden blocks: text that the page keeps out of sight, and controls of code blocks, never stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from declutter.page import Page
    from declutter.reduce.selection import Selection


def hidden(page: Page, selection: Selection) -> None:
    """Drop the blocks that reading has marked (`declutter.sources.excluded`), whatever the judge and other passes say."""
    for block, reason in page.excluded.items():
        selection.flip(block, False, "hidden", reason)
