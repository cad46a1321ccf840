"""Footnotes: the notes of a story, found by the in-page links that refer to them, whatever generator wrote them.

A reference is a link with a short label ("1", "[2]", "*") in running text to an element further down, at which the note begins.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from declutter.page import Bools, Page

LABEL = re.compile(
    r"[\[\]()【】〔〕［］\s]{0,2}"
    r"(?:\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§¶‖]{1,4}|[①-⑳]|※\s?\d{0,3}|注\s?\d{1,3}|(?:[Nn]ote|[Ff]n|[Nn])\.?\s?\d{1,3})"
    r"[\[\]()【】〔〕［］.:\s]{0,3}|\[[^\[\]]{1,24}\]"
)
AROUND_LABEL = re.compile(r"[\[\]()【】〔〕［］.:\s]")
NAME = re.compile(r"[A-Za-z0-9]+(?:[_-][A-Za-z0-9]+)*")
LONGEST_LABEL = 26  # characters
LABEL_PIECES = 6  # pieces of text that the parser reports for a label: its brackets may be elements of their own
MOST_BLOCKS, MOST_WORDS = 12, 400  # of a note; an element that holds more is a part of the page
MOST_LINKED = 0.5  # share of link text in a block with references; above it, the block is an index or a menu
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
NO_NOTE = HEADINGS | frozenset("figure figcaption caption pre nav form".split())  # tags of a first block


class Reference(NamedTuple):
    """A link that may refer to a note: its block, its address on the page, and its label without brackets."""

    block: int
    href: str
    label: str


class Note(NamedTuple):
    """A note: its unique name, its blocks, its region, the block that is nothing but its number (-1: none), and how long that number is."""

    name: str
    blocks: range
    region: int
    number_block: int
    marker: int  # characters of the number at the start of the first block
    hrefs: frozenset[str]  # addresses of its references, as the page has them


def notes(page: Page, keep: Bools) -> list[Note]:
    """The notes that kept text refers to, in the order of their references, and those that these notes refer to."""
    if not page.anchors:
        return []
    found = Finder(page, keep).starts()
    starts = sorted(found)
    limits = dict(zip(starts, [*starts[1:], len(page)], strict=False))  # where the next note begins
    names: set[str] = set()
    result = []
    for start, refs in sorted(found.items(), key=lambda pair: (pair[1][0].block, pair[0])):
        region, end = extent(page, start, refs[0], limits[start])
        if end > start:
            label = refs[0].label
            alone = end - start > 1 and bare(page.texts[start]) == label
            length = 0 if alone else marker(page.texts[start], label)
            hrefs = frozenset(ref.href for ref in refs)
            result.append(Note(unique(label, names), range(start, end), region, start if alone else -1, length, hrefs))
    return result


class Finder:
    """Looks for references and for the blocks at which their notes begin."""

    def __init__(self, page: Page, keep: Bools) -> None:
        self.page = page
        self.keep = keep
        self.outside = page.inside("comments", "navigation").tolist()
        self.linked_back = {block for block, _ in page.anchors.values()}  # blocks that in-page links lead to
        self.by_label: dict[str, list[int]] | None = None

    def starts(self) -> dict[int, list[Reference]]:
        """First block of each note -> its references."""
        found: dict[int, list[Reference]] = {}
        pending = [block for block in self.page.inlines if self.keep[block]]
        seen = set(pending)
        while pending:
            fresh = []
            for ref in references(self.page, pending):
                start = self.start_of(ref)
                if start >= 0:
                    found.setdefault(start, []).append(ref)
                    if start not in seen and start in self.page.inlines:
                        seen.add(start)
                        fresh.append(start)
            pending = fresh
        return found

    def start_of(self, ref: Reference) -> int:
        """The block at which the note of a reference begins, -1 where it is none."""
        page = self.page
        start, region = page.anchors[ref.href.partition("#")[2]]
        if start < 0:
            start = next((block for block in self.labelled().get(ref.label, ()) if block > ref.block), -1)
        if not ref.block < start < len(page) or page.tags[start] in NO_NOTE or self.outside[start]:
            return -1
        in_list = page.tags[start] == "li" or (region >= 0 and page.regions.tag[region] == "li")
        return start if in_list or ref.block in self.linked_back or starts_with(page.texts[start], ref.label) else -1

    def labelled(self) -> dict[str, list[int]]:
        """Blocks that begin with a short in-page link by its label: numbers of notes that lead back to the text."""
        if self.by_label is None:
            self.by_label = {}
            for block in sorted(self.page.inlines):
                for href, text, opens in links(self.page, block):
                    if opens and href.startswith("#") and LABEL.fullmatch(text):
                        self.by_label.setdefault(bare(text), []).append(block)
        return self.by_label


def references(page: Page, blocks: Iterable[int]) -> Iterator[Reference]:
    """The links of blocks that look like references to notes."""
    for block in blocks:
        if page.link_chars[block] > MOST_LINKED * len(page.texts[block]):
            continue
        for href, text, _ in links(page, block):
            if href.partition("#")[2] in page.anchors and LABEL.fullmatch(text):
                yield Reference(block, href, bare(text))


def links(page: Page, block: int) -> Iterator[tuple[str, str, bool]]:
    """Address and text of the short links with a fragment in a block, and whether the block's text begins with it."""
    pieces, runs = page.inlines[block]
    for tag, href, first, last in runs:
        if tag == "a" and "#" in href and last - first <= LABEL_PIECES:
            text = "".join(pieces[first:last]).strip()
            if 0 < len(text) <= LONGEST_LABEL:
                yield href.strip(), text, first < LABEL_PIECES and not "".join(pieces[:first]).strip(" [(\n\t\xa0")


