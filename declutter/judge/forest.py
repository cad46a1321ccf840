"""The forest: gradient-boosted trees of depth three, "is this signal above that threshold?", whose leaves add up to log-odds.

A tree is a binary heap of 7 splits and 15 nodes: the children of node i are 2i + 1 (no) and 2i + 2 (yes). Each node has a value; what a
split contributes is the difference between the value of the chosen child and its own (Saabas, "Interpreting random forests", 2014), so
the contributions of a block sum to its leaf exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from declutter.limits import UNTIMED, Clock

if TYPE_CHECKING:
    from declutter.page import Bools, Floats, Ints

SPLITS, NODES, LEAVES, LEVELS = 7, 15, 8, 3
FEW = 96  # blocks per step of `Forest.parts`, whose arrays are larger
AT_ONCE = 512  # blocks per step: intermediate arrays should fit into the processor's cache


@dataclass(frozen=True)
class Forest:
    """All trees as arrays; a split that several trees share is evaluated once.

    ``rows`` and ``thresholds`` (splits,) are the distinct splits; ``splits`` (7, trees) says which of them each inner node has;
    ``values`` (trees, nodes) are the values of the nodes.
    """

    rows: Ints
    thresholds: Floats
    splits: Ints
    values: Floats

    @property
    def bias(self) -> float:
        """Sum of the values of all roots."""
        return float(self.values[:, 0].sum(dtype=np.float64))

    def log_odds(self, matrix: Floats, clock: Clock = UNTIMED) -> Floats:
        """Sum over all trees of the leaf of each block; ``matrix`` is (signals, blocks)."""
        blocks = matrix.shape[1]
        result = np.zeros(blocks, np.float32)
        for start in range(0, blocks if len(self.values) else 0, AT_ONCE):
            clock.check()
            result[start : start + AT_ONCE] = self.leaves(matrix[:, start : start + AT_ONCE]).sum(0)
        return result

    def leaves(self, matrix: Floats) -> Floats:
        """Leaf values (trees, blocks)."""
        first, second, third = self.paths(matrix)
        places = first.view(np.uint8) * np.uint8(4) + second.view(np.uint8) * np.uint8(2) + third.view(np.uint8)
        firsts = np.arange(len(self.values), dtype=np.int32)[:, None] * NODES + SPLITS
        result: Floats = self.values.ravel().take(places + firsts)
        return result

    def paths(self, matrix: Floats) -> tuple[Bools, Bools, Bools]:
        """The answers of each tree's three splits on the way to its leaf, each (trees, blocks)."""
        yes = matrix[self.rows] > self.thresholds[:, None]
        first = yes[self.splits[0]]
        second = chosen(first, yes[self.splits[2]], yes[self.splits[1]])
        third = chosen(
            first,
            chosen(second, yes[self.splits[6]], yes[self.splits[5]]),
            chosen(second, yes[self.splits[4]], yes[self.splits[3]]),
        )
        return first, second, third

    def parts(self, matrix: Floats) -> Floats:
        """Contribution of each signal (signals, blocks); with ``bias`` they sum to the log-odds of each block."""
        result = np.zeros(matrix.shape, np.float32)
        if not len(self.values):
            return result
        signals, deltas, used = self.steps
        firsts = np.arange(0, LEAVES * len(self.values), LEAVES)[:, None]
        for start in range(0, matrix.shape[1], FEW):
            first, second, third = self.paths(matrix[:, start : start + FEW])
            blocks = first.shape[1]
            leaves = firsts + (first.view(np.uint8) * np.uint8(4) + second.view(np.uint8) * np.uint8(2) + third.view(np.uint8))
            places = signals.take(leaves, 0, mode="clip")  # (trees, blocks, levels)
            places *= blocks
            places += np.arange(blocks)[:, None]
            added = np.bincount(places.ravel(), deltas.take(leaves, 0, mode="clip").ravel(), len(used) * blocks)
            result[used, start : start + FEW] = added.reshape(len(used), blocks)
        return result

    @cached_property
    def steps(self) -> tuple[Ints, Floats, Ints]:
        """For each leaf of each tree the three steps on the way to it: the signal of the split above (its number among those that any split
        has) and what the step adds. Last the rows of these signals.
        """
        nodes = np.array([[leaf // 4 + 1, leaf // 2 + 3, leaf + SPLITS] for leaf in range(LEAVES)])
        above = (nodes - 1) // 2
        used, numbers = np.unique(self.rows, return_inverse=True)
        signals = numbers[self.splits[above]].transpose(2, 0, 1).reshape(-1, LEVELS).astype(np.intp)
        deltas = (self.values[:, nodes] - self.values[:, above]).reshape(-1, LEVELS).astype(np.float64)
        return np.ascontiguousarray(signals), deltas, used


def chosen(flags: Bools, yes: Bools, no: Bools) -> Bools:
    """``np.where(flags, yes, no)`` for booleans, seven times as fast."""
    result: Bools = ((yes ^ no) & flags) ^ no
    return result


def from_trees(trees: list[list[list[float]]], rows: list[int]) -> Forest:
    """Trees of the weights file -> Forest.

    Args:
        trees: each tree as ``[signals, thresholds, values]`` of 7, 7 and 15 numbers; signals are places in the file's list.
        rows: the row of the columns for each place in that list.

    Raises:
        ValueError: if a tree has another number of values, or a signal that is not in the list.
    """
    if not trees:
        empty = np.zeros(0, np.int32)
        return Forest(empty, np.zeros(0, np.float32), np.zeros((SPLITS, 0), np.int32), np.zeros((0, NODES), np.float32))
    for number, tree in enumerate(trees):
        sizes = [len(part) if isinstance(part, list) else 0 for part in tree]
        if sizes != [SPLITS, SPLITS, NODES] or not all(0 <= signal < len(rows) for signal in tree[0]):
            raise ValueError(f"tree {number} must have {SPLITS} signals of the list, {SPLITS} thresholds and {NODES} values")
    known: dict[tuple[int, float], int] = {}
    splits = [
        [known.setdefault((rows[int(signal)], float(threshold)), len(known)) for signal, threshold in zip(tree[0], tree[1], strict=True)]
        for tree in trees
    ]
    return Forest(
        np.array([row for row, _ in known], np.int32),
        np.array([threshold for _, threshold in known], np.float32),
        np.ascontiguousarray(np.array(splits, np.int32).T),
        np.array([tree[2] for tree in trees], np.float32),
    )
