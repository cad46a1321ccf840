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
        """Write the row of a signal; or those of signals that stand in a row, of which ``values`` has as many."""
        if hasattr(signals, "name"):
            self.matrix[self.rows[signals.name]] = values
            return
        first = self.rows[signals[0].name]
        for row, column in enumerate(values, first):
            self.matrix[row] = column

    def __getitem__(self, signal: Signal) -> Floats:
        row: Floats = self.matrix[self.rows[signal.name]]
        return row
