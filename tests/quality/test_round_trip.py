"""Formats on development pages: Markdown that a parser reads as the blocks are, and the same words in every format."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))
from benchmark_pages import missing
from markdown_structure import parsed, wanted
from test_floors import load
from words_of_formats import words_of

from declutter import extract

pytestmark = pytest.mark.quality

SETS = ("wcxb-dev", "fundus-dev", "readability", "trafeval-dev")
PARSED = 4  # structure is compared on every fourth page: 550 of them; words on all


@pytest.mark.parametrize("data", SETS)
def test_formats_agree(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    why = missing(data)
    if why:
        with capsys.disabled():
            print(f"\nFORMATS ARE NOT COMPARED on {data}: {why}")
        pytest.skip(why)
    wrong = []
    for number, (truth, page) in enumerate(load(data)):
        document = extract(page, url=truth.get("url") or "https://page.example/")
        words = words_of(document)
        wrong += [f"{truth['id']}: the words of {name}" for name, found in words.items() if found != words["text"]]
        if number % PARSED == 0 and parsed(document.markdown) != wanted(document.story):
            wrong.append(f"{truth['id']}: the structure of Markdown")
    assert not wrong, "\n".join(wrong)
