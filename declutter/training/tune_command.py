"""``python -m declutter.training tune PAGES…``: adapt the weights of the package to 20 to 200 labelled pages of one's own."""

from __future__ import annotations

import argparse
import datetime
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from declutter.judge import weights_file
from declutter.reduce import reduce
from declutter.training.dataset import fingerprint, read_set
from declutter.training.evaluate import page_score
from declutter.training.examples import FOLDS, examples, folds_by_domain
from declutter.training.tune import PLANS, Plan, Tuner, simplest
from declutter.training.write import write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from declutter.training.dataset import LabelledPage
    from declutter.training.examples import Example
    from declutter.training.score import Score

LEAST = 10  # pages: two in each fold
SEVERAL = 2 * FOLDS  # domains from which the pages of one are never on both sides of the validation


def parser() -> argparse.ArgumentParser:
    """The command's arguments."""
    made = argparse.ArgumentParser(prog="python -m declutter.training tune", description=__doc__)
    made.add_argument("sets", nargs="+", type=Path, metavar="PAGES", help="a folder or tar archive of labelled pages (docs/training.md)")
    made.add_argument("--out", type=Path, default=Path("weights"), help="folder for html.json and lines.json (default: weights)")
    made.add_argument("--kind", choices=tuple(PLANS), default="html", help="kind of input to adapt to (default: html)")
    made.add_argument("--start", type=Path, metavar="FILE", help="weights to start from (default: those of the package)")
    made.add_argument("--date", default=datetime.date.today().isoformat(), help="date for the record (default: today)")
    made.add_argument("--workers", type=int, default=2, help="processes; the result does not depend on them")
    return made


def run(argv: Sequence[str]) -> None:
    """Run the command.

    Raises:
        OSError: if a file cannot be read or written.
        ValueError: if pages or weights are not what they should be.
    """
    args = parser().parse_args(argv)
    data = starting(args.start, args.kind)
    sets = [read_set(path) for path in args.sets]
    pages = [page for pages in sets for page in pages]
    if len(pages) < LEAST:
        raise ValueError(f"{len(pages)} pages are too few to learn from: {LEAST} are the least, and 20 to 200 are usual")
    made = folded(examples(pages, args.kind, {}, args.workers))
    if not any(len(example.rows) for example in made):
        raise ValueError("no block of the pages is labelled: 'with' and 'without' do not stand in them")
    tuner = Tuner(data, made)
    scores = validated(tuner, args.kind)
    plan = simplest(scores, PLANS[args.kind])
    for name, values in scores.items():
        print(f"{np.mean(values):.4f}  {name}{'  <- written' if name == plan.name else ''}", flush=True)
    means = {name: round(float(np.mean(values)), 4) for name, values in scores.items()}
    args.out.mkdir(parents=True, exist_ok=True)
    write(recorded(tuner.adapted(plan), sets, means, plan, args.date), args.out / f"{args.kind}.json")


def starting(path: Path | None, kind: str) -> dict[str, Any]:
    """The weights to start from.

    Raises:
        ValueError: if they are no weights, or of another kind.
    """
    if path is None:
        return weights_file(kind)
    try:
        data = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise ValueError(f"{path} is no weights file: {error}") from None
    if not isinstance(data, dict) or data.get("kind") != kind:
        of = repr(data.get("kind")) if isinstance(data, dict) else "no kind"
        raise ValueError(f"{path} has weights of kind {of}, and the pages are read as {kind!r}: see --kind")
    return data


def folded(made: list[Example]) -> list[Example]:
    """The examples in folds: by domain where there are several, else by page."""
    names = [example.labelled.domain for example in made]
    names = names if len(set(names)) >= SEVERAL else [f"{number}/{name}" for number, name in enumerate(names)]
    folds = folds_by_domain(names)
    for name, example in zip(names, made, strict=True):
        example.fold = folds[name]
    return made


def validated(tuner: Tuner, kind: str) -> dict[str, list[float]]:
    """Plan -> score of each page (F1, or F of its snippets) by an adaptation to the pages of other folds."""
    found: dict[str, list[float]] = {}
    for plan in PLANS[kind]:
        scores = found[plan.name] = []
        for fold in range(FOLDS):
            of_fold = [example for example in tuner.examples if example.fold == fold]
            for example, probabilities in zip(of_fold, tuner.probabilities(plan, fold) if of_fold else (), strict=True):
                selection = reduce(example.page, probabilities.astype(np.float32), "balanced", tuner.judge.quality)
                scores.append(value(page_score(example, selection)))
    return found


def value(score: Score) -> float:
    """One figure for a page: F1 of its words, or F of the snippets where that is all that is known of it."""
    if score.f1 is not None:
        return score.f1
    (found, missed), (wrong, _) = score.wanted, score.unwanted
    return 2 * found / (2 * found + missed + wrong) if found + missed + wrong else 1.0


def recorded(data: dict[str, Any], sets: list[list[LabelledPage]], scores: dict[str, float], plan: Plan, date: str) -> dict[str, Any]:
    """A weights file's contents, with the record of where they come from."""
    tuned = {
        "date": date,
        "sets": [{"set": pages[0].dataset, "pages": len(pages), "sha256": fingerprint(pages)} for pages in sets if pages],
        "plan": plan.name,
        "cross_validated": scores,
    }
    first = {"format": data.pop("format"), "kind": data.pop("kind")}
    return {**first, "provenance": {**data.pop("provenance", {}), "tuned": tuned}, **data}
