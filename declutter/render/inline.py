"""Inline tree: the text of a block with its spans nested."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from declutter.structure import Block, Span


@dataclass(slots=True)
class Part:
    """A span and what it holds: pieces of text, and spans inside it. The root has no span."""

    span: Span | None
    children: list[Part | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)


def parts(block: Block) -> Part:
    """The inline tree of a block. Its spans are nested already, outer before inner."""
    text = block.text
    root = Part(None)
    path = [root]
    ends = [len(text)]
    place = block.marker
    for span in block.spans:
        if span.end < place or span.start < place >= span.end:
            continue
        place = close(path, ends, text, place, span.start)
        if span.start > place:
            path[-1].children.append(text[place : span.start])
            place = span.start
        part = Part(span)
        path[-1].children.append(part)
        if span.end > span.start:
            path.append(part)
            ends.append(span.end)
    place = close(path, ends, text, place, len(text))
    if place < len(text):
        root.children.append(text[place:])
    return root


def close(path: list[Part], ends: list[int], text: str, place: int, until: int) -> int:
    """Leave the spans that end before ``until``; how far the text is written."""
    while len(path) > 1 and ends[-1] <= until:
        if ends[-1] > place:
            path[-1].children.append(text[place : ends[-1]])
            place = ends[-1]
        path.pop()
        ends.pop()
    return place
