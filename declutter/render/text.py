"""Plain text: one line per block, the cells of a table row joined by `` | ``."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from declutter.structure import separators

if TYPE_CHECKING:
    from collections.abc import Sequence

    from declutter.page import Page


def text(page: Page, kept: Sequence[int]) -> str:
    """The kept blocks as plain text: the text of their story, without making the story."""
    return "".join(chain.from_iterable(zip(separators(page, kept), (page.texts[block] for block in kept), strict=True)))
