"""Teach the network: gradient descent, page by page, on soft labels, from random weights.

Loshchilov, Hutter, "Decoupled weight decay regularization" (AdamW, 2019); Smith, Topin, "Super-convergence" (one cycle of the rate, 2019);
Srivastava et al., "Dropout" (2014).
"""

from __future__ import annotations

from math import cos, pi
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from declutter.judge.network import KINDS, LOOKS, REACH, UNIT, Evener, beside, forward
from declutter.judge.scorecard import probability

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from declutter.judge.network import Layer, Trace
    from declutter.page import Bools, Floats, Ints, Signal

    Layers = dict[str, Layer]

WIDTH = 32  # figures that the network keeps of a block
EPOCHS = 12  # times that every page is seen
BATCH = 16  # pages a step
RATE, WARM = 0.002, 0.15  # highest rate of learning, and the share of the steps that lead up to it
DECAY = 0.01  # of the weights, times the rate, at every step
MEMORY = (0.9, 0.999)  # what Adam keeps of the means of gradients and of their squares
STEEPEST = 1.0  # length of the longest gradient that is followed whole
HIDDEN = 0.25  # share of the signals that a block is not told
FORGOTTEN = 0.5  # share of the pages that are not told what some signals say at all
TINY = 1e-8
LEAST_SCALE, LEAST_SPREAD = 0.05, 0.1  # so that a rare signal is not blown up
THINNED, THINNEST = 0.5, 0.8  # share of the pages that are thinned, and the most of what is no text that goes
TEXT = 0.5  # label from which a block stays
SEED = 1
SAMPLE = 60  # blocks of each page from which scales are taken


class Lesson(NamedTuple):
    """A page to learn from: signals (rows) by blocks (columns), labels (NaN where the truth is silent), and what each block counts."""

    matrix: Floats
    alike: tuple[Ints, ...]
    labels: Floats
    weights: Floats

    def part(self, blocks: Bools | slice) -> Lesson:
        """The lesson of some blocks."""
        alike = tuple(numbers[blocks] for numbers in self.alike)
        return Lesson(self.matrix[:, blocks], alike, self.labels[blocks], self.weights[blocks])


