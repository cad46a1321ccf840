"""What labelled pages taught about single names and words: log-odds that text under a class name, or with a word, is main text.

The tables come from the weights of a pipeline. What they say of names is looked up together with the hints (see `names.py`).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from declutter.lexicon.names import Memory, compiled
from declutter.lexicon.rows import Rows, hashes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from declutter.lexicon.names import Parts
    from declutter.page import Floats, Page

WORDS_AT_MOST = 20  # words of a block that are looked at


class Learned:
    """Learned tables, compiled when they are first needed."""

    def __init__(self, names: Mapping[str, float], words: Mapping[str, float]) -> None:
        self.names = names
        self.words = words
        self.memory = Memory()

    @cached_property
    def parts(self) -> Parts:
        """What is known of names of elements, the hints among it."""
        return compiled(self.names)

    @cached_property
    def word_odds(self) -> tuple[Rows, Floats]:
        """The words as rows, and the log-odds by row."""
        return Rows(hashes(self.words)), np.array([0.0, *self.words.values()])

    def __reduce__(self) -> tuple[Any, ...]:
        return Learned, (self.names, self.words)  # what is compiled is compiled anew, and memories stay behind


UNTAUGHT = Learned({}, {})


def of_words(page: Page, learned: Learned) -> Floats:
    """Sum, mean, lowest (at most 0) and highest (at least 0) log-odds (rows) of the known words at the start of each block (columns)."""
    spoken = page.spoken
    rows = np.zeros((4, len(page)), np.float32)
    if not len(spoken.number):
        return rows
    known_words, odds_of = learned.word_odds
    of_word = odds_of[known_words(spoken.hashes)]
    odds = np.where(spoken.place < WORDS_AT_MOST, of_word[spoken.number], 0.0)
    known = np.bincount(spoken.block, odds != 0, len(page))
    starts = np.flatnonzero(spoken.place == 0)
    filled = spoken.block[starts]
    rows[0, filled] = np.add.reduceat(odds, starts)
    rows[1] = rows[0] / np.maximum(known, 1)
    rows[2, filled] = np.minimum(np.minimum.reduceat(odds, starts), 0)
    rows[3, filled] = np.maximum(np.maximum.reduceat(odds, starts), 0)
    return rows
