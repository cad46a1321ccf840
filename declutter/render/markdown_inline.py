"""Markdown inside a block: escapes, emphasis, links, code, pictures (https://spec.commonmark.org/0.31.2/)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import regex

from declutter.render.formula import between_dollars
from declutter.render.inline import Part, parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from declutter.structure import Block, Image, Span

SPECIAL = re.compile(r"[\\`*\[\]]|(?<![^\W_])_|_(?![^\W_])|~(?=~|$)|!(?=\[)|\{(?=[^{}=]*=[^{}]*\})")
ANY_SPECIAL = re.compile(r"[\\`*_\[\]~!{]").search
TAG_OR_REFERENCE = re.compile(r"<(?=[A-Za-z/!?]|$)|&(?=#?\w{0,32}(?:;|$))")
REFERENCES = {"<": "&lt;", "&": "&amp;"}  # a backslash before these means nothing to some renderers
LEADING = re.compile(r"(?:[-+]|#{1,6})(?=\s|$)|(?:[-_~]\s*){3,}|>|[-=]+\s*$")
NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
UNSAFE = re.compile(r"[\s<>()\\]")
ENTITY = re.compile(r"&(?=#?\w{1,32};)")
LINE_END = re.compile(r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")  # what renderers may take for one
AHEAD = 4  # pictures in a row that are skipped to find the next character
NOT_PLAIN = re.compile(r"[\\`*_\[\]<>&|~!]")
TICKS = re.compile(r"`+")
PUNCTUATION = regex.compile(r"[\p{P}\p{S}\s]")  # as CommonMark counts it, and white space
FIRST = {"link": "[", "note": "[", "code": "`", "image": "!", "math": "$", "superscript": "<", "subscript": "<", "deleted": "<"}
TAGS = {"strong": "strong", "emphasis": "em", "superscript": "sup", "subscript": "sub", "deleted": "del"}


def inline(block: Block, writer: Writer, table: bool = False) -> str:
    """The text of a block in Markdown, on one line; ``table`` says that it stands in a cell."""
    if not block.spans:
        written = writer.plain(LINE_END.sub(" ", block.text[block.marker :]))
    else:
        writer.table = table
        written = LINE_END.sub(" ", writer.written(parts(block), " ", " "))
    written = written.strip()
    if table:
        return written.replace("|", "\\|")
    first = next((span.start for span in block.spans if span.kind != "ruby"), len(block.text))
    marked = first <= block.marker < len(block.text)  # then the line begins with a mark of ours
    return written if marked else escape_start(written)


def escape(text: str) -> str:
    """Text with Markdown's special characters escaped."""
    if "<" in text or "&" in text:
        text = TAG_OR_REFERENCE.sub(lambda found: REFERENCES[found[0]], text)
    return SPECIAL.sub(r"\\\g<0>", text) if ANY_SPECIAL(text) else text


def escape_start(line: str) -> str:
    """A line escaped so that it does not start a list, quote, heading or rule."""
    if LEADING.match(line):
        return "\\" + line
    return NUMBER.sub(r"\1\\\2", line, count=1) if line[:1].isdigit() and NUMBER.match(line) else line


