"""Features of the whole page, the same for all its blocks: size, shares of running text, links, lists, prices, declared types."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

WORDS = Signal("page_features.words", "words on the page", numeric=True, present="is on a long page", absent="is on a short page")
BLOCKS = Signal(
    "page_features.blocks", "blocks on the page", numeric=True, present="is on a page of many blocks", absent="is on a page of few blocks"
)
STORY = Signal(
    "page_features.story",
    "words of running text on the page",
    numeric=True,
    present="is on a page with much running text",
    absent="is on a page with little running text",
)
PROSE = Signal(
    "page_features.prose",
    "share of the page's words that are running text",
    numeric=True,
    present="is on a page that is mostly running text",
    absent="is on a page that is mostly menus, lists and the like",
)
PARAGRAPHS = Signal(
    "page_features.paragraphs",
    "paragraphs on the page",
    numeric=True,
    present="is on a page with many paragraphs",
    absent="is on a page with few paragraphs",
)
LONGEST = Signal(
    "page_features.longest",
    "words of the longest paragraph",
    numeric=True,
    present="is on a page with a long paragraph",
    absent="is on a page without a long paragraph",
)
MEDIAN = Signal(
    "page_features.median",
    "words of the middle paragraph",
    numeric=True,
    present="is on a page of long paragraphs",
    absent="is on a page of short paragraphs",
)
LINKS = Signal(
    "page_features.links",
    "share of links on the page",
    numeric=True,
    present="is on a page that is mostly links",
    absent="is on a page with few links",
)
ITEMS = Signal(
    "page_features.items",
    "share of the page's blocks that are list items",
    numeric=True,
    present="is on a page of many list items",
    absent="is on a page of few list items",
)
CELLS = Signal(
    "page_features.cells",
    "share of the page's blocks that are table cells",
    numeric=True,
    present="is on a page of many table cells",
    absent="is on a page of few table cells",
)
HEADINGS = Signal(
    "page_features.headings",
    "headings on the page",
    numeric=True,
    present="is on a page of many headings",
    absent="is on a page of few headings",
)
SHOP = Signal(
    "page_features.shop",
    "share of the page's blocks with shop phrases or in shop boxes",
    numeric=True,
    present="is on a page of a shop",
    absent="is on a page that is no shop",
)
POSTS = Signal(
    "page_features.posts",
    "share of the page's blocks in messages of a thread",
    numeric=True,
    present="is on a page of messages",
    absent="is on a page without messages",
)
CODE = Signal(
    "page_features.code",
    "share of the page's words in code",
    numeric=True,
    present="is on a page with code",
    absent="is on a page without code",
)
BEST = Signal(
    "page_features.best",
    "share of the running text under one path",
    numeric=True,
    present="is on a page with all paragraphs in one kind of element",
    absent="is on a page with paragraphs in several kinds of elements",
)
THREAD = Signal(
    "page_features.thread",
    "whether the page is a thread",
    numeric=True,
    present="is on a page of a forum",
    absent="is on a page that is no forum",
)
ARTICLE = Signal(
    "page_features.article",
    "whether the page calls itself an article",
    numeric=True,
    present="is on a page that calls itself an article",
    absent="is on a page that does not call itself an article",
)
PRODUCT = Signal(
    "page_features.product",
    "whether the page calls itself a product",
    numeric=True,
    present="is on a page that calls itself a product",
    absent="is on a page that does not call itself a product",
)
COLLECTION = Signal(
    "page_features.collection",
    "whether the page calls itself a list",
    numeric=True,
    present="is on a page that calls itself a list",
    absent="is on a page that does not call itself a list",
)
SIGNALS = (
    WORDS,
    BLOCKS,
    STORY,
    PROSE,
    PARAGRAPHS,
    LONGEST,
    MEDIAN,
    LINKS,
    ITEMS,
    CELLS,
    HEADINGS,
    SHOP,
    POSTS,
    CODE,
    BEST,
    THREAD,
    ARTICLE,
    PRODUCT,
    COLLECTION,
)

TYPES = re.compile(r'"@type"\s*:\s*\[?\s*"(\w+)"')
READ_AT_MOST = 100_000


def measure(page: Page, out: Columns) -> None:
    if not len(page):
        return
    mass, words = page.layout.mass, page.words
    story = np.sort(words[page.layout.story])
    total, running, count = float(words.sum()), float(mass.sum()), len(page)
    types = declared(page)
    shop = (page.hits("shop") > 0.3) | page.inside("shop")
    out[SIGNALS] = (
        total,
        len(page),
        running,
        running / max(total, 1),
        len(story),
        story[-1] if len(story) else 0,
        (story[(len(story) - 1) // 2] + story[len(story) // 2]) / 2 if len(story) else 0,
        float(page.linked.sum()) / max(float(page.chars.sum()), 1),
        np.count_nonzero(page.tagged("li")) / count,
        np.count_nonzero(page.tagged("td", "th")) / count,
        np.count_nonzero(page.heading),
        np.count_nonzero(shop) / count,
        np.count_nonzero(page.inside("post")) / count,
        (words * page.inside("code")).sum() / max(total, 1),
        page.layout.path_share.max(initial=0),
        page.thread,
        "article" in types or "posting" in types,
        "product" in types,
        "collection" in types or "itemlist" in types,
    )


def declared(page: Page) -> str:
    """The types that the page declares (og:type, JSON-LD), in lower case."""
    types = [content for name, content in page.head.metas if name == "og:type"]
    types += [found for text in page.head.json_ld for found in TYPES.findall(text[:READ_AT_MOST])]
    return " ".join(types).lower()
