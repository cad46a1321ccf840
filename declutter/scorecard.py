"""Signals x weights -> log-odds a block, and the exact contributions behind each.

The judge is additive: a block's log-odds is the bias plus the sum of signal x weight, so every verdict can be taken apart without rest.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from declutter.classifiers.columns import Columns
    from declutter.page import Floats, Signal

FORMAT = 1


@dataclass(frozen=True)
class Scorecard:
    """Weights of one kind of input ("html" or "lines"), in the order of the signals they were loaded for."""

    kind: str
    bias: float
    weights: tuple[float, ...]
    signals: tuple[Signal, ...]

    def log_odds(self, columns: Columns) -> Floats:
        """Log-odds (natural logarithm) that each block belongs to the main text."""
        result: Floats = np.float32(self.bias) + np.array(self.weights, np.float32) @ columns.matrix
        return result

    def contributions(self, columns: Columns, block: int) -> dict[str, float]:
        """What each signal that speaks adds to the block's log-odds, the bias under its own name; they sum to ``log_odds``."""
        parts = np.array(self.weights, np.float32) * columns.matrix[:, block]
        spoken = {signal.name: float(part) for signal, part in zip(self.signals, parts, strict=True) if part}
        return {"bias": self.bias, **spoken}


def from_dict(data: dict[str, Any], signals: Sequence[Signal]) -> Scorecard:
    """A scorecard from the parsed weights file.

    Raises:
        ValueError: if the format is unknown, or the file names a signal that no classifier declares.
    """
    if data.get("format") != FORMAT:
        raise ValueError(f"weights have format {data.get('format')!r}; this version of declutter reads format {FORMAT}")
    weights = {name: float(weight) for group in data["weights"].values() for name, weight in group.items()}
    unknown = sorted(set(weights) - {signal.name for signal in signals})
    if unknown:
        raise ValueError(f"weights name signals that no classifier declares: {', '.join(unknown)}")
    return Scorecard(data["kind"], float(data["bias"]), tuple(weights.get(s.name, 0.0) for s in signals), tuple(signals))


@cache
def weights_file(kind: str) -> dict[str, Any]:
    """The weights that come with the package."""
    data: dict[str, Any] = json.loads(resources.files("declutter").joinpath("weights", f"{kind}.json").read_text("utf-8"))
    return data


def probability(log_odds: Floats) -> Floats:
    """The logistic function; log-odds are clipped to where float32 can still tell."""
    result: Floats = 1 / (1 + np.exp(-np.clip(log_odds, -30, 30)))
    return result
