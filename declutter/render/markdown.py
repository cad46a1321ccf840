"""Markdown, simple for now: headings, list items, quotes, code, tables, paragraphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from declutter.render.rows import Piece, pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from declutter.page import Page

SPECIAL = re.compile(r"([\\`*_\[\]<>|])")
LEADING = re.compile(r"^(\s*)([#>+-]|\d+[.)])(?=\s|$)")


def markdown(page: Page, kept: Sequence[int]) -> str:
    """The kept blocks as Markdown."""
    parts: list[str] = []
    previous = ""
    for piece in pieces(page, kept):
        kind = kind_of(page, piece)
        line = written(page, piece, kind)
        if kind == "row":
            if previous != "row":
                head = len(piece.cells)
                line = f"{line}\n|{' --- |' * head}"
            parts.append(("\n" if previous == "row" else "\n\n") + line)
        elif kind == previous == "item":
            parts.append("\n" + line)
        elif kind == previous == "quote":
            parts.append("\n>\n" + line)
        else:
            parts.append("\n\n" + line)
        previous = kind
    return "".join(parts).strip("\n")


def kind_of(page: Page, piece: Piece) -> str:
    """heading, code, row, item, quote or paragraph."""
    tag = page.tags[piece.block]
    if len(piece.cells) > 1:
        return "row"
    if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        return "heading"
    if tag == "pre" or "\n" in piece.cells[0]:
        return "code"
    containers = ancestors(page, piece.block)
    if "li" in containers:
        return "item"
    return "quote" if "blockquote" in containers else "paragraph"


def ancestors(page: Page, block: int) -> list[str]:
    """Tags of the containers of a block, innermost first, as far as the nearest section."""
    tags = []
    region = page.region[block]
    while region >= 0 and page.regions.tag[region] not in ("article", "section", "main", "body"):
        tags.append(page.regions.tag[region])
        region = page.regions.parent[region]
    return tags


def written(page: Page, piece: Piece, kind: str) -> str:
    """One piece in Markdown, without what stands between pieces."""
    if kind == "code":
        fence = "```" if "```" not in piece.cells[0] else "~~~~"
        return f"{fence}\n{piece.cells[0]}\n{fence}"
    if kind == "row":
        return "| " + " | ".join(escape(cell) for cell in piece.cells) + " |"
    text = escape(piece.cells[0])
    if kind == "heading":
        return "#" * int(page.tags[piece.block][1]) + " " + text
    if kind == "item":
        containers = ancestors(page, piece.block)
        lists = [tag for tag in containers if tag in ("ul", "ol")]
        return "  " * max(len(lists) - 1, 0) + ("1. " if lists[:1] == ["ol"] else "- ") + text
    return "> " + text if kind == "quote" else text


def escape(text: str) -> str:
    """Text whose characters mean nothing to Markdown."""
    return LEADING.sub(r"\1\\\2", SPECIAL.sub(r"\\\1", text))
