"""Story: kept blocks with their kinds, containers, spans and positions in the text."""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from declutter.options import Show
from declutter.structure import lines
from declutter.structure.blocks import Block, Container, Span, Story
from declutter.structure.code import language
from declutter.structure.containers import Containers
from declutter.structure.images import link_target
from declutter.structure.spans import spans, tex
from declutter.structure.tables import separators

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from declutter.page import Page
    from declutter.structure.comment import Comment
    from declutter.structure.embed import Embed
    from declutter.structure.images import Image

FIRST_COMMENT = 1_000_000_000  # container numbers of comments begin above those of regions
DEEPEST_COMMENT = 8
DEFAULT = Show()
MATH = re.compile(r"(?:^|\s)(?:math|arithmatex)(?:\s|$)")  # class of TeX that a script renders: Sphinx, Pandoc, MkDocs
FOOTNOTE = re.compile(r"doc-backlink|fn-backref|footnote-number")  # label of a footnote, which links back to the text
LABEL = 4  # characters that a label has at most
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}


class Source(NamedTuple):
    """Input of `story`: a page, its kept blocks, and the images, embeds and comments to insert."""

    page: Page
    kept: Sequence[int]
    images: Mapping[int, Image]  # by number among the page's pictures
    embeds: Sequence[Embed]
    comments: Sequence[Comment]
    base: str  # address that links are joined to


def story(source: Source, show: Show = DEFAULT) -> Story:
    """The blocks of a story in reading order."""
    page = source.page
    containers = Containers(page)
    kept = source.kept if show.tables else [block for block in source.kept if not containers.tables.cell(block)]
    pending = inserted(source, frozenset(kept), containers, show)
    numbers = {str(number): str(place) for place, number in enumerate(source.images)} if show.images else {}
    blocks: list[Block] = []
    parts: list[str] = []
    size, before = 0, -2
    for index, between in zip(kept, separators(page, kept, containers.tables), strict=True):
        while pending and pending[0][0] <= index:
            size = append(pending.popleft()[1], "\n", blocks, parts, size)
        size = append(block_of(source, containers, show, numbers, index, before == index - 1), between, blocks, parts, size)
        before = index
    for _, block in pending:
        size = append(block, "\n", blocks, parts, size)
    if page.bare:
        lines.detect_kinds(blocks)
    for block in comment_blocks(source.comments) if show.comments else ():
        size = append(block, "\n", blocks, parts, size)
    return Story(tuple(blocks), "".join(parts))


def append(block: Block, between: str, blocks: list[Block], parts: list[str], size: int) -> int:
    """Append a block to the story, and its text to the text; the length of the text so far."""
    if block.text:
        before = (between or "\n") if size else between.removeprefix("\n")
        parts += (before, block.text)
        size += len(before)
    block.start, block.end = size, size + len(block.text)
    blocks.append(block)
    return block.end


def inserted(source: Source, kept: frozenset[int], containers: Containers, show: Show) -> deque[tuple[int, Block]]:
    """Pictures between blocks, and embeds, as blocks, with the number of the page's block that each stands before."""
    page = source.page
    found: list[tuple[int, Block]] = []
    if show.images:
        for place, number in enumerate(source.images):
            _, block, region, _, inline = page.pictures[number]
            if not inline or block not in kept:
                link = link_target(source.images[number]) if show.links else ""
                spans = (Span("link", 0, 0, link),) if link else ()
                found.append((block, Block("image", "", image=place, spans=spans, within=containers.inside(region))))
    if show.embeds:
        found += [(embed.block, Block("embed", embed.line)) for embed in source.embeds]
    return deque(sorted(found, key=lambda pair: pair[0]))


def comment_blocks(comments: Sequence[Comment]) -> Iterator[Block]:
    """Readers' comments as blocks, an answer inside what it answers."""
    section = Container("comments", FIRST_COMMENT)
    path: list[Container] = []
    for number, comment in enumerate(comments, FIRST_COMMENT + 1):
        path = [*path[: min(comment.level, DEEPEST_COMMENT)], Container("comment", number)]
        yield from (Block("paragraph", line, within=(section, *path)) for line in comment.text.splitlines() if line.strip())


def block_of(source: Source, containers: Containers, show: Show, numbers: Mapping[str, str], index: int, follows: bool) -> Block:
    """One block of the page as a block of the story; whether it ``follows`` the one before it on the page, which is kept too."""
    page = source.page
    tag, text = page.tags[index], page.texts[index]
    block = Block("paragraph", text, index, within=containers.around(index))
    if tag == "pre" or ("\n" in text and tag not in HEADINGS):
        block.kind, block.language = "code", language(page, index)
        return block
    if tag in HEADINGS:
        block.kind, block.level = "heading", HEADINGS[tag]
    block.joined = follows and next_line(page, index)
    formulas = []
    if "\\" in text or "$" in text:
        formulas = tex(text, MATH.search(f"{page.inline_attrs[index]} {page.regions.attrs[page.region[index]]}") is not None)
    if index in page.inlines or formulas:
        found = spans(text, page.inlines.get(index), source.base, formulas)
        block.spans = tuple(shown(found, numbers, show, block.kind))
        if block.spans and FOOTNOTE.search(page.inline_attrs[index]):
            block.spans = tuple(span for span in block.spans if span.kind != "link" or span.end - span.start > LABEL)
    return block


def next_line(page: Page, index: int) -> bool:
    """Whether only a line break separates a block from the one before it; docutils writes each line of a verse as a ``div``."""
    regions, here, before = page.regions, page.region[index], page.region[index - 1]
    if page.breaks[index] == 1 and before == here:
        return True
    return regions.attrs[here] == regions.attrs[before] == "line" and regions.attrs[regions.parent[here]] == "line-block"


def shown(found: Sequence[Span], numbers: Mapping[str, str], show: Show, kind: str) -> Iterator[Span]:
    """The spans to show, with images numbered as in ``Document.images``; ``strong`` is left out of headings."""
    for span in found:
        if span.kind == "image":
            if span.value in numbers:
                yield span._replace(value=numbers[span.value])
        elif not (span.kind == "link" and not show.links) and not (span.kind == "strong" and kind == "heading"):
            yield span
