"""The second look at plain lines: what the lines around a block came to when each was judged by itself.

A line says little alone. Once all have been judged, it can be asked whether its neighbours are expected in the text, how much of the text
stands before it, and how sure the page is of itself. These are signals like those of the classifiers, with a forest of their own;
they are measured on the log-odds of the first look, never on text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.classifiers.columns import Columns
from declutter.judge.scorecard import probability
from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.page import Floats, Ints

NEAR = (1, 4, 16, 32)  # lines on each side
OWN = Signal("context.own", "log-odds that it belongs to the text, by itself", True)
AROUND = tuple(
    Signal(f"context.around_{lines}", f"share of the words of the {lines} lines around it that are expected in the text", True)
    for lines in (2 * near + 1 for near in NEAR)
)
BEFORE = Signal("context.before", "share of the expected text that stands before it", True)
LIKELIER = Signal("context.likelier", "words of the lines that are at least as likely, over those of the expected text", True)
DOUBT = Signal("context.doubt", "share of the expected text that is in doubt", True)
SUREST = Signal("context.surest", "log-odds of the likeliest line of the page", True)
SIGNALS = (OWN, *AROUND, BEFORE, LIKELIER, DOUBT, SUREST)

WORDS = "text.words"
ENOUGH = 300.0  # words of a page from which it is looked at twice; on the shell of a page the likeliest line need not be text


def measure(log_odds: Floats, columns: Columns) -> Columns:
    """The signals of the second look, from the log-odds of the first and the words of each block; none of a page with few words."""
    count, words = len(log_odds), columns.matrix[columns.rows[WORDS]]
    if words.sum() < ENOUGH:
        return Columns((), count)
    out = Columns(SIGNALS, count)
    mass = words + 1.0  # as training weighs lines; those without a word count too
    likely = probability(log_odds)
    expected = mass * likely
    sums = np.zeros((2, count + 1))
    np.cumsum((mass, expected), 1, np.float64, sums[:, 1:])
    index, whole = np.arange(count), sums[1, -1]
    out[SIGNALS] = (
        log_odds,
        *(share(sums, np.maximum(index - near, 0), np.minimum(index + near + 1, count)) for near in NEAR),
        sums[1, :-1] / whole,
        at_least_as_likely(log_odds, mass) / whole,
        (expected * (1 - likely)).sum() / whole,
        log_odds.max(),
    )
    return out


def share(sums: Floats, first: Ints, last: Ints) -> Floats:
    """Expected words over words of the blocks from ``first`` up to ``last``, from running sums of both."""
    mass, expected = sums[:, last] - sums[:, first]
    result: Floats = expected / mass
    return result


def at_least_as_likely(log_odds: Floats, mass: Floats) -> Floats:
    """For each block the mass of all that are at least as likely."""
    order = np.argsort(log_odds)
    sums = np.concatenate(([0.0], np.cumsum(mass[order])))
    result: Floats = sums[-1] - sums[np.searchsorted(log_odds[order], log_odds)]
    return result
