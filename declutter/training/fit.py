"""Fit the judge of one kind of input to examples: learned tables, the forest, the estimate of quality."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from declutter import classifiers
from declutter.classifiers import naming, wording
from declutter.classifiers.columns import Columns
from declutter.judge import FORMAT, Judge, from_dict
from declutter.lexicon import elements
from declutter.lexicon.learned import of_words
from declutter.training.grow import grow, sampled
from declutter.training.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Collection

    from declutter.lexicon.learned import Learned
    from declutter.page import Floats
    from declutter.training.examples import Example

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


def fit(examples: list[Example], scorecard: dict[str, Any], kind: str, workers: int, leave_out: Collection[int] = ()) -> Judge:
    """A judge from all examples but those of some folds.

    Learned tables of a training page come from the other folds alone; the judge itself gets the tables of all folds it may see.
    """
    return from_dict(weights(examples, scorecard, kind, workers, leave_out), classifiers.SIGNALS)


def weights(examples: list[Example], scorecard: dict[str, Any], kind: str, workers: int, leave_out: Collection[int] = ()) -> dict[str, Any]:
    """The weights file's contents, without provenance."""
    used = [example for example in examples if example.fold not in leave_out and len(example.rows)]
    tables = Tables(used, kind)
    by_fold = {fold: tables.learned({fold}) for fold in {example.fold for example in used}}
    rng = np.random.default_rng(5)
    columns = [measured(e, by_fold[e.fold], bool(rng.random() >= WITHOUT_WORDS)).matrix for e in used]
    matrix = sampled(columns, [example.rows for example in used])
    card = from_dict({"format": FORMAT, "kind": kind, "scorecard": scorecard, "signals": [], "trees": []}, classifiers.SIGNALS)
    start = card.scorecard.log_odds(np.ascontiguousarray(matrix.T))
    trees = grow(matrix, joined([e.labels[e.rows] for e in used]), joined([e.weights for e in used]), start, workers)
    learned = tables.learned()
    return {
        "format": FORMAT,
        "kind": kind,
        "scorecard": scorecard,
        **with_names(trees),
        "names": learned.names,
        "words": learned.words,
    }


def with_names(trees: list[Any]) -> dict[str, Any]:
    """Only the signals that some tree asks for, and the trees by their places."""
    used = sorted({signal for signals, thresholds, _ in trees for signal, t in zip(signals, thresholds, strict=True) if t < 1e29})
    place = {signal: n for n, signal in enumerate(used)}
    renumbered = [[[place.get(s, 0) for s in signals], thresholds, values] for signals, thresholds, values in trees]
    return {"signals": [classifiers.SIGNALS[signal].name for signal in used], "trees": renumbered}


def joined(parts: list[Floats]) -> Floats:
    return np.concatenate(parts)
