"""Fit the judge of one kind of input to examples: learned tables, the forest and the network."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from declutter import classifiers
from declutter.annotate import elements
from declutter.classifiers import class_names, vocabulary
from declutter.judge import FORMAT, Judge, by_odds, from_dict
from declutter.lexicon.learned import of_words
from declutter.training.tables import Tables
from declutter.training.train_forest import NEVER, SIZES, train_forest
from declutter.training.train_network import Sample, train_network

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from declutter.classifiers.columns import Columns
    from declutter.lexicon.learned import Learned
    from declutter.page import Floats, Signal
    from declutter.training.examples import Example
    from declutter.training.train_forest import Tree

# Training pages of lines have no links but for a few, while lines of other programs have many: nothing general can be learned of them.
LINKS = [row for row, signal in enumerate(classifiers.SIGNALS) if "links" in signal.name]
VOCABULARY = frozenset(signal.name for signal in vocabulary.SIGNALS)
WITHOUT_WORDS = 0.5  # share of the pages whose word signals are zeroed, so that the trees do not depend on words that other pages lack


def measured(example: Example, learned: Learned) -> Columns:
    """The columns of an example with the signals of learned tables."""
    page = example.page
    columns = classifiers.blank(page)
    columns.matrix[:] = example.matrix
    page.name_odds = page.inline_odds = page.word_odds = np.zeros(0, np.float32)  # an empty table must not leave the values of another
    elements.lay_over(page, learned)
    class_names.measure(page, columns)
    if learned.words:
        page.word_odds = of_words(page, learned)
        vocabulary.measure(page, columns)
    return columns


@dataclass
class Trainer:
    """Examples of one kind of input, and the judges trained on them.

    The learned tables of a training page come from the other folds alone, so that no model is trained on what a page itself contributed.
    """

    examples: list[Example]
    scorecard: dict[str, Any]
    kind: str
    workers: int
    copies: list[Example] = field(default_factory=list)  # augmented ones: they add no names and no words to the learned tables

    def judge(self, leave_out: Collection[int] = ()) -> Judge:
        """A judge trained on all examples but those of some folds."""
        return from_dict(self.weights(leave_out), classifiers.SIGNALS)

    def weights(self, leave_out: Collection[int] = ()) -> dict[str, Any]:
        """The weights file's contents, without provenance."""
        used = usable(self.examples, leave_out)
        tables = Tables(used, self.kind)
        used += usable(self.copies, leave_out)
        by_fold = {fold: tables.learned({fold}) for fold in {example.fold for example in used}}
        pages = [measured(example, by_fold[example.fold]) for example in used]
        for page in pages if self.kind == "lines" else ():
            page.matrix[LINKS] = 0
        learned = tables.learned()
        return {
            "format": FORMAT,
            "kind": self.kind,
            "scorecard": self.scorecard,
            **with_names(self.forest(pages, used), classifiers.SIGNALS),
            "network": train_network(samples(pages, used), classifiers.SIGNALS, VOCABULARY, thinned=self.kind == "lines"),
            "names": by_odds(learned.names),
            "words": by_odds(learned.words),
        }

    def forest(self, pages: list[Columns], used: list[Example]) -> list[Tree]:
        """Train the forest on top of the scorecard."""
        matrix, labels, weights = sampled(pages, used)
        empty = {"format": FORMAT, "kind": self.kind, "scorecard": self.scorecard, "signals": [], "trees": []}
        start = from_dict(empty, classifiers.SIGNALS).scorecard.log_odds(np.ascontiguousarray(matrix.T))
        return train_forest(matrix, labels, weights, start, self.workers, SIZES[self.kind])


def usable(examples: list[Example], leave_out: Collection[int]) -> list[Example]:
    """The examples with labelled blocks, without those of some folds."""
    return [example for example in examples if example.fold not in leave_out and len(example.rows)]


def sampled(pages: list[Columns], used: list[Example]) -> tuple[Floats, Floats, Floats]:
    """The signals (columns) of the sampled blocks of all pages, one below the other, their labels and their weights.

    The word signals of half of the pages are zeroed.
    """
    rng = np.random.default_rng(5)
    matrices = [page.matrix[:, example.rows].T for page, example in zip(pages, used, strict=True)]
    words = [row for row, signal in enumerate(classifiers.SIGNALS) if signal.name in VOCABULARY]
    for matrix in matrices:
        if rng.random() < WITHOUT_WORDS:
            matrix[:, words] = 0
    return np.concatenate(matrices), np.concatenate([e.labels[e.rows] for e in used]), np.concatenate([e.weights for e in used])


def samples(pages: list[Columns], used: list[Example]) -> list[Sample]:
    """Whole pages for the network; a page has the same weight as in the forest's sample."""
    return [Sample(page.matrix, page.groups, e.labels, all_weights(e)) for page, e in zip(pages, used, strict=True)]


def all_weights(example: Example) -> Floats:
    """Weight of each block, by its words; 0 where the truth is silent."""
    mass = np.where(np.isnan(example.labels), 0, example.page.words + 1.0)
    result: Floats = mass / max(mass.sum(), 1) * example.weights.sum()
    return result


def with_names(trees: list[Tree], known: Sequence[Signal]) -> dict[str, Any]:
    """The signals that trees use, and the trees with those signals' places."""
    used = sorted({signal for signals, thresholds, _ in trees for signal, t in zip(signals, thresholds, strict=True) if t < NEVER})
    place = {signal: n for n, signal in enumerate(used)}
    renumbered = [[[place.get(s, 0) for s in signals], thresholds, values] for signals, thresholds, values in trees]
    return {"signals": [known[signal].name for signal in used], "trees": renumbered}
