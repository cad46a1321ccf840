"""The network: what a block's signals say together with those of the blocks around it and of its kind.

A residual network of dilated convolutions over the row of a page's blocks (Bai, Kolter, Koltun, "An empirical evaluation of generic
convolutional and recurrent networks for sequence modeling", 2018). Each *look* adds to what is known of a block what is known of two
others, as far before it as after it: 1, 2, 4, 8 and 16 blocks, so that 31 blocks on both sides are seen. Then the averages of the
blocks of its kind (`Columns.alike`), and the average and the strongest of the whole page, are heard.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from declutter.page import Signal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from declutter.classifiers.columns import Columns
    from declutter.page import Floats, Ints

REACH = (1, 2, 4, 8, 16)  # blocks to either side that each look adds
LOOKS = tuple(f"look_{reach}" for reach in REACH)
KINDS = ("alike", "parents_alike")  # layers that hear blocks of the same path, and of the same path of their parents
AT_ONCE = 250_000  # multiplications
UNIT = 0.01  # of the weights, which are whole numbers in the file: what is finer is no better
AROUND = Signal("context.around", "what the blocks around it and of its kind add", True)

Layer = tuple["Floats", "Floats"]  # weights (from x to), bias (to)


class Trace(NamedTuple):
    """What the network came to on its way, for training and for explanations; blocks are rows."""

    told: Floats  # signals, made even
    entered: Floats
    before: list[Floats]  # what was known before each look
    added: list[Floats]  # what each look added
    known: Floats  # after the last
    kinds: list[tuple[Groups, Floats, Floats]]  # groups, their averages, what was heard of them
    top: Ints  # block that is strongest in each figure
    page: Floats  # averages and strongest of the page
    mixed: Floats
    heard: Floats  # of the page
    log_odds: Floats


class Heard(NamedTuple):
    """The network's log-odds of all blocks, taken apart: own signals (rows) by blocks, what the blocks around add, and the rest."""

    rows: Ints
    parts: Floats
    around: Floats
    bias: float


class Evener(NamedTuple):
    """Makes signals even: x / (|x| + scale) - usual, so that no figure is too large, and 0 is what is usual."""

    scales: Floats
    usual: Floats

    def even(self, values: Floats) -> Floats:
        """Signals (rows) by blocks -> blocks by signals."""
        result: Floats = (values / (np.abs(values) + self.scales[:, None]) - self.usual[:, None]).T
        return result


@dataclass(frozen=True)
class Network:
    """Weights at work: the rows of the signals it asks for, and its layers."""

    rows: Ints
    evener: Evener
    layers: Mapping[str, Layer]

    def log_odds(self, columns: Columns) -> Floats:
        """Log-odds of each block."""
        return self.trace(columns).log_odds if columns.matrix.size else np.zeros(0, np.float32)

    def trace(self, columns: Columns) -> Trace:
        """All that it comes to on a page."""
        return forward(self.layers, self.evener.even(columns.matrix[self.rows]), columns.alike)

    @cached_property
    def bias(self) -> float:
        """What a block of usual signals is worth that stands alone."""
        return float(forward(self.layers, np.zeros((1, len(self.rows)), np.float32), ()).log_odds[0])

    def heard(self, columns: Columns) -> Heard:
        """Log-odds taken apart: a block's own signals count by their gradient on the straight way through the network, from block to block
        (gradient x input: Shrikumar, Greenside, Kundaje, "Learning important features through propagating activation differences", 2017).
        All that comes from other blocks is in ``around``, so that the parts sum to the log-odds.
        """
        trace = self.trace(columns)
        worth = product((trace.mixed > 0) * self.layers["leave"][0][:, 0], self.layers["mix"][0].T)
        for look, added in zip(reversed(LOOKS), reversed(trace.added), strict=True):
            middle = self.layers[look][0][added.shape[1] : -added.shape[1]]
            worth = worth + product(worth * (added > 0), middle.T)
        parts = (product((trace.entered > 0) * worth, self.layers["enter"][0].T) * trace.told).T
        return Heard(self.rows, parts, trace.log_odds - parts.sum(0) - np.float32(self.bias), self.bias)


