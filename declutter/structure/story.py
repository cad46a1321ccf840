"""Story: kept blocks with their kinds, containers, spans and positions in the text."""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from declutter.limits import UNTIMED, Clock
from declutter.options import Show
from declutter.structure import lines
from declutter.structure.blocks import Block, Container, Span, Story
from declutter.structure.code import language
from declutter.structure.containers import Containers
from declutter.structure.images import link_target
from declutter.structure.note_index import NoteIndex
from declutter.structure.spans import spans, tex
from declutter.structure.tables import separators

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from declutter.page import Page
    from declutter.structure.comment import Comment
    from declutter.structure.embed import Embed
    from declutter.structure.footnotes import Note
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
    notes: Sequence[Note] = ()
    clock: Clock = UNTIMED


def story(source: Source, show: Show = DEFAULT) -> Story:
    """The blocks of a story in reading order."""
    page = source.page
    containers = Containers(page)
    notes = NoteIndex(source.notes, source.base)
    kept = source.kept if show.tables else [block for block in source.kept if not containers.tables.cell(block)]
    if not show.footnotes:
        kept = [block for block in kept if block not in notes.of_block]
        notes = NoteIndex((), "")
    pending = inserted(source, frozenset(kept), containers, show)
    numbers = {str(number): str(place) for place, number in enumerate(source.images)} if show.images else {}
    made = Blocks(source, containers, show, numbers, notes)
    blocks: list[Block] = []
    parts: list[str] = []
    size, before = 0, -2
    for block, between in source.clock.each(zip(kept, separators(page, kept, containers.tables), strict=True)):
        while pending and pending[0][0] <= block:
            size = append(pending.popleft()[1], "\n", blocks, parts, size)
        size = append(made.block(block, before == block - 1), between, blocks, parts, size)
        before = block
    for _, inserted_block in pending:
        size = append(inserted_block, "\n", blocks, parts, size)
    if page.bare:
        lines.detect_kinds(blocks)
    for comment in comment_blocks(source.comments) if show.comments else ():
        size = append(comment, "\n", blocks, parts, size)
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


class Blocks:
    """Makes blocks of a story from blocks of a page."""

    def __init__(self, source: Source, containers: Containers, show: Show, numbers: Mapping[str, str], notes: NoteIndex) -> None:
        self.source = source
        self.containers = containers
        self.show = show
        self.numbers = numbers  # of the page's pictures: their place in ``Document.images``
        self.notes = notes

    def block(self, index: int, follows: bool) -> Block:
        """One block; ``follows`` says whether the block before it on the page is kept too."""
        page = self.source.page
        tag, text = page.tags[index], page.texts[index]
        block = Block("paragraph", text, index, within=self.containers.around(index))
        is_note = index in self.notes.of_block
        if is_note:
            block.within, block.marker = self.notes.within(index, block.within), self.notes.marker(index)
        if tag == "pre" or ("\n" in text and tag not in HEADINGS):
            block.kind, block.language = "code", language(page, index)
            return block
        if tag in HEADINGS:
            block.kind, block.level = "heading", HEADINGS[tag]
        block.joined = follows and next_line(page, index) and not (is_note and index == self.notes.of_block[index].blocks.start)
        formulas = []
        if "\\" in text or "$" in text:
            formulas = tex(text, MATH.search(f"{page.inline_attrs[index]} {page.regions.attrs[page.region[index]]}") is not None)
        if index in page.inlines or formulas:
            found = spans(text, page.inlines.get(index), self.source.base, formulas)
            if self.notes.of_block:
                found = self.notes.spans(index, found, text)
            block.spans = tuple(shown(found, self.numbers, self.show, block.kind))
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
