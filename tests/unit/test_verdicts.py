"""Reasons: a block is never said to be what it is not, and what it is comes first."""

from __future__ import annotations

from pathlib import Path

import pytest

from declutter import extract
from declutter.classifiers.columns import Columns
from declutter.document.verdict import REASONS, reasons
from declutter.judge.network import CONTEXT
from declutter.page import Signal

PAGES = sorted((Path(__file__).parents[2] / "fixtures" / "pages").glob("*/page.html"))[::11]
MENU, STORY, WORDS = (
    Signal("navigation.said", "says what menus say"),
    Signal("prose.inner", "is of the story"),
    Signal("text.words", "words", True),
)


def columns_of(menu: float, story: float, words: float) -> Columns:
    columns = Columns((MENU, STORY, WORDS), 1)
    columns.matrix[:, 0] = menu, story, words
    return columns


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"navigation.said": -1.0, "prose.inner": 2.0}, "says what menus say"),
        ({"text.words": -1.0}, "words: 7"),
        ({"prose.inner": -1.0}, "is none that is of the story"),
        (
            {CONTEXT.name: -3.0, "prose.inner": -2.0, "navigation.said": -1.0},
            f"says what menus say; is none that is of the story; {CONTEXT.note}: -3",
        ),
        ({"bias": -9.0}, "little speaks for it"),
    ],
)
def test_reasons_of_a_dropped_block(parts: dict[str, float], reason: str) -> None:
    """It says what menus say, is not of the story, and has seven words."""
    assert reasons(parts, columns_of(1, 0, 7), 0, kept=False) == reason


def test_the_strongest_reasons_are_named() -> None:
    parts = {"navigation.said": -0.1, "prose.inner": -3.0, "text.words": -2.0, CONTEXT.name: -1.0}
    assert reasons(parts, columns_of(1, 1, 7), 0, kept=False) == f"is of the story; words: 7; {CONTEXT.note}: -1"
    assert reasons({"text.words": 1.0}, columns_of(1, 1, 7), 0, kept=True) == "words: 7"


def test_no_block_is_said_to_be_what_it_is_not() -> None:
    said = 0
    for path in PAGES:
        document = extract(path)
        columns = document.judged.columns
        names = {signal.note: signal for signal in columns.signals if not signal.numeric}
        for verdict in document.blocks:
            reasons = verdict.reason.split("; ")
            assert verdict.index in document.judged.selection.flips or len(reasons) <= REASONS
            for reason in reasons:
                if reason in names:
                    said += 1
                    assert columns[names[reason]][verdict.index], f"{verdict.text!r}: {reason}"
                elif reason.removeprefix("is none that ") in names:
                    said += 1
                    assert not columns[names[reason.removeprefix("is none that ")]][verdict.index], f"{verdict.text!r}: {reason}"
    assert said > 300, "too few reasons to prove anything"
