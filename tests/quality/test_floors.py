"""Floors of quality: what the benchmarks gave once, they must go on giving.

    pytest tests/quality --quality             compare with floors.json; fails where a figure is lower by more than the tolerance
    pytest tests/quality --quality --update    raise the recorded figures to those of this run; none is ever lowered by it

The run takes minutes, so it is marked ``quality`` and left out of a plain ``pytest``; see tests/conftest.py. Lowering a floor is an edit of
floors.json by hand, to be explained where it is committed. The pages are no part of the repository; where they are missing the tests are
skipped and say so (bench/benchmark_pages.py says where they are looked for). Scores are those of bench.py in the folder of the pages;
``pip install '.[test,bench]'`` brings what it needs.
"""

from __future__ import annotations

import json
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))
from benchmark_pages import bench, missing

pytestmark = pytest.mark.quality

FILE = Path(__file__).with_name("floors.json")
TOLERANCE = 0.002
WORKERS = 2
DIGITS = 4
PAGE_TYPES = ("article", "collection", "documentation", "forum", "listing", "product", "service")
METADATA = ("title", "authors", "date")


class Run(NamedTuple):
    """One pass over a set: as HTML, or flattened to lines; and the scores whose floors are kept."""

    data: str
    flat: bool
    scores: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.data} flat" if self.flat else self.data


RUNS = (
    Run("wcxb-dev", False, ("f1", *PAGE_TYPES, *METADATA)),
    Run("wcxb-dev", True, ("f1",)),
    Run("fundus-dev", False, ("f1", *METADATA)),
    Run("fundus-dev", True, ("f1",)),
    Run("readability", False, ("f1",)),
    Run("trafeval-dev", False, ("segments", *METADATA)),
    Run("trafeval-dev", True, ("segments",)),
    Run("docs-dev", False, ("f1",)),
    Run("daniel-dev", False, ("f1",)),
    Run("forum52-dev", False, ("f1",)),
    Run("recipes-dev", False, ("segments", "title", "authors")),
    Run("drupalcz", False, ("f1",)),
    Run("htmldate-dev", False, ("date",)),
)


@lru_cache(maxsize=1)
def load(data: str) -> list[tuple[dict[str, Any], bytes]]:
    """Truth and pages of a set."""
    pages: list[tuple[dict[str, Any], bytes]] = bench().load(data)
    return pages


def run_one(job: tuple[str | None, bytes, bool]) -> Any:
    """One page, in a worker: prediction, seconds, error."""
    url, page, flat = job
    return bench().run_one(("declutter", {"url": url}, page, flat))


def measure(run: Run) -> dict[str, float]:
    """All scores of a run."""
    data = load(run.data)
    with ProcessPoolExecutor(WORKERS) as pool:
        results = list(pool.map(run_one, [(truth.get("url"), page, run.flat) for truth, page in data], chunksize=8))
    scores: dict[str, float] = bench().evaluate([(truth, *result) for (truth, _), result in zip(data, results, strict=True)])
    return scores


def raised(recorded: dict[str, float], found: dict[str, float]) -> dict[str, float]:
    """The higher of what is recorded and what was found, for each score that was found."""
    return {name: max(recorded.get(name, 0.0), round(value, DIGITS)) for name, value in found.items()}


def fallen(recorded: dict[str, float], found: dict[str, float]) -> list[str]:
    """What is lower than it may be, or was never recorded."""
    wrong = [f"{name} was never recorded; --update does" for name in found if name not in recorded]
    wrong += [
        f"{name} fell from {recorded[name]:.4f} to {value:.4f} ({value - recorded[name]:+.4f})"
        for name, value in found.items()
        if name in recorded and value < recorded[name] - TOLERANCE
    ]
    return wrong


@pytest.mark.parametrize("run", RUNS, ids=lambda run: run.name)
def test_floor(run: Run, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> None:
    why = missing(run.data)
    if why:
        with capsys.disabled():
            print(f"\nQUALITY IS NOT MEASURED on {run.name}: {why}")
        pytest.skip(why)
    scores = measure(run)
    assert not scores["errors"], f"extract raised on {scores['errors']} pages of {run.name}"
    found = {name: scores[name] for name in run.scores}
    floors = json.loads(FILE.read_text("utf-8"))
    recorded = floors.get(run.name, {})
    with capsys.disabled():
        print(f"\n{run.name}: " + "  ".join(f"{name} {value:.4f} ({value - recorded.get(name, 0):+.4f})" for name, value in found.items()))
    if request.config.getoption("--update"):
        recorded = floors[run.name] = raised(recorded, found)
        FILE.write_text(json.dumps(floors, indent=2) + "\n", "utf-8")
    wrong = fallen(recorded, found)
    assert not wrong, f"{run.name}:\n  " + "\n  ".join(wrong)
