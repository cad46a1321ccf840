"""What ships: weights that fit the classifiers, data files that are named, and no trace of the machine that made them."""

from __future__ import annotations

import json
from fnmatch import fnmatch
from pathlib import Path

import pytest
import regex
from repository_files import ROOT, repository_files

from declutter import classifiers

# Written with a class around one letter, so that this file does not contain what it forbids.
FORBIDDEN_TEXT = {
    "a path of somebody's machine": r"(?<![\w.])/(?:[w]ork|[r]oot|[U]sers)/|/[t]mp/w",
    "the name of a package registry": r"(?i)\b(?:(?:test\.?)?[p]ypi|[n]pmjs|[c]rates\.io|[a]naconda|[c]onda-forge|[a]rtifactory)\b",
}

PACKAGE = ROOT / "declutter"


@pytest.mark.parametrize("path", sorted((PACKAGE / "weights").glob("*.json")), ids=lambda path: path.name)
def test_weights_name_known_signals(path: Path) -> None:
    data = json.loads(path.read_text("utf-8"))
    assert data["kind"] == path.stem
    assert data["provenance"], "say where the weights come from"
    known = {signal.name for signal in classifiers.SIGNALS}
    wrong = [f"{name}: no classifier declares it" for group in data["scorecard"]["weights"].values() for name in group if name not in known]
    wrong += [
        f"{name} stands under {key}"
        for key, group in data["scorecard"]["weights"].items()
        for name in group
        if name.partition(".")[0] != key
    ]
    wrong += [f"{name}: no classifier declares it" for name in data["signals"] if name not in known]
    assert data["scorecard"]["weights"]
    assert data["trees"]
    assert not wrong, wrong


def test_package_data_ships() -> None:
    """``py.typed`` and every data file is named in pyproject.toml; what is not named works here and is missing once installed."""
    pyproject = (ROOT / "pyproject.toml").read_text("utf-8")
    named = regex.search(r"^\[tool\.setuptools\.package-data\]\ndeclutter = \[(.*?)\]", pyproject, regex.M | regex.S)
    assert named
    patterns = regex.findall(r'"([^"]+)"', named[1])
    assert (PACKAGE / "py.typed").is_file()
    files = [path.relative_to(PACKAGE) for path in PACKAGE.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")]
    wrong = [str(file) for file in files if not any(ships(file, pattern) for pattern in patterns)]
    assert not wrong, f"no pattern of package-data names {wrong}"


def ships(file: Path, pattern: str) -> bool:
    """Whether a glob of package-data names the file; ``*`` does not cross folders."""
    wanted, parts = pattern.split("/"), file.parts
    return len(wanted) == len(parts) and all(map(fnmatch, parts, wanted))


@pytest.mark.parametrize("what", FORBIDDEN_TEXT)
def test_repository_is_free_of(what: str) -> None:
    pattern = regex.compile(FORBIDDEN_TEXT[what])
    wrong = []
    for path in repository_files():
        text = path.read_bytes().decode("utf-8", "replace")
        wrong += [f"{path.relative_to(ROOT)}:{text.count(chr(10), 0, m.start()) + 1} {m[0]!r}" for m in pattern.finditer(text)]
    assert not wrong, f"{what}: {wrong}"
