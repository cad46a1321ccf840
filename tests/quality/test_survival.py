"""What survives of headings, code and list items of documentation, in Markdown, beside trafilatura on the same pages.

The figures are those of survival.py in the benchmark folder. Floors as in test_floors.py; each share must also reach trafilatura's. These
pages are among those that the weights are trained on; docs/quality.md has the cross-validated F1.
"""

from __future__ import annotations

import json
import logging

import pytest
from test_floors import FILE, fallen, load, raised

from benchmark_pages import bench, folder, loaded, missing  # isort: skip  # test_floors puts its folder on the path

pytestmark = pytest.mark.quality

DATA = "docs-dev"
NAME = f"{DATA} survival"
SHARES = ("headings", "code", "items", "as_heading", "as_code", "as_item")


def test_structure_of_documentation_survives(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> None:
    why = missing(DATA) or ("" if (folder() / "survival.py").is_file() else f"no {folder() / 'survival.py'}")
    if why:
        with capsys.disabled():
            print(f"\nQUALITY IS NOT MEASURED on {NAME}: {why}")
        pytest.skip(why)
    bench()
    tools = loaded(folder() / "survival.py")
    logging.disable(logging.CRITICAL)
    found = {}
    for extractor in ("declutter", "trafilatura"):
        rows = [tools.figures(truth, page, tools.EXTRACTORS[extractor]) for truth, page in load(DATA)]
        found[extractor] = {name: tools.mean(rows, name) for name in SHARES}
    logging.disable(logging.NOTSET)
    ours, theirs = found["declutter"], found["trafilatura"]
    floors = json.loads(FILE.read_text("utf-8"))
    with capsys.disabled():
        print(f"\n{NAME}: " + "  ".join(f"{name} {ours[name]:.4f} (trafilatura {theirs[name]:.4f})" for name in SHARES))
    if request.config.getoption("--update"):
        floors[NAME] = raised(floors.get(NAME, {}), ours)
        FILE.write_text(json.dumps(floors, indent=2) + "\n", "utf-8")
    wrong = fallen(floors.get(NAME, {}), ours)
    wrong += [f"{name} {ours[name]:.4f} is below trafilatura's {theirs[name]:.4f}" for name in SHARES if ours[name] < theirs[name]]
    assert not wrong, f"{NAME}:\n  " + "\n  ".join(wrong)
