"""Judge: one kind of input's weights at work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from declutter.judge.scorecard import probability

if TYPE_CHECKING:
    from collections.abc import Mapping

    from declutter.classifiers.columns import Columns
    from declutter.judge.forest import Forest
    from declutter.judge.scorecard import Scorecard
    from declutter.lexicon.learned import Learned
    from declutter.page import Floats, Signal


@dataclass(frozen=True)
class Judge:
    """Scorecard and forest of one kind of input ("html" or "lines"), for the signals they were loaded with."""

    kind: str
    scorecard: Scorecard
    forest: Forest
    signals: tuple[Signal, ...]
    learned: Learned  # tables of names and words that pages are annotated with
    quality: Mapping[str, float]  # the weights of the estimate of a page's F1
    packaged: bool = False  # the weights are those of the package

    def __reduce__(self) -> tuple[Any, ...]:
        from declutter.judge.weights import packaged

        if self.packaged:  # documents and pipelines on their way to another process need not carry the package's weights
            return packaged, (self.kind, self.signals)
        return Judge, (self.kind, self.scorecard, self.forest, self.signals, self.learned, self.quality)

    def log_odds(self, columns: Columns) -> Floats:
        """Log-odds (natural logarithm) that each block belongs to the main text."""
        result: Floats = self.scorecard.log_odds(columns.matrix) + self.forest.log_odds(columns.matrix)
        return result

    def probabilities(self, columns: Columns) -> Floats:
        """Probability (0..1) that each block belongs to the main text."""
        return probability(self.log_odds(columns))

    def contributions(self, columns: Columns, block: int) -> dict[str, float]:
        """What each signal adds to the block's log-odds, what is said before any signal under "bias"; they sum to ``log_odds``."""
        values = columns.matrix[:, block]
        parts = self.scorecard.parts(values) + self.forest.parts(values)
        spoken = {signal.name: float(part) for signal, part in zip(self.signals, parts, strict=True) if part}
        return {"bias": self.scorecard.bias + self.forest.bias, **spoken}
