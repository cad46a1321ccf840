"""What labelled pages taught about names: classes, ids, roles and tags of a block, of its containers and of its inline elements."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Floats, Page

OWN = Signal("class_names.own", "what its names are worth", numeric=True)
OWN_LOWEST = Signal("class_names.own_lowest", "the worst of its names", numeric=True)
OWN_HIGHEST = Signal("class_names.own_highest", "the best of its names", numeric=True)
HOLDER = Signal("class_names.holder", "what its container's names are worth", numeric=True)
HOLDER_LOWEST = Signal("class_names.holder_lowest", "the worst of its container's names", numeric=True)
HOLDER_HIGHEST = Signal("class_names.holder_highest", "the best of its container's names", numeric=True)
PARENT = Signal("class_names.parent", "what the names of the container above that are worth", numeric=True)
THIRD = Signal("class_names.third", "what the names of the third container above it are worth", numeric=True)
LOWEST = Signal("class_names.lowest", "the worst name of all its containers", numeric=True)
HIGHEST = Signal("class_names.highest", "the best name of all its containers", numeric=True)
DECAYED = Signal("class_names.decayed", "what the names of its containers are worth, the closest most", numeric=True)
NEAREST = Signal("class_names.nearest", "what the closest known names are worth", numeric=True)
TOTAL = Signal("class_names.total", "what the names of all its containers are worth", numeric=True)
INLINE = Signal("class_names.inline", "what the names of its inline elements are worth", numeric=True)
SIGNALS = (
    OWN,
    OWN_LOWEST,
    OWN_HIGHEST,
    HOLDER,
    HOLDER_LOWEST,
    HOLDER_HIGHEST,
    PARENT,
    THIRD,
    LOWEST,
    HIGHEST,
    DECAYED,
    NEAREST,
    TOTAL,
    INLINE,
)

DECAY = 0.7  # of what a name is worth, for each container further up


def measure(page: Page, out: Columns) -> None:
    if not page.name_odds.size:
        return
    _, mean, lowest, highest = page.name_odds
    above = np.maximum(page.region_parent, 0)
    own, holder = page.region_of, page.layout.holder
    out[SIGNALS] = (
        mean[own],
        lowest[own],
        highest[own],
        mean[holder],
        lowest[holder],
        highest[holder],
        mean[above[holder]],
        mean[above[above[holder]]],
        *(row[own] for row in upward(page)),
        page.inline_odds,
    )


def upward(page: Page) -> tuple[Floats, ...]:
    """Lowest, highest, decayed sum, nearest and sum over each region and all above it."""
    known, mean, low, high = (np.append(row, np.float32(0)) for row in page.name_odds)
    decayed = total = nearest = mean
    silent = known == 0
    decay = np.float32(DECAY)
    for up in page.climbs:
        low = np.minimum(low, low.take(up))
        high = np.maximum(high, high.take(up))
        decayed = decayed + decay * decayed.take(up)
        total = total + total.take(up)
        nearest = np.where(silent, nearest.take(up), nearest)
        silent &= silent.take(up)
        decay *= decay
    return low, high, decayed, nearest, total
