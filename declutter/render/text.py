"""Plain text: a block a line, the cells of a table row joined by `` | ``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.render.rows import pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from declutter.page import Page


def text(page: Page, kept: Sequence[int]) -> str:
    """The kept blocks as plain text."""
    if not page.inside("table")[list(kept)].any():
        return "\n".join([page.texts[block] for block in kept])
    return "\n".join(" | ".join(piece.cells) for piece in pieces(page, kept))
