"""Builder: parser events -> Page columns, in one pass without a tree.

A parser (or ``tree.py``, which replays a tree that a caller holds) reports tags and text; the builder appends to lists.
No tree means no recursion (a page nested 100,000 deep is one long list), nothing to trace for the garbage collector,
and nothing of the caller's to mutate.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from declutter.page import Frame, Head, Mark, Page, Regions
from declutter.sources.names import marks_something, named
from declutter.sources.tags import BLOCK, BREAK, INLINE, KIND, LINK, MEDIA, META, PRE, SCRIPT, TITLE

if TYPE_CHECKING:
    from collections.abc import Mapping

ANCHORS = frozenset({"¶", "#", "§", "🔗", "[edit]", "Permalink"})  # links beside headings that point at the heading itself
PARTING = frozenset("select textarea input canvas".split())  # drawn boxes: the words before and after them do not touch
PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6".split())  # hold running text and nothing else, whatever stands in them
MARK_PIECES, MARK_CHARACTERS = 50, 1000  # of an author's or a date's text: marks can be nested, or never closed
CELLS = frozenset({"td", "th"})  # kept without text too: a table has them as columns
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt"})
ANY_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
INVISIBLE = {0xAD: None, 0x200B: None, 0x2060: None, 0xFEFF: None}  # soft hyphen, zero-width space, joiner, BOM


class Builder:
    """Gathers a page's blocks, regions and head from ``start``, ``data`` and ``end`` events; ``close`` gives the Page."""

    def __init__(self, noscript: bool = False) -> None:
        self.kinds = {**KIND, "noscript": BLOCK} if noscript else KIND
        self.page = Page("html", [], [], [], [], [], [], Regions(), Head())
        self.regions = self.page.regions
        self.texts = self.page.texts
        self.noscripts = 0
        self.here = -1  # the innermost region that is open; the others are its parents
        self.buffer: list[str] = []
        self.names: list[str] = []  # what the inline elements of the waiting text call themselves
        self.marks: list[tuple[str, str, str, int, int]] = []  # open marks: tag, attrs, value, block, place in the buffer
        self.customs: list[bool] = []  # open custom elements: did they open a region?
        self.links = 0  # open <a>
        self.linked = 0  # characters of link text waiting
        self.link_end = -1  # length of the buffer where the last link ended
        self.gap = 0
        self.pre = 0
        self.skip_tag: str | None = None  # the element whose content is passed over
        self.skips = 0  # how many of that name are open
        self.collected: list[str] | None = None  # text of a <title> or JSON-LD script
        self.enter("html", "")

    # ------------------------------------------------------------ events
    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        if self.skip_tag is not None:
            if tag == self.skip_tag:
                self.skips += 1
            return
        kind = self.kinds.get(tag)
        if kind == BLOCK:
            if self.buffer:
                self.flush()
            self.enter(tag, named(attrs) if attrs else "")
        elif kind == INLINE:
            if attrs and ((names := named(attrs)) or tag == "time"):
                self.inline(tag, names, attrs)
        elif kind == LINK:
            if self.link_end > 0 and self.link_end == len(self.buffer):
                self.buffer.append(" ")  # menus whose links touch in the source and are spaced by style sheets
            self.links += 1
            if attrs and (names := named(attrs)):
                self.inline(tag, names, attrs)
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
            if self.regions.tag[self.here] in HEADINGS and self.buffer and self.buffer[-1] in ANCHORS:
                self.buffer.pop()
            self.link_end = len(self.buffer)
            if self.marks and self.marks[-1][0] == tag:
                self.unmark()
        elif kind == PRE:
            if self.buffer:
                self.flush()
            self.pre -= 1
            self.leave()
        elif kind is None and self.customs and self.customs.pop():
            if self.buffer:
                self.flush()
            self.leave()

    def data(self, text: str) -> None:
        if self.skip_tag is None:
            if self.buffer or not text.isspace():
                self.buffer.append(text)
                if self.links:
                    self.linked += len(text.strip())
        elif self.collected is not None:
            self.collected.append(text)

    def comment(self, text: str) -> None:
        """Comments say nothing; a parser that reports them is heard out."""

    def close(self) -> Page:
        """The page, once everything is fed."""
        if self.buffer:
            self.flush()
        while self.here:
            self.leave()
        self.regions.last[0] = len(self.texts)
        return self.page

    # ------------------------------------------------------------ regions and blocks
    def enter(self, tag: str, attrs: str) -> None:
        regions = self.regions
        regions.parent.append(self.here)
        self.here = len(regions.tag)
        regions.tag.append(tag)
        regions.attrs.append(attrs)
        regions.first.append(len(self.texts))
        regions.last.append(-1)

    def leave(self) -> None:
        done = self.here
        if not done:  # the root stays open until the page ends
            return
        regions = self.regions
        self.here = regions.parent[done]
        end = len(self.texts)
        if end == regions.first[done] and done == len(regions.tag) - 1 and regions.tag[done] not in CELLS:
            regions.drop_last()  # it held no text
        else:
            regions.last[done] = end

    def flush(self) -> None:
        """End the block: what is in the buffer becomes text, where there is any."""
        raw = "".join(self.buffer)
        text = raw.strip()
        if "  " in text or not text.isprintable():  # the plain space is the only white space that counts as printable
            if not raw.isascii() and ANY_INVISIBLE.search(raw):
                raw = raw.translate(INVISIBLE)
            text = " ".join(raw.split())
        if text:
            page = self.page
            self.texts.append(raw.strip("\n").rstrip() if self.pre else text)
            page.tags.append(self.regions.tag[self.here])
            page.region.append(self.here)
            page.link_chars.append(self.linked)
            page.inline_attrs.append(" ".join(self.names) if self.names else "")
            page.breaks.append(self.gap)
            self.gap = 0
        self.buffer.clear()
        if self.names:
            self.names.clear()
        self.linked = 0
        self.link_end = -1

    # ------------------------------------------------------------ inline and special elements
    def inline(self, tag: str, names: str, attrs: Mapping[str, str]) -> None:
        if names == "mw-editsection":  # MediaWiki's "[edit]" beside a heading
            self.skip(tag)
            return
        if names:
            self.names.append(names)
        if tag == "time" or (names and marks_something(names)):
            value = attrs.get("datetime") or attrs.get("content") or attrs.get("title") or attrs.get("href") or ""
            self.marks.append((tag, names, value, len(self.page.texts), len(self.buffer)))

    def unmark(self) -> None:
        tag, names, value, block, place = self.marks.pop()
        pieces = self.buffer[place : place + MARK_PIECES] if block == len(self.page.texts) else ()
        text = " ".join("".join(piece[:MARK_CHARACTERS] for piece in pieces).split())
        self.page.head.marks.append(Mark(tag, names, value, text, block))

    def custom(self, tag: str, attrs: Mapping[str, str]) -> None:
        """An element that HTML does not know is a container, unless it stands inside running text."""
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
            if self.buffer:
                self.flush()
            self.enter(tag, named(attrs))
            self.pre += 1
        elif kind == META:
            self.declaration(tag, attrs)
        elif kind == MEDIA:
            self.part()
            source = attrs.get("src") or attrs.get("data-src") or attrs.get("data-videoid") or attrs.get("data-tweetid") or ""
            self.page.frames.append(Frame(tag, source, attrs.get("title") or "", len(self.page.texts)))
            self.skip(tag)
        elif kind == TITLE:
            self.skip(tag, collect=True)
        elif kind == SCRIPT:
            self.skip(tag, collect="ld+json" in attrs.get("type", ""))
        elif tag != "template" or "shadowrootmode" not in attrs:  # a declarative shadow root is visible text
            self.noscripts += tag == "noscript"
            if tag in PARTING:
                self.part()
            self.skip(tag)

    def part(self) -> None:
        """Keep the words on both sides of a box apart."""
        if self.buffer:
            self.buffer.append(" ")

    def skip(self, tag: str, collect: bool = False) -> None:
        self.skip_tag = tag
        self.skips = 1
        self.collected = [] if collect else None

    def unskip(self, tag: str) -> None:
        self.skip_tag = None
        if self.collected is None:
            return
        text = "".join(self.collected)
        self.collected = None
        head = self.page.head
        if tag == "script":
            head.json_ld.append(text)
        elif not head.title:
            head.title = " ".join(text.split())

    def declaration(self, tag: str, attrs: Mapping[str, str]) -> None:
        head = self.page.head
        if tag == "meta":
            name = attrs.get("property") or attrs.get("name") or attrs.get("itemprop")
            if name and "content" in attrs:
                head.metas.append((name.strip().lower(), attrs["content"]))
        elif tag == "link":
            rel = attrs.get("rel")
            if rel and "href" in attrs:
                head.links.append((rel.lower(), attrs["href"]))
        elif tag == "base":
            head.base = head.base or attrs.get("href", "")
        else:
            head.lang = head.lang or attrs.get("lang") or attrs.get("xml:lang") or ""