class Groups:
    """Blocks by their kind: averages of each kind, and what is said of a kind for each of its blocks."""

    def __init__(self, numbers: Ints) -> None:
        self.order = np.argsort(numbers, kind="stable")
        parted = numbers[self.order]
        self.starts = np.flatnonzero(np.append(True, parted[1:] != parted[:-1]))
        self.sizes = np.diff(np.append(self.starts, len(numbers))).astype(np.float32)
        self.place = np.empty(len(numbers), np.int64)
        self.place[self.order] = np.repeat(np.arange(len(self.starts)), self.sizes.astype(np.int64))

    def sums(self, values: Floats) -> Floats:
        """Sums of the rows of each kind."""
        result: Floats = np.add.reduceat(values[self.order], self.starts, 0)
        return result

    def averages(self, values: Floats) -> Floats:
        """Averages of the rows of each kind."""
        result: Floats = self.sums(values) / self.sizes[:, None]
        return result


def forward(layers: Mapping[str, Layer], told: Floats, alike: Sequence[Ints]) -> Trace:
    """Run a page of at least one block through the network."""
    known = entered = straightened(told, layers["enter"])
    before, added = [], []
    for reach, look in zip(REACH, LOOKS, strict=True):
        before.append(known)
        added.append(straightened(beside(known, reach), layers[look]))
        known = known + added[-1]
    mixed = straightened(known, layers["mix"])
    said, kinds = mixed, []
    for name, numbers in zip(KINDS, alike, strict=False):
        groups = Groups(numbers)
        averages = groups.averages(known)
        kinds.append((groups, averages, straightened(averages, layers[name])))
        said = said + kinds[-1][2][groups.place]
    top = known.argmax(0)
    page = np.concatenate((known.mean(0), known[top, np.arange(known.shape[1])]))
    heard = straightened(page, layers["page"])
    weights, bias = layers["leave"]
    log_odds = product(said + heard, weights)[:, 0] + bias
    return Trace(told, entered, before, added, known, kinds, top, page, mixed, heard, log_odds)


def straightened(values: Floats, layer: Layer) -> Floats:
    """A layer's sums, nothing below zero (rectified linear units)."""
    sums = product(values, layer[0])
    sums += layer[1]
    np.maximum(sums, 0, out=sums)
    return sums


def product(values: Floats, weights: Floats) -> Floats:
    """``values @ weights``, a few rows at a time: larger products go to threads of numpy's libraries, which cost more than they help."""
    rows = max(AT_ONCE // weights.size, 1)
    if values.ndim == 1 or len(values) <= rows:
        return values @ weights
    result = np.empty((len(values), weights.shape[1]), np.result_type(values, weights))
    for start in range(0, len(values), rows):
        np.matmul(values[start : start + rows], weights, out=result[start : start + rows])
    return result


def beside(known: Floats, reach: int) -> Floats:
    """For each block what is known of the one ``reach`` before it, of itself, and of the one as far after it; nothing beyond the ends."""
    count, width = known.shape
    result = np.zeros((count, 3 * width), known.dtype)
    result[reach:, :width] = known[:-reach]
    result[:, width:-width] = known
    result[:-reach, -width:] = known[reach:]
    return result


def from_layers(data: Mapping[str, Any], rows: Mapping[str, int]) -> Network:
    """The part ``network`` of a weights file -> Network.

    Args:
        data: ``signals`` by name, their ``scales`` and ``usual`` values, and ``layers``: whole numbers of ``UNIT``, the last row the bias.
        rows: the row of the columns for each signal.

    Raises:
        ValueError: if a part is missing, or parts do not fit each other.
    """
    if missing := sorted({"signals", "scales", "usual", "layers"} - data.keys()):
        raise ValueError(f"the network of the weights lacks {', '.join(missing)}")
    asked = np.array([rows[name] for name in data["signals"]], np.int64)
    evener = Evener(np.array(data["scales"], np.float32), np.array(data["usual"], np.float32))
    layers = {}
    try:
        for name, figures in data["layers"].items():
            whole = np.array(figures, np.float32) * np.float32(UNIT)
            layers[name] = (np.ascontiguousarray(whole[:-1]), whole[-1])
        network = Network(asked, evener, layers)
        forward(layers, np.zeros((1, len(asked)), np.float32), [np.zeros(1, np.int64)] * sum(name in layers for name in KINDS))
        evener.even(np.zeros((len(asked), 1), np.float32))
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise ValueError(f"the layers of the network do not fit each other: {error}") from None
    return network
