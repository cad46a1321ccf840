"""What a CommonMark parser reads in Markdown, and what the blocks of a story say that it should read."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from declutter.structure import Block, Node, build_tree, joins

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from declutter.structure import Story

PARSER = MarkdownIt("commonmark").enable("table")
NOTE = re.compile(r"\[\^[\w-]+\]: ")
REFERENCE = re.compile(r"(?<!\\)\[\^[\w-]+\]")
NAMED = {
    "bullet_list_open": "bullets",
    "bullet_list_close": "/list",
    "ordered_list_close": "/list",
    "list_item_open": "item",
    "list_item_close": "/item",
    "blockquote_open": "quote",
    "blockquote_close": "/quote",
    "table_open": "table",
    "table_close": "/table",
    "tr_open": "row",
    "paragraph_open": "paragraph",
}
UNWANTED = frozenset({"hr", "html_block", "code_block"})  # Markdown that no block asks for
SPANS = {"strong": "strong", "emphasis": "em", "code": "code", "link": "a"}
INLINE = {"strong_open": "strong", "em_open": "em", "code_inline": "code", "link_open": "a", "image": "img"}


def parsed(markdown: str) -> list[str]:
    """The block structure that the parser finds."""
    return list(read(PARSER.parse(without_notes(markdown))))


def without_notes(markdown: str) -> str:
    """Markdown without the marks of footnotes, which CommonMark lacks: references, labels of notes, and the indent of what they hold."""
    lines = []
    inside = False
    for line in markdown.split("\n"):
        opens = NOTE.match(line)
        inside = bool(opens) or (inside and (not line or line.startswith("    ")))
        lines.append(line[opens.end() :] if opens else line.removeprefix("    ") if inside else line)
    return REFERENCE.sub("", "\n".join(lines))


def read(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "ordered_list_open":
            yield f"numbers from {token.attrs.get('start', 1)}"
        elif token.type == "heading_open":
            yield token.tag
        elif token.type == "fence":
            yield f"code {token.info}: {token.content.removesuffix(chr(10))}"
        elif token.type in NAMED:
            yield NAMED[token.type]
        elif token.type in UNWANTED:
            yield f"{token.type}: {token.content}"


def wanted(story: Story) -> list[str]:
    """The block structure of a story, as far as Markdown has a name for it."""
    return list(written(build_tree(story.blocks)))


def written(node: Node) -> Iterator[str]:
    """A node and what it holds; terms are items that hold their descriptions."""
    before: Node | Block | None = None
    for child in node.children:
        if isinstance(child, Block):
            if not joins(child, before):
                yield of_block(child)
        elif child.kind == "list" and child.container.ordered:
            yield from counted(child)
        elif child.kind == "list":
            yield from ("bullets", *written(child), "/list")
        elif child.kind == "definitions":
            yield from ("bullets", *defined(child), "/list")
        elif child.kind == "table":
            yield from ("table", *("row" for _ in child.children), "/table")
        elif child.kind in ("item", "quote"):
            yield from (child.kind, *written(child), f"/{child.kind}")
        else:
            yield from written(child)
        before = child


def counted(node: Node) -> Iterator[str]:
    """An ordered list: Markdown counts up from a number that is not below zero, so that other numbers are lists of their own."""
    values = [item.container.value for item in node.children]
    up = max(0, -min(values))
    for place, item in enumerate(node.children):
        if not place or values[place] != values[place - 1] + 1:
            yield from ("/list",) if place else ()
            yield f"numbers from {values[place] + up}"
        yield from ("item", *written(item), "/item")
    yield "/list"


def of_block(block: Block) -> str:
    if block.kind == "heading":
        return f"h{block.level}"
    return f"code {block.language}: {block.text}" if block.kind == "code" else "paragraph"


def defined(node: Node) -> Iterator[str]:
    opened = False
    for child in node.children:
        if child.kind == "term" or not opened:
            yield from ("/item",) if opened else ()
            yield "item"
            opened = True
        yield from written(child)
    yield "/item"


def parsed_spans(markdown: str) -> Counter[str]:
    """How often the parser finds each kind of inline element, those written as HTML too."""
    found: Counter[str] = Counter()
    for token in PARSER.parse(without_notes(markdown)):
        for child in token.children or ():
            if child.type in INLINE:
                found[INLINE[child.type]] += 1
            elif child.type == "html_inline" and child.content in ("<strong>", "<em>", "<code>"):
                found[child.content.strip("<>")] += 1
    return found


def wanted_spans(story: Story) -> Counter[str]:
    """How often each kind of inline element stands in a story."""
    found = Counter(SPANS[span.kind] for block in story.blocks for span in block.spans if span.kind in SPANS)
    found["code"] += sum(pieces_of_code(block) for block in story.blocks)
    found["img"] = sum(block.kind == "image" for block in story.blocks)
    found["img"] += sum(span.kind == "image" for block in story.blocks for span in block.spans)
    for term in terms(build_tree(story.blocks)):  # a term is strong as a whole
        found["strong"] += 1 - sum(span.kind == "strong" for span in term.spans)
    return +found


def pieces_of_code(block: Block) -> int:
    """How many more pieces of code Markdown has: code with links or pictures in it is parted; lines of code in a cell stand in one line."""
    if block.kind == "code" and any(container.kind == "cell" for container in block.within):
        return sum(bool(line.strip()) for line in block.text.split("\n"))
    more = 0
    for code in [span for span in block.spans if span.kind == "code"]:
        inside = [span for span in block.spans if code.start <= span.start and span.end <= code.end]
        cuts = {place for span in inside if span.kind in ("link", "image", "code") for place in (span.start, span.end)}
        more += sum(bool(block.text[start:end].strip()) for start, end in pairwise(sorted(cuts))) - 1
    return more


def terms(node: Node) -> Iterator[Block]:
    """Terms that are a single paragraph."""
    for child in node.children:
        if isinstance(child, Node):
            blocks = child.children
            if child.kind == "term" and len(blocks) == 1 and isinstance(blocks[0], Block) and blocks[0].kind == "paragraph":
                yield blocks[0]
            yield from terms(child)
