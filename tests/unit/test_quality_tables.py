"""The tables of docs/quality.md are written from a training's report."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "quality"))
from tables import FOCUSES, TYPES, tables, write_tables

DOCS = Path(__file__).parents[2] / "docs"
SCORES: dict[str, Any] = {
    "wcxb-dev": {"f1": 0.8764, "precision": 0.9, "recall": 1.0, **dict.fromkeys(TYPES, 0.5)},
    "fundus-dev": {"f1": 0.95, "precision": 0.94, "recall": 0.96},
    "readability": {"f1": 0.94, "precision": 0.93, "recall": 0.95},
    "trafeval-dev": {"segments": 0.9},
    "docs-dev": {"f1": 0.97},
    "daniel-dev": {"f1": 0.92},
    "forum52-dev": {"f1": 0.81},
    "recipes-dev": {"segments": 0.93},
    "drupalcz": {"f1": 0.83},
}
REPORT: dict[str, Any] = {
    kind: {
        "cross-validated by domain": dict.fromkeys(FOCUSES, SCORES),
        "without fundus-dev": {"fundus-dev": {"f1": 0.9444}},
        "without trafeval-dev": {"trafeval-dev": {"segments": 0.89}},
        "reliability of probabilities: …": [[0.05, 0.06, 0.4], [0.95, 0.94, 0.6]],
        "reliability of quality: …": [[0.9, 0.91, 1.0]],
    }
    for kind in ("html", "lines")
}
REPORT["html"]["cross-validated on augmented copies"] = {**SCORES, "fundus-dev": {"f1": 0.9}}


def test_every_table_of_the_page_is_replaced_and_nothing_else(tmp_path: Path) -> None:
    page = tmp_path / "quality.md"
    before = (DOCS / "quality.md").read_text("utf-8")
    page.write_text(before, "utf-8")
    write_tables(REPORT, page)
    once = page.read_text("utf-8")
    assert "| WCXB dev (1,497, seven page types) | .876 | .819 |" in once
    assert "| Fundus dev (136 news articles, 30 countries), flattened | .944 | .950 | .006 |" in once
    assert "| Fundus dev (136 news articles, 30 countries) | .950 | .900 |" in once
    assert "| `recall` | .900 / 1.000 / .876 |" in once
    assert prose(once) == prose(before)
    write_tables(REPORT, page)
    assert page.read_text("utf-8") == once


def prose(page: str) -> list[str]:
    return [line for line in page.splitlines() if not line.startswith("|")]


def test_a_page_without_the_mark_of_a_table_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "quality.md"
    page.write_text("\n".join(f"<!-- table: {name} -->" for name in list(tables(REPORT))[1:]), "utf-8")
    with pytest.raises(ValueError, match="no line"):
        write_tables(REPORT, page)
