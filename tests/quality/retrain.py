"""Train the package's weights anew and write the tables of docs/quality.md: ``python tests/quality/retrain.py BENCHMARKS [SET…]``.

BENCHMARKS is the folder of the data sets; each SET is also left out whole once, which takes as long as a fifth of the rest. What is run is
the command that docs/quality.md gives. Floors are left alone: ``--update`` raises them, and lowering one is an edit by hand, with a reason.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tables import write_tables

from declutter.training.__main__ import main as train

ROOT = Path(__file__).parents[2]
WEIGHTS = {  # set -> weight of each of its pages
    "wcxb-dev": 1,
    "fundus-dev": 3,
    "readability": 2,
    "trafeval-dev": 1,
    "docs-dev": 1,
    "daniel-dev": 1,
    "forum52-dev": 3,
    "recipes-dev": 1,
    "drupalcz": 1,
}
LICENCES = (
    "wcxb-dev: WCXB dev split, M. Foley 2026, CC-BY-4.0; fundus-dev: Fundus test articles, MIT; readability: Readability.js test pages, "
    "Apache-2.0; trafeval-dev: trafilatura evaluation data, Apache-2.0; docs-dev: documentation of Debian, npm and Python packages, free "
    "licences by package; daniel-dev: DAnIEL corpus, GPL-3; forum52-dev: WEB-FORUM-52, Apache-2.0; recipes-dev: recipe-scrapers test "
    "pages, MIT; drupalcz: archive of a Czech community site"
)


def main(benchmarks: Path, *leave_out: str) -> int:
    """Train, then write the tables."""
    report = ROOT / "report.json"
    sets = [str(benchmarks / f"{name}.tar.xz") for name in WEIGHTS]
    options = ["--weight", *(f"{name}={weight}" for name, weight in WEIGHTS.items() if weight != 1), "--licence", LICENCES]
    options += ["--leave-out", *leave_out] if leave_out else []
    train([*sets, *options, "--out", str(ROOT / "declutter" / "weights"), "--report", str(report)])
    write_tables(json.loads(report.read_text("utf-8")), ROOT / "docs" / "quality.md")
    print("next: docs/training.md, 'The weights of the package'")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), *sys.argv[2:]))
