"""The scorecard: signals x weights, set by hand. It carries what holds in languages of which there are no labelled pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from declutter.page import Floats


@dataclass(frozen=True)
class Scorecard:
    """A bias and a weight a signal, in the order of the columns."""

    bias: float
    weights: Floats

    def log_odds(self, matrix: Floats) -> Floats:
        """Log-odds (natural logarithm) a block, from signals (rows) by blocks (columns)."""
        result: Floats = np.float32(self.bias) + self.weights @ matrix
        return result

    def parts(self, values: Floats) -> Floats:
        """What each signal adds to the log-odds of a block with these values; the bias comes on top."""
        result: Floats = self.weights * values
        return result


def probability(log_odds: Floats) -> Floats:
    """The logistic function; log-odds are clipped to where float32 can still tell."""
    result: Floats = 1 / (1 + np.exp(-np.clip(log_odds, -30, 30)))
    return result
