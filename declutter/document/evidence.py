"""Evidence: the log-odds of all blocks of a page taken apart in one pass of matrices, by classifier, with the strongest signals."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from declutter import classifiers
from declutter.document.directions import directions
from declutter.limits import UNTIMED, Clock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from declutter.classifiers.columns import Columns
    from declutter.judge import Judge
    from declutter.page import Bools, Floats, Ints, Signal

AT_ONCE = 800  # blocks in one step: what is computed of them should fit into the processor's cache
STRONGEST = 2  # classifiers that are named on each side
LEAST = 0.1  # log-odds below which a classifier's contribution is not worth naming
SMALL = 0.25  # … and as a share of the strongest one's
LABEL_BELOW = -0.05  # log-odds; a boilerplate classifier must contribute less than this to give a dropped block its label
OF_PAGE = frozenset({"page_features"})  # classifiers that say the same of every block of a page: no reason for one of them


class Evidence(NamedTuple):
    """What speaks for and against the blocks of a page.

    ``groups`` (blocks, classifiers) are the contributions of each classifier, in the order of ``names``; ``context`` (blocks,) those of
    other blocks. ``signals`` (blocks, 4) are the strongest signals: of the two classifiers that speak for the block most, then of the two
    against, as ``2 x row + whether the value is above the signal's mean``; -1 for none. ``boilerplate`` (blocks,) is the classifier of
    boilerplate with most evidence, -1 for none.
    """

    names: tuple[str, ...]
    groups: Floats
    context: Floats
    signals: Ints
    boilerplate: Ints


class Parts:
    """The signals of a page's columns by classifier, as index arrays."""

    def __init__(self, signals: Sequence[Signal]) -> None:
        owners = [signal.name.partition(".")[0] for signal in signals]
        self.names = tuple(dict.fromkeys(owners))
        number = {name: place for place, name in enumerate(self.names)}
        own = np.array([number[owner] for owner in owners], np.intp)
        self.order = np.argsort(own, kind="stable")
        self.starts = np.searchsorted(own[self.order], np.arange(len(self.names)))
        sizes = np.diff(np.append(self.starts, len(owners)))
        places = np.minimum(np.arange(max(sizes, default=0)), sizes[:, None] - 1) + self.starts[:, None]
        self.rows = self.order[places]  # (classifiers, most signals of one); the last is repeated
        self.of_page = np.array([name in OF_PAGE for name in self.names], np.bool_)
        self.boilerplate = np.array([number[name] for name in self.names if name in classifiers.BOILERPLATE], np.intp)

    def any(self, high: Bools) -> Bools:
        """Whether any signal of a classifier is high: (signals, blocks) -> (classifiers, blocks)."""
        result: Bools = np.logical_or.reduceat(high[self.order], self.starts, 0)
        return result

    def sums(self, of_signals: Floats) -> Floats:
        """(signals, blocks) -> (classifiers, blocks)."""
        result: Floats = np.add.reduceat(of_signals[self.order], self.starts, 0)
        return result


@cache
def by_classifier(signals: tuple[Signal, ...]) -> Parts:
    """The same arrays for all pages."""
    return Parts(signals)


def collect(judge: Judge, columns: Columns, log_odds: Floats, clock: Clock = UNTIMED) -> Evidence:
    """The evidence on all blocks.

    Raises:
        OutOfTimeError: once the time is up.
    """
    parts, blocks = by_classifier(columns.signals), columns.matrix.shape[1]
    groups = np.zeros((blocks, len(parts.names)), np.float32)
    signals = np.full((blocks, 2 * STRONGEST), -1, np.int16)
    boilerplate = np.full(blocks, -1, np.int16)
    middle, ways = means(judge)[:, None], directions(columns.signals)[:, None]
    for start in range(0, blocks, AT_ONCE):
        clock.check()
        here = slice(start, min(start + AT_ONCE, blocks))
        matrix = columns.matrix[:, here]
        of_signals = judge.parts(columns, here.start, here.stop)
        of_groups = parts.sums(of_signals)
        groups[here] = of_groups.T
        high = matrix > middle
        rows = strongest(parts, convincing(of_signals, high, ways), of_groups)
        signals[here] = np.where(rows < 0, -1, 2 * rows + np.take_along_axis(high, rows, 0)).T
        held = parts.any(high)
        boilerplate[here] = most_against(parts, of_groups, held)
        unnamed = np.flatnonzero(boilerplate[here] < 0)
        boilerplate[start + unnamed] = most_against(parts, parts.sums(judge.scorecard.parts(matrix[:, unnamed])), held[:, unnamed])
    context = log_odds - groups.sum(1) - np.float32(judge.bias) if judge.network is not None else np.zeros(blocks, np.float32)
    return Evidence(parts.names, groups, context, signals, boilerplate)


def strongest(parts: Parts, of_signals: Floats, of_groups: Floats) -> Ints:
    """Rows of the strongest signals (4, blocks), of the two classifiers that speak for a block, then of those against; -1 for none."""
    count = of_signals.shape[1]
    blocks, least = np.arange(count), np.maximum(LEAST, SMALL * np.abs(of_groups[~parts.of_page]).max(0))
    tops, named = np.empty((2 * STRONGEST, count), np.intp), np.empty((2 * STRONGEST, count), np.bool_)
    for side, sign in enumerate((1, -1)):
        left = (sign * of_groups).T.copy()
        left[:, parts.of_page] = 0
        for place in range(STRONGEST * side, STRONGEST * (side + 1)):
            tops[place] = left.argmax(1)
            named[place] = left[blocks, tops[place]] >= least
            left[blocks, tops[place]] = 0
    rows = parts.rows[tops]  # (4, blocks, most signals of a classifier)
    values = of_signals.ravel().take(rows * count + blocks[:, None], mode="clip")
    values[STRONGEST:] *= -1
    best = values.argmax(2)[:, :, None]
    named &= np.take_along_axis(values, best, 2)[:, :, 0] > 0  # none of its signals speaks for what people would take it for
    result: Ints = np.where(named, np.take_along_axis(rows, best, 2)[:, :, 0], -1)
    return result


def convincing(of_signals: Floats, high: Bools, ways: Ints) -> Floats:
    """The contributions of signals whose words speak for the verdict that they add to, 0 for the others."""
    result: Floats = np.where((ways == 0) | ((of_signals > 0) == (high == (ways > 0))), of_signals, 0)
    return result


def most_against(parts: Parts, of_groups: Floats, held: Bools) -> Ints:
    """The classifier of boilerplate with the most negative contribution among those that find something; -1 where none does."""
    against = np.where(held, of_groups, 0)[parts.boilerplate]
    result: Ints = np.where(against.min(0) < LABEL_BELOW, parts.boilerplate[against.argmin(0)], -1)
    return result


def means(judge: Judge) -> Floats:
    """A value of each signal that is neither high nor low: the mean of the network's training pages, else 0."""
    result = np.zeros(len(judge.signals), np.float32)
    if judge.network is not None:  # x / (|x| + scale) = offset
        scales, offsets = judge.network.normalizer
        result[judge.network.rows] = offsets * scales / np.maximum(1 - np.abs(offsets), 1e-6)
    result[[not signal.numeric for signal in judge.signals]] = 0
    return result
