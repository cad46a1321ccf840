"""The judge: signals -> log-odds per block, and the exact contributions behind each.

The weighted sum of two models. The block model sees one block at a time: bias + signals x weights (the scorecard, set by hand: what holds
in every language) + a forest of small trees, learned from labelled pages. The context model, a network, sees the block together with its
neighbours and its group. Everything is a sum, so every verdict splits exactly into contributions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.judge.judge import Ensemble, Judge
from declutter.judge.scorecard import probability
from declutter.judge.weights import FORMAT, by_kind, by_odds, from_dict, packaged, weights_file

if TYPE_CHECKING:
    from declutter.judge.weights import Weights

__all__ = ["FORMAT", "Ensemble", "Judge", "Weights", "by_kind", "by_odds", "from_dict", "packaged", "probability", "weights_file"]
