"""Position as numbers: place on the page, distance from the running text, headline and headings, densities of the neighbourhood."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.classifiers.columns import WIDEST, running, window
from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Bools, Floats, Page

INDEX = Signal(
    "position_features.index",
    "share of the page's blocks before it",
    numeric=True,
    present="is far down the page",
    absent="is near the top of the page",
)
WORDS = Signal(
    "position_features.words",
    "share of the page's words before it",
    numeric=True,
    present="has most of the words of the page above it",
    absent="has few of the words of the page above it",
)
STORY = Signal(
    "position_features.story",
    "share of the running text before it",
    numeric=True,
    present="has most of the article above it",
    absent="has little of the article above it",
)
OFFSET = Signal(
    "position_features.offset",
    "blocks from the story's first or last paragraph",
    numeric=True,
    present="is below the paragraphs of the article",
    absent="is between or above the paragraphs of the article",
)
FIRST = Signal(
    "position_features.first",
    "blocks after the story's first paragraph",
    numeric=True,
    present="is far below the first paragraph of the article",
    absent="is close to or above the first paragraph of the article",
)
LAST = Signal(
    "position_features.last",
    "blocks before the story's last paragraph",
    numeric=True,
    present="is far above the last paragraph of the article",
    absent="is close to or below the last paragraph of the article",
)
HEADLINE = Signal(
    "position_features.headline",
    "blocks after the headline",
    numeric=True,
    present="is far below the headline",
    absent="is close to the headline",
)
HEADING = Signal(
    "position_features.heading",
    "blocks after the last heading",
    numeric=True,
    present="is far below the last heading",
    absent="is right below a heading",
)
BEFORE = Signal(
    "position_features.before",
    "blocks since the last paragraph",
    numeric=True,
    present="is far below the last paragraph above it",
    absent="is right below a paragraph",
)
AFTER = Signal(
    "position_features.after",
    "blocks to the next paragraph",
    numeric=True,
    present="is far above the next paragraph",
    absent="is right above a paragraph",
)
TOP = Signal(
    "position_features.top",
    "blocks before it",
    numeric=True,
    present="has much of the page above it",
    absent="has little of the page above it",
)
BOTTOM = Signal(
    "position_features.bottom",
    "blocks after it",
    numeric=True,
    present="has much of the page below it",
    absent="has little of the page below it",
)
LINKS_5 = Signal(
    "position_features.links_near",
    "share of links in the eleven blocks around it",
    numeric=True,
    present="is among links",
    absent="is not among links",
)
LINKS_15 = Signal(
    "position_features.links_far",
    "share of links in the 31 blocks around it",
    numeric=True,
    present="is in a part of the page that is mostly links",
    absent="is in a part of the page with few links",
)
PROSE_5 = Signal(
    "position_features.prose_near",
    "share of running text in the eleven blocks around it",
    numeric=True,
    present="is among paragraphs",
    absent="has few paragraphs around it",
)
PROSE_15 = Signal(
    "position_features.prose_far",
    "share of running text in the 31 blocks around it",
    numeric=True,
    present="is in a part of the page that is mostly paragraphs",
    absent="is in a part of the page with few paragraphs",
)
DENSE_5 = Signal(
    "position_features.dense_near",
    "words per block in the eleven blocks around it",
    numeric=True,
    present="is among long blocks",
    absent="is among short blocks",
)
WORDS_PREVIOUS = Signal(
    "position_features.words_previous",
    "words of the block before it",
    numeric=True,
    present="comes after a long block",
    absent="comes after a short block",
)
WORDS_NEXT = Signal(
    "position_features.words_next",
    "words of the block after it",
    numeric=True,
    present="comes before a long block",
    absent="comes before a short block",
)
LINKS_PREVIOUS = Signal(
    "position_features.links_previous",
    "share of links in the block before it",
    numeric=True,
    present="comes after a link",
    absent="comes after text without links",
)
LINKS_NEXT = Signal(
    "position_features.links_next",
    "share of links in the block after it",
    numeric=True,
    present="comes before a link",
    absent="comes before text without links",
)
SENTENCES_5 = Signal(
    "position_features.sentences_near",
    "share of the eleven blocks around it that are sentences",
    numeric=True,
    present="is among sentences",
    absent="has few sentences around it",
)
GRAMMAR_5 = Signal(
    "position_features.grammar_near",
    "share of function words in the eleven blocks around it",
    numeric=True,
    present="is among text in sentences",
    absent="is among words that are no sentences",
)
SIGNALS = (
    INDEX,
    WORDS,
    STORY,
    OFFSET,
    FIRST,
    LAST,
    HEADLINE,
    HEADING,
    BEFORE,
    AFTER,
    TOP,
    BOTTOM,
    LINKS_5,
    LINKS_15,
    PROSE_5,
    PROSE_15,
    DENSE_5,
    WORDS_PREVIOUS,
    WORDS_NEXT,
    LINKS_PREVIOUS,
    LINKS_NEXT,
    SENTENCES_5,
    GRAMMAR_5,
)

NEAR, FAR = 5, WIDEST
FURTHEST = 200.0  # blocks; distances are clipped to it, as few pages are long enough to learn from larger ones


def measure(page: Page, out: Columns) -> None:
    count = len(page)
    if not count:
        return
    layout = page.layout
    index = np.arange(count)
    sums = running(page.words, layout.mass, page.linked, page.chars, page.sentence, page.words * page.function_words)
    words, story, links, chars, sentences, grammar = window(sums, NEAR)
    far_words, far_story, far_links, far_chars = window(sums[:4], FAR)
    words_before, story_before = sums[:2, WIDEST : WIDEST + count]
    words_near = np.maximum(words, 1)
    density = page.link_density
    span = np.minimum(index + NEAR + 1, count) - np.maximum(index - NEAR, 0)
    out[SIGNALS] = (
        index / count,
        words_before / max(sums[0, -1], 1),
        story_before / max(sums[1, -1], 1),
        np.clip(layout.offset, -FURTHEST, FURTHEST),
        np.clip(index - layout.first, -FURTHEST, FURTHEST),
        np.clip(layout.last - index, -FURTHEST, FURTHEST),
        np.clip(index - page.headline.block, -FURTHEST, FURTHEST) if page.headline.block >= 0 else -FURTHEST,
        since(page.heading),
        since(layout.story),
        since(layout.story[::-1])[::-1],
        np.minimum(index, FURTHEST),
        np.minimum(count - index, FURTHEST),
        links / np.maximum(chars, 1),
        far_links / np.maximum(far_chars, 1),
        story / words_near,
        far_story / np.maximum(far_words, 1),
        words / span,
        shifted(page.words, 1),
        shifted(page.words, -1),
        shifted(density, 1),
        shifted(density, -1),
        sentences / span,
        grammar / words_near,
    )


def since(flags: Bools) -> Floats:
    """Blocks since the last one for which ``flags`` holds; 0 on it."""
    index = np.arange(len(flags))
    last = np.maximum.accumulate(np.where(flags, index, -FURTHEST))
    result: Floats = np.minimum(index - last, FURTHEST)
    return result


def shifted(values: Floats, by: int) -> Floats:
    """Each block's neighbour's value, 0 beyond the ends."""
    result = np.zeros_like(values)
    if by > 0:
        result[by:] = values[:-by]
    else:
        result[:by] = values[-by:]
    return result
