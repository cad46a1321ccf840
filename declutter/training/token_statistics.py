"""Statistics of one page for the learned tables: for each name and word, the share of the text with it that is main text."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from declutter.annotate.elements import SHORT
from declutter.lexicon.learned import WORDS_AT_MOST
from declutter.lexicon.names import INLINE, TAG, parts_of

if TYPE_CHECKING:
    from declutter.page import Floats, Page

LONGEST = 40  # characters of a name that more than one site would use
Statistics = dict[str, float]  # name or word -> share (0..1)


def name_statistics(page: Page, labels: Floats) -> Statistics:
    """The share of main text, by words, under every name of an element."""
    known = ~np.isnan(labels)
    words = np.where(known, page.words, 0).astype(np.float64)
    good = words * np.where(known, labels, 0)
    of_words, of_good = (np.concatenate(([0.0], np.cumsum(column))) for column in (words, good))
    first, last = page.region_span
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    spans = zip((of_words[last] - of_words[first]).tolist(), (of_good[last] - of_good[first]).tolist(), strict=True)
    for tag, attrs, (mass, main) in zip(page.regions.tag, page.regions.attrs, spans, strict=True):
        for part in {TAG + tag, *names_in(attrs)} if mass else ():
            sums[part][0] += mass
            sums[part][1] += main
    for i, attrs in enumerate(page.inline_attrs):
        for part in names_in(attrs) if attrs and 0 < words[i] <= SHORT else ():
            sums[INLINE + part][0] += words[i]
            sums[INLINE + part][1] += good[i]
    return {part: main / mass for part, (mass, main) in sums.items()}


def names_in(attrs: str) -> set[str]:
    """The names of an element and their parts, as `declutter.lexicon.learned` looks them up."""
    return {part for name in attrs.split() for part in parts_of(name) if len(part) > 1 and len(part) <= LONGEST and not part.isdigit()}


def word_statistics(page: Page, labels: Floats) -> Statistics:
    """The mean label of the blocks that have each word at their start."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for tokens, label in zip(page.tokens, labels.tolist(), strict=True):
        if label == label:  # not NaN
            for word in set(tokens[:WORDS_AT_MOST]):
                sums[word][0] += 1
                sums[word][1] += label
    return {word: main / count for word, (count, main) in sums.items()}
