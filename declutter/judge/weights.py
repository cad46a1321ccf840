"""Weights files: JSON, one per kind of input, small enough to read and to compare line by line.

``scorecard`` has the bias and the weights set by hand, by classifier; ``signals`` and ``trees`` the forest; ``network``, where there is
one, its signals, their normalisation, and its layers; ``ensemble`` the weights of both models; ``names`` and ``words`` the learned tables
of names of elements and of words, by log-odds; ``quality`` the estimate of a page's F1; ``provenance`` where all of it comes from.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np

from declutter.judge.forest import from_trees
from declutter.judge.judge import Ensemble, Judge
from declutter.judge.network import from_layers
from declutter.judge.scorecard import Scorecard
from declutter.lexicon.learned import Learned

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from declutter.page import Signal

    Weights = Mapping[str, dict[str, Any]]  # parsed weights files by kind of input

FORMAT = 4
KINDS = frozenset({"html", "lines"})


def from_dict(data: dict[str, Any], signals: Sequence[Signal]) -> Judge:
    """A judge from a parsed weights file.

    Raises:
        ValueError: if the format is unknown, a part is missing or broken, or the file names a signal that no classifier declares.
    """
    if data.get("format") != FORMAT:
        raise ValueError(f"weights have format {data.get('format')!r}; this version of declutter reads format {FORMAT}")
    missing = sorted({"kind", "scorecard", "signals", "trees"} - data.keys())
    if missing or not {"bias", "weights"} <= data["scorecard"].keys():
        raise ValueError(f"weights lack {', '.join(missing) or 'bias or weights of the scorecard'}")
    rows = {signal.name: row for row, signal in enumerate(signals)}
    by_hand = {name: float(weight) for group in data["scorecard"]["weights"].values() for name, weight in group.items()}
    asked = {*data["signals"], *data.get("network", {}).get("signals", ())}
    if unknown := sorted((by_hand.keys() | asked) - rows.keys()):
        raise ValueError(f"weights name signals that no classifier declares: {', '.join(unknown)}")
    scorecard = Scorecard(float(data["scorecard"]["bias"]), np.array([by_hand.get(s.name, 0.0) for s in signals], np.float32))
    forest = from_trees(data["trees"], [rows[name] for name in data["signals"]])
    learned = Learned(by_entry(data.get("names", {})), by_entry(data.get("words", {})))
    if strangers := sorted(data.get("ensemble", {}).keys() - set(Ensemble._fields)):
        raise ValueError(f"weights have an ensemble of models that no judge has: {', '.join(strangers)}")
    ensemble = Ensemble(**data.get("ensemble", {}))
    network = from_layers(data["network"], rows) if data.get("network") else None
    return Judge(data["kind"], scorecard, forest, tuple(signals), learned, data.get("quality", {}), network, ensemble)


def by_kind(weights: Mapping[str, dict[str, Any]], signals: Sequence[Signal]) -> dict[str, Judge]:
    """The judges of parsed weights files by kind of input.

    Raises:
        ValueError: for another kind, for weights of one kind in place of another, and as `from_dict`.
    """
    if unknown := sorted(weights.keys() - KINDS):
        raise ValueError(f"weights are by kind of input, 'html' or 'lines', not {', '.join(map(repr, unknown))}")
    judges = {kind: from_dict(data, signals) for kind, data in weights.items()}
    for kind, judge in judges.items():
        if judge.kind != kind:
            raise ValueError(f"the weights for {kind!r} are of kind {judge.kind!r}")
    return judges


def by_odds(table: Mapping[str, float]) -> dict[str, list[str]]:
    """Entry -> log-odds, as the file has it: log-odds -> entries, those with the same first letter in one line."""
    grouped: dict[str, dict[str, list[str]]] = {}
    for entry in sorted(table):
        grouped.setdefault(str(table[entry]), {}).setdefault(entry[0], []).append(entry)
    return {odds: [" ".join(line) for line in grouped[odds].values()] for odds in sorted(grouped, key=float)}


def by_entry(table: Mapping[str, list[str]]) -> dict[str, float]:
    """The other way round."""
    return {entry: float(odds) for odds, lines in table.items() for line in lines for entry in line.split(" ")}


@cache
def packaged(kind: str, signals: tuple[Signal, ...]) -> Judge:
    """The judge with the weights that come with the package, for "html" or "lines": one for all pipelines of a process."""
    return replace(from_dict(weights_file(kind), signals), rebuild=(packaged, (kind, signals)))


def weights_file(kind: str) -> dict[str, Any]:
    """The weights that come with the package."""
    data: dict[str, Any] = json.loads(resources.files("declutter").joinpath("weights", f"{kind}.json").read_text("utf-8"))
    return data
