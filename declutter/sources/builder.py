"""`Builder`: a SAX-style parser target that turns start, data and end events into the columns of a `Page`, in one pass without a tree.

The events come from lxml's parser or from ``tree.py``, which replays a tree that the caller has. Without a tree there is no recursion
(100,000 nested elements are fine), nothing for the garbage collector to traverse, and no input of the caller that could be mutated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.page import Frame, Mark
from declutter.sources.blocks import POINTERS, Blocks
from declutter.sources.head import read_head_tag, read_script, script_use
from declutter.sources.mathml import Formula, tidy
from declutter.sources.names import frame_source, named, role_of
from declutter.sources.tags import (
    BLOCK,
    BREAK,
    FORMAT,
    IMAGE,
    INLINE,
    KIND,
    KIND_IN_PRE,
    LINE,
    LINK,
    MATH,
    MEDIA,
    META,
    PARTING,
    PRE,
    READING,
    SCRIPT,
    TITLE,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from declutter.page import Page

PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6".split())  # allow phrasing content only, so a custom element in them is inline
MARK_PIECES, MARK_CHARACTERS = 50, 1000  # upper bounds for the text of one mark: marks can be nested, or never closed
TABLES = frozenset({"td", "table"})  # highlighters lay out code, and its line numbers, in tables


class Builder(Blocks):
    """Collects the blocks, regions and head of a page from ``start``, ``data`` and ``end`` events; ``close`` returns the `Page`."""

    def __init__(self, noscript: bool = False) -> None:
        super().__init__()
        self.kinds = self.outside_pre = {**KIND, "noscript": BLOCK} if noscript else KIND
        self.noscripts = 0
        self.marks: list[tuple[str, str, str, int, int]] = []  # open marks: tag, attrs, value, block, position in the buffer
        self.customs: list[bool] = []  # open custom elements: whether each opened a region
        self.skip_tag: str | None = None  # tag of the element whose content is skipped
        self.skips = 0  # open elements of that tag
        self.collects = ""  # use of the text inside the skipped element, "" for none
        self.collected: list[str] | None = None
        self.formula: Formula | None = None  # the <math> that is open
        self.code_table = ""  # tag of the open table or cell that holds code without a <pre>

    # ------------------------------------------------------------ events
    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        if self.skip_tag is not None:
            self.start_inside(tag, attrs)
            return
        kind = self.kinds.get(tag)
        if kind == BLOCK:
            names = named(attrs) if attrs else ""
            if tag in TABLES and names:
                if role_of(names) == "skip":
                    self.skip(tag)
                    return
                if self.draws_code(names):
                    self.code_table = tag
                    self.enter_code(tag, names, attrs)
                    return
            if self.buffer:
                self.flush()
            self.enter(tag, names)
            if attrs:
                self.identify(tag, attrs)
        elif kind == INLINE:
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
            if attrs and (names := named(attrs)) and not self.inline(tag, names, attrs):
                return
            self.opened.append((tag, "", len(self.buffer)))
        elif kind == LINE:
            if attrs and role_of(named(attrs)) == "skip":
                self.skip(tag)
            else:
                self.line_start(tag)
        elif kind is None:
            self.custom(tag, attrs)
        else:
            self.special(kind, tag, attrs)

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
            if self.buffer:
                self.flush()
            self.leave()
        elif kind == INLINE:
            if self.marks and self.marks[-1][0] == tag:
                self.unmark()
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
            self.close_run(tag)
            if self.marks and self.marks[-1][0] == tag:
                self.unmark()
        elif kind == LINE:
            if tag == self.code_table:
                self.code_table = ""
                self.leave_code()
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

    def close(self) -> Page:
        """Finish the open block and regions and return the page."""
        if self.buffer:
            self.flush()
        while self.here:
            self.leave()
        return self.finished()

    # ------------------------------------------------------------ inline and special elements
    def start_inside(self, tag: str, attrs: Mapping[str, str]) -> None:
        """Handle a start tag inside a skipped element."""
        if tag == self.skip_tag:
            self.skips += 1
        elif self.formula is not None:
            self.formula.start(tag, attrs)
        elif tag == "source" and self.page.frames and self.skip_tag in ("video", "audio"):
            frame = self.page.frames[-1]
            self.page.frames[-1] = frame._replace(src=frame.src or attrs.get("src") or "")
        elif tag == "img" and self.skip_tag == "noscript":
            self.pictures.substitute(attrs, len(self.texts))

    def inline(self, tag: str, names: str, attrs: Mapping[str, str]) -> bool:
        """Record the names of an inline element; False if the element is skipped."""
        role = role_of(names) if names else ""
        if role == "skip":
            self.skip(tag)
            return False
        if names:
            self.names.append(names)
        if "id" in attrs:
            self.anchors.ids[attrs["id"]] = (len(self.texts), self.here)
        if attrs.get("role") == "tab":
            self.part()
        if role or tag == "time":
            value = attrs.get("datetime") or attrs.get("content") or attrs.get("title") or attrs.get("href") or ""
            self.marks.append((tag, names, value, len(self.page.texts), len(self.buffer)))
        return True

    def unmark(self) -> None:
        tag, names, value, block, place = self.marks.pop()
        pieces = self.buffer[place : place + MARK_PIECES] if block == len(self.page.texts) else ()
        text = " ".join("".join(piece[:MARK_CHARACTERS] for piece in pieces).split())
        self.page.head.marks.append(Mark(tag, names, value, text, block))

    def custom(self, tag: str, attrs: Mapping[str, str]) -> None:
        """Open a region for an unknown (custom) element, unless it stands inside running text."""
        container = "-" in tag and self.regions.tag[self.here] not in PARAGRAPHS and (not self.buffer or self.buffer[-1].isspace())
        self.customs.append(container)
        if container:
            if self.buffer:
                self.flush()
            self.enter(tag, named(attrs))

    def special(self, kind: int, tag: str, attrs: Mapping[str, str]) -> None:
        if kind == BREAK:
            if self.pre and tag == "br":
                self.buffer.append("\n")
                return
            if self.buffer:
                self.flush()
            self.gap = 2 if self.gap or tag == "hr" else 1
        elif kind == PRE:
            names = named(attrs)
            if role_of(names) == "skip":
                self.skip(tag)
                return
            self.enter_code(tag, names, attrs)
        elif kind == IMAGE:
            self.picture(tag, attrs)
        elif kind == MATH:
            self.formula = Formula(attrs)
            self.skip(tag)
        elif kind == META:
            read_head_tag(self.page.head, tag, attrs)
        elif kind == MEDIA:
            self.part()
            self.page.frames.append(Frame(tag, frame_source(tag, attrs), attrs.get("title") or "", len(self.page.texts)))
            self.skip(tag)
        elif kind == TITLE:
            self.skip(tag, "title")
        elif kind == READING:
            self.skip(tag, "reading")
        elif kind == SCRIPT:
            self.skip(tag, script_use(attrs.get("type") or "", self.page.head))
        elif tag != "template" or "shadowrootmode" not in attrs:  # a declarative shadow root is visible text
            self.noscripts += tag == "noscript"
            if tag in PARTING:
                self.part()
            if tag == "input" and attrs.get("type") == "checkbox":
                self.tick("checked" in attrs, attrs.get("class") or "")
            self.skip(tag)

    def enter_code(self, tag: str, names: str, attrs: Mapping[str, str]) -> None:
        """Open a code block, in which white space is significant."""
        if self.buffer:
            self.flush()
        self.enter("pre", names)
        self.count(tag, attrs)
        self.pre += 1
        self.cell_end = 0
        self.kinds = KIND_IN_PRE

    def leave_code(self) -> None:
        if self.buffer:
            self.flush()
        self.pre -= 1
        if not self.pre:
            self.kinds = self.outside_pre
        self.leave()

    def skip(self, tag: str, collect: str = "") -> None:
        """Ignore everything up to the end of ``tag``; with ``collect``, gather its text for that use."""
        self.skip_tag = tag
        self.skips = 1
        self.collects = collect
        self.collected = [] if collect else None

    def unskip(self, tag: str) -> None:
        self.skip_tag = None
        if self.formula is not None:
            self.write_formula(self.formula.latex, self.formula.display)
            self.formula = None
        if self.collected is None:
            return
        text = "".join(self.collected)
        self.collected = None
        head = self.page.head
        if self.collects in ("json", "data"):
            read_script(head, self.collects, text)
        elif self.collects == "reading":
            self.reading(" ".join(text.split()))
        elif self.collects in ("tex", "tex display"):
            self.write_formula(tidy(text), self.collects != "tex")
        elif not head.title:
            head.title = " ".join(text.split())
