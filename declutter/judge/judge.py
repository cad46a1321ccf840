"""Judge: one kind of input's weights at work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from declutter.classifiers.columns import Columns
from declutter.judge import context
from declutter.judge.scorecard import probability

if TYPE_CHECKING:
    from collections.abc import Mapping

    from declutter.judge.forest import Forest
    from declutter.judge.scorecard import Scorecard
    from declutter.lexicon.learned import Learned
    from declutter.page import Floats, Signal


@dataclass(frozen=True)
class Judge:
    """Scorecard and forests of one kind of input ("html" or "lines"), for the signals they were loaded with."""

    kind: str
    scorecard: Scorecard
    forest: Forest
    signals: tuple[Signal, ...]
    learned: Learned  # tables of names and words that pages are annotated with
    quality: Mapping[str, float]  # the weights of the estimate of a page's F1
    second: Forest | None = None  # the forest of the second look, on the signals of `declutter.judge.context`
    packaged: bool = False  # the weights are those of the package

    def __reduce__(self) -> tuple[Any, ...]:
        from declutter.judge.weights import packaged

        if self.packaged:  # documents and pipelines on their way to another process need not carry the package's weights
            return packaged, (self.kind, self.signals)
        return Judge, (self.kind, self.scorecard, self.forest, self.signals, self.learned, self.quality, self.second)

    def log_odds(self, columns: Columns) -> Floats:
        """Log-odds (natural logarithm) that each block belongs to the main text."""
        first = self.first_look(columns)
        if self.second is None or not (around := context.measure(first, columns)).signals:
            return first
        result: Floats = first + self.second.log_odds(around.matrix)
        return result

    def first_look(self, columns: Columns) -> Floats:
        """Log-odds of each block by its own signals."""
        result: Floats = self.scorecard.log_odds(columns.matrix) + self.forest.log_odds(columns.matrix)
        return result

    def probabilities(self, columns: Columns) -> Floats:
        """Probability (0..1) that each block belongs to the main text."""
        return probability(self.log_odds(columns))

    def around(self, columns: Columns) -> Columns:
        """The signals of the second look; none where the weights have no second forest, or the page too few words."""
        if self.second is None:
            return Columns((), columns.matrix.shape[1])
        return context.measure(self.first_look(columns), columns)

    def contributions(self, columns: Columns, block: int, around: Columns | None = None) -> dict[str, float]:
        """What each signal adds to the block's log-odds, what is said before any signal under "bias"; they sum to ``log_odds``.

        Who asks for block after block hands in ``around``, so that the page is not measured anew for each.
        """
        values = columns.matrix[:, block]
        bias = self.scorecard.bias + self.forest.bias
        signals, parts = list(self.signals), [*(self.scorecard.parts(values) + self.forest.parts(values))]
        around = around or self.around(columns)
        if self.second is not None and around.signals:
            bias += self.second.bias
            signals += around.signals
            parts += [*self.second.parts(around.matrix[:, block])]
        return {"bias": bias, **{signal.name: float(part) for signal, part in zip(signals, parts, strict=True) if part}}
