"""Related articles, 'read more' lists, most-read boxes and teasers inside a story."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.annotate.layout import neighbourhood, run_after
from declutter.lexicon.phrases import coverages
from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Bools, Page

SAID = Signal(
    "related.said",
    "says what stands over lists of other articles",
    present='has words such as "Read more" or "Related"',
    absent='has no words such as "Read more"',
)
BOX = Signal(
    "related.box", "sits in a list of other articles", present="is in a list of other articles", absent="is in no list of other articles"
)
AFTER = Signal(
    "related.after",
    "follows a 'read more' or 'related' label",
    present='follows a heading such as "Related" or "Read more"',
    absent='does not follow a heading such as "Related"',
)
TEASER = Signal(
    "related.teaser",
    "opens like a pointer to another article and is a link",
    present="is a link that begins like a pointer to another article",
    absent="is no link to another article",
)
ROW = Signal(
    "related.row",
    "is one of several lines like headlines in a row within the story",
    present="is one of several headlines in a row",
    absent="is not one of a row of headlines",
)
OPENS = Signal(
    "related.opens",
    "opens with 'read also:' or its like",
    present='begins with words such as "Read also"',
    absent='does not begin with "Read also"',
)
SIGNALS = (SAID, BOX, AFTER, TEASER, ROW, OPENS)
BOILERPLATE = True

LABEL = 0.6  # share of the letters from which a block is nothing but the label
HEADLINE = 5  # words
ALONE = 0.4  # share of a line and its two neighbours that are headlines, where the line is the only one
POINTER = 35  # words of a pointer to another article
LABEL_AT_MOST = 40  # characters before the colon
LIST = 12  # blocks that one label can head


def measure(page: Page, out: Columns) -> None:
    said = page.hits("related")
    label = said > LABEL
    out[SAID] = said
    out[BOX] = page.inside("related")
    out[AFTER] = run_after(page, label, LIST)
    if page.kind == "lines":
        titles = (page.words >= HEADLINE) & ~page.sentence & (page.layout.offset == 0) & ~page.layout.story
        out[ROW] = titles & (neighbourhood(titles, 1) > ALONE)
    out[OPENS] = pointers(page, np.flatnonzero((said > 0) & (page.words <= POINTER)).tolist())
    out[TEASER] = (said > 0.1) & (page.words <= 30) & (page.link_density > 0.4)


def pointers(page: Page, blocks: list[int]) -> Bools:
    """Those of the blocks that open with a label and a colon."""
    opens = np.zeros(len(page), np.bool_)
    parts = {i: page.texts[i].replace("：", ":").partition(":") for i in blocks}
    labels = {i: before for i, (before, colon, rest) in parts.items() if colon and rest and len(before) <= LABEL_AT_MOST}
    if labels:
        opens[list(labels)] = np.array(coverages(list(labels.values()), "related")) > LABEL
    return opens
