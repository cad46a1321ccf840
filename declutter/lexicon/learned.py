"""What labelled pages taught about single names and words: log-odds that text under a class name, or with a word, is main text.

The tables come from the weights of a pipeline. What they say of names is looked up together with the hints (see `hints.py`), a name at a
time and remembered across pages; what they say of words, once a page for each of its words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from declutter.page import Floats, Page

WORDS_AT_MOST = 20  # words of a block that are looked at
Said = tuple[int, int, float, float, float]  # hint bits; known names, the sum of their log-odds, the lowest (<= 0), the highest (>= 0)


class Learned:
    """Learned tables, and what they and the hints say of names that pages had. Shared between threads: it only grows or is cleared."""

    def __init__(self, names: Mapping[str, float], words: Mapping[str, float]) -> None:
        self.names = names
        self.words = words
        self.of_name: dict[str, tuple[int, tuple[float, ...]]] = {}  # one class name, id or role -> hint bits, log-odds of its known parts
        self.of_names: dict[str, Said] = {}  # all names of an element as one string

    def __reduce__(self) -> tuple[Any, ...]:
        return Learned, (self.names, self.words)  # what was remembered stays behind


UNTAUGHT = Learned({}, {})


def of_words(page: Page, words: Mapping[str, float]) -> Floats:
    """Sum, mean, lowest (at most 0) and highest (at least 0) log-odds (rows) of the known words at the start of each block (columns)."""
    spoken = page.spoken
    rows = np.zeros((4, len(page)), np.float32)
    if not len(spoken.number):
        return rows
    of_word = np.array([words.get(word, 0.0) for word in spoken.words])
    odds = np.where(spoken.place < WORDS_AT_MOST, of_word[spoken.number], 0.0)
    known = np.bincount(spoken.block, odds != 0, len(page))
    starts = np.flatnonzero(spoken.place == 0)
    filled = spoken.block[starts]
    rows[0, filled] = np.add.reduceat(odds, starts)
    rows[1] = rows[0] / np.maximum(known, 1)
    rows[2, filled] = np.minimum(np.minimum.reduceat(odds, starts), 0)
    rows[3, filled] = np.maximum(np.maximum.reduceat(odds, starts), 0)
    return rows
