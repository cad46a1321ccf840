"""The context model: a residual network of dilated convolutions over the sequence of a page's blocks.

After Bai, Kolter, Koltun, "An empirical evaluation of generic convolutional and recurrent networks for sequence modeling" (2018). The
signals of a block are normalised and embedded; five residual layers with dilations 1, 2, 4, 8 and 16 let each block see 31 blocks to
either side; a projection follows. Added to it are the mean hidden state of the blocks in the same groups (`Columns.groups`: same path of
tags and classes), and mean and max pooling over the whole page.

Shapes: hidden states are (blocks, ``WIDTH`` of the training); a weight matrix is (inputs, outputs), a bias (outputs,).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from declutter.limits import UNTIMED, Clock
from declutter.page import Signal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from declutter.classifiers.columns import Columns
    from declutter.page import Floats, Ints

DILATIONS = (1, 2, 4, 8, 16)  # distance in blocks of the two neighbours that each residual layer sees
DILATED = tuple(f"dilated_{dilation}" for dilation in DILATIONS)
GROUP_CONTEXTS = ("group_context", "parent_group_context")  # layers over blocks of the same path, and of the same path of their parents
REACH = sum(DILATIONS)  # blocks to either side that a block sees through the residual layers
SLICE = 4096  # blocks whose hidden states are in memory at once: some 2 kB each
AT_ONCE = 250_000  # multiplications in one call of numpy's matmul
UNIT = 0.01  # step of the quantised weights, which are whole numbers in the file; a finer step changes no figure
CONTEXT = Signal("context.around", "what the blocks around it and of its kind add", numeric=True)

Layer = tuple["Floats", "Floats"]  # weights (inputs, outputs), bias (outputs,)


class Trace(NamedTuple):
    """All intermediate values of a forward pass, for training and for explanations; blocks are rows."""

    inputs: Floats  # normalised signals
    embedding: Floats
    before: list[Floats]  # hidden states before each dilated layer
    added: list[Floats]  # what each dilated layer added
    hidden: Floats  # after the last dilated layer
    pooled: list[tuple[Groups, Floats, Floats]]  # for each grouping: the groups, their mean hidden states, their layer's output
    strongest: Ints  # for each hidden unit the block that max pooling took
    page: Floats  # mean and max pooling over the page
    projected: Floats
    page_context: Floats
    log_odds: Floats


class Attribution(NamedTuple):
    """The log-odds of all blocks, taken apart: ``parts`` (signals, blocks) of the block's own signals, ``around`` (blocks,), ``bias``."""

    rows: Ints  # row of the columns for each signal of ``parts``
    parts: Floats
    around: Floats
    bias: float


class Normalizer(NamedTuple):
    """Normalises signals to x / (|x| + scale) - offset: bounded, and 0 for a signal's mean value."""

    scales: Floats
    offsets: Floats

    def transform(self, values: Floats) -> Floats:
        """Signals (signals, blocks) -> normalised inputs (blocks, signals)."""
        result: Floats = (values / (np.abs(values) + self.scales[:, None]) - self.offsets[:, None]).T
        return result


