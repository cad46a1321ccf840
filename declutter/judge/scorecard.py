"""The scorecard: a linear model with weights set by hand, for what holds in languages without labelled pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from declutter.page import Floats


@dataclass(frozen=True)
class Scorecard:
    """A bias and one weight per signal, in the order of the columns."""

    bias: float
    weights: Floats

    def log_odds(self, matrix: Floats) -> Floats:
        """Log-odds (natural logarithm) of each block; ``matrix`` is (signals, blocks)."""
        result: Floats = np.float32(self.bias) + self.weights @ matrix
        return result

    def parts(self, matrix: Floats) -> Floats:
        """Contribution of each signal to the log-odds of each block, without the bias; ``matrix`` is (signals, blocks)."""
        result: Floats = self.weights[:, None] * matrix
        return result


def probability(log_odds: Floats) -> Floats:
    """The logistic function; log-odds are clipped to the range that float32 resolves."""
    result: Floats = 1 / (1 + np.exp(-np.clip(log_odds, -30, 30)))
    return result
