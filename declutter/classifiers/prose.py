"""Running text: long blocks of whole sentences, held together by function words, with few links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import regex

from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

LENGTH = Signal("prose.length", "is long (words, on a logarithmic scale)")
SENTENCE = Signal("prose.sentence", "ends like a sentence")
INNER = Signal("prose.inner", "has sentence punctuation inside")
GRAMMAR = Signal("prose.grammar", "has the function words of running text")
LINKS = Signal("prose.links", "is made of links")
SHOUT = Signal("prose.shout", "is in capitals throughout")
FIGURES = Signal("prose.figures", "is mostly figures")
WORDLESS = Signal("prose.wordless", "has no letter and no figure, and is in no table or code")
SIGNALS = (LENGTH, SENTENCE, INNER, GRAMMAR, LINKS, SHOUT, FIGURES, WORDLESS)

STOP_INSIDE = regex.compile(r"[.!?;:,。！？，、；،؛]\s?\w")
MARKS = 5  # characters of a block that may be nothing but a bar, a dash or an arrow
LONG = np.log(101.0)


def measure(page: Page, out: Columns) -> None:
    words, texts = page.words, page.texts
    out[LENGTH] = np.minimum(np.log1p(words) / LONG, 1.2)
    out[SENTENCE] = page.sentence
    inner = np.zeros(len(page), np.bool_)
    for i in np.flatnonzero(words >= 8).tolist():
        inner[i] = STOP_INSIDE.search(texts[i]) is not None
    out[INNER] = inner
    out[GRAMMAR] = np.where(words >= 4, np.minimum(page.function_words / 0.35, 1), 0)
    out[LINKS] = page.link_density
    out[SHOUT] = [text.isupper() and len(text) > 3 for text in texts]
    wordless = np.zeros(len(page), np.bool_)
    for i in np.flatnonzero((page.chars <= MARKS) & ~page.inside("table", "code")).tolist():
        wordless[i] = not any(map(str.isalnum, texts[i]))
    out[WORDLESS] = wordless
    out[FIGURES] = (page.digit_share > 0.5) & (page.chars < 60)
