"""Bridge: a doubtful block between two kept blocks of the same container stays; a story has few holes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from declutter.page import Page
    from declutter.reduce.selection import Selection

DOUBT = 0.3  # probability from which a block is worth a bridge
SPAN = 3  # dropped blocks in a row that may be bridged


def bridge(page: Page, selection: Selection) -> None:
    """Keep short runs of doubtful blocks between kept ones."""
    kept = np.flatnonzero(selection.keep)
    flipped = selection.flips
    for before, after in zip(kept[:-1], kept[1:], strict=True):
        if not 1 < after - before <= SPAN + 1:
            continue
        gap = range(int(before) + 1, int(after))
        if page.kind == "html" and not (page.layout.best[before] and page.layout.best[after]):
            continue
        if all(selection.probabilities[i] >= DOUBT and i not in flipped for i in gap):
            for i in gap:
                selection.flip(i, True, "bridge", "stands between two blocks that stay")
