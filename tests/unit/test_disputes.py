"""The list of pages whose truth is open to doubt: what a page must say against the truth to come on it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "quality"))
from disputes import doubts

from declutter import extract

PAGE = (
    '<html lang="en"><head><title>Ferry late again</title><script type="application/ld+json">'
    '{"@type": "NewsArticle", "headline": "Ferry late again", "datePublished": "2024-05-03", '
    '"dateModified": "2024-05-09", "author": {"@type": "Person", "name": "Ann Lee"}}</script></head>'
    "<body><article><h1>Ferry late again</h1><p>By Ann Lee</p>"
    + 4 * "<p>The ferry left the harbour in the morning, and nobody could say when it would be back again.</p>"
    + "</article></body></html>"
)
TRUTH = {"title": "Ferry late again", "authors": ["Ann Lee"], "date": "2024-05-03"}
CASES: dict[str, tuple[dict[str, Any], list[str]]] = {
    "agrees": ({}, []),
    "another day that the page does not hold": ({"date": "2023-01-02"}, ["date"]),
    "the day of the last change": ({"date": "2024-05-09"}, ["date"]),
    "no day": ({"date": "2024-5-3"}, ["date"]),
    "no author, though the page names one": ({"authors": []}, ["author"]),
    "another author, which is no doubt about the truth": ({"authors": ["Tom Reed"]}, []),
    "another title than the headline": ({"title": "Ferries: a chronicle"}, ["title"]),
}


@pytest.mark.parametrize("case", CASES)
def test_doubts_about_a_truth(case: str) -> None:
    change, fields = CASES[case]
    assert [field for field, _ in doubts({**TRUTH, **change}, PAGE.encode(), extract(PAGE))] == fields
