"""Reader comments, their forms and counters, and what follows their heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Bools, Page

SAID = Signal("comments.said", "says what comment sections say", absent="has no words of a comment section")
BOX = Signal("comments.box", "sits in a comment section", present="is in a comment section", absent="is in no comment section")
AFTER = Signal(
    "comments.after",
    "follows the heading of a comment section",
    present='follows a heading such as "Comments"',
    absent='does not follow a heading such as "Comments"',
)
SIGNALS = (SAID, BOX, AFTER)
BOILERPLATE = True

LABEL = 0.6


def measure(page: Page, out: Columns) -> None:
    said = page.hits("comments")
    out[SAID] = said
    out[BOX] = page.inside("comments")
    start = (said > LABEL) & (page.layout.offset > 0) & ~page.tagged("pre") & after_story(page)
    out[AFTER] = np.maximum.accumulate(start) & ~start if len(page) else 0


def after_story(page: Page) -> Bools:
    """Blocks after the last paragraph with the path of tags and classes of the story: in a manual a section may be called "Comments"."""
    layout = page.layout
    if page.kind == "lines" or not layout.best.any():
        return np.ones(len(page), np.bool_)
    continued = np.flatnonzero(layout.story & np.isin(layout.path, layout.path[layout.story & layout.best]))
    result: Bools = np.arange(len(page)) > (continued[-1] if len(continued) else -1)
    return result
