"""Tags, topics, categories and kickers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.page import Signal
from declutter.page.characters import character_class

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

SAID = Signal("tags.said", "says that tags follow", absent='has no words such as "Tags:"')
BOX = Signal(
    "tags.box", "sits in a list of tags or categories", present="is in a list of tags or categories", absent="is in no list of tags"
)
HASH = Signal("tags.hash", "is made of hashtags", absent="has no hashtags")
SIGNALS = (SAID, BOX, HASH)
BOILERPLATE = True

LONGEST = 15
MARK = character_class("#")


def measure(page: Page, out: Columns) -> None:
    out[SAID] = page.hits("tags")
    out[BOX] = page.inside("tags") & (page.words <= LONGEST)
    hashed = np.zeros(len(page), np.bool_)
    for i in np.flatnonzero(page.characters.opens & MARK).tolist():
        hashed[i] = page.texts[i].count("#") * 4 > len(page.texts[i].split())
    out[HASH] = hashed
