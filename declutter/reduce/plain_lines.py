"""Plain lines and Markdown: labels, menus, pointers to other articles between paragraphs, what follows them, and signatures of mails.

No markup separates a "Read also" list from the story, so its titles look like short paragraphs, and the paragraph below like a teaser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.lexicon.phrases import coverages

if TYPE_CHECKING:
    from declutter.page import Bools, Page
    from declutter.reduce.selection import Selection

PROSE = 0.7  # share of running text from which a page of lines is taken for an article
LABEL = 0.6  # share of a line's characters in phrases from which it is a label and nothing else
LABEL_WORDS = 6
LABEL_CHARACTERS = 40  # before the colon of "Read also: …"
TITLE_WORDS = 20  # of another article's title at most
TITLES = 4  # lines below one label at most
INTERRUPTION = 0.3  # share of a line's characters in phrases of a box between paragraphs
BOXES = ("related", "subscribe", "advert", "share")
LEAST = 0.2  # probability under which a paragraph after an interruption is not brought back
NEAR = 0.3  # probability under which a sentence of a short page is not brought back
REACH = 8  # lines between a sentence of a short page and the kept one before
WHOLE = 0.9  # share of a short line's characters in phrases from which it says nothing else
PHRASES = ("share", "shop", "subscribe", "navigation", "player", "advert", "related", "consent", "paywall", "pagination")
LINKED = 0.8  # share of a line's characters in links from which it is a link and nothing else
SHORT_PAGE = 150  # kept words up to which a sentence near the kept text is kept too
SENTENCE_WORDS = 8
SIGNATURE = "--"  # on a line of its own, RFC 3676
SIGNATURE_LINES = 12


def plain_lines(page: Page, selection: Selection) -> None:
    """Drop labels of boilerplate, titles of other articles and signatures, and keep the paragraphs of a story that boxes interrupt."""
    if page.kind != "lines" or not selection.keep.any():
        return
    menus(page, selection)
    if not page.bare:
        return
    signature(page, selection)
    for block in np.flatnonzero(labels(page) & selection.keep).tolist():
        selection.flip(block, False, "plain_lines", "is a label of boilerplate and nothing else")
    short_story(page, selection)
    if selection.prose >= PROSE:
        titles = pointers(page)
        for block in np.flatnonzero(titles).tolist():
            selection.flip(block, False, "plain_lines", "is the title of another article between paragraphs")
        resume(page, selection, titles)


def menus(page: Page, selection: Selection) -> None:
    """Drop lines that are nothing but links: of plain lines all that are no sentence, of Markdown items above and below the story."""
    if selection.prose < PROSE:
        return
    linked = page.link_density > LINKED
    items = linked & ~page.sentence if page.bare else linked & page.tagged("li") & (page.layout.offset != 0)
    for block in np.flatnonzero(items & selection.keep).tolist():
        selection.flip(block, False, "plain_lines", "is a link and nothing else")


def labels(page: Page) -> Bools:
    """Short lines that are nothing but a phrase of boilerplate: "Add to cart", "Share"."""
    coverage = np.maximum.reduce([page.hits(name) for name in PHRASES])
    result: Bools = (coverage >= WHOLE) & (page.words <= LABEL_WORDS)
    return result


def pointers(page: Page) -> Bools:
    """Titles of other articles between the paragraphs of the story: below a label, or behind it on the same line."""
    found = np.zeros(len(page), np.bool_)
    related = page.hits("related")
    for label in np.flatnonzero((related > LABEL) & (page.words <= LABEL_WORDS)).tolist():
        end = label + 1
        while end <= min(label + TITLES, len(page) - 1) and is_title(page, end):
            end += 1
        if end < len(page) and page.layout.story[end]:  # a list that leads back to the story
            found[label:end] = True
    for block in np.flatnonzero((related > 0) & (page.words <= TITLE_WORDS) & ~page.sentence).tolist():
        label_text, colon, title = page.texts[block].replace("：", ":").partition(":")
        if colon and title.strip() and len(label_text) <= LABEL_CHARACTERS:
            found[block] = coverages([label_text], "related")[0] > LABEL
    return found


def is_title(page: Page, block: int) -> bool:
    """Whether a line is short and does not end like a sentence."""
    return bool(page.words[block] <= TITLE_WORDS and not page.sentence[block] and not page.layout.story[block])


def short_story(page: Page, selection: Selection) -> None:
    """Keep whole sentences without boilerplate phrases near the kept text of a short page, on which the judge has little to go by."""
    if float(page.words[selection.keep].sum()) > SHORT_PAGE:
        return
    boilerplate = np.maximum.reduce([page.hits(name) for name in (*PHRASES, "legal", "comments", "error", "byline")]) > 0
    sentences = page.sentence & (page.words >= SENTENCE_WORDS) & ~boilerplate & (selection.probabilities >= NEAR)
    kept = np.flatnonzero(selection.keep)
    for block in np.flatnonzero(sentences & ~selection.keep).tolist():
        if block not in selection.flips and 0 < block - kept[kept < block].max(initial=-REACH - 1) <= REACH:
            selection.flip(block, True, "plain_lines", "is a sentence near the kept text of a short page")


def resume(page: Page, selection: Selection, titles: Bools) -> None:
    """Keep likely paragraphs below a kept one from which nothing but labels, adverts and titles of other articles separates them."""
    boxes = titles | (np.maximum.reduce([page.hits(name) for name in BOXES]) > INTERRUPTION)
    paragraphs = np.flatnonzero(page.layout.story[: page.layout.end]).tolist()
    for before, block in zip(paragraphs, paragraphs[1:], strict=False):
        between = slice(before + 1, block)
        if not selection.keep[before] or selection.keep[block] or block - before < 2 or not boxes[between].all():
            continue
        if selection.probabilities[block] >= LEAST and page.sentence[block] and block not in selection.flips:
            selection.flip(block, True, "plain_lines", "goes on after a box between paragraphs")


def signature(page: Page, selection: Selection) -> None:
    """Drop the signature of a mail with the mark above it."""
    if SIGNATURE not in page.texts[-SIGNATURE_LINES:]:
        return
    mark = len(page) - 1 - page.texts[::-1].index(SIGNATURE)
    if selection.keep[:mark].any():
        for block in range(mark, len(page)):
            selection.flip(block, False, "plain_lines", "belongs to the signature of a mail")
