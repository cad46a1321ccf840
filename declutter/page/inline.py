"""Inline elements and images as the builder records them. Plain tuples, because most belong to menus and are never used."""

from __future__ import annotations

import re
from typing import NamedTuple

# Characters that reading removes: soft hyphen, zero-width space, word joiner, byte-order mark.
INVISIBLE = {0xAD: None, 0x200B: None, 0x2060: None, 0xFEFF: None}
ANY_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")

# Characters without a glyph of their own: joiners, direction marks, variation selectors, invisible operators; and the space.
UNDRAWN = "\u200c\u200d\u200e\u200f\u061c\ufe0e\ufe0f\u2061\u2062\u2063\u2064 "

# An inline element in a block: tag; address, ruby reading or display style ("" for most); first and one past the last piece of text.
Run = tuple[str, str, int, int]

# The text of a block before white space is collapsed, in pieces as the parser reported it, and its inline elements.
Inline = tuple[list[str], list[Run]]

# An <img>: attributes, the block it is in or precedes, its region, the target of a link around it, and whether it is inside the text.
Picture = tuple[dict[str, str], int, int, str, bool]


class Ruled(NamedTuple):
    """An element that own rules match: the numbers of the rules as a bit set, its depth in the page, and its blocks ``first:last``."""

    rules: int
    depth: int
    first: int
    last: int
