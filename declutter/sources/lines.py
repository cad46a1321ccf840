"""Reader of plain lines: each non-blank line is a block, all in one container without names."""

from __future__ import annotations

import re

from declutter.page import Page, Regions
from declutter.page.inline import INVISIBLE, UNDRAWN
from declutter.sources.numbered import without_numbers
from declutter.sources.wrapped import unwrapped

EDIT_MARK = re.compile(r"(?<=\S)\s?\[\s?(?:edit|edit source|modifier|bearbeiten|editar|modifica|bewerken|править|edytuj|編集|编辑)\s?\]$")
RULE = re.compile(r"(?:[=_~*–—-] ?){5,}")  # a horizontal rule of characters


def read_lines(text: str) -> Page:
    """Parse flattened text into a Page of kind ``"lines"``; ``breaks`` is 2 where an empty line precedes the block."""
    texts: list[str] = []
    breaks: list[int] = []
    gap = 0
    if "\0" in text:
        text = text.replace("\0", "")
    if not text.isascii():
        text = text.translate(INVISIBLE)
    # link numbers are removed after unwrapping, as they counted towards the line width
    for whole in without_numbers("\n".join(unwrapped(text.splitlines()))).split("\n"):
        line = EDIT_MARK.sub("", whole).strip()
        if line.strip(UNDRAWN) and not RULE.fullmatch(line):
            texts.append(line)
            breaks.append(gap)
            gap = 0
        else:
            gap = 2
    count = len(texts)
    regions = Regions(["body"], [""], [-1], [0], [count])
    return Page("lines", texts, ["line"] * count, [0] * count, [0] * count, [""] * count, breaks, regions)
