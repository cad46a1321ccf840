"""Judge: the trained models of one kind of input."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from declutter.judge.network import CONTEXT
from declutter.judge.scorecard import probability
from declutter.limits import UNTIMED, Clock

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from declutter.classifiers.columns import Columns
    from declutter.judge.forest import Forest
    from declutter.judge.network import Attribution, Network
    from declutter.judge.scorecard import Scorecard
    from declutter.lexicon.learned import Learned
    from declutter.page import Floats, Signal


class Ensemble(NamedTuple):
    """Weights of the two models' log-odds: the block model (scorecard and forest) and the context model (network)."""

    block_model: float = 0.35
    context_model: float = 0.55


DEFAULT_ENSEMBLE = Ensemble()


@dataclass(frozen=True)
class Judge:
    """Scorecard, forest and network of one kind of input ("html" or "lines"), for the signals they were loaded with."""

    kind: str
    scorecard: Scorecard
    forest: Forest
    signals: tuple[Signal, ...]
    learned: Learned  # log-odds tables of names and words that pages are annotated with
    quality: Mapping[str, float]  # weights of the estimate of a page's F1
    network: Network | None = None
    ensemble: Ensemble = DEFAULT_ENSEMBLE
    rebuild: tuple[Callable[..., Judge], tuple[Any, ...]] | None = field(default=None, compare=False)  # a function and its arguments

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle a judge of the package's weights as a reference: documents on their way to another process need not carry them."""
        if self.rebuild:
            return self.rebuild
        return Judge, (self.kind, self.scorecard, self.forest, self.signals, self.learned, self.quality, self.network, self.ensemble)

    def log_odds(self, columns: Columns, clock: Clock = UNTIMED) -> Floats:
        """Log-odds (natural logarithm) that each block belongs to the main text: the weighted sum of both models."""
        if self.network is None:
            return self.block_log_odds(columns, clock)
        of_block, of_context = self.block_log_odds(columns, clock), self.network.log_odds(columns, clock)
        return self.ensemble.block_model * of_block + self.ensemble.context_model * of_context

    def block_log_odds(self, columns: Columns, clock: Clock = UNTIMED) -> Floats:
        """Log-odds by the block model: scorecard and forest. The only model where there is no network."""
        clock.check()
        result: Floats = self.scorecard.log_odds(columns.matrix) + self.forest.log_odds(columns.matrix, clock)
        return result

    def probabilities(self, columns: Columns, clock: Clock = UNTIMED) -> Floats:
        """Probability (0..1) that each block belongs to the main text."""
        return probability(self.log_odds(columns, clock))

    def scorecard_contributions(self, columns: Columns, block: int) -> dict[str, float]:
        """Weight x signal of the scorecard alone, for the signals of one block that are not 0."""
        parts = self.scorecard.parts(columns.matrix[:, block])
        return {signal.name: float(part) for signal, part in zip(self.signals, parts, strict=True) if part}

    def attribution(self, columns: Columns) -> Attribution | None:
        """The network's log-odds of all blocks of a page, split into parts; None without a network or without blocks."""
        return self.network.attribution(columns) if self.network is not None and columns.matrix.size else None

    def contributions(self, columns: Columns, block: int, attribution: Attribution | None = None) -> dict[str, float]:
        """What each signal adds to the log-odds of one block; "bias" and, for other blocks, ``CONTEXT`` included, they sum to ``log_odds``.

        Args:
            columns: the signals of the page.
            block: index of the block.
            attribution: of the same page; computed where left out, so hand it in to explain many blocks of one page.
        """
        values = columns.matrix[:, block]
        parts = self.scorecard.parts(values) + self.forest.parts(values)
        of_block = {"bias": self.scorecard.bias + self.forest.bias}
        of_block |= {signal.name: float(part) for signal, part in zip(self.signals, parts, strict=True) if part}
        attribution = attribution or self.attribution(columns)
        if attribution is None:
            return of_block
        of_network = {"bias": attribution.bias, CONTEXT.name: float(attribution.around[block])}
        of_network |= {self.signals[row].name: float(part) for row, part in zip(attribution.rows, attribution.parts[:, block], strict=True)}
        names = {**of_block, **of_network}
        first, second = self.ensemble
        return {name: first * of_block.get(name, 0.0) + second * of_network.get(name, 0.0) for name in names}
