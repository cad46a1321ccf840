"""Chunks: the text split between blocks for retrieval, each with the headings above it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from declutter.structure.blocks import Block, Story

SENTENCE_END = regex.compile(r"(?<=[.!?…]['\"”’»)]?)\s+|(?<=[。！？])")
UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")


class Chunk(NamedTuple):
    """A piece of a document: ``text`` is ``Document.text[start:end]``; ``headings`` are those above its first block, outermost first."""

    text: str
    start: int
    end: int
    words: int
    headings: tuple[str, ...]


class Piece(NamedTuple):
    """A block, or some sentences of a long one."""

    start: int
    end: int
    words: int
    headings: tuple[str, ...]
    heading: bool


def chunks(story: Story, max_words: int, overlap: int) -> list[Chunk]:
    """The text of a story in chunks; see `Document.chunks`."""
    if max_words < 1:
        raise ValueError(f"max_words must be at least 1, not {max_words!r}")
    if not 0 <= overlap < max_words:
        raise ValueError(f"overlap must be at least 0 and below max_words ({max_words}), not {overlap!r}")
    pieces = list(parted(story, max_words))
    found: list[Chunk] = []
    first = 0
    while first < len(pieces):
        last = filled(pieces, first, max_words)
        start, end = pieces[first].start, pieces[last - 1].end
        words = sum(piece.words for piece in pieces[first:last])
        found.append(Chunk(story.text[start:end], start, end, words, pieces[first].headings))
        if last == len(pieces):
            break
        first = repeated(pieces, first, last, min(overlap, max_words - needed(pieces, last)))
    return found


def filled(pieces: Sequence[Piece], first: int, max_words: int) -> int:
    """Where the chunk that begins with piece ``first`` ends: no heading stands at its end."""
    last, words = first, 0
    while last < len(pieces) and (last == first or words + pieces[last].words <= max_words):
        words += pieces[last].words
        last += 1
    end = last
    while end > first + 1 and last < len(pieces) and pieces[end - 1].heading:
        end -= 1
    return end if not pieces[end - 1].heading or end == len(pieces) else last


def needed(pieces: Sequence[Piece], place: int) -> int:
    """Words of the next piece that is no heading, with the headings above it: a chunk has room for them, or it would say nothing new."""
    words = 0
    for piece in pieces[place:]:
        words += piece.words
        if not piece.heading:
            break
    return words


def repeated(pieces: Sequence[Piece], first: int, last: int, overlap: int) -> int:
    """The piece that the next chunk begins with: some of the last ones again, as far as ``overlap`` words allow."""
    words = 0
    while last - 1 > first and words + pieces[last - 1].words <= overlap:
        last -= 1
        words += pieces[last].words
    return last


def parted(story: Story, max_words: int) -> Iterator[Piece]:
    """The blocks of a story with the headings above them, long ones in sentences."""
    above: list[tuple[int, str]] = []  # level and text
    for block in story.blocks:
        if not block.text:
            continue
        if block.kind == "heading" and not block.joined:
            above = [(level, text) for level, text in above if level < block.level]
        headings = tuple(text for _, text in above)
        for start, end in sentences(block, max_words):
            yield Piece(start, end, words_of(story.text[start:end]), headings, block.kind == "heading")
        if block.kind == "heading":
            line = above.pop()[1] + " " if block.joined and above else ""
            above.append((block.level, line + block.text))


def sentences(block: Block, max_words: int) -> Iterator[tuple[int, int]]:
    """Places of a block in the text; of each part of one that is longer than a chunk."""
    if words_of(block.text) <= max_words:
        yield block.start, block.end
        return
    start = words = 0
    ends = [*(found.end() for found in SENTENCE_END.finditer(block.text)), len(block.text)]
    before = 0
    for end in ends:
        more = words_of(block.text[before:end])
        if words and words + more > max_words:
            yield block.start + start, block.start + len(block.text[:before].rstrip())
            start, words = before, 0
        words += more
        before = end
    yield block.start + start, block.end


def words_of(text: str) -> int:
    """Words of a text; two characters of a script that does not part its words count as one."""
    if text.isascii():
        return len(text.split())
    unspaced = len(UNSPACED.findall(text))
    return len(UNSPACED.sub(" ", text).split()) + (unspaced + 1) // 2 if unspaced else len(text.split())
