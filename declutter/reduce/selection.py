"""The verdicts so far, and which pass changed them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from declutter.structure.comment import Comment
from declutter.structure.embed import Embed
from declutter.structure.footnotes import Note

if TYPE_CHECKING:
    from collections.abc import Mapping

    from declutter.page import Bools, Floats, Ints, Signal


class Flip(NamedTuple):
    """A change of verdict: the pass that made it, and its reason."""

    by: str
    reason: str


class SiteEvidence(NamedTuple):
    """What a site's other pages say of each block: log-odds, and the number of pages with the same line of those seen."""

    log_odds: Floats
    seen: Ints
    pages: int

    def applied(self, probabilities: Floats) -> Floats:
        """Probabilities of the blocks with this evidence."""
        factor = np.exp(self.log_odds)
        result: Floats = probabilities * factor / (probabilities * factor + 1 - probabilities)
        return result

    def reason(self, block: int) -> str:
        """The evidence on a block in words."""
        return f"stands on {self.seen[block]} of {self.pages} pages of the site" if self.seen[block] else "stands between lines of the site"


class OwnEvidence(NamedTuple):
    """What classifiers of the caller say of each block: the values of their signals (signals, blocks), and a weight for each signal."""

    signals: tuple[Signal, ...]
    values: Floats
    weights: Floats
    boilerplate: frozenset[str]  # the classifiers that recognise a kind of boilerplate

    @property
    def log_odds(self) -> Floats:
        """What they add to the log-odds of each block."""
        result: Floats = self.weights @ self.values
        return result

    def parts(self, block: int) -> dict[str, float]:
        """What each signal adds to the log-odds of a block."""
        parts = (self.weights * self.values[:, block]).tolist()
        return {signal.name: part for signal, part in zip(self.signals, parts, strict=True) if part}

    def groups(self, block: int) -> dict[str, float]:
        """What each classifier adds."""
        found: dict[str, float] = {}
        for name, part in self.parts(block).items():
            classifier = name.partition(".")[0]
            found[classifier] = found.get(classifier, 0.0) + part
        return found

    def notes(self, block: int, kept: bool, least: float) -> list[str]:
        """The notes of the signals that speak for a verdict with at least so many log-odds, the strongest first."""
        parts = sorted((-abs(part), name) for name, part in self.parts(block).items() if (part if kept else -part) >= least)
        notes = {signal.name: signal.note for signal in self.signals}
        return [notes[name] for _, name in parts]


@dataclass
class Selection:
    """The state that all passes read and change."""

    probabilities: Floats
    recall_weight: float = 1.0  # the beta of F-beta: above 1 recall counts more than precision
    keep: Bools = field(init=False)
    flips: dict[int, Flip] = field(default_factory=dict)
    embeds: list[Embed] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    prose: float = 0.0  # share of running text among the words that are expected in the text
    threshold: float = 0.0  # the lowest probability that the cut keeps
    expected_f1: float = 0.0  # by the probabilities alone
    site: SiteEvidence | None = None  # part of the probabilities, where a site model was given
    own: OwnEvidence | None = None  # part of the probabilities, where the caller has classifiers
    quality: float = 0.0  # estimate of the F1 of the kept text, 0..1
    decided: Mapping[int, tuple[bool, str]] = field(default_factory=dict)  # by own rules: block -> whether it is kept, and the reason
    unmatched: tuple[str, ...] = ()  # own rules that match no block
    judged_keep: Bools | None = None  # `keep` before own rules, where there are any

    def __post_init__(self) -> None:
        self.keep = np.zeros(len(self.probabilities), np.bool_)

    def flip(self, block: int, keep: bool, by: str, reason: str) -> None:
        """Set the verdict of a block and record the reason; no effect where the block has that verdict already."""
        if bool(self.keep[block]) != keep:
            self.keep[block] = keep
            self.flips[block] = Flip(by, reason)
