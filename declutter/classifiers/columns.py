"""Columns of signals: one row of float32 a signal, one value a block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from declutter.page import Floats, Signal


class Columns:
    """``out[SIGNAL] = values`` writes a row; rows that nobody writes stay zero."""

    def __init__(self, signals: Sequence[Signal], blocks: int) -> None:
        self.signals = tuple(signals)
        self.rows = {signal.name: row for row, signal in enumerate(self.signals)}
        self.matrix: Floats = np.zeros((len(self.signals), blocks), np.float32)

    def __setitem__(self, signals: Signal | tuple[Signal, ...], values: Any) -> None:
        if isinstance(signals, tuple) and not hasattr(signals, "name"):
            first = self.rows[signals[0].name]
            self.matrix[first : first + len(signals)] = values
        else:
            self.matrix[self.rows[signals.name]] = values

    def __getitem__(self, signal: Signal) -> Floats:
        row: Floats = self.matrix[self.rows[signal.name]]
        return row


def window(sums: Floats, near: int) -> Floats:
    """Sums over the blocks within ``near`` of each."""
    count = sums.shape[1] - 1
    index = np.arange(count)
    result: Floats = sums[:, np.minimum(index + near + 1, count)] - sums[:, np.maximum(index - near, 0)]
    return result
