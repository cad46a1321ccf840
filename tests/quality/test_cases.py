"""The composed pages in the shapes of public bug reports, in the folder ``cases`` beside that of the benchmarks: how many come out right.

The share of each kind is a floor as in test_floors.py. check.py there says which cases fail, and how.
"""

from __future__ import annotations

import json
from collections import defaultdict

import pytest
from test_floors import FILE, fallen, raised

from benchmark_pages import folder, loaded  # isort: skip  # test_floors puts its folder on the path

pytestmark = pytest.mark.quality

NAME = "cases"
CHECK = folder().parent / "cases" / "check.py"


def test_cases(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> None:
    if not CHECK.is_file():
        with capsys.disabled():
            print(f"\nQUALITY IS NOT MEASURED on cases: no {CHECK}")
        pytest.skip(f"no {CHECK}")
    tools = loaded(CHECK)
    passed: dict[str, list[bool]] = defaultdict(list)
    for path in sorted((CHECK.parent / "pages").glob("*.json")):
        case = json.loads(path.read_text("utf-8"))
        passed[case["kind"]].append(not tools.faults(case["expect"], tools.declutter(tools.read(case, path.parent / case["file"]), case)))
    found = {kind: sum(results) / len(results) for kind, results in sorted(passed.items())}
    found["all"] = sum(map(sum, passed.values())) / sum(map(len, passed.values()))
    floors = json.loads(FILE.read_text("utf-8"))
    with capsys.disabled():
        print(f"\n{NAME}: " + "  ".join(f"{kind} {share:.3f}" for kind, share in found.items()))
    if request.config.getoption("--update"):
        floors[NAME] = raised(floors.get(NAME, {}), found)
        FILE.write_text(json.dumps(floors, indent=2) + "\n", "utf-8")
    wrong = fallen(floors.get(NAME, {}), found)
    assert not wrong, f"{NAME}:\n  " + "\n  ".join(wrong)