class Writer:
    """Renders the inline tree of a block; ``ticks`` says that some text of the document stands between backticks."""

    def __init__(self, images: Sequence[Image], ticks: bool = False) -> None:
        self.images = images
        self.ticks = ticks
        self.table = False  # whether the block stands in a cell

    def written(self, part: Part, before: str, after: str) -> str:
        """The children of a part; ``before`` and ``after`` are the characters that will stand around them."""
        out: list[str] = []
        children = part.children
        for i, child in enumerate(children):
            if isinstance(child, str):
                opens = child.endswith("!") and i + 1 < len(children)  # before a link it would make a picture of it
                out.append(self.plain(child[:-1]) + "\\!" if opens else self.plain(child))
                continue
            left = out[-1][-1] if out and out[-1] else before
            following = i + 1
            while following < min(len(children), i + AHEAD) and is_image(child) and is_image(children[following]):
                following += 1
            right = after if following == len(children) else self.first(children[following])
            out.append(self.wrapped(child, left, right))
        return "".join(out)

    def plain(self, text: str) -> str:
        """Text between spans. Beside code a backtick is a reference: not every renderer minds the backslash before it."""
        return escape(text).replace("\\`", "&#96;") if self.ticks and "`" in text else escape(text)

    def first(self, child: Part | str) -> str:
        """The character with which the next piece begins, as far as it can be known."""
        if isinstance(child, str):
            return child[:1]
        return FIRST.get(child.span.kind if child.span else "", "*")

    def wrapped(self, part: Part, left: str, right: str) -> str:
        """A span with its marks."""
        span = part.span
        assert span is not None
        kind = span.kind
        if kind == "code":
            return self.code(part, left)
        if kind == "link":
            return f"[{self.written(part, '[', ']')}]({address(span.value)})"
        if kind == "note":
            return f"[^{span.value}]"
        if kind == "image":
            apart = " " if right == " " and left.strip() else ""  # the space before a picture stands behind it in the text
            return apart + self.drawn(span)
        if kind == "math":
            return between_dollars(part.text, span.value == "display")
        if kind not in TAGS:
            return self.written(part, left, right)
        inside = self.written(part, "*", "*")
        mark = {"strong": "**", "emphasis": "*"}.get(kind)
        if mark and flanks(left, inside, right):
            if kind == "emphasis" and not word(left) and not word(right):
                mark = "_"
            return f"{mark}{inside}{mark}"
        return f"<{TAGS[kind]}>{inside}</{TAGS[kind]}>"

    def code(self, part: Part, left: str) -> str:
        """A code span; a link inside stays a link, with the code in it. Backticks that touch others would be one run with them."""
        out: list[str] = []
        plain = ""
        for child in [*part.children, ""]:
            if child and (isinstance(child, str) or child.span is None or child.span.kind not in ("link", "image")):
                plain += child if isinstance(child, str) else child.text
                continue
            if plain:
                as_html = (left == "`" and not out) or (
                    self.table and "\\|" in plain
                )  # one run with another, or cut where some see the border of a cell
                out.append(f"<code>{bare(plain)}</code>" if as_html else fenced(plain))
            plain = ""
            if isinstance(child, Part) and child.span is not None:
                link = child.span.kind == "link"
                out.append(f"[{self.code(child, '')}]({address(child.span.value)})" if link else self.drawn(child.span))
        return "".join(out)

    def drawn(self, span: Span) -> str:
        return image(self.images[int(span.value)])


def bare(text: str) -> str:
    """Text as HTML character references, so that Markdown leaves it alone."""
    return NOT_PLAIN.sub(lambda found: f"&#{ord(found[0])};", text)


def fenced(text: str) -> str:
    """Code between backticks, more of them than the longest run inside."""
    if not text.strip():
        return text
    if "]:" in text:  # in a link at the start of a line it would define a reference
        return f"<code>{bare(text)}</code>"
    lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    text = text.strip()
    ticks = "`" * (max((len(run) for run in TICKS.findall(text)), default=0) + 1)
    pad = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{lead}{ticks}{pad}{text}{pad}{ticks}{trail}"


def is_image(child: Part | str) -> bool:
    return isinstance(child, Part) and child.span is not None and child.span.kind == "image"


def word(character: str) -> bool:
    return not PUNCTUATION.match(character)


def flanks(left: str, inside: str, right: str) -> bool:
    """Whether marks around ``inside`` open and close where they stand (CommonMark 6.2); marks that touch marks are not tried."""
    if (
        not inside
        or inside[0].isspace()
        or inside[-1].isspace()
        or inside[0] in "*_"
        or inside[-1] in "*_"
        or left in "*_"
        or right in "*_"
    ):
        return False
    opens = word(inside[0]) or not word(left)
    closes = word(inside[-1]) or not word(right)
    return opens and closes


def address(link: str) -> str:
    """A link's address; in angle brackets where its characters would end it. What looks like a character reference is none there."""
    link = ENTITY.sub("&amp;", link)
    if UNSAFE.search(link):
        link = link.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E").replace("\n", "")
        return f"<{link}>".replace("`", "%60")
    return link.replace("*", "%2A").replace("`", "%60") if link else "<>"


def image(picture: Image) -> str:
    """An image; a caption that is not in the text becomes its title."""
    title = ' "' + escape(picture.title).replace('"', '\\"') + '"' if picture.title else ""
    written = LINE_END.sub(" ", f"![{escape(picture.alt)}]({address(picture.src)}{title})")
    return written.replace("\\`", "&#96;") if "`" in written else written
