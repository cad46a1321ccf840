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
    from declutter.judge.network import Network
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

    probability = staticmethod(probability)

    def probabilities(self, columns: Columns, clock: Clock = UNTIMED) -> Floats:
        """Probability (0..1) that each block belongs to the main text."""
        return probability(self.log_odds(columns, clock))

    @property
    def bias(self) -> float:
        """Log-odds without any evidence."""
        of_block = self.scorecard.bias + self.forest.bias
        return of_block if self.network is None else self.ensemble.block_model * of_block + self.ensemble.context_model * self.network.bias

    def parts(self, columns: Columns, start: int, stop: int) -> Floats:
        """What each signal adds to the log-odds of the blocks from ``start`` up to ``stop``, (signals, blocks).

        With ``bias``, and what other blocks add (where there is a network), they sum to the log-odds.
        """
        matrix = columns.matrix[:, start:stop]
        result: Floats = self.forest.parts(matrix)
        result += self.scorecard.parts(matrix)
        if self.network is not None and result.size:
            result *= self.ensemble.block_model
            result[self.network.rows] += self.network.parts(columns, start, stop, self.ensemble.context_model)
        return result

    def contributions(self, columns: Columns, block: int, log_odds: float | None = None) -> dict[str, float]:
        """What each signal adds to the log-odds of one block; "bias" and, for other blocks, ``CONTEXT`` included, they sum to ``log_odds``.

        Args:
            columns: the signals of the page.
            block: index of the block.
            log_odds: of the block; computed from the whole page where left out, so hand them in to explain many blocks of one page.
        """
        parts = self.parts(columns, block, block + 1)[:, 0]
        named = {signal.name: part for signal, part in zip(self.signals, parts.tolist(), strict=True) if part}
        if log_odds is None:
            log_odds = float(self.log_odds(columns)[block])
        if self.network is None:
            return {"bias": log_odds - sum(named.values()), **named}
        return {"bias": self.bias, CONTEXT.name: log_odds - self.bias - sum(named.values()), **named}
