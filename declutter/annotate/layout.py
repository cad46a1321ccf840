"""Layout: where the running text of a page is, as word counts over containers, paths and neighbours (cumulative sums)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.page import Layout, Page
from declutter.page.characters import WIDE

if TYPE_CHECKING:
    from declutter.page import Bools, Floats, Ints

BOILERPLATE = (
    "navigation",
    "footer",
    "related",
    "advert",
    "consent",
    "subscribe",
    "share",
    "legal",
    "dialog",
    "paywall",
    "reference",
    "comments",
)
BOILERPLATE_COVERAGE = 0.3  # coverage by consent, legal or subscribe phrases above which a paragraph is no story
STORY_AT_LEAST = 0.2  # share of the paragraphs' words outside boilerplate under which all paragraphs count
NEAR = 3  # blocks on each side that count as neighbours
FIRST_PART, LAST_PART = 0.2, 0.8  # share of the running text above the opening label at most, and above the closing label at least
LABELLED = 0.5  # coverage above which a block is a label
MENU_WORDS = 5
LABEL_WORDS = 12
BYLINE_WORDS = 6  # words of a block that is a byline by its first word alone: "By Anna Berg and Tom Reed"
OPENING_REACH = 40  # blocks above the running text in which its byline is looked for
SPREAD = np.uint64(0x9E3779B97F4A7C15)  # an odd multiplier that spreads small numbers over 64 bits (Knuth, multiplicative hashing)
BASE = 0xD6E8FEB86659FD93  # of the polynomial hash, odd
GAP = 12  # blocks without a paragraph that end a story, in plain lines


def survey(page: Page) -> Page:
    """Fill in ``page.layout``."""
    story = story_paragraphs(page)
    mass = np.where(story, page.words, 0).astype(np.float64)
    regions = page.regions
    holder = holders(page)
    path, parent_path = paths(page)
    total = float(mass.sum())
    running = np.concatenate(([0.0], np.cumsum(mass)))
    first, last = page.region_span
    held = running[last] - running[first]
    holder_mass = np.bincount(holder, mass, len(regions))
    best_region = int(holder_mass.argmax()) if total else -1
    best = (holder == best_region) if page.kind == "html" else story_stretch(story)
    begin, end = ends(story & best)
    opening, closing = bounds(page, mass)
    index = np.arange(len(page), dtype=np.float32)
    offset = np.where(index < begin, index - begin, np.where(index > end, index - end, 0)) if end >= 0 else np.zeros(len(page))
    page.layout = Layout(
        mass=mass,
        holder=holder,
        path=path,
        parent_path=parent_path,
        story=story,
        best=best & (total > 0),
        core=within(page, first, last, held, 0.75 * total),
        wide=within(page, first, last, held, 0.9 * total),
        path_share=share(path, mass),
        parent_share=share(parent_path, mass),
        holder_share=(holder_mass[holder] / max(total, 1)).astype(np.float32),
        around=around(page, mass),
        offset=offset.astype(np.float32),
        start=opening,
        end=closing,
        first=begin,
        last=end,
    )
    return page


def story_paragraphs(page: Page) -> Bools:
    """Paragraphs outside boilerplate; all paragraphs where hardly any would be left."""
    paragraph = page.paragraph
    coverage = page.hits("consent") + page.hits("legal") + page.hits("subscribe") + page.hits("paywall")
    story: Bools = paragraph & ~page.inside(*BOILERPLATE) & (coverage < BOILERPLATE_COVERAGE)
    if (page.words * story).sum() < STORY_AT_LEAST * (page.words * paragraph).sum():
        return paragraph
    return story


def holders(page: Page) -> Ints:
    """For each block the container it stands in: the parent of its own element, or that element where it holds several blocks."""
    first, last = page.region_span
    parent = page.region_parent
    own = page.region_of
    single = (last[own] - first[own] <= 1) | page.tagged("p", "h2", "h3", "h4", "li")
    result: Ints = np.where(single & (parent[own] >= 0), parent[own], own)
    return result


def paths(page: Page) -> tuple[Ints, Ints]:
    """Group numbers of each block's path of tags and classes, and of its parent's: equal number, equal path.

    A path is known by the polynomial hash of its elements, in 64 bits; each round doubles the length of path that is hashed.
    """
    number = np.append((page.region_kind + 1).astype(np.uint64) * SPREAD, np.uint64(0))
    factor = np.uint64(BASE)
    for up in page.climbs:
        number = number + factor * number[up]
        factor = np.multiply(factor, factor)
    _, by_region = np.unique(number, return_inverse=True)
    above = np.maximum(page.region_parent, 0)
    return by_region[page.region_of], by_region[above[page.region_of]]


def share(group: Ints, mass: Floats) -> Floats:
    """Share of the running text in each block's group."""
    total = max(float(mass.sum()), 1.0)
    result: Floats = (np.bincount(group, mass)[group] / total).astype(np.float32) if len(group) else np.zeros(0, np.float32)
    return result


