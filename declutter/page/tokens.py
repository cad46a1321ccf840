"""TokenIndex: the words of a page in one row, so that what is asked of a word is asked once a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Tokens(Sequence[list[str]]):
    """Each text's words, parted when they are asked for."""

    def __init__(self, texts: Sequence[str] = ()) -> None:
        self.texts = texts  # with nothing but space between words

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
    """The words of a page: each once, and for every word of the text, in order, its number, its block and its place there."""

    tokens: Tokens
    hashes: NDArray[np.integer[Any]]  # of each word, to look it up by
    lengths: NDArray[np.integer[Any]]  # characters of each
    numeric: NDArray[np.bool_]  # which of them begin with a digit
    number: NDArray[np.integer[Any]]
    block: NDArray[np.integer[Any]]
    place: NDArray[np.integer[Any]]
    counts: NDArray[np.integer[Any]]  # words of each block

    def per_block(self, worth: Any) -> NDArray[np.float64]:
        """Sum over each block's words of what each distinct word is worth."""
        worths = np.asarray(worth, np.float64)[self.number]
        result: NDArray[np.float64] = np.bincount(self.block, worths, len(self.counts)).astype(np.float64)
        return result
