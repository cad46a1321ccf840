"""Train the context model: stochastic gradient descent over pages, on soft labels, from random weights.

Loshchilov, Hutter, "Decoupled weight decay regularization" (AdamW, 2019); Smith, Topin, "Super-convergence" (one-cycle learning rate,
2019); Srivastava et al., "Dropout" (2014).
"""

from __future__ import annotations

from math import cos, pi
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from declutter.judge.network import DILATED, DILATIONS, GROUP_CONTEXTS, UNIT, Normalizer, forward, with_neighbours
from declutter.judge.scorecard import probability

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from declutter.judge.network import Layer, Trace
    from declutter.page import Bools, Floats, Ints, Signal

    Layers = dict[str, Layer]

WIDTH = 32  # hidden units
EPOCHS = 12
BATCH = 16  # pages
LEARNING_RATE, WARM_UP = 0.002, 0.15  # peak of the one-cycle schedule, and the share of the steps that lead up to it
WEIGHT_DECAY = 0.01
BETAS = (0.9, 0.999)  # decay of Adam's running means of the gradient and of its square
MAX_NORM = 1.0  # gradients longer than this are scaled down to it
DROPOUT = 0.25  # share of the inputs of each block that are zeroed
DROPPED_PAGES = 0.5  # share of the pages without any of the droppable signals
EPSILON = 1e-8
LEAST_SCALE, LEAST_SPREAD = 0.05, 0.1  # lower bounds, so that a rare signal is not blown up
THINNED, THINNEST = 0.5, 0.8  # share of the pages that are thinned, and of their boilerplate that goes at most
TEXT = 0.5  # label from which a block counts as main text
SEED = 1
SAMPLE = 60  # blocks of each page from which the normalisation is taken


class Sample(NamedTuple):
    """A page to train on: signals (signals, blocks), group numbers, labels (NaN where the truth is silent), weights of the blocks."""

    matrix: Floats
    groups: tuple[Ints, ...]
    labels: Floats
    weights: Floats

    def part(self, blocks: Bools | slice) -> Sample:
        """The sample restricted to some blocks."""
        groups = tuple(numbers[blocks] for numbers in self.groups)
        return Sample(self.matrix[:, blocks], groups, self.labels[blocks], self.weights[blocks])


