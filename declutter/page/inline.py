"""What reading records of the elements inside and between blocks, as bare tuples: most of them stand in menus, and nobody asks for them."""

from __future__ import annotations

import re

# What reading takes out of a text: soft hyphen, zero-width space, joiner, byte-order mark.
INVISIBLE = {0xAD: None, 0x200B: None, 0x2060: None, 0xFEFF: None}
ANY_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")

# What is part of a word's spelling, but no text by itself: joiners, marks of direction, variation selectors; and white space.
UNDRAWN = "\u200c\u200d\u200e\u200f\u061c\ufe0e\ufe0f\u2061\u2062\u2063\u2064 "

# An inline element in a block: its tag; its address, reading or style ("" for most); the pieces of text between which it stands.
Run = tuple[str, str, int, int]

# The text of a block before its white space is collapsed, in pieces as the parser gave them, and the inline elements that stand in it.
Inline = tuple[list[str], list[Run]]

# An <img>: its attributes, the block that it stands in or before, its container, where a link on it leads, and whether it is in the text.
Picture = tuple[dict[str, str], int, int, str, bool]