def within(page: Page, first: Ints, last: Ints, held: Floats, enough: float) -> Bools:
    """Blocks in the deepest container that holds ``enough`` words: containers with more than half are nested, so it is the last."""
    inside = np.zeros(len(page), np.bool_)
    large = np.flatnonzero(held >= enough)
    if enough > 0 and len(large):
        inside[first[large[-1]] : last[large[-1]]] = True
    return inside


def around(page: Page, mass: Floats) -> Floats:
    """Share of running text among the words of each block's neighbours, the block itself left out."""
    count = len(page)
    words = np.concatenate(([0.0], np.cumsum(page.words, dtype=np.float64)))
    story = np.concatenate(([0.0], np.cumsum(mass)))
    low = np.maximum(np.arange(count) - NEAR, 0)
    high = np.minimum(np.arange(count) + NEAR + 1, count)
    result: Floats = ((story[high] - story[low] - mass) / np.maximum(words[high] - words[low] - page.words, 1)).astype(np.float32)
    return result


def story_stretch(story: Bools) -> Bools:
    """The longest stretch of paragraphs with gaps of at most ``GAP`` blocks, for plain lines."""
    indices = np.flatnonzero(story)
    stretch = np.zeros(len(story), np.bool_)
    if len(indices):
        cuts = np.flatnonzero(np.diff(indices) > GAP) + 1
        longest = max(np.split(indices, cuts), key=len)
        stretch[longest[0] : longest[-1] + 1] = True
    return stretch


def bounds(page: Page, mass: Floats) -> tuple[int, int]:
    """The label blocks around most of the running text: a byline or date above it, the label of another section below it."""
    total = np.cumsum(mass)
    if not len(page) or not total[-1]:
        return 0, len(page)
    upper = int(np.searchsorted(total, FIRST_PART * total[-1]))
    lower = int(np.searchsorted(total, LAST_PART * total[-1])) + 1
    byline = page.hits("byline")
    signed = ((byline > LABELLED) & (page.words <= LABEL_WORDS)) | ((byline > 0) & (page.words <= BYLINE_WORDS) & ~page.sentence)
    openings = np.flatnonzero(signed[:upper] & (np.arange(upper) >= upper - OPENING_REACH))
    closes = sum((page.hits(name) > LABELLED for name in ("related", "comments", "legal")), np.zeros(len(page), np.bool_))
    closings = np.flatnonzero(closes[lower:] & (page.words[lower:] <= LABEL_WORDS))
    return (int(openings[-1]) if len(openings) else 0), (lower + int(closings[0]) if len(closings) else len(page))


def ends(story: Bools) -> tuple[int, int]:
    """Indices of the first and last paragraph."""
    indices = np.flatnonzero(story)
    return (int(indices[0]), int(indices[-1])) if len(indices) else (len(story), -1)


def run_after(page: Page, starts: Bools, limit: int) -> Bools:
    """Blocks that follow a label: up to ``limit`` of them, ending before a paragraph, a heading or another label."""
    run = np.zeros(len(page), np.bool_)
    stops = page.layout.story | page.heading | starts
    for start in np.flatnonzero(starts):
        for i in range(int(start) + 1, min(int(start) + 1 + limit, len(page))):
            if stops[i]:
                break
            run[i] = True
    return run


def neighbourhood(flags: Bools, near: int = NEAR) -> Floats:
    """Share of the blocks within ``near`` of each block, itself included, for which ``flags`` holds."""
    count = len(flags)
    total = np.concatenate(([0], np.cumsum(flags)))
    low = np.maximum(np.arange(count) - near, 0)
    high = np.minimum(np.arange(count) + near + 1, count)
    result: Floats = ((total[high] - total[low]) / (high - low)).astype(np.float32)
    return result


def is_menu_row(page: Page, i: int) -> bool:
    """ "News Sport Weather Culture Travel": nearly every word has a capital (or few wide characters), no punctuation."""
    text = page.texts[i]
    words = text.split()
    if not MENU_WORDS <= len(words) <= 60 or page.function_words[i] >= 0.1 or any(mark in text for mark in ".,;:?!。，"):
        return False
    cased = [word for word in words if word[0].isalpha()]
    if page.characters.holds[i] & WIDE:
        return len(text) / len(words) <= 6
    return len(cased) >= MENU_WORDS and sum(word[0].isupper() for word in cased) >= 0.6 * len(cased)
