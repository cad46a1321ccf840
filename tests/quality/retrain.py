"""Learn the package's weights anew, and bring what is written of them up to date: ``python tests/quality/retrain.py BENCHMARKS``.

BENCHMARKS is the folder of the data sets. What is run is the command that docs/quality.md gives. Afterwards the floors of the
cross-validation are what was reached (a fall shows in the diff, to be judged and explained there), and the tables of docs/quality.md have
the new figures.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from tables import write_tables

from declutter.judge import weights_file
from declutter.training.__main__ import main as train

ROOT = Path(__file__).parents[2]
SETS = ("wcxb-dev", "fundus-dev", "readability", "trafeval-dev")
LICENCES = (
    "wcxb-dev: WCXB dev split, M. Foley 2026, CC-BY-4.0; fundus-dev: Fundus test articles, MIT; "
    "readability: Readability.js test pages, Apache-2.0; trafeval-dev: trafilatura evaluation data, Apache-2.0"
)
FLOORS = Path(__file__).with_name("cross_validated.json")


def main(benchmarks: Path) -> int:
    """Train, then write floors and tables."""
    report = ROOT / "report.json"
    sets = [str(benchmarks / f"{name}.tar.xz") for name in SETS]
    options = ["--weight", "fundus-dev=3", "readability=2", "--leave-out", "fundus-dev", "trafeval-dev", "--licence", LICENCES]
    train([*sets, *options, "--out", str(ROOT / "declutter" / "weights"), "--report", str(report)])
    floors = {kind: by_name(weights_file(kind)["provenance"]["cross_validated"]) for kind in ("html", "lines")}
    FLOORS.write_text(json.dumps(floors, indent=2) + "\n", "utf-8")
    write_tables(json.loads(report.read_text("utf-8")), ROOT / "docs" / "quality.md")
    print("next: docs/training.md, 'The weights of the package'")
    return 0


def by_name(scores: dict[str, dict[str, Any]]) -> dict[str, float]:
    return {f"{name} {key}": value for name, part in scores.items() for key, value in part.items()}


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
