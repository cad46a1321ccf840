"""Notes in a story: their containers, and the spans of the links that refer to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.structure.addresses import absolute
from declutter.structure.blocks import Container, Span
from declutter.structure.footnotes import LABEL, LONGEST_LABEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from declutter.structure.footnotes import Note

FIRST_NOTE = 2_000_000_000  # container numbers of notes begin above those of regions and comments
BRACKETS = {"[": "]", "(": ")", "【": "】", "〔": "〕", "［": "］"}


class NoteIndex:
    """The notes of a story by block, and by the addresses of the links that refer to them."""

    def __init__(self, notes: Sequence[Note], base: str) -> None:
        self.of_block = {block: note for note in notes for block in note.blocks}
        self.names = {absolute(href, base): note.name for note in notes for href in note.hrefs}

    def within(self, block: int, around: tuple[Container, ...]) -> tuple[Container, ...]:
        """The containers of a note's block: the note, and those inside it; the list or table of all notes is left out."""
        note = self.of_block[block]
        own = Container("notes", FIRST_NOTE), Container("note", FIRST_NOTE + 1 + note.blocks.start, label=note.name)
        return (*own, *(container for container in around if (max(container.number, -2 - container.number)) > note.region))

    def marker(self, block: int) -> int:
        """Characters of a note's number at the start of its first block."""
        note = self.of_block[block]
        return note.marker if block == note.blocks.start else 0

    def spans(self, block: int, found: Sequence[Span], text: str) -> tuple[Span, ...]:
        """The spans of a block with its references to notes as such; in a note, without the links back to the text."""
        found = [self.reference(span, found, text) for span in found]
        if block in self.of_block:
            end = self.marker(block)
            found = [span for span in found if span.end > end and not (span.kind == "link" and self.leads_back(span, text))]
        references = [span for span in found if span.kind == "note"]
        return tuple(span for span in found if span.kind != "superscript" or holds_more(span, references, text))

    def reference(self, span: Span, others: Sequence[Span], text: str) -> Span:
        """A link to a note as a reference, with the brackets around it; any other span as it is."""
        name = self.names.get(span.value) if span.kind == "link" else None
        if name is None or not LABEL.fullmatch(text[span.start : span.end].strip()):
            return span
        start, end = span.start - 1, span.end + 1
        brackets = start >= 0 and text[end - 1 : end] == BRACKETS.get(text[start])
        if brackets and all(
            other.end <= start
            or other.start >= end
            or (other.start <= start and end <= other.end)
            or (span.start <= other.start and other.end <= span.end)
            for other in others
        ):
            return Span("note", start, end, name)
        return Span("note", span.start, span.end, name)

    def leads_back(self, span: Span, text: str) -> bool:
        """Whether a link is a number or sign that leads to another place of the page."""
        label = text[span.start : span.end].strip()
        return "#" in span.value and len(label) <= LONGEST_LABEL and (not label.isalpha() or LABEL.fullmatch(label) is not None)


def holds_more(span: Span, references: Sequence[Span], text: str) -> bool:
    """Whether a superscript holds more than references and the signs between them."""
    inside = [other for other in references if span.start <= other.start + 1 and other.end <= span.end + 1]
    if not inside:
        return True
    rest = text[span.start : span.end]
    for other in reversed(inside):
        rest = rest[: max(other.start - span.start, 0)] + rest[other.end - span.start :]
    return any(character.isalnum() for character in rest)
