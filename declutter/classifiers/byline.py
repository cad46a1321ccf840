"""Who wrote it, when and where: bylines, date lines, "published on" labels, photo credits, author boxes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from declutter.lexicon.dates import date_share, may_be_dated
from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

SAID = Signal(
    "byline.said",
    "says 'by', 'published on' or 'photo'",
    present='has words such as "by", "published on" or "photo"',
    absent='has no words such as "by" or "published on"',
)
LINE = Signal(
    "byline.line",
    "is a short line that opens like a byline or date line",
    present="is a short line that names an author or a date",
    absent="is no line with author or date",
)
BOX = Signal(
    "byline.box",
    "sits in a byline, date or author box",
    present="is in a box with author or date",
    absent="is in no box with author or date",
)
DATE = Signal("byline.date", "is mostly a date or a time of day", present="is mostly a date or a time", absent="is no date")
SIGNALS = (SAID, LINE, BOX, DATE)
BOILERPLATE = True

SECTION = re.compile(r"^(?:[A-Z]\.)?\d+(?:\.\d+)+\.?\s+(?=\D)")  # the number of a heading: "8.2.13 Keys" is no day
SHORT = 12
LONGEST = 25


def measure(page: Page, out: Columns) -> None:
    short = page.words <= SHORT
    said = page.hits("byline")
    dated = np.zeros(len(page), np.float32)
    for i in may_be_dated(page, (page.words <= LONGEST) & (page.digit_share > 0)):
        dated[i] = date_share(SECTION.sub("", page.texts[i]) if page.heading[i] else page.texts[i])
    out[SAID] = said
    line = (said > 0) & short
    for i in np.flatnonzero(line).tolist():  # "By noon the square was empty." is no byline
        line[i] = not page.texts[i].endswith((".", "!", "?", "”", "»"))
    out[LINE] = line
    out[BOX] = page.inside("byline")
    out[DATE] = dated
