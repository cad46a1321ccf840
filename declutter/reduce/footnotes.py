"""Footnotes: a note stays with the text that refers to it, wherever on the page it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.structure.footnotes import notes

if TYPE_CHECKING:
    from declutter.page import Page
    from declutter.reduce.selection import Selection


def footnotes(page: Page, selection: Selection) -> None:
    """Keep the notes that kept text refers to; a number in a block of its own goes, since every format writes it by itself."""
    selection.notes = notes(page, selection.keep)
    for note in selection.notes:
        for block in note.blocks:
            selection.flip(block, block != note.number_block, "footnotes", f"is note {note.name}, which the text refers to")
