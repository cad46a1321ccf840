"""Comments: separates reader comments from the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.lexicon.dates import date_share
from declutter.lexicon.threads import is_article
from declutter.reduce.comment_boxes import with_authors

if TYPE_CHECKING:
    from declutter.page import Bools, Page
    from declutter.reduce.selection import Selection

LEAST_WORDS = 4  # words of a comment
MUCH = 0.3  # share of the kept words above which the comments are the text
ARTICLE = 80.0  # words of kept running text outside the comment section from which they are comments on an article
DATED = 0.4  # share of a block's characters in dates from which it is the line above a comment
CLOSES = 0.6  # coverage by phrases of one lexicon from which a line is the label of another section
SURE = 0.65  # probability from which a block in a comment section is main text
FORM = 0.3  # coverage by form and button phrases from which a block is no comment


def closing(page: Page) -> Bools:
    """Labels that end a comment section in plain lines."""
    return (page.hits("related") > CLOSES) | (page.hits("legal") > CLOSES) | (page.hits("subscribe") > CLOSES)


def first_after(starts: Bools, ends: Bools) -> int:
    """The first block of ``ends`` after the first of ``starts``; one past the last block where there is none."""
    if not starts.any():
        return len(starts)
    later = np.flatnonzero(ends & (np.arange(len(ends)) > int(starts.argmax())))
    return int(later[0]) if len(later) else len(starts)


def comments(page: Page, selection: Selection) -> None:
    """Collect reader comments from the comment section after the story, and drop from the text those under probability ``SURE``.

    Without an article, and with more than ``MUCH`` of the words that the cut keeps, they are the text: the page is a discussion.
    """
    section = page.inside("comments") & ~page.inside("form", "byline", "subscribe", "consent", "navigation")
    if page.kind == "lines":
        label = (page.hits("comments") > 0.6) & (page.layout.offset > 0)
        section = np.maximum.accumulate(label) & ~label & page.sentence
        section &= np.arange(len(page)) < first_after(label, closing(page))
    boilerplate = sum(page.hits(name) for name in ("comments", "legal", "paywall", "related", "share", "byline", "subscribe", "navigation"))
    below = section & (page.layout.offset > 0)
    written = below & (page.words >= LEAST_WORDS) & (boilerplate < FORM) & (page.function_words > 0.05) & ~page.heading
    kept = page.words * selection.keep
    article = kept[page.layout.story & ~section].sum() >= ARTICLE and is_article(page)
    if page.thread or (not article and kept[below].sum() > MUCH * kept.sum()):
        return
    for i in np.flatnonzero(below & (selection.probabilities < SURE)):
        selection.flip(int(i), False, "comments", "belongs to the readers' comments")
    undecided = (int(i) for i in np.flatnonzero(written & ~selection.keep) if int(i) not in selection.decided)
    texts = [i for i in undecided if date_share(page.texts[i]) < DATED]
    selection.comments = with_authors(page, texts, page.inside("comments") & (page.layout.offset > 0))
