"""Chunks: the text split between blocks for retrieval, each with the headings above it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from declutter.limits import UNTIMED, Clock
from declutter.structure.split import split, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from declutter.structure.blocks import Block, Span, Story

    Render = Callable[[Sequence[Block]], str]

CONTAINERS = {"note": "note", "table": "table", "list": "list", "definitions": "list", "quote": "quote", "comments": "comment"}
LONGEST_HEADING = 500  # characters of a heading above a chunk
MOST_HEADER = 0.5  # share of a chunk's words that a repeated header row may take


class Chunk(NamedTuple):
    """A piece of a document of at most as many words as asked for.

    ``text`` is ``Document.text[start:end]``; where that begins inside a table, the table's header row stands before it. ``headings`` are
    those above its first block, outermost first. ``kind`` is paragraph, heading, code, list, table, quote, note, embed or comment, and
    "mixed" for a chunk of several; ``spans`` have their places in ``text``. ``markdown`` is "" unless it is asked for.
    """

    text: str
    start: int
    end: int
    words: int
    headings: tuple[str, ...]
    title: str = ""
    kind: str = ""
    spans: tuple[Span, ...] = ()
    markdown: str = ""


class Piece(NamedTuple):
    """What a chunk holds whole: a block, a table row, or a part of one that is longer than a chunk."""

    start: int
    end: int
    words: int
    headings: tuple[str, ...]
    kind: str
    header: tuple[int, int] = (0, 0)  # place of the header row of the table, for its other rows
    header_words: int = 0


def chunks(story: Story, max_words: int, overlap: int, render: Render | None = None, clock: Clock = UNTIMED) -> list[Chunk]:
    """The text of a story in chunks; see `Document.chunks`. ``render`` writes blocks as Markdown."""
    if max_words < 1:
        raise ValueError(f"max_words must be at least 1, not {max_words!r}")
    if not 0 <= overlap < max_words:
        raise ValueError(f"overlap must be at least 0 and below max_words ({max_words}), not {overlap!r}")
    pieces = list(clock.each(pieces_of(story, max_words)))
    cutter = Cutter(story)
    found: list[Chunk] = []
    first = last = 0
    while last < len(pieces):
        clock.check()
        end = filled(pieces, first, max_words)
        if end <= last and first < last:  # the repeated pieces and a header row leave no room for a new piece
            first = last
            end = filled(pieces, first, max_words)
        last = end
        found.append(chunk_of(story, cutter, pieces[first:last], max_words, render))
        first = repeated(pieces, first, last, min(overlap, max_words - needed(pieces, last)))
    return found


def chunk_of(story: Story, cutter: Cutter, pieces: Sequence[Piece], max_words: int, render: Render | None) -> Chunk:
    """The chunk of some pieces that follow each other."""
    start, end = pieces[0].start, pieces[-1].end
    header = pieces[0].header if room_for_header(pieces[0], max_words) else (0, 0)
    above = f"{story.text[slice(*header)]}\n" if header[1] else ""
    heading_row = [*cutter.blocks_between(*header)] if above else []
    inside = [*cutter.blocks_between(start, end)]
    spans = [*placed(heading_row, -header[0]), *placed(inside, len(above) - start)]
    kinds = {piece.kind for piece in pieces if piece.kind != "heading"} or {"heading"}
    kind = kinds.pop() if len(kinds) == 1 else "mixed"
    text = above + story.text[start:end]
    markdown = render([*heading_row, *inside]) if render else ""
    return Chunk(text, start, end, words_of(text), pieces[0].headings, "", kind, tuple(spans), markdown)


def placed(blocks: Sequence[Block], shift: int) -> Iterator[Span]:
    """The spans of blocks with places in a chunk; ``shift`` leads there from places in the text."""
    for block in blocks:
        for span in block.spans:
            yield span._replace(start=block.start + span.start + shift, end=block.start + span.end + shift)


def room_for_header(piece: Piece, max_words: int) -> bool:
    """Whether a chunk that begins with a row has room for the header row of its table."""
    words = piece.header_words
    return 0 < words <= MOST_HEADER * max_words and words + piece.words <= max_words


def filled(pieces: Sequence[Piece], first: int, max_words: int) -> int:
    """End of the chunk that begins with piece ``first``: it does not end with a heading."""
    last, words = first, pieces[first].header_words if room_for_header(pieces[first], max_words) else 0
    while last < len(pieces) and (last == first or words + pieces[last].words <= max_words):
        words += pieces[last].words
        last += 1
    end = last
    while end > first + 1 and last < len(pieces) and pieces[end - 1].kind == "heading":
        end -= 1
    return end if pieces[end - 1].kind != "heading" or end == len(pieces) else last


def needed(pieces: Sequence[Piece], place: int) -> int:
    """Words of the next piece that is no heading, with the headings before it: overlap must leave room for them."""
    words = 0
    for at in range(place, len(pieces)):
        piece = pieces[at]
        words += piece.words
        if piece.kind != "heading":
            break
    return words


def repeated(pieces: Sequence[Piece], first: int, last: int, overlap: int) -> int:
    """The piece that the next chunk begins with: the last ones again, as far as ``overlap`` words allow."""
    words = 0
    while last - 1 > first and words + pieces[last - 1].words <= overlap:
        last -= 1
        words += pieces[last].words
    return last


def pieces_of(story: Story, max_words: int) -> Iterator[Piece]:
    """The rows and other blocks of a story with the headings above them, split where they are longer than a chunk."""
    above: list[tuple[int, str]] = []  # level and text
    headers: dict[int, tuple[int, int, int]] = {}  # table -> place of its header row, and its words
    for blocks in rows_of(story):
        block = blocks[0]
        if block.kind == "heading" and not block.joined:
            above = [(level, text) for level, text in above if level < block.level]
        headings = tuple(text for _, text in above)
        start, end, header, header_words = block.start, blocks[-1].end, (0, 0), 0
        table = next((container.number for container in block.within if container.kind == "table"), -1)
        if table in headers:
            first, last, header_words = headers[table]
            header = first, last
        elif table >= 0:
            headers[table] = (start, end, words_of(story.text[start:end]))
        whole = words_of(story.text[start:end]) <= max_words
        for part in [(start, end)] if whole else [part for b in blocks for part in parts_of(b, max_words)]:
            yield Piece(*part, words_of(story.text[slice(*part)]), headings, kind_of(block), header, header_words)
        if block.kind == "heading":
            line = above.pop()[1][:LONGEST_HEADING] + " " if block.joined and above else ""
            above.append((block.level, (line + block.text)[:LONGEST_HEADING]))


def parts_of(block: Block, max_words: int) -> Iterator[tuple[int, int]]:
    """Places in the text of the parts of a block."""
    for start, end in split(block.text, max_words, block.kind == "code"):
        yield block.start + start, block.start + end


def rows_of(story: Story) -> Iterator[list[Block]]:
    """The blocks with text, those of a table row together."""
    group: list[Block] = []
    last = -1
    for block in story.blocks:
        if not block.text:
            continue
        row = next((container.number for container in block.within if container.kind == "row"), -1)
        if group and (row < 0 or row != last):
            yield group
            group = []
        group.append(block)
        last = row
    if group:
        yield group


def kind_of(block: Block) -> str:
    """The kind of a block for retrieval: its container, where that says more than the block."""
    outer = {container.kind for container in block.within}
    return next((kind for name, kind in CONTAINERS.items() if name in outer), block.kind)


class Cutter:
    """Cuts the blocks of a story at places of its text."""

    def __init__(self, story: Story) -> None:
        self.blocks = story.blocks
        self.starts = [block.start for block in story.blocks]

    def blocks_between(self, start: int, end: int) -> Iterator[Block]:
        """The blocks between two places of the text, those that reach beyond them cut there."""
        first = max(bisect_left(self.starts, start) - 1, 0)
        for block in self.blocks[first : bisect_right(self.starts, end)]:
            if block.text and block.start < end and block.end > start:
                yield cut(block, max(start - block.start, 0), min(end - block.start, len(block.text)))
            elif not block.text and start <= block.start <= end:
                yield block


def cut(block: Block, first: int, last: int) -> Block:
    """A block from one character of its text to another."""
    if first == 0 and last == len(block.text):
        return block
    spans = (
        span._replace(start=max(span.start, first) - first, end=min(span.end, last) - first)
        for span in block.spans
        if span.start < last and span.end > first
    )
    marker = max(block.marker - first, 0)
    return replace(block, text=block.text[first:last], start=block.start + first, end=block.start + last, marker=marker, spans=tuple(spans))
