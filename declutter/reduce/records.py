"""Records: one verdict for the records of a group outside the article, such as headlines of and cards about other pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from declutter.page import Page
    from declutter.reduce.selection import Selection

MANY = 5  # blocks with the same path of tags and classes
MOST = 0.5  # share of their words under which the cut keeps few of them
SURE = 0.7  # probability of the running text of an article
ARTICLE = 40.0  # words of such text from which a page has an article
LINKED = 0.5  # share of their characters in links from which they point to other pages
DOUBT, LOW = 0.6, 0.45  # mean probability of the kept records from which they are text: of a few of a group, and of most of it
HEADLINE = 6.0  # mean words of records that are headlines, and not entries of a list


def records(page: Page, selection: Selection) -> None:
    """Drop all records of a group of links that the cut keeps with a low probability, on a page with an article elsewhere."""
    keep, path = selection.keep, page.layout.path
    if page.kind == "lines" or not keep.any():
        return
    words = page.words.astype(np.float64)
    sure = keep & page.layout.story & (selection.probabilities >= SURE)
    if words[sure].sum() < ARTICLE:
        return
    total, count = np.bincount(path, words), np.bincount(path)
    kept = np.bincount(path, words * keep)
    likely = np.bincount(path, words * keep * selection.probabilities) / np.maximum(kept, 1)
    links = np.bincount(path, page.linked) / np.maximum(np.bincount(path, page.chars), 1)
    few = (
        (count >= MANY) & (links > LINKED) & (kept > 0) & (likely < np.where(kept < MOST * total, DOUBT, LOW * (total >= HEADLINE * count)))
    )
    few[path[sure]] = False
    for i in np.flatnonzero(keep & few[path] & ~page.heading & ~page.tagged("pre", "td", "th")).tolist():
        selection.flip(i, False, "records", "is one of many links to other pages beside the article")
