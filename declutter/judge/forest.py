"""The forest: trees of three questions each, "is this signal above that threshold?", whose values add up to log-odds.

A tree has 7 questions and 15 nodes in the order of a heap: the children of node i are 2i + 1 (no) and 2i + 2 (yes). The value of a node is
what a block is worth that has come so far; what a question adds is the difference that its answer makes to that value (Saabas,
"Interpreting random forests", 2014). So the parts of a block sum to its leaf, exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from declutter.page import Bools, Floats, Ints

QUESTIONS, NODES = 7, 15
AT_ONCE = 512  # blocks: what is looked at together should stay in the processor's cache


@dataclass(frozen=True)
class Forest:
    """All trees as arrays; many trees ask the same question, which is answered once.

    ``rows`` and ``thresholds`` are the distinct questions; ``asked`` (questions x trees) says which of them each node asks;
    ``values`` (trees x nodes) is what each node is worth.
    """

    rows: Ints
    thresholds: Floats
    asked: Ints
    values: Floats

    @property
    def bias(self) -> float:
        """What a block is worth before any question."""
        return float(self.values[:, 0].sum(dtype=np.float64))

    def log_odds(self, matrix: Floats) -> Floats:
        """The sum of the leaves that each block falls into, from signals (rows) by blocks (columns)."""
        blocks = matrix.shape[1]
        result = np.zeros(blocks, np.float32)
        for start in range(0, blocks if len(self.values) else 0, AT_ONCE):
            result[start : start + AT_ONCE] = self.leaves(matrix[:, start : start + AT_ONCE]).sum(0)
        return result

    def leaves(self, matrix: Floats) -> Floats:
        """The leaf's value of every tree (rows) for every block (columns)."""
        yes = matrix[self.rows] > self.thresholds[:, None]
        first = yes[self.asked[0]]
        second = chosen(first, yes[self.asked[2]], yes[self.asked[1]])
        third = chosen(
            first,
            chosen(second, yes[self.asked[6]], yes[self.asked[5]]),
            chosen(second, yes[self.asked[4]], yes[self.asked[3]]),
        )
        places = first.view(np.uint8) * np.uint8(4) + second.view(np.uint8) * np.uint8(2) + third.view(np.uint8)
        firsts = np.arange(len(self.values), dtype=np.int32)[:, None] * NODES + QUESTIONS
        result: Floats = self.values.ravel().take(places + firsts)
        return result

    def parts(self, values: Floats) -> Floats:
        """What each signal adds for a block with these values; with ``bias`` they sum to its log-odds."""
        added = np.zeros(len(values), np.float64)
        for tree, worth in zip(self.asked.T.tolist(), self.values.tolist(), strict=True):
            node = 0
            while node < QUESTIONS:
                row = int(self.rows[tree[node]])
                child = 2 * node + (2 if values[row] > self.thresholds[tree[node]] else 1)
                added[row] += worth[child] - worth[node]
                node = child
        return added


def chosen(flags: Bools, yes: Bools, no: Bools) -> Bools:
    """``np.where(flags, yes, no)`` for booleans, seven times as fast."""
    result: Bools = ((yes ^ no) & flags) ^ no
    return result


def from_trees(trees: list[list[list[float]]], rows: list[int]) -> Forest:
    """Trees of the weights file -> Forest.

    Args:
        trees: each tree as ``[signals, thresholds, values]`` of 7, 7 and 15 figures; signals are places in the file's list.
        rows: the row of the columns for each place in that list.

    Raises:
        ValueError: if a tree has another number of figures, or a signal that is not in the list.
    """
    if not trees:
        empty = np.zeros(0, np.int32)
        return Forest(empty, np.zeros(0, np.float32), np.zeros((QUESTIONS, 0), np.int32), np.zeros((0, NODES), np.float32))
    for number, tree in enumerate(trees):
        sizes = [len(part) if isinstance(part, list) else 0 for part in tree]
        if sizes != [QUESTIONS, QUESTIONS, NODES] or not all(0 <= signal < len(rows) for signal in tree[0]):
            raise ValueError(f"tree {number} must have {QUESTIONS} signals of the list, {QUESTIONS} thresholds and {NODES} values")
    known: dict[tuple[int, float], int] = {}
    asked = [
        [known.setdefault((rows[int(signal)], float(threshold)), len(known)) for signal, threshold in zip(tree[0], tree[1], strict=True)]
        for tree in trees
    ]
    return Forest(
        np.array([row for row, _ in known], np.int32),
        np.array([threshold for _, threshold in known], np.float32),
        np.ascontiguousarray(np.array(asked, np.int32).T),
        np.array([tree[2] for tree in trees], np.float32),
    )
