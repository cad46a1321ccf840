"""Captions and credits of pictures: they belong to the picture, not to the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

BOX = Signal("caption.box", "is the caption or credit of a picture")
FIGURE = Signal("caption.figure", "sits in a figure")
LINE = Signal("caption.line", "is a line of text within the story that does not end like a sentence")
SIGNALS = (BOX, FIGURE, LINE)
FURNITURE = True

HEADINGS = 9  # words below which a line without a full stop may well be a subhead


def measure(page: Page, out: Columns) -> None:
    out[BOX] = page.own("caption") & (page.words < 90)
    if page.kind == "lines":
        out[LINE] = (page.words >= HEADINGS) & ~page.sentence & (page.layout.offset == 0) & ~page.layout.story
    out[FIGURE] = page.inside("figure") & (page.words < 90) & ~page.inside("table", "code", "quote")
