"""The context of a plain line: its neighbours within 2 and within 8 lines, and the run of similar lines it stands in.

Only plain lines are measured: in HTML the elements carry the same information, and these signals gained nothing there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.classifiers.columns import running, window
from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Bools, Floats, Ints, Page

SENTENCES_2 = Signal(
    "line_context.sentences_close",
    "share of the words of the five lines around it that are in sentences",
    numeric=True,
    present="is among sentences",
    absent="has few sentences around it",
)
SENTENCES_8 = Signal(
    "line_context.sentences_far",
    "share of the words of the 17 lines around it that are in sentences",
    numeric=True,
    present="is in a part of the page that is mostly sentences",
    absent="is in a part of the page with few sentences",
)
SAID_2 = Signal(
    "line_context.said_close",
    "share of boilerplate phrases in the five lines around it",
    numeric=True,
    present="is among lines of menus, notices and the like",
    absent="is not among lines of menus, notices and the like",
)
SAID_8 = Signal(
    "line_context.said_far",
    "share of boilerplate phrases in the 17 lines around it",
    numeric=True,
    present="is in a part of the page with lines of menus, notices and the like",
    absent="is in a part of the page without lines of menus, notices and the like",
)
FIGURES_2 = Signal(
    "line_context.figures",
    "share of digits in the five lines around it",
    numeric=True,
    present="is among lines with digits",
    absent="is among lines without digits",
)
CAPITALS = Signal(
    "line_context.capitals",
    "share of its words with a capital",
    numeric=True,
    present="has capitals on most words, as titles and names do",
    absent="has few capitals",
)
CAPITALS_2 = Signal(
    "line_context.capitals_close",
    "share of words with a capital in the five lines around it",
    numeric=True,
    present="is among lines with capitals on most words, as titles and names have",
    absent="is among lines with few capitals",
)
CAPITALS_8 = Signal(
    "line_context.capitals_far",
    "share of words with a capital in the 17 lines around it",
    numeric=True,
    present="is in a part of the page with capitals on most words",
    absent="is in a part of the page with few capitals",
)
LONG_2 = Signal(
    "line_context.words_close",
    "words per line in the five lines around it",
    numeric=True,
    present="is among long lines",
    absent="is among short lines",
)
LONG_8 = Signal(
    "line_context.words_far",
    "words per line in the 17 lines around it",
    numeric=True,
    present="is in a part of the page with long lines",
    absent="is in a part of the page with short lines",
)
UNEVEN = Signal(
    "line_context.uneven",
    "how much the lengths of the five lines around it differ",
    numeric=True,
    present="is among lines of very different lengths",
    absent="is among lines of much the same length",
)
SHORT_RUN = Signal(
    "line_context.short_run",
    "lines in the run of short lines that it stands in",
    numeric=True,
    present="is in a row of short lines",
    absent="is in no row of short lines",
)
SENTENCE_RUN = Signal(
    "line_context.sentence_run",
    "words in the run of sentences that it stands in",
    numeric=True,
    present="is in a row of sentences",
    absent="is in no row of sentences",
)
ALIKE = Signal(
    "line_context.alike",
    "lines on the page that open with the same word",
    numeric=True,
    present="begins like other lines of the page",
    absent="begins like no other line of the page",
)
LONGER = Signal(
    "line_context.longer",
    "share of the page's lines that are no longer",
    numeric=True,
    present="is longer than most lines of the page",
    absent="is shorter than most lines of the page",
)
SIGNALS = (
    SENTENCES_2,
    SENTENCES_8,
    SAID_2,
    SAID_8,
    FIGURES_2,
    CAPITALS,
    CAPITALS_2,
    CAPITALS_8,
    LONG_2,
    LONG_8,
    UNEVEN,
    SHORT_RUN,
    SENTENCE_RUN,
    ALIKE,
    LONGER,
)

CLOSE, FAR = 2, 8
SHORT = 6  # words
PHRASES = "share subscribe related advert legal consent comments navigation shop paywall player pagination".split()
CAPITAL_RANGES = ((0x41, 0x5A), (0xC0, 0xDE), (0x391, 0x3A9), (0x400, 0x42F))  # Latin, Greek, Cyrillic


def measure(page: Page, out: Columns) -> None:
    if page.kind != "lines" or not len(page):
        return
    words = page.words.astype(np.float64)
    phrases = sum((page.hits(name) for name in PHRASES), page.zeros)
    capitals = capital_words(page.texts)
    count = len(page)
    logs = np.log1p(words)
    sums = running(words, words * page.sentence, words * phrases, words * page.digit_share, capitals, logs, logs**2)
    close, far = window(sums, CLOSE), window(sums, FAR)
    index = np.arange(count)
    near, wide = (np.minimum(index + n + 1, count) - np.maximum(index - n, 0) for n in (CLOSE, FAR))
    openings = ["".join(text.split(None, 1)[:1]) for text in page.tokens.texts]
    number: dict[str, int] = {}
    opened = np.array([number.setdefault(word, len(number)) for word in openings])
    ranks = np.searchsorted(np.sort(words), words, side="right")
    out[SIGNALS] = (
        close[1] / close[0],
        far[1] / far[0],
        close[2] / close[0],
        far[2] / far[0],
        close[3] / close[0],
        capitals / words,
        close[4] / close[0],
        far[4] / far[0],
        close[0] / near,
        far[0] / wide,
        np.sqrt(np.maximum(close[6] / near - (close[5] / near) ** 2, 0)),
        in_run(words <= SHORT, np.ones(count)),
        in_run(page.sentence, words),
        np.bincount(opened)[opened],
        ranks / count,
    )


def in_run(flags: Bools, mass: Floats) -> Floats:
    """For blocks in an unbroken run of ``flags``, the mass of the whole run; 0 elsewhere."""
    run = np.cumsum(np.diff(flags, prepend=~flags[:1]))
    result: Floats = np.bincount(run, mass)[run] * flags
    return result


def capital_words(texts: list[str]) -> Floats:
    """The words of each text that begin with a capital, of scripts that have them."""
    joined = " " + " ".join(texts)
    letters = np.frombuffer(joined.encode("utf-32-le", "replace"), np.uint32)
    capital = np.zeros(len(letters), np.bool_)
    for first, last in CAPITAL_RANGES:
        capital |= (letters >= first) & (letters <= last)
    starts = np.flatnonzero(capital[1:] & (letters[:-1] == ord(" "))) + 1
    ends: Ints = np.cumsum([len(text) + 1 for text in texts])
    return np.diff(np.searchsorted(starts, ends), prepend=0).astype(np.float64)
