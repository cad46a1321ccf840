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

    from declutter.page import Bools, Floats, Ints


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
    expected_f1: float = 0.0  # by the probabilities alone
    site: SiteEvidence | None = None  # part of the probabilities, where a site model was given
    quality: float = 0.0  # estimate of the F1 of the kept text, 0..1
    decided: Mapping[int, tuple[bool, str]] = field(default_factory=dict)  # by own rules: block -> whether it is kept, and the reason
    judged_keep: Bools | None = None  # `keep` before own rules, where there are any

    def __post_init__(self) -> None:
        self.keep = np.zeros(len(self.probabilities), np.bool_)

    def flip(self, block: int, keep: bool, by: str, reason: str) -> None:
        """Set the verdict of a block and record the reason; no effect where the block has that verdict already."""
        if bool(self.keep[block]) != keep:
            self.keep[block] = keep
            self.flips[block] = Flip(by, reason)
