"""Records: one verdict for the records of a group, such as cards about other pages, questions of a FAQ, or turns of an interview."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.reduce.short_blocks import covered

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
FEW = 3  # blocks with the same path from which they are a group
SHARED = 0.6  # share of them that the cut keeps, from which it keeps the others that it is in doubt about
DOUBTFUL = 0.45  # probability from which it is in doubt


def records(page: Page, selection: Selection) -> None:
    """Complete groups that are mostly kept; drop groups of links with low probabilities on a page with an article elsewhere."""
    keep, path = selection.keep, page.layout.path
    if page.kind == "lines" or not keep.any():
        return
    complete(page, selection)
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


def complete(page: Page, selection: Selection) -> None:
    """Keep the records between kept ones that the cut left out with some doubt, where it keeps most of their group."""
    keep, path = selection.keep.copy(), page.layout.path
    count = np.bincount(path)
    share = np.bincount(path, keep) / np.maximum(count, 1)
    candidates = ~keep & (selection.probabilities >= DOUBTFUL) & ((count >= FEW) & (share >= SHARED))[path]
    places, boilerplate = np.flatnonzero(keep), covered(page)
    for i in np.flatnonzero(candidates[: places[-1] + 1]).tolist():
        if i > places[0] and i not in selection.flips and not boilerplate[i]:
            selection.flip(i, True, "records", "most blocks of its kind are kept")
