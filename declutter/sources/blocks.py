"""`Blocks`: base class of the builder that holds the columns under construction, opens regions and turns buffered text into blocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from declutter.limits import MAX_BLOCKS
from declutter.page import Head, Page, Regions
from declutter.page.inline import ANY_INVISIBLE, INVISIBLE, UNDRAWN
from declutter.sources.anchors import Anchors
from declutter.sources.excluded import HIDDEN
from declutter.sources.names import DRAWN_AS_CODE, DROP_CAP
from declutter.sources.pictures import Pictures
from declutter.sources.texts import code_of, glued

if TYPE_CHECKING:
    from collections.abc import Mapping

    from declutter.page.inline import Run

ANCHORS = frozenset({"¶", "#", "§", "🔗", "[edit]", "Permalink"})  # texts of permalinks: links of a heading to itself
BACK = frozenset({"↑", "↩", "^", "⤴", "↵"})  # texts of backlinks: from a footnote to its reference
# variation selectors choose a glyph; a parser may report them as text of their own
VARIANTS = frozenset({"↩\ufe0e", "↩\ufe0f", "\ufe0e", "\ufe0f"})
POINTERS = ANCHORS | BACK | VARIANTS
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt"})
CELLS = frozenset({"td", "th"})  # kept even without text: empty cells are columns of a table
COUNTED = frozenset({"td", "th", "ol", "li"})  # elements with attributes that number items or span cells
COUNTS = ("start", "value", "reversed", "type", "colspan", "rowspan", "data-language", "data-lang", "data-syntaxhighlighter-params")
JUMBLE = "\u2063"  # invisible separator: pages put it between shuffled letters to obfuscate text for extractors
JUMBLED = 4  # a text with more than one separator in so many characters counts as obfuscated
# class names of a label beside its value
LABEL = re.compile(r"(?:^|[\s_-])(?:label|key|term|name|attr|attribute|property|prop|title|field|spec|heading|th)s?(?:[\s_-]|$)", re.I)
RUNNING = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre"})
LABELS_AT_MOST = 200  # characters of a block in which labels and values are looked for
CODE_LINES = 2  # line ends from which a <code> that is alone in its block is a block of code
AROUND_CELL = 4  # regions from a cell upwards: row, body, table, and the box that names the highlighter
MISNESTED = 8  # open inline elements that are searched for the start tag of an end tag
CONTINUED = 8  # open inline elements that continue in the next block: more of them were never closed
READING_AT_MOST = 1000  # characters of the reading of one ruby element
TICKS = frozenset({"☑", "☐"})
ENDS_OF_COMMENTS = frozenset({"-->", "--->", "//-->", "]]>", "//]]>", "<!--", "<![CDATA["})  # remains of malformed comments
ICONS = re.compile("[\ue000-\uf8ff ]+")  # private use area: glyphs of icon fonts


class Blocks:
    """The page so far, the innermost open region, and the buffer of text that becomes the next block."""

    def __init__(self, max_blocks: int = MAX_BLOCKS) -> None:
        self.most = max_blocks
        self.page = Page("html", [], [], [], [], [], [], Regions(), Head())
        self.regions = self.page.regions
        self.texts = self.page.texts
        self.here = -1  # innermost open region; the other open ones are its ancestors
        self.opened: list[tuple[str, str, int]] = []  # open inline elements: tag, value, position in the buffer
        self.runs: list[Run] = []  # inline elements that are closed, of the buffered text
        self.pictures = Pictures(self.page.pictures)
        self.anchors = Anchors()
        self.buffer: list[str] = []
        self.names: list[str] = []  # class and role-like values of the inline elements of the buffered text
        self.links = 0  # number of open <a>
        self.linked = 0  # characters of link text in the buffer
        self.link_end = -1  # length of the buffer where the last link ended
        self.gap = 0
        self.pre = 0
        self.inline_end = -1  # length of the buffer where the last inline element ended
        self.touching: list[int] = []  # positions in the buffer at which one inline element ends and the next begins
        self.notes: list[tuple[str, list[str], list[Run]]] = []  # notes out of the paragraph that is open: names, pieces, runs
        self.note_names = ""
        self.drawn = ""  # LaTeX of the last formula, if it was read from its drawing
        self.ticked = False  # a checkbox is buffered, its item's text is still to come
        self.cell_end = 0  # length of the buffer where the last cell with a line of code began or ended
        self.skip_tag: str | None = None  # tag of the element whose content is skipped; "", which no element has, to the end of the page
        self.skips = 0  # open elements of that tag
        self.seen: dict[str, int] = {}  # number of containers of each tag so far
        self.enter("html", "", 1)

    def enter(self, tag: str, attrs: str, number: int = 0) -> None:
        """Open a region; ``number`` is that of its element among those of its tag, 0 for one that the source has not."""
        regions = self.regions
        regions.parent.append(self.here)
        self.here = len(regions.tag)
        regions.tag.append(tag)
        regions.attrs.append(attrs)
        regions.number.append(number)
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
        """End the block: the buffer becomes the text of a block unless it is empty or invisible."""
        if self.touching:
            self.space_out()
        raw = "".join(self.buffer)
        text = raw.strip()
        if self.pre or "  " in text or not text.isprintable():  # of white space, only the plain space is printable
            clean = raw.translate(INVISIBLE) if not raw.isascii() and ANY_INVISIBLE.search(raw) else raw
            text = code_of(clean) if self.pre or self.is_code(text) else " ".join(clean.split())
            if (JUMBLE in text and JUMBLED * text.count(JUMBLE) > len(text)) or ICONS.fullmatch(text):
                text = ""
        if text[1:2] == " " and self.names and DROP_CAP.search(" ".join(self.names)):  # an initial letter that CSS floats
            text = text[0] + text[2:]
        if text and ((text[0] in UNDRAWN and not text.strip(UNDRAWN)) or (text in ENDS_OF_COMMENTS and not self.pre)):
            text = ""
        if self.ticked and text in TICKS:  # its label is an element of its own
            self.buffer[:] = (f"{text} ",)
            return
        self.ticked = False
        if text and len(self.texts) >= self.most:
            self.stop()
            text = ""
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
        self.link_end = self.inline_end = -1
        if self.notes:
            self.write_notes()

    def stop(self) -> None:
        """Ignore the rest of the page, of which there are enough blocks."""
        self.page.status = "truncated"
        self.skip_tag, self.skips = "", 1

    def write_notes(self) -> None:
        """Add the notes of the paragraph that has ended as blocks of their own."""
        notes, self.notes, opened, self.opened = self.notes, [], self.opened, []
        for names, pieces, runs in notes:
            self.enter("aside", names)
            self.buffer, self.runs = pieces, runs
            self.flush()
            self.leave()
        self.opened = opened

    def concealed(self, text: str) -> None:
        """Add the text of a hidden inline element as a block that no format shows."""
        gap, before = self.gap, len(self.texts)
        self.buffer[:] = (text,)
        self.linked = len(text.strip()) if self.links else 0
        self.flush()
        self.gap = gap
        self.page.excluded.update(dict.fromkeys(range(before, len(self.texts)), HIDDEN))

    def space_out(self) -> None:
        """Separate a label from the value after it, where only CSS does: two inline elements that touch, as in ``Weight`` ``4.2 kg``."""
        buffer = self.buffer
        if not self.pre and sum(map(len, buffer)) < LABELS_AT_MOST:
            labelled = self.regions.tag[self.here] not in RUNNING and LABEL.search(" ".join(self.names)) is not None
            for place in self.touching:
                if 0 < place < len(buffer) and glued(buffer[place - 1], buffer[place], labelled):
                    buffer[place] = f" {buffer[place]}"
        self.touching = []

    def is_code(self, text: str) -> bool:
        """Whether a block is nothing but a ``<code>`` of several lines."""
        if len(self.runs) != 1 or self.runs[0][0] != "code" or (text.count("\n") < CODE_LINES and "\n" not in self.buffer):
            return False
        _, _, first, last = self.runs[0]
        return not "".join(self.buffer[:first]).strip() and not "".join(self.buffer[last:]).strip()

    # ------------------------------------------------------------ inside a block
    def close_run(self, tag: str) -> bool:
        """Record the inline element that ends, and whether it holds text; elements opened inside it may still be open (misnested tags)."""
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
        """Store the runs of the block that ends here; elements that are still open continue in the next block."""
        pieces = len(self.buffer)
        if self.opened:
            self.runs += [(tag, value, start, pieces) for tag, value, start in reversed(self.opened) if pieces > start]
            self.opened = [(tag, value, 0) for tag, value, _ in self.opened[-CONTINUED:]]
        if self.runs:
            self.page.inlines[len(self.texts) - 1] = (self.buffer, self.runs)
            self.buffer = []

    def reading(self, text: str) -> None:
        """Add a reading (``<rt>``) to the open ruby element."""
        if self.opened and self.opened[-1][0] == "ruby" and len(self.opened[-1][1]) < READING_AT_MOST:
            tag, value, place = self.opened[-1]
            self.opened[-1] = (tag, f"{value} {text}".strip(), place)

    def identify(self, tag: str, attrs: Mapping[str, str]) -> None:
        """Record the id of the region that was just opened, and the attributes that number items or span cells."""
        if "id" in attrs:
            self.anchors.ids[attrs["id"]] = (len(self.texts), self.here)
            self.regions.ids[self.here] = attrs["id"]
        if tag in COUNTED:
            self.count(tag, attrs)

    def count(self, tag: str, attrs: Mapping[str, str]) -> None:
        """Store the attributes that number items, span cells or name a programming language."""
        counts = {key: attrs[key] for key in COUNTS if key in attrs}
        if counts:
            self.regions.counts[self.here] = counts

    def draws_code(self, names: str) -> bool:
        """Whether a table or cell holds code that a highlighter laid out as a table."""
        if names != "code":
            return DRAWN_AS_CODE.search(names) is not None
        regions, ancestors = self.regions, [self.here]
        while len(ancestors) < AROUND_CELL and ancestors[-1] > 0:
            ancestors.append(regions.parent[ancestors[-1]])
        return any("syntaxhighlighter" in regions.attrs[region] for region in ancestors)

    def line_start(self, tag: str) -> None:
        """Start a block-level element inside <pre>; white space between two cells is not part of the code."""
        if tag == "td":
            if "".join(self.buffer[self.cell_end :]).isspace():
                del self.buffer[self.cell_end :]
            self.cell_end = len(self.buffer)
        self.line_end()

    def line_end(self) -> None:
        """Break the line where a block-level element inside <pre> starts or ends."""
        if self.buffer and not self.buffer[-1].endswith("\n"):
            self.buffer.append("\n")

    def part(self) -> None:
        """Separate the words on both sides of an element that is drawn as a box."""
        if self.buffer:
            self.buffer.append(" ")

    def tick(self, done: bool, names: str) -> None:
        """Write the checkbox of a task list item as text; the checkboxes of forms are ignored."""
        region = self.here
        if self.regions.tag[region] in ("p", "label"):
            region = self.regions.parent[region]
        if self.regions.tag[region] == "li" and "task" in f"{names} {self.regions.attrs[region]}":
            self.buffer.append("☑ " if done else "☐ ")
            self.ticked = True

    def write_formula(self, latex: str, display: bool, drawn: bool = False) -> None:
        """Append a formula to the text as LaTeX. The source of a formula takes the place of what was drawn of it."""
        if not latex or (self.after_formula() and (drawn or self.buffer[self.runs[-1][2]] == latex)):  # present twice
            return
        kind = "display" if display else ""
        if self.after_formula() and self.drawn:
            place = self.runs[-1][2]
            self.buffer[place] = latex
            self.runs[-1] = ("math", kind, place, place + 1)
        elif not self.buffer and self.drawn and self.texts and self.texts[-1] == self.drawn:  # the box around it has ended
            self.texts[-1] = latex
            self.page.inlines[len(self.texts) - 1] = ([latex], [("math", kind, 0, 1)])
        else:
            self.buffer.append(latex)
            self.runs.append(("math", kind, len(self.buffer) - 1, len(self.buffer)))
        self.drawn = latex if drawn else ""

    def after_formula(self) -> bool:
        """Whether the buffer ends with a formula, white space aside."""
        return bool(self.runs) and self.runs[-1][0] == "math" and not "".join(self.buffer[self.runs[-1][3] :]).strip()

    def unpoint(self) -> None:
        """Remove the text of a permalink of a heading or a backlink of a footnote from the buffer."""
        address, start = next(((value, place) for tag, value, place in reversed(self.opened) if tag == "a"), ("", 0))
        text = "".join(self.buffer[start:]).strip().rstrip("\ufe0e\ufe0f")
        here = len(text) == 1 and address.startswith("#")
        if text in BACK or (text in ANCHORS and (here or self.regions.tag[self.here] in HEADINGS)):
            del self.buffer[start:]
            tail = len(self.runs)
            while tail and self.runs[tail - 1][3] > start:
                tail -= 1
            self.runs[tail:] = [run for run in self.runs[tail:] if run[2] < start]
            self.linked = max(self.linked - len(text), 0)
