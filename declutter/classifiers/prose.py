"""Running text: whole sentences, held together by punctuation; and blocks that hold no word at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

SENTENCE = Signal("prose.sentence", "ends like a sentence", absent="does not end like a sentence")
INNER = Signal(
    "prose.inner", "has sentence punctuation inside", present="has sentence marks inside", absent="is not more than one sentence"
)
WORDLESS = Signal(
    "prose.wordless", "has no letter and no digit, and is in no table or code", present="has no letter and no digit", absent="has words"
)
SIGNALS = (SENTENCE, INNER, WORDLESS)

STOP_INSIDE = re.compile(r"[.!?;:,。！？，、；،؛]\s?\w")
MARKS = 5  # characters of a block that may be nothing but a bar, a dash or an arrow
LONGER = 8  # words


def measure(page: Page, out: Columns) -> None:
    texts = page.texts
    out[SENTENCE] = page.sentence
    inner = np.zeros(len(page), np.bool_)
    for i in np.flatnonzero(page.words >= LONGER).tolist():
        inner[i] = STOP_INSIDE.search(texts[i]) is not None
    out[INNER] = inner
    wordless = np.zeros(len(page), np.bool_)
    for i in np.flatnonzero((page.chars <= MARKS) & ~page.inside("table", "code")).tolist():
        wordless[i] = not any(map(str.isalnum, texts[i]))
    out[WORDLESS] = wordless
