"""Tune: adapts trained weights to a few labelled pages, as much as cross-validation says that they can bear.

Nothing of the models is trained anew. The steps that an adaptation may take, each with few figures to learn:

- *shift*: the weights of both models and a bias, by logistic regression that starts from the trained ones;
- *names* and *words*: entries of the learned tables for names and words that only these pages have; with a shift, also weights for what
  the tables say of a block;
- *signals*: weights of the scorecard, added to those that it has.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from math import log
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from declutter import classifiers
from declutter.judge import Ensemble, by_odds, from_dict, probability
from declutter.judge.weights import by_entry
from declutter.lexicon.learned import Learned
from declutter.training.fit import measured
from declutter.training.tables import PRIOR, SAYS, SMOOTHING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from declutter.judge import Judge
    from declutter.page import Floats
    from declutter.training.examples import Example
    from declutter.training.token_statistics import Statistics

LEAST_PAGES = 3  # that a name or word must be seen on
RIDGE = 0.5  # of the ensemble's weights and the bias, in pages
SIGNAL_RIDGE = 1.0  # of the scorecard's weights
ROUNDS = 30  # of Newton's method at most
LEAST_WEIGHT = 0.05  # of the block model, which the scorecard's weights are divided by
ROWS = {signal.name: row for row, signal in enumerate(classifiers.SIGNALS)}
OF_TABLES = [  # signals of the learned tables that get weights of their own
    ROWS[f"class_names.{name}"] for name in ("own", "holder", "parent", "lowest", "highest", "nearest")
] + [ROWS[f"vocabulary.{name}"] for name in ("mean", "lowest", "highest")]
YES_OR_NO = [row for row, signal in enumerate(classifiers.SIGNALS) if not signal.numeric]
WEIGHED = [*OF_TABLES, *YES_OR_NO]  # signals whose weights may change, as inputs after both models and the bias
FIRST_SIGNAL = 3
FIRST_YES_OR_NO = FIRST_SIGNAL + len(OF_TABLES)


class Plan(NamedTuple):
    """Which steps an adaptation takes."""

    name: str
    names: bool = False
    words: bool = False
    shift: bool = False
    signals: bool = False


PLANS = {  # from the simplest on, which is taken where others are not better by more than chance
    "html": (
        Plan("as trained"),
        Plan("shift", shift=True),
        Plan("names", names=True),
        Plan("names, shift", names=True, shift=True),
        Plan("names, words, shift", names=True, words=True, shift=True),
        Plan("names, shift, signals", names=True, shift=True, signals=True),
    ),
    "lines": (
        Plan("as trained"),
        Plan("shift", shift=True),
        Plan("words, shift", words=True, shift=True),
        Plan("words, shift, signals", words=True, shift=True, signals=True),
    ),
}


@dataclass
class Tuner:
    """Trained weights, and the labelled pages that they are adapted to."""

    data: dict[str, Any]  # a parsed weights file
    examples: list[Example]
    judge: Judge = field(init=False)
    trained: Learned = field(init=False)
    made: dict[tuple[Any, ...], Learned] = field(default_factory=dict)  # the tables
    cache: dict[tuple[Any, ...], Floats] = field(default_factory=dict)  # log-odds of a page by both models, by its tables

    def __post_init__(self) -> None:
        self.judge = from_dict(self.data, classifiers.SIGNALS)
        self.trained = Learned(by_entry(self.data.get("names", {})), by_entry(self.data.get("words", {})))

    def tables(self, plan: Plan, leave_out: Collection[int] = ()) -> Learned:
        """The learned tables of a plan, from all folds but some."""
        key = plan.names, plan.words, frozenset(leave_out)
        if key not in self.made:
            self.made[key] = self.table(plan, leave_out)
        return self.made[key]

    def table(self, plan: Plan, leave_out: Collection[int]) -> Learned:
        """The same, made anew."""
        used = [example for example in self.examples if example.fold not in leave_out]
        names = extended(self.trained.names, [example.names for example in used]) if plan.names else self.trained.names
        words = extended(self.trained.words, [example.words for example in used]) if plan.words else self.trained.words
        return Learned(names, words)

    def inputs(self, example: Example, plan: Plan, leave_out: Collection[int] = ()) -> Floats:
        """For each block the log-odds of both models, 1 for the bias, and the signals of ``WEIGHED``; blocks are rows."""
        own_tables = plan.names or plan.words
        key = (id(example), plan.names, plan.words, frozenset(leave_out) if own_tables else None)
        if key not in self.cache:
            columns = measured(example, self.tables(plan, leave_out))
            block_model = self.judge.block_log_odds(columns)
            network = self.judge.network
            context_model = network.log_odds(columns) if network is not None else np.zeros_like(block_model)
            self.cache[key] = np.stack((block_model, context_model, np.ones_like(block_model), *columns.matrix[OF_TABLES]))
        return np.concatenate((self.cache[key], example.matrix[YES_OR_NO])).T.astype(np.float64)

    def weights(self, plan: Plan, leave_out: Collection[int] = ()) -> Floats:
        """Weights of the inputs: those of the trained ensemble, changed as far as the plan allows.

        The tables that a page is measured with come from the other folds, or its own names would be trusted too much.
        """
        start = np.zeros(FIRST_SIGNAL + len(WEIGHED))
        start[:2] = self.judge.ensemble if self.judge.network is not None else (1.0, 0.0)
        free = [0, 1, 2] * plan.shift
        free += list(range(FIRST_SIGNAL, FIRST_YES_OR_NO)) * (plan.shift and (plan.names or plan.words))
        free += list(range(FIRST_YES_OR_NO, len(start))) * plan.signals
        if not free:
            return start
        used = [example for example in self.examples if example.fold not in leave_out and len(example.rows)]
        inputs = np.concatenate([self.inputs(example, plan, {*leave_out, example.fold})[example.rows] for example in used])
        labels = np.concatenate([example.labels[example.rows] for example in used]).astype(np.float64)
        return regression(inputs, labels, np.concatenate([example.weights for example in used]), start, free)

    def probabilities(self, plan: Plan, fold: int) -> list[Floats]:
        """Probabilities of the blocks of the pages of a fold, by an adaptation to all other pages."""
        weights = self.weights(plan, {fold})
        return [probability(self.inputs(example, plan, {fold}) @ weights) for example in self.examples if example.fold == fold]

    def adapted(self, plan: Plan) -> dict[str, Any]:
        """The contents of a weights file that is adapted to all pages."""
        data, learned, weights = copy.deepcopy(self.data), self.tables(plan), self.weights(plan)
        data["names"], data["words"] = by_odds(learned.names), by_odds(learned.words)
        of_block = round(float(weights[0]), 3)
        if self.judge.network is not None:
            data["ensemble"] = dict(zip(Ensemble._fields, (of_block, round(float(weights[1]), 3)), strict=True))
        scorecard = data["scorecard"]
        scorecard["bias"] = round(scorecard["bias"] + float(weights[2]) / of_block, 3)
        for row, weight in zip(WEIGHED, weights[FIRST_SIGNAL:].tolist(), strict=True):
            name = classifiers.SIGNALS[row].name
            if added := round(weight / of_block, 3):
                group = scorecard["weights"].setdefault(name.partition(".")[0], {})
                group[name] = round(group.get(name, 0.0) + added, 3)
        return data


def extended(trained: Mapping[str, float], pages: Sequence[Statistics]) -> dict[str, float]:
    """A learned table with the entries that it lacks and several of the pages have; those that it has stay as they are.

    The trained entries hold for many sites. Moved to what a few pages say, they would say the same of everything on these pages.
    """
    counts: dict[str, tuple[int, float]] = {}
    for statistics in pages:
        for entry in statistics.keys() - trained.keys():
            seen, main = counts.get(entry, (0, 0.0))
            counts[entry] = seen + 1, main + statistics[entry]
    table = dict(trained)
    for entry, (seen, main) in sorted(counts.items()):
        odds = log((main + SMOOTHING * PRIOR) / (seen - main + SMOOTHING * (1 - PRIOR))) - log(PRIOR / (1 - PRIOR))
        if seen >= LEAST_PAGES and abs(odds) >= SAYS:
            table[entry] = round(odds, 1)
    return table


def regression(inputs: Floats, labels: Floats, mass: Floats, start: Floats, free: list[int]) -> Floats:
    """Weights by logistic regression: ``free`` ones are drawn to where they start by a ridge, all others stay there.

    Args:
        inputs: (blocks, inputs).
        labels: share (0..1) of each block that is main text.
        mass: what each block counts.
        start: the weights to start from.
        free: which of them may change.
    """
    weights, ridge = start.copy(), np.where(np.array(free) < FIRST_SIGNAL, RIDGE, SIGNAL_RIDGE)
    x = inputs[:, free]
    for _ in range(ROUNDS):
        p = probability(inputs @ weights)
        hessian = (x * (mass * p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(hessian, x.T @ (mass * (labels - p)) - ridge * (weights - start)[free])
        weights[free] += np.clip(step, -1, 1)
        if np.abs(step).max() < 1e-6:
            break
    weights[0] = max(weights[0], LEAST_WEIGHT)
    return weights


def simplest(scores: Mapping[str, Sequence[float]], plans: Iterable[Plan]) -> Plan:
    """The simplest plan that is not worse than the best by more than the standard error of their difference, page by page."""
    order = list(plans)
    best = max(order, key=lambda plan: float(np.mean(scores[plan.name])))
    for plan in order:
        behind = np.subtract(scores[best.name], scores[plan.name])
        if behind.mean() <= behind.std() / max(len(behind), 1) ** 0.5:
            return plan
    return best
