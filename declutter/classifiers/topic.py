"""Word overlap of a block with the title, the description and the running text of its page (words of four letters or more)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.annotate.headline import head_titles
from declutter.lexicon.hash_table import HashTable, hashes
from declutter.lexicon.words import tokenize
from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

TITLE = Signal(
    "topic.title",
    "share of its longer words that the title has",
    numeric=True,
    present="shares words with the title",
    absent="shares no words with the title",
)
DESCRIBED = Signal(
    "topic.described",
    "share of its longer words that the page's description has",
    numeric=True,
    present="shares words with the page's description",
    absent="shares no words with the page's description",
)
STORY = Signal(
    "topic.story",
    "share of its longer words that other paragraphs have",
    numeric=True,
    present="shares words with other paragraphs",
    absent="shares few words with other paragraphs",
)
SIGNALS = (TITLE, DESCRIBED, STORY)

LONGER = 4  # characters
WORDS_AT_MOST = 20  # of a block
DESCRIPTIONS = frozenset({"description", "og:description", "twitter:description"})
TITLES_AT_MOST = 4


def measure(page: Page, out: Columns) -> None:
    if not len(page):
        return
    titles = long_words([page.headline.text, *list(head_titles(page))[:TITLES_AT_MOST]])
    descriptions = long_words([content for name, content in page.head.metas if name in DESCRIPTIONS][:TITLES_AT_MOST])
    wanted = hashes([*titles, *descriptions])
    token_index, blocks = page.token_index, len(page)
    story = page.layout.story
    read = (token_index.lengths >= LONGER)[token_index.number] & (token_index.place < WORDS_AT_MOST)
    number, block = token_index.number[read], token_index.block[read]
    spread = np.bincount(number[story[block]], minlength=len(token_index.hashes))
    size = np.maximum(np.bincount(block, minlength=blocks), 1)
    in_title, in_description = (
        (HashTable(part)(token_index.hashes) > 0)[number] for part in (wanted[: len(titles)], wanted[len(titles) :])
    )
    in_story = spread[number] > story[block]  # a paragraph's own words do not count
    out[SIGNALS] = (np.bincount(block[flags], minlength=blocks) / size for flags in (in_title, in_description, in_story))


def long_words(texts: list[str]) -> set[str]:
    return {word for words in tokenize(texts) for word in words if len(word) >= LONGER}
