"""Tune: adapts trained weights to a few labelled pages, as much as cross-validation says that they can bear.

Nothing of the models is trained anew. The steps that an adaptation may take, each with few figures to learn:

- *shift*: the weights of both models and a bias, by logistic regression that starts from the trained ones;
- *names* and *words*: the learned tables, with the trained ones as prior, and with entries for the names and words of these pages;
- *signals*: weights of the scorecard, added to those that it has.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from math import exp, log
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from declutter import classifiers
from declutter.judge import Ensemble, by_odds, from_dict, probability
from declutter.judge.weights import by_entry
from declutter.lexicon.learned import Learned
from declutter.training.fit import measured
from declutter.training.tables import PRIOR, SAYS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from declutter.judge import Judge
    from declutter.page import Floats
    from declutter.training.examples import Example
    from declutter.training.token_statistics import Statistics

LEAST_PAGES = 3  # that a name or word must be seen on
PRIOR_PAGES = 2.0  # pages that the trained table counts for, in the share of main text under a name
RIDGE = 0.5  # of the ensemble's weights and the bias, in pages
SIGNAL_RIDGE = 1.0  # of the scorecard's weights
ROUNDS = 30  # of Newton's method at most
LEAST_WEIGHT = 0.05  # of the block model, which the scorecard's weights are divided by
YES_OR_NO = [row for row, signal in enumerate(classifiers.SIGNALS) if not signal.numeric]


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
        names = adapted(self.trained.names, [example.names for example in used]) if plan.names else self.trained.names
        words = adapted(self.trained.words, [example.words for example in used]) if plan.words else self.trained.words
        return Learned(names, words)

    def inputs(self, example: Example, plan: Plan, leave_out: Collection[int] = ()) -> Floats:
        """For each block the log-odds of both models, 1 for the bias, and the signals that are yes or no; blocks are rows."""
        own_tables = plan.names or plan.words
        key = (id(example), plan.names, plan.words, frozenset(leave_out) if own_tables else None)
        if key not in self.cache:
            columns = measured(example, self.tables(plan, leave_out))
            block_model = self.judge.block_log_odds(columns)
            network = self.judge.network
            self.cache[key] = np.stack((block_model, network.log_odds(columns) if network is not None else np.zeros_like(block_model)))
        models = self.cache[key]
        return np.column_stack((*models, np.ones(models.shape[1]), example.matrix[YES_OR_NO].T)).astype(np.float64)

    def weights(self, plan: Plan, leave_out: Collection[int] = ()) -> Floats:
        """Weights of the inputs: those of the trained ensemble, changed as far as the plan allows.

        The tables that a page is measured with come from the other folds, or its own names would be trusted too much.
        """
        start = np.zeros(3 + len(YES_OR_NO))
        start[:2] = self.judge.ensemble if self.judge.network is not None else (1.0, 0.0)
        free = [0, 1, 2] * plan.shift + list(range(3, len(start))) * plan.signals
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
        for row, weight in zip(YES_OR_NO, weights[3:].tolist(), strict=True):
            name = classifiers.SIGNALS[row].name
            if added := round(weight / of_block, 3):
                group = scorecard["weights"].setdefault(name.partition(".")[0], {})
                group[name] = round(group.get(name, 0.0) + added, 3)
        return data


def adapted(trained: Mapping[str, float], pages: Sequence[Statistics]) -> dict[str, float]:
    """A learned table with what some pages say of its entries, and of others, beside what it says itself.

    An entry's log-odds are those of its share of main text: of ``PRIOR_PAGES`` pages as the table has it, and of the pages at hand.
    """
    counts: dict[str, tuple[int, float]] = {}
    for statistics in pages:
        for entry, share in statistics.items():
            seen, main = counts.get(entry, (0, 0.0))
            counts[entry] = seen + 1, main + share
    table = dict(trained)
    of_average = log(PRIOR / (1 - PRIOR))
    for entry, (seen, main) in counts.items():
        if seen < LEAST_PAGES:
            continue
        share = 1 / (1 + exp(-trained.get(entry, 0.0) - of_average))
        odds = log((main + PRIOR_PAGES * share) / (seen - main + PRIOR_PAGES * (1 - share))) - of_average
        if abs(odds) >= SAYS:
            table[entry] = round(odds, 1)
        else:
            table.pop(entry, None)
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
    weights, ridge = start.copy(), np.where(np.array(free) < 3, RIDGE, SIGNAL_RIDGE)
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
