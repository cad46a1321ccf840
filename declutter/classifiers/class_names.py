"""Learned log-odds of class names, ids, roles and tags: of a block, of its containers and of its inline elements."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Floats, Page

OWN = Signal(
    "class_names.own",
    "mean log-odds of its names",
    numeric=True,
    present="has class names that are usual for main text",
    absent="has class names that are usual outside main text",
)
OWN_LOWEST = Signal(
    "class_names.own_lowest",
    "lowest log-odds of its names",
    numeric=True,
    present="has no class name that is typical of menus, boxes and the like",
    absent="has a class name that is typical of menus, boxes and the like",
)
OWN_HIGHEST = Signal(
    "class_names.own_highest",
    "highest log-odds of its names",
    numeric=True,
    present="has a class name that is typical of main text",
    absent="has no class name that is typical of main text",
)
HOLDER = Signal(
    "class_names.holder",
    "mean log-odds of its container's names",
    numeric=True,
    present="is in an element with class names that are usual for main text",
    absent="is in an element with class names that are usual outside main text",
)
HOLDER_LOWEST = Signal(
    "class_names.holder_lowest",
    "lowest log-odds of its container's names",
    numeric=True,
    present="is in an element without class names typical of menus, boxes and the like",
    absent="is in an element with a class name or tag typical of menus, boxes and the like",
)
HOLDER_HIGHEST = Signal(
    "class_names.holder_highest",
    "highest log-odds of its container's names",
    numeric=True,
    present="is in an element with a class name or tag typical of main text",
    absent="is in an element without class names typical of main text",
)
PARENT = Signal(
    "class_names.parent",
    "mean log-odds of the names of the container above that",
    numeric=True,
    present="is in an outer element with class names that are usual for main text",
    absent="is in an outer element with class names that are usual outside main text",
)
THIRD = Signal(
    "class_names.third",
    "mean log-odds of the names of the third container above it",
    numeric=True,
    present="is in an outer element with class names that are usual for main text",
    absent="is in an outer element with class names that are usual outside main text",
)
LOWEST = Signal(
    "class_names.lowest",
    "lowest log-odds of the names of all its containers",
    numeric=True,
    present="is in no element with a class name or tag typical of menus, boxes and the like",
    absent="is in an element with a class name or tag typical of menus, boxes and the like",
)
HIGHEST = Signal(
    "class_names.highest",
    "highest log-odds of the names of all its containers",
    numeric=True,
    present="is in an element with a class name or tag typical of main text",
    absent="is in no element with a class name or tag typical of main text",
)
DECAYED = Signal(
    "class_names.decayed",
    "log-odds of the names of its containers, summed with decay",
    numeric=True,
    present="is in elements with class names that are usual for main text",
    absent="is in elements with class names that are usual outside main text",
)
NEAREST = Signal(
    "class_names.nearest",
    "log-odds of the closest known names",
    numeric=True,
    present="has or is in class names that are usual for main text",
    absent="has or is in class names that are usual outside main text",
)
TOTAL = Signal(
    "class_names.total",
    "log-odds of the names of all its containers, summed",
    numeric=True,
    present="is in elements with class names that are usual for main text",
    absent="is in elements with class names that are usual outside main text",
)
INLINE = Signal(
    "class_names.inline",
    "log-odds of the names of its inline elements",
    numeric=True,
    present="holds elements with class names that are usual for main text",
    absent="holds elements with class names that are usual outside main text",
)
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

DECAY = 0.7  # factor for each container further up


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
    unknown = known == 0
    decay = np.float32(DECAY)
    for up in page.climbs:
        low = np.minimum(low, low.take(up))
        high = np.maximum(high, high.take(up))
        decayed = decayed + decay * decayed.take(up)
        total = total + total.take(up)
        nearest = np.where(unknown, nearest.take(up), nearest)
        unknown &= unknown.take(up)
        decay *= decay
    return low, high, decayed, nearest, total
