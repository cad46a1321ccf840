"""`Elements`: base class of the builder with the handlers of inline and special elements (skipped ones, code, formulas, frames)."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from declutter.limits import MAX_BLOCKS, OutOfTimeError
from declutter.page import Frame, Mark
from declutter.sources.drawn_math import Drawn
from declutter.sources.excluded import CONTROL_WORDS
from declutter.sources.formula_images import formula_of
from declutter.sources.head import read_head_tag, read_script, script_use
from declutter.sources.hidden import UNSIZED, WHITE, hiding_rules
from declutter.sources.mathml import Formula, latex_of, tidy
from declutter.sources.names import (
    BLOCK_CODE,
    BULLET,
    NUMBERS_OF_LINES,
    TEX,
    UNSELECTED,
    frame_source,
    named,
    role_of,
    tex_of,
)
from declutter.sources.sentences import PARAGRAPHS, Sentences, is_note
from declutter.sources.tags import BLOCK, BREAK, IMAGE, KIND, KIND_IN_PRE, MATH, MEDIA, META, PARTING, PRE, READING, SCRIPT, TITLE

if TYPE_CHECKING:
    from collections.abc import Mapping

NOTES = frozenset({"span", "small"})  # inline elements that hold notes beside a text
DRAWN = re.compile(r"katex-html|MathJax_CHTML|MathJax-Element-\d+-Frame")
DISPLAYED = re.compile(r"block|display", re.I)
MARK_PIECES, MARK_CHARACTERS = 50, 1000  # upper bounds for the text of one mark: marks can be nested, or never closed


class Elements(Sentences):
    """State and handlers of elements that are neither containers nor plain inline text."""

    def __init__(self, noscript: bool = False, max_blocks: int = MAX_BLOCKS) -> None:
        super().__init__(max_blocks)
        self.kinds = self.outside_pre = {**KIND, "noscript": BLOCK} if noscript else KIND
        self.noscripts = 0
        self.marks: list[tuple[str, str, str, int, int]] = []  # open marks: tag, attrs, value, block, position in the buffer
        self.customs: list[bool] = []  # open custom elements: whether each opened a region
        self.collects = ""  # use of the text inside the skipped element, "" for none
        self.collected: list[str] | None = None
        self.display = False  # whether the container of the next drawn formula is a line of its own
        self.formula: Formula | Drawn | None = None  # the <math> that is open
        self.block_code = False  # whether a <code> that is no <pre> is open as a block
        self.sizes = False  # whether an element of font size 0 was seen
        self.css_never: set[str] = set()  # classes and ids that the page's style sheets put out of sight
        self.css_hidden: set[str] = set()  # … and those that they hide in a way that scripts take back
        self.scripts: list[str] = []  # texts of scripts, kept where css_hidden is not empty
        self.button = 0  # position in the buffer where the last button inside a code block began
        self.code_table = ""  # tag of the open table or cell that holds code without a <pre>

    def start_inside(self, tag: str, attrs: Mapping[str, str]) -> None:
        """Handle a start tag inside a skipped element."""
        self.seen[tag] = self.seen.get(tag, 0) + 1
        if tag == self.skip_tag:
            self.skips += 1
        if self.formula is not None:
            self.formula.start(tag, attrs)
        elif tag == "source" and self.page.frames and self.skip_tag in ("video", "audio"):
            frame = self.page.frames[-1]
            self.page.frames[-1] = frame._replace(src=frame.src or attrs.get("src") or "")
        elif tag == "img" and self.skip_tag == "noscript":
            self.pictures.substitute(attrs, len(self.texts))

    def inline(self, tag: str, names: str, attrs: Mapping[str, str]) -> bool:
        """Record the names of an inline element; False if the element is skipped."""
        role = role_of(names) if names else ""
        if role == "skip" and DRAWN.search(names):
            self.drawn_formula(tag, attrs)
            return False
        if role == "skip" or (self.pre and tag != "code" and (UNSELECTED in names or NUMBERS_OF_LINES.search(names))):
            self.skip(tag)
            return False
        if role == "hidden":
            self.conceal(tag)
            return False
        if names and self.is_special(tag, names, attrs):
            return False
        if names:
            self.names.append(names)
        if "id" in attrs:
            self.anchors.ids[attrs["id"]] = (len(self.texts), self.here)
        if attrs.get("role") == "tab":
            self.part()
        if tag == "mjx-container":
            self.display = attrs.get("display") == "true"
        if role or tag == "time" or attrs.get("rel") == "tag":
            value = attrs.get("datetime") or attrs.get("content") or attrs.get("title") or attrs.get("href") or ""
            self.marks.append((tag, names, value, len(self.page.texts), len(self.buffer)))
        return True

    def is_special(self, tag: str, names: str, attrs: Mapping[str, str]) -> bool:
        """Whether an inline element is replaced by a formula, hidden, a bullet, code as a block or a note; it is handled here then."""
        if "attr-" in names:
            if self.replaced(tag, names, attrs):
                return True
            if BULLET in names:
                self.skip(tag, "bullet")
                return True
            if WHITE in names and any(piece.strip() for piece in self.buffer):  # white beside text of the usual colour
                self.conceal(tag)
                return True
            self.sizes = self.sizes or UNSIZED in names
        if self.css_never and not self.css_never.isdisjoint(names.split()):
            self.conceal(tag)
            return True
        if tag == "code" and not self.buffer and not self.pre and BLOCK_CODE.search(names):
            self.enter_code(tag, names, attrs)
            self.block_code = True
            return True
        if self.note is None and tag in NOTES and self.buffer and is_note(tag, names):
            self.start_note(tag, names)
        return False

    def conceal(self, tag: str) -> None:
        """Skip a hidden inline element; at the start of a block its text becomes a block that is excluded, with a verdict."""
        self.skip(tag, "" if self.pre or any(piece.strip() for piece in self.buffer) else "hidden")

    def drop_button(self) -> None:
        """Remove the text of a button inside a code block, unless it is the code."""
        if len("".join(self.buffer[self.button :]).split()) <= CONTROL_WORDS and any(
            not piece.isspace() for piece in self.buffer[: self.button]
        ):
            del self.buffer[self.button :]
            self.runs = [run for run in self.runs if run[3] <= self.button]

    def drawn_formula(self, tag: str, attrs: Mapping[str, str]) -> None:
        """Read what a script has drawn of a formula, unless its source stands before it; a source that follows replaces it."""
        if not self.after_formula():
            self.formula = Drawn(self.display)
            if mathml := attrs.get("data-mathml"):
                self.formula.attribute = latex_of(mathml)
        self.skip(tag)

    def replaced(self, tag: str, names: str, attrs: Mapping[str, str]) -> bool:
        """Write the LaTeX in an attribute of an element instead of what the element draws."""
        if TEX not in names or self.pre:
            return False
        self.write_formula(tidy(tex_of(attrs)), tag in ("div", "p") or DISPLAYED.search(names) is not None)
        self.skip(tag)
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
        number = self.seen[tag] = self.seen.get(tag, 0) + 1
        if container:
            if self.buffer:
                self.flush()
            self.enter(tag, named(attrs), number)

    def special(self, kind: int, tag: str, attrs: Mapping[str, str]) -> None:
        if kind == BREAK:
            if tag == "br" and (self.pre or self.alone_in_code()):
                self.buffer.append("\n")
                return
            if self.buffer:
                self.flush()
            self.gap = 2 if self.gap or tag == "hr" else 1
        elif kind == PRE:
            self.seen[tag] = self.seen.get(tag, 0) + 1
            names = named(attrs)
            if role_of(names) == "skip":
                self.skip(tag)
                return
            self.enter_code(tag, names, attrs)
        elif kind == IMAGE:
            self.picture(tag, attrs)
        elif kind == MATH:
            self.formula = Formula(attrs) if tag == "math" or "data-latex" in attrs else Drawn(self.display)
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
            self.skip(tag, script_use(attrs.get("type") or "", self.page.head) or ("code" if self.css_hidden else ""))
        elif tag == "svg" and self.names and "MathJax" in self.names[-1]:
            self.drawn_formula(tag, attrs)
        elif tag == "style":
            self.skip(tag, "css")
        elif tag != "template" or "shadowrootmode" not in attrs:  # a declarative shadow root is visible text
            self.noscripts += tag == "noscript"
            if tag in PARTING:
                self.part()
            if tag == "input" and attrs.get("type") == "checkbox":
                self.tick("checked" in attrs, attrs.get("class") or "")
            self.skip(tag)

    def picture(self, tag: str, attrs: Mapping[str, str]) -> None:
        """Record an ``<img>``, in the text or between blocks, or the file list of a ``<source>`` for the next one."""
        if tag == "source":
            self.pictures.source(attrs)
            return
        if (latex := formula_of(attrs)) and not self.after_formula():  # MediaWiki adds a fallback image after the <math>
            self.write_formula(latex, False)
        if latex:
            return
        place = len(self.buffer)
        if place:
            self.runs.append(("img", str(len(self.page.pictures)), place, place))
        self.pictures.add(attrs, len(self.texts), self.here, self.opened[-1][1] if self.links and self.opened else "", place)

    def enter_code(self, tag: str, names: str, attrs: Mapping[str, str]) -> None:
        """Open a code block, in which white space is significant."""
        if self.buffer:
            self.flush()
        self.enter("pre", names, self.seen["pre"] if tag == "pre" else 0)
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
        if self.page.status == "timeout":
            raise OutOfTimeError
        self.skip_tag = None
        if self.formula is not None:
            self.write_formula(self.formula.latex, self.formula.display, isinstance(self.formula, Drawn))
            self.formula = None
        if self.collected is None:
            return
        text = "".join(self.collected)
        self.collected = None
        head = self.page.head
        if self.collects == "css":
            never, hidden = hiding_rules(text)
            self.css_never |= never
            self.css_hidden |= hidden
        elif self.collects == "hidden":
            self.concealed(text)
        elif self.collects == "bullet":
            self.bullet(text.strip())
        elif self.collects == "code":
            self.scripts.append(text)
        elif self.collects in ("json", "data"):
            if self.css_hidden:
                self.scripts.append(text)
            read_script(head, self.collects, text)
        elif self.collects == "reading":
            self.reading(" ".join(text.split()))
        elif self.collects in ("tex", "tex display"):
            self.write_formula(tidy(text), self.collects != "tex")
        elif not head.title:
            head.title = " ".join(text.split())

    def alone_in_code(self) -> bool:
        """Whether a <code> without a <pre> is open and is all that its block holds so far."""
        return (
            bool(self.opened)
            and self.opened[-1][0] == "code"
            and not any(piece.strip() for piece in islice(self.buffer, self.opened[-1][2]))
        )