def train_network(
    samples: Sequence[Sample], signals: Sequence[Signal], droppable: Collection[str], thinned: bool = False
) -> dict[str, Any]:
    """The part ``network`` of a weights file; empty if there is nothing to learn. The same samples give the same network.

    Args:
        samples: pages.
        signals: the signals, in the order of the rows.
        droppable: names of signals that are zeroed on half of the pages, so that the network does not depend on them.
        thinned: whether some boilerplate is left out of half of the pages, as other programs do that flatten pages to lines.
    """
    rng = np.random.default_rng(SEED)
    samples = [sample for sample in samples if sample.weights.sum() > 0]
    if not samples:
        return {}
    rows, normalizer, spread = fit_normalizer(samples, rng)
    if not len(rows):
        return {}
    inputs = [(normalizer.transform(sample.matrix[rows]) / spread).astype(np.float16) for sample in samples]
    dropped = np.array([signals[row].name in droppable for row in rows])
    zero = np.where(dropped, -normalizer.offsets / spread, 0)  # a signal of value 0, normalised
    optimizer = AdamW(random_layers(len(rows), len(samples[0].groups), rng), EPOCHS * -(-len(samples) // BATCH))
    for _ in range(EPOCHS):
        order = rng.permutation(len(samples))
        for start in range(0, len(order), BATCH):
            for number in order[start : start + BATCH]:
                page = inputs[number].astype(np.float32)
                if rng.random() < DROPPED_PAGES:
                    page[:, dropped] = zero[dropped]
                page *= (rng.random(page.shape, np.float32) >= DROPOUT) / np.float32(1 - DROPOUT)
                blocks = thin(samples[number], rng) if thinned and rng.random() < THINNED else slice(None)
                optimizer.backward(page[blocks], samples[number].part(blocks))
            optimizer.step()
    return quantised(optimizer.layers, [signals[row].name for row in rows], normalizer, spread)


def fit_normalizer(samples: Sequence[Sample], rng: np.random.Generator) -> tuple[Ints, Normalizer, Floats]:
    """The rows of signals that vary, their normalisation, and the standard deviations of what it gives."""
    counts = [len(sample.labels) for sample in samples]
    drawn = [rng.choice(count, min(count, SAMPLE), replace=False) for count in counts]
    values = np.concatenate([sample.matrix[:, blocks] for sample, blocks in zip(samples, drawn, strict=True)], 1)
    rows = np.flatnonzero(values.std(1) > EPSILON)
    scales = np.maximum(np.abs(values[rows]).mean(1), LEAST_SCALE).astype(np.float32)
    normalised = Normalizer(scales, np.zeros(len(rows), np.float32)).transform(values[rows])
    return rows, Normalizer(scales, normalised.mean(0)), normalised.std(0) + np.float32(LEAST_SPREAD)


def random_layers(signals: int, groupings: int, rng: np.random.Generator) -> Layers:
    """Random weights that keep the variance of what goes through about constant."""
    sizes = {"embedding": (signals, WIDTH), **dict.fromkeys(DILATED, (3 * WIDTH, WIDTH)), "projection": (WIDTH, WIDTH)}
    sizes |= {**dict.fromkeys(GROUP_CONTEXTS[:groupings], (WIDTH, WIDTH)), "page_context": (2 * WIDTH, WIDTH), "output": (WIDTH, 1)}
    layers = {}
    for name, size in sizes.items():
        weights = rng.normal(size=size) / np.sqrt(3 * size[0])
        layers[name] = (weights.astype(np.float32), np.zeros(size[1], np.float32))
    return layers


def thin(sample: Sample, rng: np.random.Generator) -> Bools:
    """All blocks that are main text, and a random share of the others."""
    left_out = rng.random(len(sample.labels)) < THINNEST * rng.random()
    result: Bools = ~left_out | (np.nan_to_num(sample.labels) >= TEXT)
    return result if sample.weights[result].any() else np.ones(len(result), np.bool_)


class AdamW:
    """The optimizer: all weights in one array, the gradient of the current batch, and Adam's running means of it and of its square."""

    def __init__(self, layers: Layers, steps: int) -> None:
        self.steps, self.done = steps, 0
        self.weights = np.concatenate([part.ravel() for layer in layers.values() for part in layer])
        self.gradient, self.mean, self.square = (np.zeros_like(self.weights) for _ in range(3))
        self.layers, self.gradients = as_layers(self.weights, layers), as_layers(self.gradient, layers)

    def backward(self, inputs: Floats, sample: Sample) -> None:
        """Add the gradient of a page's cross-entropy."""
        trace = forward(self.layers, inputs, sample.groups)
        error = probability(trace.log_odds) - np.nan_to_num(sample.labels)
        backpropagate(self.layers, self.gradients, trace, (error * sample.weights / BATCH).astype(np.float32))

    def step(self) -> None:
        """Update the weights and clear the gradient."""
        self.done += 1
        beta, beta_square = BETAS
        self.gradient *= min(1.0, MAX_NORM / (float(np.sqrt(self.gradient @ self.gradient)) + EPSILON))
        self.mean += (1 - beta) * (self.gradient - self.mean)
        self.square += (1 - beta_square) * (self.gradient * self.gradient - self.square)
        size = np.sqrt(self.square / (1 - beta_square**self.done)) + EPSILON
        self.weights -= learning_rate(self.done / self.steps) * (WEIGHT_DECAY * self.weights + self.mean / (1 - beta**self.done) / size)
        self.gradient[:] = 0


def as_layers(values: Floats, like: Layers) -> Layers:
    """Views of one array as layers of the same shapes."""
    ends = np.cumsum([part.size for layer in like.values() for part in layer])
    pieces = iter(np.split(values, ends[:-1]))
    return {name: (next(pieces).reshape(weights.shape), next(pieces)) for name, (weights, _) in like.items()}


def learning_rate(share: float) -> float:
    """The one-cycle schedule after a share of the steps: cosine warm-up, then cosine decay to zero."""
    if share < WARM_UP:
        return LEARNING_RATE * (0.04 + 0.48 * (1 - cos(pi * share / WARM_UP)))
    return LEARNING_RATE * (1 + cos(pi * (share - WARM_UP) / (1 - WARM_UP))) / 2


def backpropagate(layers: Layers, gradients: Layers, trace: Trace, error: Floats) -> None:
    """Add the gradients of all layers, from the error of each block's log-odds."""
    output = error[:, None] @ layers["output"][0].T
    total = trace.projected + trace.page_context
    for groups, _, activation in trace.pooled:
        total = total + activation[groups.place]
    accumulate(gradients["output"], total, error[:, None])
    of_page = output.sum(0) * (trace.page_context > 0)
    accumulate(gradients["page_context"], trace.page[None], of_page[None])
    average, strongest = np.split(layers["page_context"][0] @ of_page, 2)
    projected = output * (trace.projected > 0)
    accumulate(gradients["projection"], trace.hidden, projected)
    back = projected @ layers["projection"][0].T + average / len(error)
    back[trace.strongest, np.arange(len(strongest))] += strongest
    for name, (groups, averages, activation) in zip(GROUP_CONTEXTS, trace.pooled, strict=False):
        of_group = groups.sums(output) * (activation > 0)
        accumulate(gradients[name], averages, of_group)
        back += (of_group @ layers[name][0].T / groups.sizes[:, None])[groups.place]
    steps = zip(DILATIONS, DILATED, trace.before, trace.added, strict=True)
    for dilation, name, before, added in reversed(list(steps)):
        of_layer = back * (added > 0)
        accumulate(gradients[name], with_neighbours(before, dilation), of_layer)
        left, own, right = np.split(of_layer @ layers[name][0].T, 3, 1)
        back = back + own
        back[:-dilation] += left[dilation:]
        back[dilation:] += right[:-dilation]
    accumulate(gradients["embedding"], trace.inputs, back * (trace.embedding > 0))


def accumulate(gradient: Layer, inputs: Floats, error: Floats) -> None:
    """Add one layer's gradient, from its inputs and the error of its outputs."""
    gradient[0][...] += inputs.T @ error
    gradient[1][...] += error.sum(0)


def quantised(layers: Layers, names: list[str], normalizer: Normalizer, spread: Floats) -> dict[str, Any]:
    """The network as the weights file has it: whole numbers of ``UNIT``, one row for each input, the last one for the bias."""
    weights, bias = layers["embedding"]
    layers = {**layers, "embedding": (weights / spread[:, None], bias)}
    scales, offsets = ([float(f"{value:.3g}") for value in values] for values in (normalizer.scales, normalizer.offsets))
    rows = {name: np.round(np.vstack(layer) / UNIT).astype(int).tolist() for name, layer in layers.items()}
    return {"signals": names, "scales": scales, "offsets": offsets, "layers": rows}
