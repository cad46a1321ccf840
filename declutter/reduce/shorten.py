"""Drops what stands behind the longest text that the caller takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.structure import separators
from declutter.structure.tables import WIDEST

if TYPE_CHECKING:
    from declutter.page import Page
    from declutter.reduce.selection import Selection

LONGEST_SEPARATOR = 3 * WIDEST  # characters between two cells of a row: a mark for each column


def shorten(page: Page, selection: Selection, max_output: int) -> None:
    """Keep the first blocks that have at most ``max_output`` characters together, with what separates them."""
    lengths = page.characters.lengths
    if int(lengths.sum()) + LONGEST_SEPARATOR * len(page) <= max_output:
        return
    kept = np.flatnonzero(selection.keep)
    between = np.fromiter(map(len, separators(page, kept.tolist())), np.int64, len(kept))
    behind = kept[np.cumsum(lengths[kept] + between) > max_output]
    for block in behind.tolist():
        selection.flip(block, False, "shorten", "stands behind the longest text that was asked for")
    if len(behind):
        page.status = page.status or "truncated"
        page.warnings.append(f"truncated: the text is longer than {max_output:,} characters (max_output); its first blocks are here")
