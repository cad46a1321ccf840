"""Tags, topics, categories and kickers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

SAID = Signal("tags.said", "says that tags follow")
BOX = Signal("tags.box", "sits in a list of tags or categories")
HASH = Signal("tags.hash", "is made of hashtags")
SIGNALS = (SAID, BOX, HASH)
FURNITURE = True

LONGEST = 15


def measure(page: Page, out: Columns) -> None:
    out[SAID] = page.hits("tags")
    out[BOX] = page.inside("tags") & (page.words <= LONGEST)
    out[HASH] = [text[0] == "#" and text.count("#") * 4 > len(text.split()) for text in page.texts]
