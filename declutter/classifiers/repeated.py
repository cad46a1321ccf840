"""Duplicates on the page: the headline again, the same line again, a pull quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Ints, Page

HEADLINE = Signal("repeated.headline", "repeats the headline", absent="does not repeat the headline")
AGAIN = Signal("repeated.again", "stands on the page already", present="stands on the page a second time", absent="stands on the page once")
OFTEN = Signal("repeated.often", "stands on the page several times", absent="does not stand on the page several times")
PULL = Signal(
    "repeated.pull",
    "is a pull quote: a paragraph says the same",
    present="repeats words of a paragraph as a pull quote",
    absent="is no quotation out of the article itself",
)
TWIN = Signal("repeated.twin", "is a sentence that stands on the page twice", absent="is no sentence that stands on the page twice")
SIGNALS = (HEADLINE, AGAIN, OFTEN, PULL, TWIN)
BOILERPLATE = True

SENTENCE = 8  # words
LONGEST_PULL = 45  # words of a pull quote
SEARCHED = 100_000_000  # characters of the story that are searched for all quotes together, in about 20 ms; no real page has so many
LINKED = 0.5  # link density above which a block is an entry of a menu or of a table of contents, unless it is a heading


def measure(page: Page, out: Columns) -> None:
    headline = np.zeros(len(page), np.bool_)
    headline[list(page.headline.repeats[1:])] = True
    first, counts = occurrences(page)
    pulled = np.zeros(len(page), np.bool_)
    quotes = np.flatnonzero(page.inside("quote", "aside", "figure") & (page.words >= 4) & (page.words <= LONGEST_PULL))
    if len(quotes):
        story = " ".join(text for text, is_story in zip(page.texts, page.layout.story, strict=True) if is_story)
        for q in quotes[: max(SEARCHED // max(len(story), 1), 1)].tolist():
            own = page.texts[q].strip("“”\"'«»„‚‘’ .…")
            pulled[q] = story.count(own) > bool(page.layout.story[q])
    out[HEADLINE] = headline
    out[PULL] = pulled
    out[TWIN] = (counts >= 2) & (page.words >= SENTENCE)
    out[AGAIN] = (first < np.arange(len(page))) & (page.words >= 3)
    out[OFTEN] = counts >= 3


def occurrences(page: Page) -> tuple[Ints, Ints]:
    """The first block with the same text and the number of such blocks; for text that is no link, among such text."""
    entry = (page.link_density > LINKED) & ~page.heading if page.kind == "html" else np.zeros(len(page), np.bool_)
    first, counts = grouped(page.texts)
    if not entry.any():
        return first, counts
    texts = np.flatnonzero(~entry)
    first_text, count = grouped([page.texts[i] for i in texts.tolist()])
    first[texts], counts[texts] = texts[first_text], count
    return first, counts


def grouped(texts: list[str]) -> tuple[Ints, Ints]:
    """For each text the index of the first equal one, and the number of equal ones."""
    first = dict(zip(reversed(texts), range(len(texts) - 1, -1, -1), strict=True))
    places = np.fromiter(map(first.__getitem__, texts), np.int64, len(texts))
    return places, np.bincount(places, minlength=len(texts))[places] if len(texts) else places
