"""Markdown: CommonMark, and the tables of GitHub Flavored Markdown. Parsing it gives the structure of the blocks back."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from declutter.render.markdown_inline import Writer, address, bare, image, inline
from declutter.render.meter import Meter
from declutter.render.pieces import Pieces
from declutter.structure import Block, Node, Span, build_tree, joins

if TYPE_CHECKING:
    from collections.abc import Sequence

    from declutter.structure import Image, Story

FENCE = re.compile(r"^\s*(`{3,}|~{3,})", re.M)
CODE_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")  # after which a renderer may look for the end of the fence
TICK = re.compile(r"^[☑☐](?= )")
TICKS = {"☑": "[x]", "☐": "[ ]"}
LIST_IN_CELL = re.compile(r"<br> (?=<[uo]l)|(?<=</[uo]l>)<br> ")  # a list begins and ends a line by itself
LIST_KINDS = frozenset({"list", "definitions"})


def markdown(story: Story, images: Sequence[Image], meter: Meter | None = None) -> str:
    """The story as Markdown."""
    ticks = any(span.kind == "code" for block in story.blocks for span in block.spans)
    return "\n\n".join(Renderer(images, ticks, meter).pieces(build_tree(story.blocks))).strip("\n")


def heading(text: str) -> str:
    """A text as a heading of level 1."""
    return Renderer(()).block(Block("heading", text, level=1))


class Renderer:
    """Renders nodes as Markdown blocks, to be joined by blank lines."""

    def __init__(self, images: Sequence[Image], ticks: bool = False, meter: Meter | None = None) -> None:
        self.images, self.meter = images, meter or Meter()
        self.writer = Writer(images, ticks)
        self.touching = ""  # marker of a list that ends directly before, "" where there is none

    def pieces(self, node: Node) -> list[str]:
        """The children of a node."""
        out = Pieces()
        before: Node | Block | None = None
        for child in node.children:
            if isinstance(child, Node):
                for piece in self.container(child):
                    out.add(piece)
            elif joins(child, before):
                out.extend("<br> " + self.heading(child) if child.kind == "heading" else "\\\n" + self.block(child))
            else:
                self.touching = ""
                out.add(self.block(child))
            before = child
        return out.strings()

    def apart(self, node: Node) -> list[str]:
        """The children of a node, as if no list stood before it."""
        self.touching = ""
        pieces = self.pieces(node)
        self.touching = ""
        return pieces

    def container(self, node: Node) -> list[str]:
        """The pieces of a container."""
        if node.kind in LIST_KINDS:
            return [self.listed(node)]
        if node.kind == "quote":
            return ["\n".join(f"> {line}" if line else ">" for line in "\n\n".join(self.apart(node)).split("\n"))]
        if node.kind == "note" and node.container:
            text = "\n\n".join(self.apart(node)).replace("\n", "\n    ").replace("\n    \n", "\n\n")
            return [f"[^{node.container.label}]: {text}"]
        if node.kind == "table":
            self.touching = ""
            return [self.table(node)]
        return self.pieces(node)

    def block(self, block: Block) -> str:
        if block.kind == "image":
            return self.picture(block)
        if block.kind == "code":
            code = CODE_LINE_END.sub("\n", block.text)
            ticks = "`" * max(3, *(len(run) + 1 for run in FENCE.findall(code) if run[0] == "`"), 3)
            return self.meter(f"{ticks}{block.language}\n{code}\n{ticks}")
        return f"{'#' * block.level} {self.heading(block)}" if block.kind == "heading" else self.meter(inline(block, self.writer))

    def heading(self, block: Block) -> str:
        """A heading's text; a final ``#`` is escaped, or it would close the heading."""
        text = self.meter(inline(block, self.writer))
        return f"{text[:-1]}\\#" if text.endswith("#") else text

    def picture(self, block: Block) -> str:
        """A picture between blocks, with its link."""
        written = self.meter(image(self.images[block.image]))
        return f"[{written}]({address(block.spans[0].value)})" if block.spans else written

    # ------------------------------------------------------------ lists
    def listed(self, node: Node) -> str:
        """A list; an empty line parts its items where one of them has several paragraphs.

        Lists that touch have different marks, or they would be one. Markdown counts by itself: where numbers do not follow, a list ends.
        """
        ordered = bool(node.container and node.container.ordered)
        mark, other = (".", ")") if ordered else ("-", "*")
        if self.touching == mark:
            mark, other = other, mark
        nodes = [child for child in node.children if isinstance(child, Node)]
        items = self.defined(nodes) if node.kind == "definitions" else [self.apart(child) for child in nodes]
        between = "\n" if node.kind == "list" and all(map(tight, nodes)) else "\n\n"
        numbers = numbered(nodes) if ordered else []
        out: list[str] = []
        for place, pieces in enumerate(items):
            follows = not ordered or not place or numbers[place] == numbers[place - 1] + 1
            if not follows:
                mark, other = other, mark
            if place:
                out.append(between if follows else "\n\n")
            lead = f"{numbers[place]}{mark} " if ordered else f"{mark} "
            text = TICK.sub(lambda box: TICKS[box[0]], between.join(pieces), count=1)
            pad = " " * len(lead)
            out.append(lead + "\n".join(pad + line if line and i else line for i, line in enumerate(text.split("\n"))))
        self.touching = mark
        return "".join(out)

    def defined(self, nodes: Sequence[Node]) -> list[list[str]]:
        """Terms, which are strong, each with its descriptions as an item."""
        items: list[list[str]] = []
        for node in nodes:
            pieces = self.apart(node)
            only = node.children[0] if len(node.children) == 1 else None
            if node.kind == "term" and isinstance(only, Block) and only.kind == "paragraph":
                inner = (span for span in only.spans if span.kind != "strong")
                pieces = [self.block(replace(only, spans=(Span("strong", 0, len(only.text)), *inner)))]
            if node.kind == "term" or not items:
                items.append(pieces)
            else:
                items[-1] += pieces
        return items

    # ------------------------------------------------------------ tables
    def table(self, node: Node) -> str:
        """A table: its first row is the head, as GFM asks, as wide as the widest; cells that span columns are followed by empty ones."""
        rows = [self.cells(row) for row in node.children if isinstance(row, Node)]
        width = max(map(len, rows))
        if width < 1:
            return ""
        rows[0] += [""] * (width - len(rows[0]))
        lines = [f"| {' | '.join(row)} |" for row in rows]
        return "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])

    def cells(self, row: Node) -> list[str]:
        cells: list[str] = []
        for cell in row.children:
            if isinstance(cell, Node) and cell.container:
                cells += [""] * (cell.container.value - len(cells))
                cells.append(self.cell(cell))
                cells += [""] * (cell.container.columns - 1)
        return cells

    def cell(self, node: Node) -> str:
        """All that a cell holds, on one line; with a space before each element, for readers that drop tags."""
        out = []
        for child in node.children:
            if isinstance(child, Node):
                out.append(self.cell_list(child) if child.kind == "list" else self.cell(child))
            elif child.kind == "image":
                out.append(self.picture(child).replace("|", "\\|"))
            elif child.kind == "code":
                out += [f"<code>{line}</code>" for line in map(cell_code, child.text.split("\n")) if line]
            else:
                out.append(self.meter(inline(child, self.writer, table=True)))
        return LIST_IN_CELL.sub(" ", "<br> ".join(out))

    def cell_list(self, node: Node) -> str:
        """A list in a cell, as HTML: Markdown has no other."""
        items = " ".join(f"<li>{self.cell(item)}</li>" for item in node.children if isinstance(item, Node))
        if not (node.container and node.container.ordered):
            return f"<ul>{items}</ul>"
        first = numbered([child for child in node.children if isinstance(child, Node)])[0]
        return f"<ol>{items}</ol>" if first == 1 else f'<ol start="{first}">{items}</ol>'


def cell_code(line: str) -> str:
    """A line of code in a cell, as HTML character references."""
    code = line.strip()
    indent = "&nbsp;" * (len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip()))
    return indent + bare(code)


def tight(item: Node) -> bool:
    """Whether an item is one paragraph, perhaps with lists under it; a paragraph after a list would be taken for the list's."""
    blocks = [child for child in item.children if isinstance(child, Block) and not child.joined]
    kinds = [isinstance(child, Node) for child in item.children]
    lists = all(interrupts(child) for child in item.children if isinstance(child, Node))
    return len(blocks) <= 1 and lists and kinds == sorted(kinds)


def interrupts(node: Node) -> bool:
    """Whether a list may stand right under a paragraph: one with numbers only if it begins with 1 (CommonMark 5.3)."""
    items = [child for child in node.children if isinstance(child, Node)]
    ordered = bool(node.container and node.container.ordered)
    return node.kind == "list" and not (ordered and items and numbered(items)[0] != 1)


def numbered(items: Sequence[Node]) -> list[int]:
    """The numbers of an ordered list's items; Markdown has none below zero."""
    values = [item.container.value for item in items if item.container]
    lowest = min(0, *values) if values else 0
    return [value - lowest for value in values]
