"""Names and tags of elements laid over a page: hints as bits a block, learned log-odds as columns.

A hint of furniture is not believed of a container that holds most of the page's running text: ``<body class="has-comments">``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.lexicon.hints import hints
from declutter.lexicon.names import INLINE, TAG, said
from declutter.lexicon.threads import thread_votes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from declutter.lexicon.learned import Learned
    from declutter.page import Floats, Ints, Page

SHORT = 15  # words: the inline elements of a longer block say nothing about the whole of it
MOST = 0.5  # share of the page's running text above which furniture hints are not believed
NEARLY_ALL = (0.9, 0.7)  # share of the running text, by how much else speaks for a thread
ENOUGH_PARAGRAPHS = 100.0  # words of running text below which all words count
EVIDENCE = frozenset({"main", "post", "list", "table", "code", "quote", "figure", "heading"})  # believed of any container


def lay_over(page: Page, learned: Learned) -> None:
    """Fill in the bits of each block's own and parent element and of all its containers, whether the page is a thread, and, where
    names were learned, their log-odds by region and by block.
    """
    bits, tags, _ = hints()
    regions = page.regions
    short = (page.words <= SHORT).tolist()
    inline = {i: names for i, names in enumerate(page.inline_attrs) if names and short[i]}
    says = said(regions.attrs, learned)
    known_inline = said(inline.values(), learned, INLINE)
    names, tag = numbered(regions.attrs, says), numbered(regions.tag, dict.fromkeys(regions.tag))
    own = np.array([say[0] for say in says.values()], np.int64)[names]
    own |= np.array([tags.get(name, 0) for name in dict.fromkeys(regions.tag)], np.int64)[tag]
    parent = np.maximum(page.region_parent, 0)
    comment, post = bits["comments"], bits["post"]
    page.thread = is_thread(page, inherited(own & comment, parent))
    if page.thread:  # what looks like a comment is a message
        own = np.where(own & comment, own & ~comment | post, own)
    own[holds_most(page)] &= sum(bit for name, bit in bits.items() if name in EVIDENCE)
    page.bits = bits
    page.own_bits = (own | own[parent])[page.region_of]
    page.own_bits[list(inline)] |= np.array([known_inline[names][0] for names in inline.values()], np.int64)
    page.block_bits = inherited(own, parent)[page.region_of] | page.own_bits
    if learned.names and page.kind == "html":
        of_tag = np.array([learned.names.get(TAG + name, 0.0) for name in dict.fromkeys(regions.tag)], np.float32)[tag]
        page.name_odds = with_tags(np.array([say[1:] for say in says.values()], np.float32).T[:, names], of_tag)
        page.inline_odds = np.zeros(len(page), np.float32)
        page.inline_odds[list(inline)] = [known_inline[names][2] for names in inline.values()]


def numbered(values: list[str], distinct: Iterable[str]) -> Ints:
    """The place of each value among the distinct ones."""
    places = {value: place for place, value in enumerate(distinct)}
    return np.fromiter(map(places.__getitem__, values), np.int64, len(values))


def with_tags(of_names: Floats, of_tag: Floats) -> Floats:
    """How many names of each region are known, its tag among them, and their mean, lowest and highest log-odds (rows)."""
    known, total, lowest, highest = of_names
    known = known + (of_tag != 0)
    return np.stack((known, (total + of_tag) / np.maximum(known, 1), np.minimum(lowest, of_tag), np.maximum(highest, of_tag)))


def inherited(bits: Ints, parent: Ints) -> Ints:
    """Bits of each region and of all regions above it; each round looks twice as far up as the one before."""
    result = bits.copy()
    while True:
        result |= result[parent]
        if not parent.any():
            return result
        parent = parent[parent]


def is_thread(page: Page, commented: Ints) -> bool:
    """Whether the page is a thread: by what it says of itself, or, in doubt, because what looks like comments is nearly all of its text."""
    votes = thread_votes(page)
    if votes not in (0, 1):
        return votes > 1
    mass = np.where(page.paragraph, page.words, 0)
    return bool((mass * (commented[page.region_of] != 0)).sum() > NEARLY_ALL[votes] * mass.sum())


def holds_most(page: Page) -> Ints:
    """Regions that hold more than half of the page's running text."""
    mass = np.where(page.paragraph, page.words, 0)
    if mass.sum() < ENOUGH_PARAGRAPHS:
        mass = page.words
    total = np.concatenate(([0.0], np.cumsum(mass, dtype=np.float64)))
    if not total[-1]:
        return np.zeros(0, np.int64)
    first, last = page.region_span
    return np.flatnonzero(total[last] - total[first] > MOST * total[-1])
