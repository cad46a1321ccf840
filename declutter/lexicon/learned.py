"""Learned tables of class names and words: log-odds that text under a class name, or with a word, is main text.

The tables come from the weights file. Class names are looked up together with the hints (see `names.py`).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from declutter.lexicon.hash_table import HashTable, hashes
from declutter.lexicon.names import NameTable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from declutter.page import Floats, Page

WORDS_AT_MOST = 20  # words at the start of a block that are looked up


class Learned:
    """Learned tables, compiled when they are first needed."""

    def __init__(self, names: Mapping[str, float], words: Mapping[str, float]) -> None:
        self.names = names
        self.words = words
        self.name_table = NameTable(names)

    @cached_property
    def word_odds(self) -> tuple[HashTable, Floats]:
        """Hash table of the words, and the log-odds by row."""
        return HashTable(hashes(self.words)), np.array([0.0, *self.words.values()])

    def __reduce__(self) -> tuple[Any, ...]:
        return Learned, (self.names, self.words)  # caches are not pickled: the receiving process builds its own


EMPTY = Learned({}, {})


def of_words(page: Page, learned: Learned) -> Floats:
    """Matrix of the log-odds of known words at the start of each block (columns): sum, mean, minimum (<= 0), maximum (>= 0) in rows."""
    token_index = page.token_index
    rows = np.zeros((4, len(page)), np.float32)
    if not len(token_index.number):
        return rows
    known_words, odds_by_row = learned.word_odds
    by_word = odds_by_row[known_words(token_index.hashes)]
    odds = np.where(token_index.place < WORDS_AT_MOST, by_word[token_index.number], 0.0)
    known = np.bincount(token_index.block, odds != 0, len(page))
    starts = np.flatnonzero(token_index.place == 0)
    filled = token_index.block[starts]
    rows[0, filled] = np.add.reduceat(odds, starts)
    rows[1] = rows[0] / np.maximum(known, 1)
    rows[2, filled] = np.minimum(np.minimum.reduceat(odds, starts), 0)
    rows[3, filled] = np.maximum(np.maximum.reduceat(odds, starts), 0)
    return rows