def teach(lessons: Sequence[Lesson], known: Sequence[Signal], forgettable: Collection[str], thinned: bool = False) -> dict[str, Any]:
    """The part ``network`` of a weights file; empty if there is nothing to learn. The same lessons give the same network.

    Args:
        lessons: pages.
        known: the signals, in the order of the rows.
        forgettable: names of signals that half of the pages are not told, so that nothing leans on them.
        thinned: whether blocks that are no text are left out of half of the pages, as they are by other programs that flatten pages.
    """
    rng = np.random.default_rng(SEED)
    lessons = [lesson for lesson in lessons if lesson.weights.sum() > 0]
    if not lessons:
        return {}
    rows, evener, spread = measures(lessons, rng)
    if not len(rows):
        return {}
    told = [(evener.even(lesson.matrix[rows]) / spread).astype(np.float16) for lesson in lessons]
    forgotten = np.array([known[row].name in forgettable for row in rows])
    silence = np.where(forgotten, -evener.usual / spread, 0)
    descent = Descent(blank_layers(len(rows), len(lessons[0].alike), rng), EPOCHS * -(-len(lessons) // BATCH))
    for _ in range(EPOCHS):
        order = rng.permutation(len(lessons))
        for start in range(0, len(order), BATCH):
            for number in order[start : start + BATCH]:
                page = told[number].astype(np.float32)
                if rng.random() < FORGOTTEN:
                    page[:, forgotten] = silence[forgotten]
                page *= (rng.random(page.shape, np.float32) >= HIDDEN) / np.float32(1 - HIDDEN)
                seen = thin(lessons[number], rng) if thinned and rng.random() < THINNED else slice(None)
                descent.follow(page[seen], lessons[number].part(seen))
            descent.step()
    return written(descent.layers, [known[row].name for row in rows], evener, spread)


def measures(lessons: Sequence[Lesson], rng: np.random.Generator) -> tuple[Ints, Evener, Floats]:
    """The signals that differ from block to block, what makes them even, and how far they spread then."""
    counts = [len(lesson.labels) for lesson in lessons]
    drawn = [rng.choice(count, min(count, SAMPLE), replace=False) for count in counts]
    sample = np.concatenate([lesson.matrix[:, blocks] for lesson, blocks in zip(lessons, drawn, strict=True)], 1)
    rows = np.flatnonzero(sample.std(1) > TINY)
    scales = np.maximum(np.abs(sample[rows]).mean(1), LEAST_SCALE).astype(np.float32)
    even = Evener(scales, np.zeros(len(rows), np.float32)).even(sample[rows])
    return rows, Evener(scales, even.mean(0)), even.std(0) + np.float32(LEAST_SPREAD)


def blank_layers(signals: int, kinds: int, rng: np.random.Generator) -> Layers:
    """Random weights, small enough to keep the size of what goes through."""
    sizes = {"enter": (signals, WIDTH), **dict.fromkeys(LOOKS, (3 * WIDTH, WIDTH)), "mix": (WIDTH, WIDTH)}
    sizes |= {**dict.fromkeys(KINDS[:kinds], (WIDTH, WIDTH)), "page": (2 * WIDTH, WIDTH), "leave": (WIDTH, 1)}
    layers = {}
    for name, size in sizes.items():
        weights = rng.normal(size=size) / np.sqrt(3 * size[0])
        layers[name] = (weights.astype(np.float32), np.zeros(size[1], np.float32))
    return layers


def thin(lesson: Lesson, rng: np.random.Generator) -> Bools:
    """All blocks that are text, and a share of the others that is drawn too."""
    left_out = rng.random(len(lesson.labels)) < THINNEST * rng.random()
    result: Bools = ~left_out | (np.nan_to_num(lesson.labels) >= TEXT)
    return result if lesson.weights[result].any() else np.ones(len(result), np.bool_)


class Descent:
    """Layers on their way down: all weights in one row, the slope under the pages of a step, and Adam's means of it and of its square."""

    def __init__(self, layers: Layers, steps: int) -> None:
        self.steps, self.done = steps, 0
        self.row = np.concatenate([part.ravel() for layer in layers.values() for part in layer])
        self.slope, self.mean, self.square = (np.zeros_like(self.row) for _ in range(3))
        self.layers, self.slopes = in_layers(self.row, layers), in_layers(self.slope, layers)

    def follow(self, told: Floats, lesson: Lesson) -> None:
        """Add the slope of the cross-entropy under a page."""
        trace = forward(self.layers, told, lesson.alike)
        wrong = probability(trace.log_odds) - np.nan_to_num(lesson.labels)
        add_slopes(self.layers, self.slopes, trace, (wrong * lesson.weights / BATCH).astype(np.float32))

    def step(self) -> None:
        """Go down a little, and forget the slope."""
        self.done += 1
        keep, keep_squares = MEMORY
        self.slope *= min(1.0, STEEPEST / (float(np.sqrt(self.slope @ self.slope)) + TINY))
        self.mean += (1 - keep) * (self.slope - self.mean)
        self.square += (1 - keep_squares) * (self.slope * self.slope - self.square)
        size = np.sqrt(self.square / (1 - keep_squares**self.done)) + TINY
        self.row -= rate_at(self.done / self.steps) * (DECAY * self.row + self.mean / (1 - keep**self.done) / size)
        self.slope[:] = 0


def in_layers(row: Floats, like: Layers) -> Layers:
    """A row of figures seen as layers of these sizes."""
    ends = np.cumsum([part.size for layer in like.values() for part in layer])
    pieces = iter(np.split(row, ends[:-1]))
    return {name: (next(pieces).reshape(weights.shape), next(pieces)) for name, (weights, _) in like.items()}


def rate_at(share: float) -> float:
    """The rate of learning after a share of the steps: up in a cosine, and down to nothing in another."""
    if share < WARM:
        return RATE * (0.04 + 0.48 * (1 - cos(pi * share / WARM)))
    return RATE * (1 + cos(pi * (share - WARM) / (1 - WARM))) / 2


def add_slopes(layers: Layers, slopes: Layers, trace: Trace, wrong: Floats) -> None:
    """Back-propagation of what is wrong with the log-odds of the blocks, from the last layer to the first."""
    out = wrong[:, None] @ layers["leave"][0].T
    said = trace.mixed + trace.heard
    for groups, _, heard in trace.kinds:
        said = said + heard[groups.place]
    add(slopes["leave"], said, wrong[:, None])
    of_page = out.sum(0) * (trace.heard > 0)
    add(slopes["page"], trace.page[None], of_page[None])
    average, strongest = np.split(layers["page"][0] @ of_page, 2)
    mixed = out * (trace.mixed > 0)
    add(slopes["mix"], trace.known, mixed)
    back = mixed @ layers["mix"][0].T + average / len(wrong)
    back[trace.top, np.arange(len(strongest))] += strongest
    for name, (groups, averages, heard) in zip(KINDS, trace.kinds, strict=False):
        of_kind = groups.sums(out) * (heard > 0)
        add(slopes[name], averages, of_kind)
        back += (of_kind @ layers[name][0].T / groups.sizes[:, None])[groups.place]
    for reach, look, known, added in zip(reversed(REACH), reversed(LOOKS), reversed(trace.before), reversed(trace.added), strict=True):
        of_look = back * (added > 0)
        add(slopes[look], beside(known, reach), of_look)
        before, own, after = np.split(of_look @ layers[look][0].T, 3, 1)
        back = back + own
        back[:-reach] += before[reach:]
        back[reach:] += after[:-reach]
    add(slopes["enter"], trace.told, back * (trace.entered > 0))


def add(slope: Layer, values: Floats, wrong: Floats) -> None:
    """The slope of one layer, from what went in and what is wrong with what came out."""
    slope[0][...] += values.T @ wrong
    slope[1][...] += wrong.sum(0)


def written(layers: Layers, names: list[str], evener: Evener, spread: Floats) -> dict[str, Any]:
    """Layers as the weights file has them: whole numbers of ``UNIT``, a row for each figure that goes in, the last one for the bias."""
    weights, bias = layers["enter"]
    layers = {**layers, "enter": (weights / spread[:, None], bias)}
    scales, usual = ([float(f"{value:.3g}") for value in values] for values in (evener.scales, evener.usual))
    rows = {name: np.round(np.vstack(layer) / UNIT).astype(int).tolist() for name, layer in layers.items()}
    return {"signals": names, "scales": scales, "usual": usual, "layers": rows}
