"""`CharacterClasses`: bit masks of character classes for the whole page, computed in one vectorised look-up.

A character class is a set of characters with a bit of its own. Modules register the classes that they need with `character_class` when
they are imported.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Kinds = NDArray[np.uint32]

LAST = 0x30000  # code points from here on are in no class and share one entry of the table
KINDS: Kinds = np.zeros(LAST + 1, np.uint32)  # bit mask of classes by code point
BITS = count()


def character_class(characters: str, *ranges: tuple[int, int]) -> int:
    """Register a character class (single characters and inclusive ranges of code points) and return its bit."""
    bit = 1 << next(BITS)
    KINDS[[*map(ord, characters)]] |= np.uint32(bit)
    for first, last in ranges:
        KINDS[first : last + 1] |= np.uint32(bit)
    return bit


END = character_class("")  # separator after each block
SPACE, DIGIT, COMMA = character_class(" "), character_class("0123456789"), character_class(",")
STOP, CLOSER = character_class(".!?…。！？؟।॥۔"), character_class("\"'”’»)]」』")
# scripts without spaces between words, and Hangul
WIDE = character_class("", (0xE00, 0xE7F), (0x1100, 0x11FF), (0x3040, 0x30FF), (0x3400, 0x9FFF), (0xAC00, 0xD7AF), (0x20000, 0x2FFFF))


class CharacterClasses:
    """Per block: number of characters, and the classes of the first, the last and any of them as bit masks."""

    def __init__(self, texts: list[str]) -> None:
        codes = np.frombuffer("\n".join([*texts, ""]).encode("utf-32-le", "surrogatepass"), np.uint32)
        kinds = KINDS.take(codes, mode="clip")
        self.lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        ends = np.cumsum(self.lengths + 1) - 1
        kinds[ends] = END
        starts = ends - self.lengths
        self.opens, self.ends = kinds[starts], kinds[ends - 1]
        classified = np.flatnonzero(kinds != 0)
        self.kinds = kinds[classified]  # of the characters that are in some class
        self.starts = np.searchsorted(classified, starts)  # index in it of each block's first
        self.holds: Kinds = np.bitwise_or.reduceat(self.kinds, self.starts) if texts else self.kinds

    def count(self, bit: int) -> NDArray[np.integer[Any]]:
        """Number of characters of a class, one value per block."""
        sums = np.append(0, np.cumsum((self.kinds & bit) != 0))
        return sums[np.append(self.starts[1:], len(self.kinds))] - sums[self.starts] if len(self.starts) else sums[:0]

    def have(self, bit: int) -> NDArray[np.bool_]:
        """Which blocks have a character of a class."""
        result: NDArray[np.bool_] = (self.holds & bit) != 0
        return result
