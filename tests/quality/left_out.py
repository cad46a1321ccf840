"""Score every data set by weights trained without it: ``python tests/quality/left_out.py BENCHMARKS OUT.json [--kind html|lines]``.

For each set, the judge is trained on the other sets, without any page of a domain that the set has too. OUT holds a row for each page:
set, id, F1 (or counts of snippets), and the estimate of quality. ``beside_peers.py`` turns it into tables. It takes an hour.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from retrain import WEIGHTS

from declutter import classifiers
from declutter.judge import from_dict, weights_file
from declutter.reduce import reduce
from declutter.training.dataset import read_set
from declutter.training.evaluate import judged, page_score
from declutter.training.examples import Example, examples
from declutter.training.fit import Trainer


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("benchmarks", type=Path, help="the folder of the data sets")
    parser.add_argument("out", type=Path, help="file for the rows")
    parser.add_argument("--kind", choices=("html", "lines"), default="html")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--only", nargs="*", default=list(WEIGHTS), metavar="SET", help="sets to leave out (default: each once)")
    args = parser.parse_args()
    pages = [page for name in WEIGHTS for page in read_set(args.benchmarks / f"{name}.tar.xz")]
    made = examples(pages, args.kind, WEIGHTS, args.workers)
    copies = examples(pages, args.kind, WEIGHTS, args.workers, copied=True) if args.kind == "html" else []
    rows: list[dict[str, Any]] = []
    for name in args.only:
        rows += left_out(name, made, copies, args.kind)
        args.out.write_text(json.dumps(rows), "utf-8")
        print(name, flush=True)
    return 0


def left_out(name: str, made: list[Example], copies: list[Example], kind: str) -> list[dict[str, Any]]:
    """A row for each page of a set, judged without the set and its domains; the calibration is that of the package."""
    domains = {e.labelled.domain for e in made if e.labelled.dataset == name}
    others, other_copies = ([e for e in group if e.labelled.domain not in domains] for group in (made, copies))
    shipped = weights_file(kind)
    trained = Trainer(others, shipped["scorecard"], kind, 1, other_copies).weights()
    judge = from_dict({**trained, "ensemble": shipped["ensemble"], "quality": shipped["quality"]}, classifiers.SIGNALS)
    return [row(e, judge) for e in made if e.labelled.dataset == name]


def row(example: Example, judge: Any) -> dict[str, Any]:
    """What one page got."""
    selection = reduce(example.page, judged(judge, example), "balanced", judge.quality)
    found = page_score(example, selection)
    labelled = example.labelled
    return {"set": labelled.dataset, "id": labelled.id, "quality": round(selection.quality, 4), **found._asdict()}


if __name__ == "__main__":
    raise SystemExit(main())
