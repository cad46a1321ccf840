"""Markdown: CommonMark, and the tables of GitHub Flavored Markdown. What is parsed back has the structure of the blocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from declutter.render.markdown_inline import image, inline
from declutter.structure import Block, Node, grow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from declutter.structure import Image, Story

FENCE = re.compile(r"^\s*(`{3,}|~{3,})", re.M)
NOT_PLAIN = re.compile(r"[\\`*_\[\]<>&|~!]")
LIST_KINDS = frozenset({"list", "definitions"})


def markdown(story: Story, images: Sequence[Image]) -> str:
    """The story as Markdown."""
    return "\n\n".join(Renderer(images).pieces(grow(story.blocks))).strip("\n")


class Renderer:
    """Writes nodes as pieces: blocks of Markdown that an empty line parts."""

    def __init__(self, images: Sequence[Image]) -> None:
        self.images = images

    def pieces(self, node: Node) -> list[str]:
        """The children of a node."""
        out: list[str] = []
        before: Node | Block | None = None
        marks = 0  # lists that touch have different marks, or they would be one
        for child in node.children:
            if isinstance(child, Node) and child.kind in LIST_KINDS:
                marks = marks + 1 if isinstance(before, Node) and before.kind in LIST_KINDS else 0
                out.append(self.listed(child, marks % 2))
            elif isinstance(child, Node):
                out += self.container(child)
            elif child.joined and isinstance(before, Block) and before.kind == "paragraph":
                out[-1] += "\\\n" + self.block(child)
            else:
                out.append(self.block(child))
            before = child
        return [piece for piece in out if piece]

    def container(self, node: Node) -> list[str]:
        """A container that is no list."""
        if node.kind == "quote":
            return ["\n".join(f"> {line}".rstrip() for line in "\n\n".join(self.pieces(node)).split("\n"))]
        if node.kind == "table":
            return [self.table(node)]
        return self.pieces(node)

    def block(self, block: Block) -> str:
        if block.kind == "image":
            return image(self.images[block.image])
        if block.kind == "code":
            ticks = "`" * max(3, *(len(run) + 1 for run in FENCE.findall(block.text) if run[0] == "`"), 3)
            return f"{ticks}{block.language}\n{block.text}\n{ticks}"
        text = inline(block, self.images)
        if block.kind == "heading":
            return f"{'#' * block.level} {text[:-1]}\\#" if text.endswith("#") else f"{'#' * block.level} {text}"
        return text

    # ------------------------------------------------------------ lists
    def listed(self, node: Node, mark: int) -> str:
        """A list; an empty line parts its items where one of them has several paragraphs."""
        ordered = bool(node.container and node.container.ordered)
        nodes = [child for child in node.children if isinstance(child, Node)]
        items = self.defined(nodes) if node.kind == "definitions" else [self.pieces(child) for child in nodes]
        loose = node.kind == "definitions" or not all(map(tight, nodes))
        number = first_value(node)
        out = []
        for place, pieces in enumerate(items):
            lead = f"{number + place}{'.)'[mark]} " if ordered else f"{'-*'[mark]} "
            text = ("\n\n" if loose else "\n").join(pieces)
            pad = " " * len(lead)
            out.append(lead + "\n".join(pad + line if line and i else line for i, line in enumerate(text.split("\n"))))
        return ("\n\n" if loose else "\n").join(out)

    def defined(self, nodes: Sequence[Node]) -> list[list[str]]:
        """Terms, which are strong, each with its descriptions as an item."""
        items: list[list[str]] = []
        for node in nodes:
            pieces = self.pieces(node)
            if node.kind == "term" and len(pieces) == 1 and not re.search(r"[\n*_]", pieces[0]):
                pieces = [f"**{pieces[0]}**"]
            if node.kind == "term" or not items:
                items.append(pieces)
            else:
                items[-1] += pieces
        return items

    # ------------------------------------------------------------ tables
    def table(self, node: Node) -> str:
        """A table: its first row is the head, as GFM asks; cells that span columns are followed by empty ones."""
        rows = [self.cells(row) for row in node.children if isinstance(row, Node)]
        width = max(map(len, rows))
        if width < 1:
            return ""
        lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
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
        """All that a cell holds, on one line."""
        out = []
        for child in node.children:
            if isinstance(child, Node):
                out.append(self.cell(child))
            elif child.kind == "image":
                out.append(image(self.images[child.image]).replace("|", "\\|"))
            elif child.kind == "code":
                out += [f"<code>{line}</code>" for line in map(cell_code, child.text.split("\n")) if line]
            else:
                out.append(inline(child, self.images, table=True))
        return "<br> ".join(out)  # with a space, for readers that drop tags


def cell_code(line: str) -> str:
    """A line of code in a cell, as HTML in which nothing means anything to Markdown."""
    code = line.strip()
    indent = "&nbsp;" * (len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip()))
    return indent + NOT_PLAIN.sub(lambda found: f"&#{ord(found[0])};", code)


def tight(item: Node) -> bool:
    """Whether an item is one paragraph, perhaps with a list under it."""
    blocks = [child for child in item.children if isinstance(child, Block) and not child.joined]
    others = [child for child in item.children if isinstance(child, Node)]
    return len(blocks) <= 1 and all(node.kind == "list" for node in others)


def first_value(node: Node) -> int:
    """The number of an ordered list's first item."""
    first = next((child for child in node.children if isinstance(child, Node)), None)
    return max(first.container.value, 0) if first and first.container and first.container.value else 1
