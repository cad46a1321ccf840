"""Fit the judge of one kind of input to examples: learned tables, the forest, and for lines the forest of the second look."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from declutter import classifiers
from declutter.classifiers import naming, wording
from declutter.classifiers.columns import Columns
from declutter.judge import FORMAT, Judge, context, from_dict
from declutter.lexicon import elements
from declutter.lexicon.learned import of_words
from declutter.training.grow import FIRST, NEVER, SECOND, grow
from declutter.training.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from declutter.lexicon.learned import Learned
    from declutter.page import Floats, Signal
    from declutter.training.examples import Example
    from declutter.training.grow import Tree

WITHOUT_WORDS = 0.5  # share of the pages whose words are hidden, so that the trees do not lean on words that other pages lack


def measured(example: Example, learned: Learned, words: bool = True) -> Columns:
    """An example's columns with what was learned laid over the page."""
    page = example.page
    columns = Columns(classifiers.SIGNALS, len(page))
    columns.matrix[:] = example.matrix
    page.name_odds = page.inline_odds = page.word_odds = np.zeros(0, np.float32)  # empty tables must not leave what others said
    elements.lay_over(page, learned)
    naming.measure(page, columns)
    if words and learned.words:
        page.word_odds = of_words(page, learned)
        wording.measure(page, columns)
    return columns


@dataclass
class Course:
    """Examples of one kind of input, and the judges that they teach.

    No judge is taught by what it has said itself: learned tables of a training page come from the other folds alone, and so does what the
    second look is told of the first. A first look is learned once for each choice of folds that it may not see.
    """

    examples: list[Example]
    scorecard: dict[str, Any]
    kind: str
    workers: int
    copies: list[Example] = field(default_factory=list)  # aged ones: they teach the trees, but have no names, and no words of their own
    learned: dict[frozenset[int], dict[str, Any]] = field(default_factory=dict)

    def judge(self, leave_out: Collection[int] = ()) -> Judge:
        """A judge from all examples but those of some folds; it gets the learned tables of all folds it may see."""
        return from_dict(self.weights(leave_out), classifiers.SIGNALS)

    def weights(self, leave_out: Collection[int] = ()) -> dict[str, Any]:
        """The weights file's contents, without provenance."""
        second = self.second_look(leave_out) if self.kind == "lines" else {}  # pages of HTML came out worse with it
        return {**self.first_look(leave_out), **second}

    def first_look(self, leave_out: Collection[int]) -> dict[str, Any]:
        """Everything but the second look."""
        known = frozenset(leave_out)
        if known not in self.learned:
            self.learned[known] = self.learn_first_look(known)
        return self.learned[known]

    def learn_first_look(self, leave_out: Collection[int]) -> dict[str, Any]:
        used = usable(self.examples, leave_out)
        tables = Tables(used, self.kind)
        used += usable(self.copies, leave_out)
        by_fold = {fold: tables.learned({fold}) for fold in {example.fold for example in used}}
        rng = np.random.default_rng(5)
        matrix = sampled((measured(e, by_fold[e.fold], bool(rng.random() >= WITHOUT_WORDS)) for e in used), used)
        empty = {"format": FORMAT, "kind": self.kind, "scorecard": self.scorecard, "signals": [], "trees": []}
        start = from_dict(empty, classifiers.SIGNALS).scorecard.log_odds(np.ascontiguousarray(matrix.T))
        trees = grow(matrix, *targets(used), start, self.workers, FIRST[self.kind])
        learned = tables.learned()
        return {**empty, **with_names(trees, classifiers.SIGNALS), "names": learned.names, "words": learned.words}

    def second_look(self, leave_out: Collection[int]) -> dict[str, Any]:
        """The part ``context``, learned from what judges that have not seen a page's fold say of it."""
        used = usable(self.examples, leave_out)
        folds = {example.fold for example in used}
        if len(folds) < 2:
            return {}  # there is no judge that has not seen them
        judges = {fold: from_dict(self.first_look({*leave_out, fold}), classifiers.SIGNALS) for fold in sorted(folds)}
        told = [(around(judges[example.fold], example), example) for example in used]
        told = [(columns, example) for columns, example in told if columns.signals]
        if not told:
            return {}  # no page has words enough
        used = [example for _, example in told]
        matrix = sampled((columns for columns, _ in told), used)
        trees = grow(matrix, *targets(used), matrix[:, context.SIGNALS.index(context.OWN)], self.workers, SECOND)
        return {"context": with_names(trees, context.SIGNALS)}


def usable(examples: list[Example], leave_out: Collection[int]) -> list[Example]:
    """The examples that something can be learned from, but for those of some folds."""
    return [example for example in examples if example.fold not in leave_out and len(example.rows)]


def around(judge: Judge, example: Example) -> Columns:
    """What a judge's first look says around each block of an example."""
    columns = measured(example, judge.learned)
    return context.measure(judge.first_look(columns), columns)


def sampled(columns: Iterable[Columns], used: list[Example]) -> Floats:
    """The signals (columns) of the sampled blocks of all pages, one below the other."""
    return np.concatenate([page.matrix[:, example.rows].T for page, example in zip(columns, used, strict=True)])


def targets(used: list[Example]) -> tuple[Floats, Floats]:
    """Labels and weights of the sampled blocks of all pages."""
    return np.concatenate([e.labels[e.rows] for e in used]), np.concatenate([e.weights for e in used])


def with_names(trees: list[Tree], known: Sequence[Signal]) -> dict[str, Any]:
    """Only the signals that some tree asks for, and the trees by their places."""
    used = sorted({signal for signals, thresholds, _ in trees for signal, t in zip(signals, thresholds, strict=True) if t < NEVER})
    place = {signal: n for n, signal in enumerate(used)}
    renumbered = [[[place.get(s, 0) for s in signals], thresholds, values] for signals, thresholds, values in trees]
    return {"signals": [known[signal].name for signal in used], "trees": renumbered}
