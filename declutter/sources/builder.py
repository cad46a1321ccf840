"""`Builder`: a SAX-style parser target that turns start, data and end events into the columns of a `Page`, in one pass without a tree.

The events come from lxml's parser or from ``tree.py``, which replays a tree that the caller has. Without a tree there is no recursion
(100,000 nested elements are fine), nothing for the garbage collector to traverse, and no input of the caller that could be mutated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.sources.blocks import POINTERS
from declutter.sources.elements import Elements
from declutter.sources.excluded import excluded
from declutter.sources.hidden import SIZED, UNSIZED, sized
from declutter.sources.names import LISTED, named, role_of
from declutter.sources.tags import BLOCK, FORMAT, INLINE, LINE, LINK, PRE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from declutter.page import Page

PHRASING = frozenset({"label", "button", "aside"})  # containers that may stand inside a sentence
TABLES = frozenset({"td", "table"})  # highlighters lay out code, and its line numbers, in tables


class Builder(Elements):
    """Collects the blocks, regions and head of a page from ``start``, ``data`` and ``end`` events; ``close`` returns the `Page`."""

    # ------------------------------------------------------------ events
    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        if self.skip_tag is not None:
            self.start_inside(tag, attrs)
            return
        kind = self.kinds.get(tag)
        if kind == BLOCK:
            number = self.seen[tag] = self.seen.get(tag, 0) + 1
            names = named(attrs) if attrs else ""
            if names and "attr-" in names:
                if self.replaced(tag, names, attrs):
                    return
                self.sizes = self.sizes or UNSIZED in names
            if self.sizes and attrs and sized(attrs):
                names = f"{names} {SIZED}" if names else SIZED
            if names and tag in TABLES and self.code_in_table(tag, names, attrs):
                return
            if self.buffer:
                if (self.note or tag in PHRASING) and self.stays_inline(tag, names):
                    return
                self.flush()
            if tag == "p" and names and LISTED in names:
                self.list_item(names)
                return
            self.enter(tag, names, number)
            if attrs:
                self.identify(tag, attrs)
        elif kind == INLINE:
            if self.inline_end == len(self.buffer) and not self.pre:
                self.touching.append(self.inline_end)
            if self.note and self.note[0] == tag:
                self.note = (tag, self.note[1], self.note[2] + 1)
            if self.sizes and attrs and sized(attrs):
                self.names.append(SIZED)
            if attrs and ((names := named(attrs)) or tag == "time"):
                self.inline(tag, names, attrs)
        elif kind == LINK:
            if attrs and (names := named(attrs)) and not self.inline(tag, names, attrs):
                return
            if self.link_end > 0 and self.link_end == len(self.buffer):
                self.buffer.append(" ")  # links of menus often touch in the source and are spaced by CSS
            self.links += 1
            self.opened.append((tag, self.anchors.link(attrs, len(self.texts), self.here), len(self.buffer)))
        elif kind == FORMAT:
            if self.inline_end == len(self.buffer) and not self.pre:
                self.touching.append(self.inline_end)
            if attrs and (names := named(attrs)) and not self.inline(tag, names, attrs):
                return
            self.opened.append((tag, "", len(self.buffer)))
        elif kind == LINE:
            self.seen[tag] = self.seen.get(tag, 0) + 1
            if attrs and role_of(named(attrs)) == "skip":
                self.skip(tag)
            elif tag == "button":
                self.button = len(self.buffer)
            else:
                self.line_start(tag)
        elif kind is None:
            self.custom(tag, attrs)
        else:
            self.special(kind, tag, attrs)

    def code_in_table(self, tag: str, names: str, attrs: Mapping[str, str]) -> bool:
        """Whether a table or cell holds line numbers, which are skipped, or code, which is opened as a code block."""
        if role_of(names) == "skip":
            self.skip(tag)
            return True
        if self.draws_code(names):
            self.code_table = tag
            self.enter_code(tag, names, attrs)
            return True
        return False

    def end(self, tag: str) -> None:
        if self.skip_tag is not None:
            if tag == self.skip_tag:
                self.skips -= 1
            if not self.skips:
                self.unskip(tag)
            elif self.formula is not None:
                self.formula.end()
            return
        kind = self.kinds.get(tag)
        if kind == BLOCK:
            if self.inlined and self.end_inlined(tag):
                return
            if self.buffer:
                self.flush()
            self.leave()
            if self.listed and self.listed == self.here:
                self.listed = 0
                self.leave()
        elif kind == INLINE:
            if self.marks and self.marks[-1][0] == tag:
                self.unmark()
            if self.note and self.note[0] == tag:
                self.end_note(tag)
            self.inline_end = len(self.buffer)
        elif kind == LINK:
            if self.links:
                self.links -= 1
                if self.buffer and self.buffer[-1].strip() in POINTERS:
                    self.unpoint()
            if self.close_run(tag):  # an empty one is a target of links, and separates nothing
                self.link_end = len(self.buffer)
            if self.marks and self.marks[-1][0] == tag:
                self.unmark()
        elif kind == FORMAT:
            if tag == "code" and self.block_code:
                self.block_code = False
                self.leave_code()
                return
            self.close_run(tag)
            if self.marks and self.marks[-1][0] == tag:
                self.unmark()
            self.inline_end = len(self.buffer)
        elif kind == LINE:
            if tag == self.code_table:
                self.code_table = ""
                self.leave_code()
                return
            if tag == "button":
                self.drop_button()
                return
            self.line_end()
            if tag == "td":
                self.cell_end = len(self.buffer)
        elif kind == PRE:
            self.leave_code()
        elif kind is None and self.customs and self.customs.pop():
            if self.buffer:
                self.flush()
            self.leave()

    def data(self, text: str) -> None:
        if self.skip_tag is None:
            if self.buffer or self.pre or not text.isspace():
                self.buffer.append(text)
                if self.links:
                    self.linked += len(text.strip())
        elif self.collected is not None:
            self.collected.append(text)
        elif self.formula is not None:
            self.formula.data(text)

    def comment(self, text: str) -> None:
        """Ignore comments; some lxml versions report them to every target."""

    def abandon(self) -> None:
        """Ignore the rest of the page, for which there is no time; the next end tag raises `OutOfTimeError`, which ends the parser."""
        self.page.status = "timeout"
        self.skip_tag, self.skips = "", 0

    def close(self) -> Page:
        """Finish the open block and regions and return the page; one that was abandoned stays as it is."""
        if self.page.status == "timeout":
            return self.page
        if self.buffer:
            self.flush()
        while self.here:
            self.leave()
        self.regions.last[0] = len(self.texts)
        hidden = {name for name in self.css_hidden if not any(name in script for script in self.scripts)}
        self.pictures.place()
        self.page.anchors = self.anchors.targets()
        self.page.excluded.update(excluded(self.page, self.css_never, hidden))
        return self.page
