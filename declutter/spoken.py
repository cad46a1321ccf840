"""Spoken: the words of a page in one row, so that what is asked of a word is asked once a page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass
class Spoken:
    """The words of a page: each once, and for every word of the text, in order, its number, its block and its place there."""

    words: list[str]
    letters: NDArray[np.integer[Any]]  # characters of each
    number: NDArray[np.integer[Any]]
    block: NDArray[np.integer[Any]]
    place: NDArray[np.integer[Any]]

    @cached_property
    def hashes(self) -> NDArray[np.integer[Any]]:
        """The hash of each distinct word, to look them up by."""
        return np.fromiter(map(hash, self.words), np.int64, len(self.words))

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if name != "hashes"}  # they do not hold in another process

    def per_block(self, worth: Any, blocks: int) -> NDArray[np.float64]:
        """Sum over each block's words of what each distinct word is worth."""
        result: NDArray[np.float64] = np.bincount(self.block, np.asarray(worth, np.float64)[self.number], blocks).astype(np.float64)
        return result