def bare(label: str) -> str:
    """A label without brackets, points and spaces."""
    return AROUND_LABEL.sub("", label)


def starts_with(text: str, label: str) -> bool:
    """Whether a text is a label or begins with it."""
    return bare(text[:LONGEST_LABEL]) == label or marker(text, label) > 0


def marker(text: str, label: str) -> int:
    """Characters of a label, its brackets and the space behind it at the start of a text."""
    found = re.match(rf"[\[(【〔［\s]{{0,2}}{re.escape(label)}(?:[\])】〕］.:]+\s*|\s+)", text)
    return found.end() if found and found.end() < len(text) else 0


def extent(page: Page, start: int, ref: Reference, limit: int) -> tuple[int, int]:
    """Region and end of the note that begins at block ``start``; the end is ``start`` where that is no note."""
    regions = page.regions
    place, region = page.anchors[ref.href.partition("#")[2]]
    if place != start or not (0 <= region < len(regions) and regions.first[region] == start):
        region = page.region[start]
    end = min(limit, regions.last[region]) if regions.first[region] == start else start + 1
    while end - start == 1 and bare(page.texts[start]) == ref.label and region > 0:  # a number in a box of its own
        parent = regions.parent[region]
        if regions.first[parent] == start and regions.last[parent] <= limit:
            region, end = parent, regions.last[parent]
        else:
            end = min(limit, regions.last[parent]) if regions.tag[region] == "dt" else min(limit, start + 2)
            region = child_of(page, parent, page.region[min(end, len(page)) - 1])
            break
    if end - start > MOST_BLOCKS or page.words[start:end].sum() > MOST_WORDS or not HEADINGS.isdisjoint(page.tags[start:end]):
        return region, start
    return region, end


def child_of(page: Page, parent: int, region: int) -> int:
    """The region right in ``parent`` that holds ``region``, or is it."""
    while region > 0 and page.regions.parent[region] != parent:
        region = page.regions.parent[region]
    return region


def unique(label: str, taken: set[str]) -> str:
    """A name for a note that no other has: its label if that is one word, else a number."""
    name = label
    number = 1
    while not NAME.fullmatch(name) or name in taken:
        name, number = str(number), number + 1
    taken.add(name)
    return name
