"""What tags, class names, ids and roles hint at: ``<nav>``, ``class="share-bar"``, ``role="main"``.

Names are cut at punctuation and camel humps; ``entry-content`` in the data file stands for the two parts in a row.
A hint of furniture is not believed of a container that holds most of the page's running text: ``<body class="has-comments">``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from declutter.lexicon.files import data_file, lines
from declutter.lexicon.threads import thread_votes

if TYPE_CHECKING:
    from declutter.page import Ints, Page

HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
KNOWN_AT_MOST = 40_000
SHORT = 15  # words: the inline elements of a longer block say nothing about the whole of it
MOST = 0.5  # share of the page's running text above which furniture hints are not believed
NEARLY_ALL = (0.9, 0.7)  # share of the running text, by how much else speaks for a thread
ENOUGH_PARAGRAPHS = 100.0  # words of running text below which all words count
EVIDENCE = frozenset({"main", "post", "list", "table", "code", "quote", "figure", "heading"})  # believed of any container


@cache
def hints() -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """(name -> bit, tag -> bits, dashed name parts -> bits)."""
    bits: dict[str, int] = {}
    tags: dict[str, int] = {}
    parts: dict[str, int] = {}
    bit = 0
    for entry in lines(data_file("hints.txt")):
        if entry.startswith("["):
            bit = bits.setdefault(entry.strip("[]"), 1 << len(bits))
            continue
        for word in entry.split():
            if word.startswith("<"):
                tags[word.strip("<>")] = tags.get(word.strip("<>"), 0) | bit
            else:
                parts[word] = parts.get(word, 0) | bit
    return bits, tags, parts


@cache
def tellers() -> frozenset[str]:
    """Name parts that say something, alone or as the first of a pair."""
    return first_parts() | hints()[2].keys()


@cache
def first_parts() -> frozenset[str]:
    """Name parts that open a pair."""
    return frozenset(parts.partition("-")[0] for parts in hints()[2] if "-" in parts)


known_tokens: dict[str, int] = {}  # one class name, id or role -> bits, over all pages
known_names: dict[str, int] = {}  # all names of an element as one string -> bits, over all pages


def names_bits(all_names: set[str]) -> dict[str, int]:
    """Bits of elements' names. What other pages had is remembered; another thread may forget it at any time."""
    if max(len(known_names), len(known_tokens)) > KNOWN_AT_MOST:
        known_names.clear()
        known_tokens.clear()
    found: dict[str, int] = {}
    for names in all_names:
        bits = known_names.get(names)
        if bits is None:
            bits = 0
            for token in names.split():
                of_token = known_tokens.get(token)
                if of_token is None:
                    of_token = known_tokens[token] = token_bits(token)
                bits |= of_token
            known_names[names] = bits
        found[names] = bits
    return found


def token_bits(token: str) -> int:
    """Bits of a single name: of its parts, and of two parts in a row. Most names have no part that says anything."""
    parts = hints()[2]
    name = token if token.islower() else HUMP.sub("-", token).lower()
    if "_" in name:
        name = name.replace("_", "-")
    if "-" not in name:
        return parts.get(name, 0)
    pieces = name.split("-")
    if tellers().isdisjoint(pieces):
        return 0
    bits = parts.get(name, 0)
    firsts = first_parts()
    before = ""
    for piece in pieces:
        if piece in parts:
            bits |= parts[piece]
        if before in firsts and piece:
            bits |= parts.get(f"{before}-{piece}", 0)
        before = piece or before
    return bits


def hint_bits(page: Page) -> tuple[dict[str, int], Ints, Ints]:
    """(name -> bit, bits of each block's own and parent element, bits of all its containers)."""
    bits, tags, _ = hints()
    regions = page.regions
    short = (page.words <= SHORT).tolist()
    inline = {i: names for i, names in enumerate(page.inline_attrs) if names and short[i]}
    known = names_bits({*regions.attrs, *inline.values()})
    own = np.array([known[names] | tags.get(tag, 0) for names, tag in zip(regions.attrs, regions.tag, strict=True)], np.int64)
    parent = np.maximum(page.region_parent, 0)
    comment, post = bits["comments"], bits["post"]
    page.thread = is_thread(page, inherited(own & comment, parent))
    if page.thread:  # what looks like a comment is a message
        own = np.where(own & comment, own & ~comment | post, own)
    own[holds_most(page)] &= sum(bit for name, bit in bits.items() if name in EVIDENCE)
    own_bits = (own | own[parent])[page.region_of]
    own_bits[list(inline)] |= np.array([known[names] for names in inline.values()], np.int64)
    return bits, own_bits, inherited(own, parent)[page.region_of] | own_bits


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
