"""Plain lines: kinds by their form. A bullet makes a list item; a short line without final punctuation above a paragraph is a heading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from declutter.structure.blocks import Container

if TYPE_CHECKING:
    from collections.abc import Sequence

    from declutter.structure.blocks import Block

BULLET = re.compile(r"[•·▪▫‣◦●○■□*+–—-]\s+(?=\S)")
LINE_END = re.compile(r"[.!?…:;,。！？؟।|\"”»)\]]$")
HEADING_WORDS = 12
PARAGRAPH_CHARACTERS = 120
LEVEL = 2


def detect_kinds(blocks: Sequence[Block]) -> None:
    """Set kind, level, marker and containers of the blocks of a flattened page."""
    number = 0
    for i, block in enumerate(blocks):
        found = BULLET.match(block.text)
        if found and (found[0][0] not in "–—-" or neighbour_has_marker(blocks, i)):
            previous = blocks[i - 1].within if i else ()
            if previous:
                inside = previous[0]
            else:
                number += 1
                inside = Container("list", number)
            number += 1
            block.marker = found.end()
            block.within = (inside, Container("item", number))
        elif is_heading(blocks, i):
            block.kind, block.level = "heading", LEVEL


def neighbour_has_marker(blocks: Sequence[Block], i: int) -> bool:
    """Whether a line beside this one has the same marker: a single dash opens direct speech."""
    mark = blocks[i].text[0]
    return any(0 <= j < len(blocks) and blocks[j].text[:1] == mark for j in (i - 1, i + 1))


def is_heading(blocks: Sequence[Block], i: int) -> bool:
    """Whether a line is short, does not end like a sentence, and stands over a paragraph."""
    text = blocks[i].text
    if len(text.split()) > HEADING_WORDS or LINE_END.search(text) or i + 1 == len(blocks):
        return False
    return len(blocks[i + 1].text) >= PARAGRAPH_CHARACTERS and (i == 0 or len(blocks[i - 1].text) >= PARAGRAPH_CHARACTERS)
