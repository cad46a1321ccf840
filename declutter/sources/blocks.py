"""Blocks: the columns of a page while they grow. The builder decides what a tag means; here regions open and text becomes blocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from declutter.page import Head, Page, Regions
from declutter.page.inline import ANY_INVISIBLE, INVISIBLE, UNDRAWN
from declutter.sources.anchors import Anchors
from declutter.sources.mathml import formula_of
from declutter.sources.names import DRAWN_AS_CODE
from declutter.sources.pictures import Pictures

if TYPE_CHECKING:
    from collections.abc import Mapping

    from declutter.page.inline import Run

ANCHORS = frozenset({"¶", "#", "§", "🔗", "[edit]", "Permalink"})  # links beside headings that point at the heading itself
BACK = frozenset({"↑", "↩", "^", "⤴", "↵"})  # links from a footnote to where it is referred to
VARIANTS = frozenset({"↩\ufe0e", "↩\ufe0f", "\ufe0e", "\ufe0f"})  # say how an arrow is drawn; a parser may report them apart
POINTERS = ANCHORS | BACK | VARIANTS
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt"})
CELLS = frozenset({"td", "th"})  # kept without text too: a table has them as columns
COUNTED = frozenset({"td", "th", "ol", "li"})  # elements whose attributes number or span
COUNTS = ("start", "value", "reversed", "type", "colspan", "rowspan", "data-language", "data-lang", "data-syntaxhighlighter-params")
JUMBLE = "\u2063"  # the invisible separator; between shuffled letters it is there to mislead readers like us
JUMBLED = 4  # one in so many characters makes a text such letters
AROUND_CELL = 4  # row, body, table, and the box that names the highlighter
MISNESTED = 8  # elements that may be left open inside one that ends
TICKS = frozenset({"☑", "☐"})
ENDS_OF_COMMENTS = frozenset({"-->", "--->", "//-->", "]]>", "//]]>", "<!--", "<![CDATA["})  # left over where a comment is broken
ICONS = re.compile("[\ue000-\uf8ff ]+")  # characters for private use, which fonts of icons draw as arrows and stars
BLANK_LINES = re.compile(r"^(?:[^\S\n]*\n)+")


def code_of(raw: str) -> str:
    """Code as it stands, without empty lines around it; no-break spaces, which some editors write, would not run."""
    code = BLANK_LINES.sub("", raw).rstrip().replace("\xa0", " ")
    return unnumbered(code) if code[:2] == "1\n" else code


def unnumbered(code: str) -> str:
    """Code without the numbers of its lines, where each stands on a line of its own before the line that it counts."""
    lines = code.split("\n")
    numbers = [line.strip() for line in lines[::2]]
    counted = len(numbers) > 1 and numbers == [str(number) for number in range(1, len(numbers) + 1)]
    return "\n".join(lines[1::2]) if counted else code


class Blocks:
    """The page so far, the region that is open, and the text that waits to become a block."""

    def __init__(self) -> None:
        self.page = Page("html", [], [], [], [], [], [], Regions(), Head())
        self.regions = self.page.regions
        self.texts = self.page.texts
        self.here = -1  # the innermost region that is open; the others are its parents
        self.opened: list[tuple[str, str, int]] = []  # inline elements: tag, value, place in the buffer
        self.runs: list[Run] = []  # of the waiting text
        self.pictures = Pictures(self.page.pictures)
        self.anchors = Anchors()
        self.buffer: list[str] = []
        self.names: list[str] = []  # what the inline elements of the waiting text call themselves
        self.links = 0  # open <a>
        self.linked = 0  # characters of link text waiting
        self.link_end = -1  # length of the buffer where the last link ended
        self.gap = 0
        self.pre = 0
        self.ticked = False  # a box to tick waits for the text of its item
        self.cell_end = 0  # length of the buffer where the last cell with a line of code began or ended
        self.enter("html", "")

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
            if self.page.pictures:
                self.pictures.moved(done, self.here)
            regions.drop_last()  # it held no text
        else:
            regions.last[done] = end

    def flush(self) -> None:
        """End the block: what is in the buffer becomes text, where there is any."""
        raw = "".join(self.buffer)
        text = raw.strip()
        if self.pre or "  " in text or not text.isprintable():  # the plain space is the only white space that counts as printable
            clean = raw.translate(INVISIBLE) if not raw.isascii() and ANY_INVISIBLE.search(raw) else raw
            text = code_of(clean) if self.pre else " ".join(clean.split())
            if (JUMBLE in text and JUMBLED * text.count(JUMBLE) > len(text)) or ICONS.fullmatch(text):
                text = ""
        if text and ((text[0] in UNDRAWN and not text.strip(UNDRAWN)) or (text in ENDS_OF_COMMENTS and not self.pre)):
            text = ""
        if self.ticked and text in TICKS:  # its label is a box of its own
            self.buffer[:] = (f"{text} ",)
            return
        self.ticked = False
        if text:
            page = self.page
            self.texts.append(text)
            page.tags.append(self.regions.tag[self.here])
            page.region.append(self.here)
            page.link_chars.append(self.linked)
            page.inline_attrs.append(" ".join(self.names) if self.names else "")
            page.breaks.append(self.gap)
            self.gap = 0
            if self.runs or self.opened:
                self.keep_runs()
        self.buffer.clear()
        if self.runs:
            self.runs = []
        if self.names:
            self.names.clear()
        self.linked = 0
        self.link_end = -1

    # ------------------------------------------------------------ inside a block
    def close_run(self, tag: str) -> bool:
        """An inline element ends, and whether it holds any text; some that were opened inside it may have been left open."""
        opened = self.opened
        at = len(opened) - 1
        while at >= 0 and opened[at][0] != tag:
            at = at - 1 if at > len(opened) - MISNESTED else -1
        if at >= 0:
            _, value, start = opened.pop(at)
            if len(self.buffer) > start:
                self.runs.append((tag, value, start, len(self.buffer)))
                return True
        return False

    def keep_runs(self) -> None:
        """The runs of the block that ends here. What is still open goes on in the next block."""
        pieces = len(self.buffer)
        if self.opened:
            self.runs += [(tag, value, start, pieces) for tag, value, start in reversed(self.opened) if pieces > start]
            self.opened = [(tag, value, 0) for tag, value, _ in self.opened]
        if self.runs:
            self.page.inlines[len(self.texts) - 1] = (self.buffer, self.runs)
            self.buffer = []

    def reading(self, text: str) -> None:
        """The reading (``<rt>``) of the ruby text that is open."""
        if self.opened and self.opened[-1][0] == "ruby":
            tag, value, place = self.opened[-1]
            self.opened[-1] = (tag, f"{value} {text}".strip(), place)

    def picture(self, tag: str, attrs: Mapping[str, str]) -> None:
        """An ``<img>``, in the text or between blocks; or a ``<source>`` that says where the next one has its files."""
        if tag == "source":
            self.pictures.source(attrs)
            return
        if (latex := formula_of(attrs)) and not self.after_formula():  # MediaWiki draws it once more after the <math>
            self.write_formula(latex, False)
        if latex:
            return
        place = len(self.buffer)
        if place:
            self.runs.append(("img", str(len(self.page.pictures)), place, place))
        self.pictures.add(attrs, len(self.texts), self.here, self.opened[-1][1] if self.links and self.opened else "", place)

    def finished(self) -> Page:
        """The page, once the root is the only open region."""
        self.regions.last[0] = len(self.texts)
        self.page.anchors = self.anchors.targets()
        return self.page

    def identify(self, tag: str, attrs: Mapping[str, str]) -> None:
        """Record the id of the region that was just opened, and the attributes that number items or span cells."""
        if "id" in attrs:
            self.anchors.ids[attrs["id"]] = (len(self.texts), self.here)
        if tag in COUNTED:
            self.count(tag, attrs)

    def count(self, tag: str, attrs: Mapping[str, str]) -> None:
        """Keep the attributes that number items, span cells or name a language."""
        counts = {key: attrs[key] for key in COUNTS if key in attrs}
        if counts:
            self.regions.counts[self.here] = counts

    def draws_code(self, names: str) -> bool:
        """Whether a table, or a cell, is code that a highlighter has laid out in one."""
        if names != "code":
            return DRAWN_AS_CODE.search(names) is not None
        regions, way = self.regions, [self.here]
        while len(way) < AROUND_CELL and way[-1] > 0:
            way.append(regions.parent[way[-1]])
        return any("syntaxhighlighter" in regions.attrs[region] for region in way)

    def line_start(self, tag: str) -> None:
        """A box inside <pre> starts; white space between two cells is none of the code's."""
        if tag == "td":
            if "".join(self.buffer[self.cell_end :]).isspace():
                del self.buffer[self.cell_end :]
            self.cell_end = len(self.buffer)
        self.line_end()

    def line_end(self) -> None:
        """A box inside <pre> starts or ends: what it holds are lines of code."""
        if self.buffer and not self.buffer[-1].endswith("\n"):
            self.buffer.append("\n")

    def part(self) -> None:
        """Keep the words on both sides of a box apart."""
        if self.buffer:
            self.buffer.append(" ")

    def tick(self, done: bool, names: str) -> None:
        """A box to tick at the start of a list's item; the boxes of forms are no text."""
        region = self.here
        if self.regions.tag[region] in ("p", "label"):
            region = self.regions.parent[region]
        if self.regions.tag[region] == "li" and "task" in f"{names} {self.regions.attrs[region]}":
            self.buffer.append("☑ " if done else "☐ ")
            self.ticked = True

    def write_formula(self, latex: str, display: bool) -> None:
        """A formula is text: its LaTeX."""
        if latex and not (self.buffer and self.buffer[-1] == latex and self.after_formula()):  # said twice: for eyes, and for ears
            self.buffer.append(latex)
            self.runs.append(("math", "display" if display else "", len(self.buffer) - 1, len(self.buffer)))

    def after_formula(self) -> bool:
        """Whether nothing but space stands between here and a formula."""
        return bool(self.runs) and self.runs[-1][0] == "math" and not "".join(self.buffer[self.runs[-1][3] :]).strip()

    def unpoint(self) -> None:
        """Forget the text of a link that only points at its own heading or section, or from a footnote back to the text."""
        address, start = next(((value, place) for tag, value, place in reversed(self.opened) if tag == "a"), ("", 0))
        text = "".join(self.buffer[start:]).strip().rstrip("\ufe0e\ufe0f")
        here = len(text) == 1 and address.startswith("#")
        if text in BACK or (text in ANCHORS and (here or self.regions.tag[self.here] in HEADINGS)):
            del self.buffer[start:]
            self.runs = [run for run in self.runs if run[2] < start]
            self.linked = max(self.linked - len(text), 0)
