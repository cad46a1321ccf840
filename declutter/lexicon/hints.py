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
PIECE = re.compile(r"[^\W_]+")
KNOWN_AT_MOST = 100_000
SHORT = 15  # words: the inline elements of a longer block say nothing about the whole of it
MOST = 0.5  # share of the page's running text above which furniture hints are not believed
NEARLY_ALL = 0.8  # share of the running text
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
def first_parts() -> frozenset[str]:
    """Name parts that open a pair in the data file."""
    return frozenset(parts.partition("-")[0] for parts in hints()[2] if "-" in parts)


known_names: dict[str, int] = {"": 0}  # all names of an element as one string -> bits, over all pages
known_tokens: dict[str, int] = {}  # one name -> bits, over all pages


def names_bits(names: str) -> int:
    """Bits of an element's class names, ids and roles."""
    bits = 0
    for token in names.split():
        known = known_tokens.get(token)
        if known is None:
            known = known_tokens[token] = token_bits(token)
        bits |= known
    return bits


def token_bits(token: str) -> int:
    """Bits of one name: of its parts, and of two parts in a row."""
    known = hints()[2].get
    openers = first_parts()
    low = token if token.islower() else HUMP.sub("-", token).lower()
    bits = 0
    before = ""
    for piece in PIECE.findall(low):
        bits |= known(piece, 0)
        if before in openers:
            bits |= known(f"{before}-{piece}", 0)
        before = piece
    return bits


def learn(names: set[str]) -> None:
    """Look up the names that were not met before."""
    if len(known_names) > KNOWN_AT_MOST:
        known_names.clear()
        known_tokens.clear()
    for new in names.difference(known_names):
        known_names[new] = names_bits(new)


def hint_bits(page: Page) -> tuple[dict[str, int], Ints, Ints]:
    """(name -> bit, bits of each block's own and parent element, bits of all its containers)."""
    bits, tags, _ = hints()
    regions = page.regions
    short = (page.words <= SHORT).tolist()
    inline = {i: names for i, names in enumerate(page.inline_attrs) if names and short[i]}
    learn({*regions.attrs, *inline.values()})
    known = known_names
    own = [known[names] | tags.get(tag, 0) for names, tag in zip(regions.attrs, regions.tag, strict=True)]
    evidence = sum(bit for name, bit in bits.items() if name in EVIDENCE)
    comment, post = bits["comments"], bits["post"]
    page.thread = is_thread(page, own, comment)
    if page.thread:  # what looks like a comment is a message
        own = [bits_ & ~comment | post if bits_ & comment else bits_ for bits_ in own]
    for r in holds_most(page):
        own[r] &= evidence
    inherited: list[int] = []
    nearest: list[int] = []
    for mine, parent in zip(own, regions.parent, strict=True):
        inherited.append(mine | inherited[parent] if parent >= 0 else mine)
        nearest.append(mine | own[parent] if parent >= 0 else mine)
    own_bits = np.array([nearest[r] for r in page.region], np.int64)
    block_bits = np.array([inherited[r] for r in page.region], np.int64)
    for i, names in inline.items():
        own_bits[i] |= known[names]
    return bits, own_bits, block_bits | own_bits


def is_thread(page: Page, own: list[int], comment: int) -> bool:
    """Whether the page is a thread: by what it says of itself, or, in doubt, because what looks like comments is nearly all of its text."""
    votes = thread_votes(page)
    if votes != 1:
        return votes > 1
    below: list[bool] = []
    for bits, parent in zip(own, page.regions.parent, strict=True):
        below.append(bool(bits & comment) or (parent >= 0 and below[parent]))
    mass = np.where(page.paragraph, page.words, 0)
    spoken = np.array([below[r] for r in page.region], np.bool_)
    return bool((mass * spoken).sum() > NEARLY_ALL * mass.sum())


def holds_most(page: Page) -> list[int]:
    """Regions that hold more than half of the page's running text."""
    mass = np.where(page.paragraph, page.words, 0)
    if mass.sum() < ENOUGH_PARAGRAPHS:
        mass = page.words
    total = np.concatenate(([0.0], np.cumsum(mass, dtype=np.float64)))
    if not total[-1]:
        return []
    first, last = page.region_span
    held = total[last] - total[first]
    return [int(r) for r in np.flatnonzero(held > MOST * total[-1])]
