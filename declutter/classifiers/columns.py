"""Columns of signals: a float32 matrix with one row per signal and one column per block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from declutter.page import Bools, Floats, Ints, Signal

LARGE = (
    10_000  # blocks of a page from which rows of zeros stay unwritten: memory that nobody writes to is none, at a cost of 5 ns per value
)
WIDEST = 15  # blocks on each side that a window may see


class Columns:
    """``out[SIGNAL] = values`` writes a row; unwritten rows stay zero.

    ``groups`` holds, for each grouping (same path of tags and classes, same path of the parent), one group number per block.
    """

    def __init__(self, signals: Sequence[Signal], blocks: int, groups: tuple[Ints, ...] = ()) -> None:
        self.signals = tuple(signals)
        self.groups = groups
        self.rows = {signal.name: row for row, signal in enumerate(self.signals)}
        self.matrix: Floats = np.zeros((len(self.signals), blocks), np.float32)

    def __setitem__(self, signals: Signal | tuple[Signal, ...], values: Any) -> None:
        """Write the row of a signal; or those of adjacent signals, from as many ``values``."""
        if hasattr(signals, "name"):
            self.write(self.rows[signals.name], values)
            return
        for row, column in enumerate(values, self.rows[signals[0].name]):
            self.write(row, column)

    def write(self, row: int, values: Any) -> None:
        if self.matrix.shape[1] < LARGE or np.any(values):
            self.matrix[row] = values

    def __getitem__(self, signal: Signal) -> Floats:
        row: Floats = self.matrix[self.rows[signal.name]]
        return row


def running(*rows: Floats | Bools) -> Floats:
    """Running sums of rows of one value a block, with ``WIDEST`` more values at both ends."""
    count = len(rows[0])
    sums = np.zeros((len(rows), WIDEST + count + 1 + WIDEST))
    for row, column in zip(sums, rows, strict=True):
        np.cumsum(column, out=row[WIDEST + 1 : WIDEST + count + 1])
    sums[:, WIDEST + count + 1 :] = sums[:, WIDEST + count, None]
    return sums


def window(sums: Floats, near: int) -> Floats:
    """Sums over the blocks within ``near`` of each, at most ``WIDEST``, from running sums."""
    count = sums.shape[1] - 2 * WIDEST - 1
    result: Floats = sums[:, WIDEST + near + 1 :][:, :count] - sums[:, WIDEST - near :][:, :count]
    return result
