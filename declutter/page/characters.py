"""CharacterClasses: the characters of a page in one row, so that what is asked of characters is asked once a page.

A *kind* is a set of characters that somebody asks for, known by its bit; who needs another one calls `kind` when it is imported.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Kinds = NDArray[np.uint32]

LAST = 0x30000  # what comes from here on is of no kind, and stands in one place
KINDS: Kinds = np.zeros(LAST + 1, np.uint32)  # by character
BITS = count()


def character_class(marks: str, *ranges: tuple[int, int]) -> int:
    """The bit of a new kind: these characters, and those from the first to the last of each range."""
    bit = 1 << next(BITS)
    KINDS[[*map(ord, marks)]] |= np.uint32(bit)
    for first, last in ranges:
        KINDS[first : last + 1] |= np.uint32(bit)
    return bit


END = character_class("")  # of a block
SPACE, DIGIT, COMMA = character_class(" "), character_class("0123456789"), character_class(",")
STOP, CLOSER = character_class(".!?…。！？؟।॥۔"), character_class("\"'”’»)]」』")
# scripts that do not part their words, and Hangul
WIDE = character_class("", (0xE00, 0xE7F), (0x1100, 0x11FF), (0x3040, 0x30FF), (0x3400, 0x9FFF), (0xAC00, 0xD7AF), (0x20000, 0x2FFFF))


class CharacterClasses:
    """The characters of each block: how many there are, and the kinds of the first, of the last and of all of them as bits."""

    def __init__(self, texts: list[str]) -> None:
        codes = np.frombuffer("\n".join([*texts, ""]).encode("utf-32-le", "surrogatepass"), np.uint32)
        kinds = KINDS.take(codes, mode="clip")
        self.lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        ends = np.cumsum(self.lengths + 1) - 1
        kinds[ends] = END
        starts = ends - self.lengths
        self.opens, self.ends = kinds[starts], kinds[ends - 1]
        places = np.flatnonzero(kinds != 0)
        self.kinds = kinds[places]  # of the characters that anybody asks for; where those of each block begin
        self.starts = np.searchsorted(places, starts)
        self.holds: Kinds = np.bitwise_or.reduceat(self.kinds, self.starts) if texts else self.kinds

    def count(self, bit: int) -> NDArray[np.integer[Any]]:
        """How many characters of a kind each block has."""
        sums = np.append(0, np.cumsum((self.kinds & bit) != 0))
        return sums[np.append(self.starts[1:], len(self.kinds))] - sums[self.starts] if len(self.starts) else sums[:0]

    def have(self, bit: int) -> NDArray[np.bool_]:
        """Which blocks have a character of a kind."""
        result: NDArray[np.bool_] = (self.holds & bit) != 0
        return result
