"""Keys under which lines are counted: 8-byte hashes, the same in every process."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from declutter.page import Page

LETTER = regex.compile(r"\p{L}")


def key(text: str) -> int:
    """The key of a text: 64 bits, so that 20,000 lines collide with a probability of one in 10^11."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def line_keys(page: Page) -> list[int]:
    """The key of each block's text without regard to case and white space; 0 for a block without a letter, which says nothing."""
    return [key(" ".join(text.casefold().split())) if LETTER.search(text) else 0 for text in page.texts]