@dataclass(frozen=True)
class Network:
    """Trained weights: the rows of the signals that are its inputs, their normalisation, and its layers."""

    rows: Ints
    normalizer: Normalizer
    layers: Mapping[str, Layer]

    def log_odds(self, columns: Columns, clock: Clock = UNTIMED) -> Floats:
        """Log-odds of each block that it is main text, in memory that does not grow with the page."""
        blocks = columns.matrix.shape[1]
        if blocks <= SLICE:
            return self.trace(columns, clock).log_odds if blocks else np.zeros(0, np.float32)
        return self.sliced_log_odds(columns, clock)

    def sliced_log_odds(self, columns: Columns, clock: Clock = UNTIMED) -> Floats:
        """The same, slice by slice: what the output layer makes of each block, then of each group, then of the page."""
        weights, bias = self.layers["output"]
        blocks, width = columns.matrix.shape[1], len(weights)
        result = np.empty(blocks, np.float32)
        sums = [np.zeros((int(numbers.max()) + 1, width), np.float32) for numbers in columns.groups]
        total, strongest = np.zeros(width, np.float64), np.full(width, -np.inf, np.float32)
        for start in range(0, blocks, SLICE):
            stop, first = min(start + SLICE, blocks), max(start - REACH, 0)
            inputs = self.normalizer.transform(columns.matrix[self.rows, first : stop + REACH])
            hidden = residual(self.layers, relu_layer(inputs, self.layers["embedding"]), clock)[-1][start - first : stop - first]
            result[start:stop] = matmul(relu_layer(hidden, self.layers["projection"]), weights)[:, 0]
            for into, numbers in zip(sums, columns.groups, strict=True):
                grouping = Groups(numbers[start:stop])
                into[grouping.numbers] += grouping.sums(hidden)
            total += hidden.sum(0, dtype=np.float64)
            np.maximum(strongest, hidden.max(0), out=strongest)
        for name, of_groups, numbers in zip(GROUP_CONTEXTS, sums, columns.groups, strict=False):
            averages = of_groups / np.maximum(np.bincount(numbers), 1).astype(np.float32)[:, None]
            result += matmul(relu_layer(averages, self.layers[name]), weights)[numbers, 0]
        page = np.concatenate(((total / blocks).astype(np.float32), strongest))
        of_page: Floats = result + (relu_layer(page, self.layers["page_context"]) @ weights + bias)
        return of_page

    def trace(self, columns: Columns, clock: Clock = UNTIMED) -> Trace:
        """A forward pass over a page, with all intermediate values."""
        return forward(self.layers, self.normalizer.transform(columns.matrix[self.rows]), columns.groups, clock)

    @cached_property
    def bias(self) -> float:
        """Log-odds of a single block whose signals all have their mean value."""
        return float(forward(self.layers, np.zeros((1, len(self.rows)), np.float32), ()).log_odds[0])

    def attribution(self, columns: Columns) -> Attribution:
        """Split the log-odds of each block into what its own signals add and what other blocks add, so that the parts sum to them."""
        parts = self.parts(columns, 0, columns.matrix.shape[1])
        return Attribution(self.rows, parts, self.log_odds(columns) - parts.sum(0) - np.float32(self.bias), self.bias)

    def parts(self, columns: Columns, start: int, stop: int, weight: float = 1.0) -> Floats:
        """What the own signals of the blocks from ``start`` up to ``stop`` add to their log-odds, times ``weight``; (signals, blocks).

        Own signals count gradient x input along the path through the block itself (Shrikumar, Greenside, Kundaje, "Learning important
        features through propagating activation differences", 2017). That path sees no more than ``REACH`` blocks on each side.
        """
        begin = max(start - REACH, 0)
        inputs = self.normalizer.transform(columns.matrix[self.rows, begin : stop + REACH])
        embedding = relu_layer(inputs, self.layers["embedding"])
        _, added, hidden = residual(self.layers, embedding)
        own = slice(start - begin, stop - begin)
        projected = relu_layer(hidden[own], self.layers["projection"])
        gradient = matmul((projected > 0) * (np.float32(weight) * self.layers["output"][0][:, 0]), self.layers["projection"][0].T)
        for name, more in zip(reversed(DILATED), reversed(added), strict=True):
            weights = self.layers[name][0][more.shape[1] : -more.shape[1]]
            gradient = gradient + matmul(gradient * (more[own] > 0), weights.T)
        result: Floats = (matmul((embedding[own] > 0) * gradient, self.layers["embedding"][0].T) * inputs[own]).T
        return result


class Groups:
    """Blocks by group number: pooling over each group, and its result for each block."""

    def __init__(self, numbers: Ints) -> None:
        self.order = np.argsort(numbers, kind="stable")
        ordered = numbers[self.order]
        self.starts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1]))
        self.numbers = ordered[self.starts]
        self.sizes = np.diff(np.append(self.starts, len(numbers))).astype(np.float32)
        self.place = np.empty(len(numbers), np.int64)
        self.place[self.order] = np.repeat(np.arange(len(self.starts)), self.sizes.astype(np.int64))

    def sums(self, values: Floats) -> Floats:
        """Sum pooling: (blocks, units) -> (groups, units)."""
        result: Floats = np.add.reduceat(values[self.order], self.starts, 0)
        return result

    def averages(self, values: Floats) -> Floats:
        """Average pooling: (blocks, units) -> (groups, units)."""
        result: Floats = self.sums(values) / self.sizes[:, None]
        return result


