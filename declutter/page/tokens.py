"""`TokenIndex`: the tokens of a page as arrays over distinct words, so that each distinct word is looked up once per page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Tokens(Sequence[list[str]]):
    """The words of each text, split on access."""

    def __init__(self, texts: Sequence[str] = ()) -> None:
        self.texts = texts  # words separated by single spaces

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, place: int) -> list[str]: ...
    @overload
    def __getitem__(self, place: slice) -> Tokens: ...
    def __getitem__(self, place: int | slice) -> list[str] | Tokens:
        return self.texts[place].split() if isinstance(place, int) else Tokens(self.texts[place])


@dataclass
class TokenIndex:
    """The vocabulary of a page, and for every token in order its vocabulary index, its block and its position in the block."""

    tokens: Tokens
    hashes: NDArray[np.integer[Any]]  # of each distinct word, the key of hash tables
    lengths: NDArray[np.integer[Any]]  # characters of each distinct word
    numeric: NDArray[np.bool_]  # which distinct words begin with a digit
    number: NDArray[np.integer[Any]]
    block: NDArray[np.integer[Any]]
    place: NDArray[np.integer[Any]]
    counts: NDArray[np.integer[Any]]  # tokens of each block

    def per_block(self, value: Any) -> NDArray[np.float64]:
        """Sum of ``value`` (one per distinct word) over the tokens of each block."""
        values = np.asarray(value, np.float64)[self.number]
        result: NDArray[np.float64] = np.bincount(self.block, values, len(self.counts)).astype(np.float64)
        return result
