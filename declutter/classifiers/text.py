"""Features of the block's own text: length, punctuation, digits, function words, link density, element."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.page import Signal
from declutter.page.characters import COMMA

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

WORDS = Signal("text.words", "words", numeric=True, present="has many words", absent="has few words")
CHARS = Signal("text.chars", "characters", numeric=True, present="is long", absent="is short")
LETTERS = Signal("text.letters", "characters per word", numeric=True, present="has long words", absent="has short words")
COMMAS = Signal("text.commas", "commas", numeric=True, present="has commas", absent="has no or few commas")
FIGURES = Signal("text.figures", "share of digits", numeric=True, present="has many digits", absent="has few digits")
GRAMMAR = Signal(
    "text.grammar",
    "share of function words",
    numeric=True,
    present='has many small words, as sentences do (such as "the" and "of")',
    absent='has few of the small words that sentences have (such as "the" and "of")',
)
ENDS = Signal(
    "text.ends",
    "rank of its last character, from an arrow (-1) to a full stop (3)",
    numeric=True,
    present="ends with a mark such as a full stop",
    absent="does not end with a full stop",
)
TAG = Signal(
    "text.tag",
    "rank of its element, by how often it holds running text",
    numeric=True,
    present="has a tag that mostly holds text (such as p)",
    absent="has a tag that seldom holds running text",
)
LINKS = Signal("text.links", "share of links", numeric=True, present="is mostly a link", absent="has few or no links")
SIGNALS = (WORDS, CHARS, LETTERS, COMMAS, FIGURES, GRAMMAR, ENDS, TAG, LINKS)

# elements in the order in which they come closer to running text; what is not named here ranks with <div>
RANKED = (
    "nav button footer label summary legend form",
    "a",
    "li",
    "div body",
    "td th caption",
    "dt",
    "h1 h2 h3 h4 h5 h6",
    "figcaption figure",
    "section article main",
    "dd",
    "blockquote",
    "p",
    "pre",
)
RANK = {tag: float(rank) for rank, tags in enumerate(RANKED) for tag in tags.split()}
STOPS, COLONS, CLOSERS, ARROWS = ".!?…。！？؟।॥۔", ":：", '"”’»)]」』', ">›→"
ENDINGS = {mark: worth for marks, worth in ((STOPS, 3.0), (COLONS, 2.0), (CLOSERS, 1.0), (ARROWS, -1.0)) for mark in marks}


def measure(page: Page, out: Columns) -> None:
    if not len(page):
        return
    texts = page.texts
    numbers, tag = page.tag_numbers
    out[SIGNALS] = (
        page.words,
        page.chars,
        page.chars / page.words,
        page.characters.count(COMMA),
        page.digit_share,
        page.function_words,
        [ENDINGS.get(text[-1], 0.0) for text in texts],
        np.array([RANK.get(name, 3.0) for name in numbers])[tag],
        page.link_density,
    )
