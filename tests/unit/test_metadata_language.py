"""Languages: a wrong declaration, withdrawn codes, and near relatives that are left alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from declutter.annotate import annotate
from declutter.metadata import describe
from declutter.options import Options
from declutter.sources import read

PAGES = json.loads(Path(__file__).with_name("pages_by_language.json").read_text("utf-8"))
UNLISTED = {"bn"}  # no list of function words: the declaration stands


def language(declared: str, text: str) -> str:
    story = f"<h1>{PAGES[text]['headline']}</h1>" + f"<p>{PAGES[text]['paragraph']}</p>" * 4
    return describe(annotate(read(f"<html lang='{declared}'><body>{story}</body></html>", Options()))).language


@pytest.mark.parametrize("text", [one for one in PAGES if one not in UNLISTED])
def test_a_wrong_english(text: str) -> None:
    assert language("en", text) == text


@pytest.mark.parametrize("text", PAGES)
def test_a_right_declaration_stands(text: str) -> None:
    assert language(text, text) == text


@pytest.mark.parametrize(
    "declared, text, expected",
    [
        ("ru", "uk", "uk"),
        ("uk", "ru", "ru"),
        ("iw", "he", "he"),
        ("in", "id", "id"),
        ("no", "nb", "no"),
        ("da", "nb", "da"),
        ("", "hr", "hr"),
    ],
)
def test_codes_and_neighbours(declared: str, text: str, expected: str) -> None:
    assert language(declared, text) == expected
