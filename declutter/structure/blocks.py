"""Data model of a story: blocks, spans, containers, links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

FIELDS = "kind start end level language joined marker".split()


class Span(NamedTuple):
    """A part of a block's text, from character ``start`` up to ``end``.

    ``kind`` is link, strong, emphasis, code, superscript, subscript, deleted, math (the text is LaTeX), ruby, note (a reference to one), or
    image (an empty span).
    ``value`` is a link's absolute address, ``"display"`` for a formula on a line of its own, a ruby text's reading, the label of
    a note, or the number of the image in ``Document.images``.
    """

    kind: str
    start: int
    end: int
    value: str = ""


class Link(NamedTuple):
    """A link of the story: its text, and its address, absolute where that of the page is known."""

    text: str
    url: str


class Container(NamedTuple):
    """An element that holds blocks. Blocks with a container of the same ``number`` stand in the same one.

    ``kind`` is list (``ordered``, ``reversed``), item (``value`` in an ordered list), definitions, term, description, quote, table, row,
    cell (``header``, ``columns`` and ``rows`` that it spans), figure, caption, details, summary, notes, note (``label``, which references
    to it have as their value), comments or comment.
    """

    kind: str
    number: int
    ordered: bool = False
    reversed: bool = False
    value: int = 0
    header: bool = False
    columns: int = 1
    rows: int = 1
    label: str = ""


@dataclass(slots=True)
class Block:
    """A block of the story.

    ``kind`` is paragraph, heading (``level`` 1 to 6), code (``language`` where the page names it), image (``image`` is its number in
    ``Document.images``) or embed. ``text`` is ``Document.text[start:end]``. A block that is ``joined`` is the next line of the paragraph
    or heading before it. ``within`` are its containers, outermost first. ``index`` is the block's number on the page, -1 for images and
    embeds.
    """

    kind: str
    text: str
    index: int = -1
    start: int = 0
    end: int = 0
    level: int = 0
    language: str = ""
    joined: bool = False
    marker: int = 0  # characters of a bullet, or of the number of a note, at the start
    image: int = -1
    spans: tuple[Span, ...] = ()
    within: tuple[Container, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The block as a dict of plain values."""
        data = {name: getattr(self, name) for name in FIELDS}
        data["spans"] = [span._asdict() for span in self.spans]
        data["within"] = [container._asdict() for container in self.within]
        return data


class Story(NamedTuple):
    """The blocks in reading order, and the text whose parts they are."""

    blocks: tuple[Block, ...]
    text: str
