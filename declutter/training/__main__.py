"""``python -m declutter.training SET…``: train weights on labelled pages, cross-validate them by domain, write the weights files.

``python -m declutter.training tune PAGES…`` adapts those of the package to a few pages instead.
"""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from declutter.judge import weights_file
from declutter.options import FOCUSES
from declutter.training import tune_command
from declutter.training.dataset import fingerprint, read_set
from declutter.training.evaluate import calibrated, cross_validated, fitted, scored, weighed, without_sets
from declutter.training.examples import examples
from declutter.training.fit import Trainer
from declutter.training.write import write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from declutter.training.dataset import LabelledPage

TUNE = "tune"  # the command that adapts weights; without it, they are trained from nothing
WRONG = 2  # exit code for input that is not as it should be


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; the exit code. What is wrong with its input takes one line."""
    arguments = sys.argv[1:] if argv is None else list(argv)
    try:
        if arguments[:1] == [TUNE]:
            tune_command.run(arguments[1:])
        else:
            run(arguments)
    except (OSError, ValueError, ImportError) as error:
        print("python -m declutter.training:", " ".join(str(error).split()), file=sys.stderr)
        return WRONG
    return 0


def run(argv: Sequence[str]) -> None:
    """Train, validate and write weights from nothing."""
    args = parser().parse_args(argv)
    sets = [read_set(path) for path in args.sets]
    importance = {name: float(number) for name, _, number in (entry.partition("=") for entry in args.weight)}
    report = {}
    for kind in args.kind:
        print(f"## {kind}", flush=True)
        pages = [page for pages in sets for page in pages]
        made = examples(pages, kind, importance, args.workers)
        copies = examples(pages, kind, importance, args.workers, copied=True) if kind == "html" else []  # lines have no markup to change
        report[kind] = train(Trainer(made, weights_file(kind)["scorecard"], kind, args.workers, copies), sets, args)
    if args.report:
        args.report.write_text(json.dumps(report, indent=1) + "\n", "utf-8")


def train(trainer: Trainer, sets: list[list[LabelledPage]], args: argparse.Namespace) -> dict[str, Any]:
    """Train, validate and write the weights of one kind of input.

    Returns:
        The figures of the validation by title.
    """
    made, kind = trainer.examples, trainer.kind
    report: dict[str, Any] = {}
    for name in args.leave_out:
        show(report, f"without {name}", without_sets(trainer, {name}))
    provenance: dict[str, Any] = {
        "licences": args.licence,
        "date": args.date,
        "sets": [{"set": pages[0].dataset, "pages": len(pages), "sha256": fingerprint(pages)} for pages in sets],
    }
    data = trainer.weights()
    if not args.no_validation:
        pairs = cross_validated(trainer, [*made, *trainer.copies])
        data["ensemble"] = fitted(pairs[: len(made)], made)
        probabilities = weighed(pairs[: len(made)], data["ensemble"])
        found = calibrated(made, probabilities)
        data["quality"] = found["quality"]
        results = {focus: scored(made, probabilities, focus, found["quality"]) for focus in FOCUSES}
        show(report, "cross-validated by domain", results)
        show(report, "reliability of probabilities: mean probability, mean label, share of the words", found["reliability"])
        show(report, "reliability of quality: mean estimate, mean F1, share of the pages", found["reliability_of_quality"])
        if trainer.copies:
            show(report, "cross-validated on augmented copies", scored(trainer.copies, weighed(pairs[len(made) :], data["ensemble"])))
        provenance["cross_validated"] = results["balanced"]
        provenance["reliability"] = found["reliability"]
    args.out.mkdir(parents=True, exist_ok=True)
    write({"format": data.pop("format"), "kind": data.pop("kind"), "provenance": provenance, **data}, args.out / f"{kind}.json")
    return report


def show(report: dict[str, Any], title: str, value: Any) -> None:
    """Print figures, and keep them for the report."""
    report[title] = value
    print(title, json.dumps(value, indent=1), flush=True)


def parser() -> argparse.ArgumentParser:
    """The command's arguments."""
    made = argparse.ArgumentParser(prog="python -m declutter.training", description=__doc__)
    made.add_argument("sets", nargs="+", type=Path, metavar="SET", help="a folder or tar archive of labelled pages (docs/training.md)")
    made.add_argument("--out", type=Path, default=Path("weights"), help="folder for html.json and lines.json (default: weights)")
    made.add_argument("--kind", nargs="+", choices=("html", "lines"), default=["html", "lines"], help="kinds of input to train for")
    made.add_argument("--weight", nargs="*", default=[], metavar="SET=N", help="weight of each page of a set (default: 1)")
    made.add_argument("--leave-out", nargs="*", default=[], metavar="SET", help="also score these sets by weights trained without them")
    made.add_argument("--report", type=Path, help="also write all figures that are printed to this file, as JSON")
    made.add_argument("--licence", default="", help="licences of the sets, for the record")
    made.add_argument("--date", default=datetime.date.today().isoformat(), help="date for the record (default: today)")
    made.add_argument("--workers", type=int, default=2, help="processes; the result does not depend on them")
    made.add_argument("--no-validation", action="store_true", help="only fit; there is no estimate of quality then")
    return made


if __name__ == "__main__":
    raise SystemExit(main())
