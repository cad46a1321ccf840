"""Cross-validation by domain: every page is judged by weights trained without its domain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from declutter import render
from declutter.judge import probability
from declutter.reduce import PASSES, RECALL_WEIGHTS, Selection, reduce
from declutter.reduce.json_ld_body import json_ld_body
from declutter.reduce.quality import estimate, measures
from declutter.training.calibrate import fit_ensemble, fit_quality, reliability
from declutter.training.examples import FOLDS
from declutter.training.fit import Trainer, measured
from declutter.training.score import score, summary

if TYPE_CHECKING:
    from collections.abc import Collection

    from declutter.judge import Judge
    from declutter.page import Floats
    from declutter.training.examples import Example
    from declutter.training.score import Score

    Pair = tuple[Floats, Floats]


def cross_validated(trainer: Trainer, examples: list[Example]) -> list[Pair]:
    """Log-odds by both models of judges that have not seen an example's domain; examples may be the trainer's own or its copies."""
    judges = [trainer.judge({fold}) for fold in range(FOLDS)]
    return [both(judges[example.fold], example) for example in examples]


def both(judge: Judge, example: Example) -> Pair:
    """Log-odds by the block model and by the network; twice the same where there is none."""
    columns = measured(example, judge.learned)
    block_model = judge.block_log_odds(columns)
    return block_model, judge.network.log_odds(columns) if judge.network else block_model


def weighed(pairs: list[Pair], counts: dict[str, float]) -> list[Floats]:
    """Probabilities, from the log-odds of both models and their weights."""
    return [
        probability(counts["block_model"] * block_model + counts["context_model"] * context_model) for block_model, context_model in pairs
    ]


def fitted(pairs: list[Pair], examples: list[Example]) -> dict[str, float]:
    """Weights of the ensemble, fitted to cross-validated log-odds."""
    block_model, labels, weights = of_blocks(examples, [block_model for block_model, _ in pairs])
    context_model, _, _ = of_blocks(examples, [context_model for _, context_model in pairs])
    return fit_ensemble(block_model, context_model, labels, weights)


def judged(judge: Judge, example: Example) -> Floats:
    """Probabilities of an example's blocks."""
    return judge.probabilities(measured(example, judge.learned))


def without_sets(trainer: Trainer, sets: Collection[str]) -> dict[str, Any]:
    """Scores of whole sets by a judge trained without them."""
    others, copies = ([e for e in made if e.labelled.dataset not in sets] for made in (trainer.examples, trainer.copies))
    judge = Trainer(others, trainer.scorecard, trainer.kind, trainer.workers, copies).judge()
    left = [example for example in trainer.examples if example.labelled.dataset in sets]
    return scored(left, [judged(judge, example) for example in left])


def scored(
    examples: list[Example], probabilities: list[Floats], focus: str = "balanced", quality: dict[str, float] | None = None
) -> dict[str, Any]:
    """The summary of scores that the pages' text gets after all passes."""
    return summary((e.labelled, page_score(e, reduce(e.page, p, focus, quality))) for e, p in zip(examples, probabilities, strict=True))


def page_score(example: Example, selection: Selection) -> Score:
    """The score of what a caller would get: the kept blocks, or its JSON-LD articleBody where the page shows no text."""
    kept = tuple(map(int, np.flatnonzero(selection.keep)))
    return score(example.labelled, json_ld_body(example.page, selection) or render.text(example.page, kept))


def calibrated(examples: list[Example], probabilities: list[Floats]) -> dict[str, Any]:
    """Weights of the estimate of quality, its mean error out of fold, and the reliability of probabilities."""
    rows = []
    for example, p in zip(examples, probabilities, strict=True):
        selection = Selection(p, RECALL_WEIGHTS["balanced"])
        for step in PASSES:
            step(example.page, selection)
        f1 = page_score(example, selection).f1
        if f1 is not None and len(example.page):
            rows.append((example, selection, measures(example.page, selection), f1))
    pairs = []
    for fold in range(FOLDS):
        known = [row for row in rows if row[0].fold != fold]
        weights = fit_quality([row[2] for row in known], [row[3] for row in known])
        pairs += [(estimate(e.page, s, weights), f1) for e, s, _, f1 in rows if e.fold == fold]
    of_pages = np.array(pairs).reshape(-1, 2).T
    return {
        "quality": fit_quality([row[2] for row in rows], [row[3] for row in rows]),
        "reliability_of_quality": reliability(of_pages[0], of_pages[1], np.ones(len(pairs))),
        "reliability": reliability(*of_blocks(examples, probabilities)),
    }


def of_blocks(examples: list[Example], probabilities: list[Floats]) -> tuple[Floats, Floats, Floats]:
    """Probability (or another figure), label and weight of every block that was trained on."""
    used = [(e, p) for e, p in zip(examples, probabilities, strict=True) if len(e.rows)]
    columns = ([p[e.rows] for e, p in used], [e.labels[e.rows] for e, _ in used], [e.weights for e, _ in used])
    found = tuple(np.concatenate(column) for column in columns)
    return found[0], found[1], found[2]
