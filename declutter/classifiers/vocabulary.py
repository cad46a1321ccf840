"""Learned log-odds of words: of a block's words, and of those around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.classifiers.columns import running, window
from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

SUM = Signal(
    "vocabulary.sum",
    "summed log-odds of its words",
    numeric=True,
    present="has words that are usual in articles",
    absent="has words that are usual in menus, notices and the like",
)
MEAN = Signal(
    "vocabulary.mean",
    "mean log-odds of its words",
    numeric=True,
    present="has words that are usual in articles",
    absent="has words that are usual in menus, notices and the like",
)
LOWEST = Signal(
    "vocabulary.lowest",
    "lowest log-odds of its words",
    numeric=True,
    present="has no word that is typical of menus, notices and the like",
    absent="has a word that is typical of menus, notices and the like",
)
HIGHEST = Signal(
    "vocabulary.highest",
    "highest log-odds of its words",
    numeric=True,
    present="has a word that is typical of articles",
    absent="has no word that is typical of articles",
)
PREVIOUS = Signal(
    "vocabulary.previous",
    "mean log-odds of the words of the block before it",
    numeric=True,
    present="comes after words that are usual in articles",
    absent="comes after words that are usual in menus, notices and the like",
)
NEXT = Signal(
    "vocabulary.next",
    "mean log-odds of the words of the block after it",
    numeric=True,
    present="comes before words that are usual in articles",
    absent="comes before words that are usual in menus, notices and the like",
)
NEAR = Signal(
    "vocabulary.near",
    "summed log-odds of the words of the seven blocks around it",
    numeric=True,
    present="is among words that are usual in articles",
    absent="is among words that are usual in menus, notices and the like",
)
FAR = Signal(
    "vocabulary.far",
    "log-odds per word of the 17 blocks around it",
    numeric=True,
    present="is in a part of the page with words that are usual in articles",
    absent="is in a part of the page with words that are usual in menus, notices and the like",
)
SIGNALS = (SUM, MEAN, LOWEST, HIGHEST, PREVIOUS, NEXT, NEAR, FAR)

AROUND, WIDE = 3, 8  # blocks


def measure(page: Page, out: Columns) -> None:
    if not page.word_odds.size:
        return
    mean = page.word_odds[1]
    sums = running(page.word_odds[0], page.words)
    near, far = window(sums, AROUND)[0], window(sums, WIDE)
    out[SIGNALS] = (*page.word_odds, np.append(0.0, mean[:-1]), np.append(mean[1:], 0.0), near, far[0] / np.maximum(far[1], 1))
