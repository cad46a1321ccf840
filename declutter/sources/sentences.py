"""`Sentences`: base class of the builder that keeps sentences whole around labels and notes, and reads lists of word processors."""

from __future__ import annotations

import re

from declutter.limits import MAX_BLOCKS
from declutter.sources.blocks import Blocks
from declutter.sources.names import NO_NOTE, NOTE

NOTE_WORDS = 3  # words from which a note is no mark
SENTENCE_END = re.compile(r"[.!?…。！？:：][\"'”’»)\]]*\s*$")
ENUMERATOR = re.compile(r"(\d{1,4}|[A-Za-z]|[ivxlcIVXLC]+)[.)]$")
PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6".split())  # allow phrasing content only, so a custom element in them is inline


class Sentences(Blocks):
    """State and handlers of what interrupts a paragraph without ending it."""

    def __init__(self, max_blocks: int = MAX_BLOCKS) -> None:
        super().__init__(max_blocks)
        self.inlined: list[str] = []  # open containers inside a sentence or a note, which are treated as inline elements
        self.note: tuple[str, int, int] | None = None  # open note: tag, position in the buffer, open elements of that tag
        self.listed = 0  # region of the open list around a paragraph that a word processor marked as an item

    def stays_inline(self, tag: str, names: str) -> bool:
        """Whether a container inside a sentence, or inside a note, is treated as an inline element."""
        if self.note is not None:
            self.part()
            if tag == self.note[0]:
                self.note = (tag, self.note[1], self.note[2] + 1)
        elif self.regions.tag[self.here] not in PARAGRAPHS or not (text := "".join(self.buffer[-2:])).strip():
            return False
        elif tag == "aside":
            self.start_note(tag, names)
        elif tag == "button" and (self.regions.tag[self.here] != "p" or SENTENCE_END.search(text)):  # of a heading; "Read more"
            return False
        self.inlined.append(tag)
        return True

    def end_inlined(self, tag: str) -> bool:
        """End a container inside a sentence; a paragraph that ends before closes all that are open in it."""
        if self.inlined[-1] != tag:
            if tag in PARAGRAPHS:
                self.inlined.clear()
                self.note = None
            return False
        self.inlined.pop()
        if self.note is not None:
            self.part()
            if self.note[0] == tag:
                self.end_note(tag)
        return True

    def start_note(self, tag: str, names: str) -> None:
        """Remember where in the buffer a note begins."""
        self.note = (tag, len(self.buffer), 1)
        self.note_names = names

    def end_note(self, tag: str) -> None:
        """Take the text of a note out of the paragraph that it interrupts; it becomes a block after it."""
        assert self.note is not None
        _, start, depth = self.note
        if depth > 1:
            self.note = (tag, start, depth - 1)
            return
        self.note = None
        pieces = self.buffer[start:]
        if len("".join(pieces).split()) < NOTE_WORDS:
            return
        inside = [(name, value, max(first - start, 0), last - start) for name, value, first, last in self.runs if last > start]
        self.notes.append((self.note_names, pieces, inside))
        self.runs = [run for run in self.runs if run[3] <= start]
        del self.buffer[start:]

    def list_item(self, names: str, level: str = "") -> None:
        """Open a list with one item for a paragraph that a word processor marked as an item."""
        self.enter("ul", names)
        self.listed = self.here
        self.enter("li", names)

    def bullet(self, text: str) -> None:
        """Read the bullet or number of an item of a word processor's list."""
        found = ENUMERATOR.match(text)
        if self.listed and found and self.regions.tag[self.listed] == "ul":
            self.regions.tag[self.listed] = "ol"
            if found[1].isdigit():
                self.regions.counts[self.here] = {"value": found[1]}
        elif not self.listed and self.regions.tag[self.here] == "p" and not self.buffer:
            if found:
                self.buffer.append(f"{text} ")
            else:
                self.regions.tag[self.here] = "li"


def is_note(tag: str, names: str) -> bool:
    """Whether an inline element is named like a note, and not like the mark that refers to one."""
    return NOTE.search(names) is not None and not NO_NOTE.search(names) and (tag == "small" or names.lower() != "note")
