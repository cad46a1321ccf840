"""Judge: one kind of input's weights at work."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from declutter.judge.network import AROUND
from declutter.judge.scorecard import probability

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from declutter.classifiers.columns import Columns
    from declutter.judge.forest import Forest
    from declutter.judge.network import Heard, Network
    from declutter.judge.scorecard import Scorecard
    from declutter.lexicon.learned import Learned
    from declutter.page import Floats, Signal


class Opinions(NamedTuple):
    """What each opinion counts: that on the block alone (scorecard and forest), and the network's, on the block together with others."""

    alone: float = 0.35
    together: float = 0.55


USUAL = Opinions()


@dataclass(frozen=True)
class Judge:
    """Scorecard, forest and network of one kind of input ("html" or "lines"), for the signals they were loaded with."""

    kind: str
    scorecard: Scorecard
    forest: Forest
    signals: tuple[Signal, ...]
    learned: Learned  # tables of names and words that pages are annotated with
    quality: Mapping[str, float]  # the weights of the estimate of a page's F1
    network: Network | None = None
    opinions: Opinions = USUAL
    rebuild: tuple[Callable[..., Judge], tuple[Any, ...]] | None = field(default=None, compare=False)  # a function and its arguments

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle what can be rebuilt by its recipe: documents on their way to another process need not carry the package's weights."""
        if self.rebuild:
            return self.rebuild
        return Judge, (self.kind, self.scorecard, self.forest, self.signals, self.learned, self.quality, self.network, self.opinions)

    def log_odds(self, columns: Columns) -> Floats:
        """Log-odds (natural logarithm) that each block belongs to the main text: two opinions, each with its weight."""
        if self.network is None:
            return self.alone(columns)
        return self.opinions.alone * self.alone(columns) + self.opinions.together * self.network.log_odds(columns)

    def alone(self, columns: Columns) -> Floats:
        """The opinion on each block by itself, the only one where there is no network."""
        result: Floats = self.scorecard.log_odds(columns.matrix) + self.forest.log_odds(columns.matrix)
        return result

    def probabilities(self, columns: Columns) -> Floats:
        """Probability (0..1) that each block belongs to the main text."""
        return probability(self.log_odds(columns))

    def by_hand(self, columns: Columns, block: int) -> dict[str, float]:
        """What each signal says of a block by the scorecard alone, which people have set."""
        parts = self.scorecard.parts(columns.matrix[:, block])
        return {signal.name: float(part) for signal, part in zip(self.signals, parts, strict=True) if part}

    def heard(self, columns: Columns) -> Heard | None:
        """The network's opinion of all blocks of a page, taken apart; None without a network or without blocks."""
        return self.network.heard(columns) if self.network is not None and columns.matrix.size else None

    def contributions(self, columns: Columns, block: int, heard: Heard | None = None) -> dict[str, float]:
        """What each signal adds to the block's log-odds, what is said before any signal under "bias", and what the blocks around it and
        of its kind add under ``AROUND``; they sum to ``log_odds``.

        Who asks for block after block hands in ``heard``, so that the page is not taken apart anew for each.
        """
        values = columns.matrix[:, block]
        bias = self.scorecard.bias + self.forest.bias
        parts = self.scorecard.parts(values) + self.forest.parts(values)
        named = {"bias": bias, **{signal.name: float(part) for signal, part in zip(self.signals, parts, strict=True) if part}}
        heard = heard or self.heard(columns)
        if heard is None:
            return named
        said = {"bias": heard.bias, AROUND.name: float(heard.around[block])}
        said |= {self.signals[row].name: float(part) for row, part in zip(heard.rows, heard.parts[:, block], strict=True)}
        alone, together = self.opinions
        return {name: alone * named.get(name, 0.0) + together * said.get(name, 0.0) for name in {**named, **said}}
