"""Hints and learned log-odds of element names and tags: bit sets per block, log-odds per region.

Boilerplate hints are ignored on a container with most of the page's running text: ``<body class="has-comments">``.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import numpy as np

from declutter.lexicon.hints import hints
from declutter.lexicon.names import TAG, evidence
from declutter.lexicon.threads import thread_evidence

if TYPE_CHECKING:
    from declutter.lexicon.learned import Learned
    from declutter.page import Bools, Floats, Ints, Page

SHORT = 15  # words of a block above which the names of its inline elements are ignored
MOST = 0.5  # share of the page's running text above which a container's boilerplate hints are ignored
NEARLY_ALL = (0.9, 0.5)  # share of the running text in comments above which a page is a thread, with no and with one other sign of a thread
ENOUGH_PARAGRAPHS = 100.0  # words of running text under which all words count
ARTICLE = 40.0  # words of running text in a main container from which an article stands there
BELOW = ("related", "comments")  # boilerplate that may be longer than the article above or beside it
EVIDENCE = frozenset({"main", "post", "list", "table", "code", "quote", "figure", "heading"})  # hints that hold for any container


def lay_over(page: Page, learned: Learned) -> None:
    """Fill in the hint bits of each block (own and parent element, all containers), whether the page is a thread, and the learned
    log-odds of names by region and by block.
    """
    bits, tags, _ = hints()
    regions = page.regions
    short = (page.words <= SHORT).tolist()
    inline = [i for i, names in enumerate(page.inline_attrs) if names and short[i]]
    (names, name), (inline_names, inline_name) = numbered(regions.attrs), numbered([page.inline_attrs[i] for i in inline])
    found = evidence(names, inline_names, learned.name_table)
    inline_name += len(names)
    own = found.bits[name]
    tag_names, tag = numbered(regions.tag)
    own |= np.array([tags.get(name, 0) for name in tag_names], np.int64)[tag]
    page.region_kind = tag * len(names) + name
    parent = np.maximum(page.region_parent, 0)
    comment, post = bits["comments"], bits["post"]
    page.thread = is_thread(page, names, inherited(own & comment, page.climbs))
    if page.thread:  # what is named a comment is a message
        own = np.where(own & comment, own & ~comment | post, own)
    most, outside = holds_most(page, inherited(own & (bits["main"] | bits["post"] | bits["article"]), page.climbs) != 0)
    own[most] &= sum(bit for name, bit in bits.items() if name in EVIDENCE) | outside * sum(bits[name] for name in BELOW)
    page.bits = bits
    page.own_bits = (own | own[parent])[page.region_of]
    of_inline = found.bits[inline_name]
    of_inline[page.heading[inline]] &= ~(bits["navigation"] | bits["reference"])  # its link to itself or back to the contents
    page.own_bits[inline] |= of_inline
    page.block_bits = inherited(own, page.climbs)[page.region_of] | page.own_bits
    if learned.names and page.kind == "html":
        of_tag = np.array([learned.names.get(TAG + name, 0.0) for name in tag_names], np.float32)[tag]
        page.name_odds = with_tags(found.odds.astype(np.float32)[:, name], of_tag)
        page.inline_odds = np.zeros(len(page), np.float32)
        page.inline_odds[inline] = found.odds[1, inline_name]


def numbered(values: list[str]) -> tuple[list[str], Ints]:
    """The distinct values in order, and the index of each value among them."""
    index = dict(zip(dict.fromkeys(values), count(), strict=False))
    return list(index), np.fromiter(map(index.__getitem__, values), np.int64, len(values))


def with_tags(of_names: Floats, of_tag: Floats) -> Floats:
    """Number of known names of each region, its tag among them, and their mean, lowest and highest log-odds (rows)."""
    known, total, lowest, highest = of_names
    known = known + (of_tag != 0)
    return np.stack((known, (total + of_tag) / np.maximum(known, 1), np.minimum(lowest, of_tag), np.maximum(highest, of_tag)))


def inherited(bits: Ints, climbs: list[Ints]) -> Ints:
    """Union of the bits of each region and of all its ancestors."""
    result = np.append(bits, 0)
    for up in climbs:
        result |= result[up]
    return result[:-1]


def is_thread(page: Page, names: list[str], commented: Ints) -> bool:
    """Whether the page is a thread: by its own metadata, or, in doubt, because comments are nearly all of its running text."""
    evidence = thread_evidence(page, names)
    if evidence not in (0, 1):
        return evidence > 1
    mass = np.where(page.paragraph, page.words, 0)
    return bool((mass * (commented[page.region_of] != 0)).sum() > NEARLY_ALL[evidence] * mass.sum())


def holds_most(page: Page, main: Bools) -> tuple[Ints, Bools]:
    """Regions with more than half of the page's running text, and whether an article in ``main`` regions stands outside each."""
    mass = np.where(page.paragraph, page.words, 0)
    if mass.sum() < ENOUGH_PARAGRAPHS:
        mass = page.words
    total = np.concatenate(([0.0], np.cumsum(mass, dtype=np.float64)))
    if not total[-1]:
        return np.zeros(0, np.int64), np.zeros(0, np.bool_)
    first, last = page.region_span
    most = np.flatnonzero(total[last] - total[first] > MOST * total[-1])
    of_main = np.concatenate(([0.0], np.cumsum(mass * main[page.region_of], dtype=np.float64)))
    return most, of_main[-1] - (of_main[last] - of_main[first])[most] >= ARTICLE
