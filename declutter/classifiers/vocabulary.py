"""What labelled pages taught about words: how often a block's words, and those around it, stand in main text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.classifiers.columns import running, window
from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

SUM = Signal("vocabulary.sum", "what its words are worth together", numeric=True)
MEAN = Signal("vocabulary.mean", "what its words are worth on average", numeric=True)
LOWEST = Signal("vocabulary.lowest", "its worst word", numeric=True)
HIGHEST = Signal("vocabulary.highest", "its best word", numeric=True)
PREVIOUS = Signal("vocabulary.previous", "what the words of the block before it are worth", numeric=True)
NEXT = Signal("vocabulary.next", "what the words of the block after it are worth", numeric=True)
NEAR = Signal("vocabulary.near", "what the words of the seven blocks around it are worth", numeric=True)
FAR = Signal("vocabulary.far", "what a word of the 17 blocks around it is worth on average", numeric=True)
SIGNALS = (SUM, MEAN, LOWEST, HIGHEST, PREVIOUS, NEXT, NEAR, FAR)

AROUND, WIDE = 3, 8  # blocks


def measure(page: Page, out: Columns) -> None:
    if not page.word_odds.size:
        return
    mean = page.word_odds[1]
    sums = running(page.word_odds[0], page.words)
    near, far = window(sums, AROUND)[0], window(sums, WIDE)
    out[SIGNALS] = (*page.word_odds, np.append(0.0, mean[:-1]), np.append(mean[1:], 0.0), near, far[0] / np.maximum(far[1], 1))