def forward(layers: Mapping[str, Layer], inputs: Floats, groups: Sequence[Ints], clock: Clock = UNTIMED) -> Trace:
    """Forward pass over a page of at least one block; ``groups`` holds one group number per block for each grouping."""
    embedding = relu_layer(inputs, layers["embedding"])
    before, added, hidden = residual(layers, embedding, clock)
    projected = relu_layer(hidden, layers["projection"])
    total, pooled = projected, []
    clock.check()
    for name, numbers in zip(GROUP_CONTEXTS, groups, strict=False):
        grouping = Groups(numbers)
        averages = grouping.averages(hidden)
        pooled.append((grouping, averages, relu_layer(averages, layers[name])))
        total = total + pooled[-1][2][grouping.place]
    strongest = hidden.argmax(0)
    page = np.concatenate((hidden.mean(0), hidden[strongest, np.arange(hidden.shape[1])]))
    page_context = relu_layer(page, layers["page_context"])
    weights, bias = layers["output"]
    log_odds = matmul(total + page_context, weights)[:, 0] + bias
    return Trace(inputs, embedding, before, added, hidden, pooled, strongest, page, projected, page_context, log_odds)


def residual(layers: Mapping[str, Layer], hidden: Floats, clock: Clock = UNTIMED) -> tuple[list[Floats], list[Floats], Floats]:
    """The dilated layers: hidden states before each of them, what each added, and the states after the last."""
    before, added = [], []
    for dilation, name in zip(DILATIONS, DILATED, strict=True):
        clock.check()
        before.append(hidden)
        added.append(relu_layer(with_neighbours(hidden, dilation), layers[name]))
        hidden = hidden + added[-1]
    return before, added, hidden


def relu_layer(values: Floats, layer: Layer) -> Floats:
    """A fully connected layer with ReLU."""
    sums = matmul(values, layer[0])
    sums += layer[1]
    np.maximum(sums, 0, out=sums)
    return sums


def matmul(values: Floats, weights: Floats) -> Floats:
    """``values @ weights``, a few rows at a time: numpy hands larger products to threads, which cost more here than they save."""
    rows = max(AT_ONCE // weights.size, 1)
    if values.ndim == 1 or len(values) <= rows:
        return values @ weights
    result = np.empty((len(values), weights.shape[1]), np.result_type(values, weights))
    for start in range(0, len(values), rows):
        np.matmul(values[start : start + rows], weights, out=result[start : start + rows])
    return result


def with_neighbours(hidden: Floats, dilation: int) -> Floats:
    """Inputs of a dilated layer: the states of the block ``dilation`` before, the block itself, and the one after; padded with zeros."""
    count, width = hidden.shape
    result = np.zeros((count, 3 * width), hidden.dtype)
    result[dilation:, :width] = hidden[:-dilation]
    result[:, width:-width] = hidden
    result[:-dilation, -width:] = hidden[dilation:]
    return result


def from_layers(data: Mapping[str, Any], rows: Mapping[str, int]) -> Network:
    """The part ``network`` of a weights file -> Network.

    Args:
        data: ``signals`` by name, their ``scales`` and ``offsets``, and ``layers``: whole numbers of ``UNIT``, the last row the bias.
        rows: the row of the columns for each signal.

    Raises:
        ValueError: if a part is missing, or parts do not fit each other.
    """
    if missing := sorted({"signals", "scales", "offsets", "layers"} - data.keys()):
        raise ValueError(f"the network of the weights lacks {', '.join(missing)}")
    inputs = np.array([rows[name] for name in data["signals"]], np.int64)
    normalizer = Normalizer(np.array(data["scales"], np.float32), np.array(data["offsets"], np.float32))
    layers = {}
    try:
        for name, quantised in data["layers"].items():
            values = np.array(quantised, np.float32) * np.float32(UNIT)
            layers[name] = (np.ascontiguousarray(values[:-1]), values[-1])
        network = Network(inputs, normalizer, layers)
        forward(layers, np.zeros((1, len(inputs)), np.float32), [np.zeros(1, np.int64)] * sum(name in layers for name in GROUP_CONTEXTS))
        normalizer.transform(np.zeros((len(inputs), 1), np.float32))
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise ValueError(f"the layers of the network do not fit each other: {error}") from None
    return network
