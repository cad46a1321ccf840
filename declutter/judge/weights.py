"""Weights files: JSON, one a kind of input, small enough to read and to compare line by line.

``scorecard`` has the bias and the weights that people set, by classifier; ``signals`` and ``trees`` the forest; ``context``, where there is
one, those of the second look; ``names`` and ``words`` the learned log-odds of names of elements and of words; ``quality`` the estimate of a
page's F1; ``provenance`` where all of it comes from.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np

from declutter.judge import context
from declutter.judge.forest import from_trees
from declutter.judge.judge import Judge
from declutter.judge.scorecard import Scorecard
from declutter.lexicon.learned import Learned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from declutter.judge.forest import Forest
    from declutter.page import Signal

FORMAT = 2


def from_dict(data: dict[str, Any], signals: Sequence[Signal]) -> Judge:
    """A judge from a parsed weights file.

    Raises:
        ValueError: if the format is unknown, a part is missing, or the file names a signal that no classifier declares.
    """
    if data.get("format") != FORMAT:
        raise ValueError(f"weights have format {data.get('format')!r}; this version of declutter reads format {FORMAT}")
    missing = sorted({"kind", "scorecard", "signals", "trees"} - data.keys())
    if missing or not {"bias", "weights"} <= data["scorecard"].keys():
        raise ValueError(f"weights lack {', '.join(missing) or 'bias or weights of the scorecard'}")
    rows = {signal.name: row for row, signal in enumerate(signals)}
    by_hand = {name: float(weight) for group in data["scorecard"]["weights"].values() for name, weight in group.items()}
    needed = {context.WORDS} if "context" in data else set()
    if unknown := sorted((by_hand.keys() | set(data["signals"]) | needed) - rows.keys()):
        raise ValueError(f"weights name signals that no classifier declares: {', '.join(unknown)}")
    scorecard = Scorecard(float(data["scorecard"]["bias"]), np.array([by_hand.get(s.name, 0.0) for s in signals], np.float32))
    forest = from_trees(data["trees"], [rows[name] for name in data["signals"]])
    learned = Learned(data.get("names", {}), data.get("words", {}))
    second = second_forest(data["context"]) if "context" in data else None
    return Judge(data["kind"], scorecard, forest, tuple(signals), learned, data.get("quality", {}), second)


def second_forest(data: dict[str, Any]) -> Forest:
    """The forest of the second look."""
    rows = {signal.name: row for row, signal in enumerate(context.SIGNALS)}
    if unknown := sorted(set(data["signals"]) - rows.keys()):
        raise ValueError(f"weights name signals that are no context: {', '.join(unknown)}")
    return from_trees(data["trees"], [rows[name] for name in data["signals"]])


@cache
def packaged(kind: str, signals: tuple[Signal, ...]) -> Judge:
    """The judge with the weights that come with the package, for "html" or "lines": one for all pipelines of a process."""
    return replace(from_dict(weights_file(kind), signals), packaged=True)


def weights_file(kind: str) -> dict[str, Any]:
    """The weights that come with the package."""
    data: dict[str, Any] = json.loads(resources.files("declutter").joinpath("weights", f"{kind}.json").read_text("utf-8"))
    return data
