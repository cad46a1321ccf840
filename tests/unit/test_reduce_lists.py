"""What the passes do to lists, tables and headlines."""

from __future__ import annotations

import numpy as np
import pytest

from declutter import Options
from declutter.pipeline import prepare
from declutter.reduce import reduce
from declutter.sources import read

PARAGRAPH = "The crews of the northern line accepted the new timetable on Monday, after three weeks of talks with the harbour board."
ITEMS = [
    "Harbour walk, 3 miles",
    "Old mill loop, 5 miles",
    "Sort by",
    "Show all of the filters again",
    "Add to the list of favourites",
    "Map",
]
LIKELY = [0.9, 0.9, 0.1, 0.1, 0.1, 0.1]


def kept(paragraphs: int) -> list[str]:
    """The items that stay beside so many paragraphs."""
    page = prepare(
        read(f"{f'<p>{PARAGRAPH}</p>' * paragraphs}<ul>{''.join(f'<li>{item}</li>' for item in ITEMS)}</ul>", Options(input="html"))
    )
    selection = reduce(page, np.array([0.95] * paragraphs + LIKELY, np.float32))
    return [page.texts[i] for i in np.flatnonzero(selection.keep) if page.texts[i] in ITEMS]


@pytest.mark.parametrize(("paragraphs", "wanted"), [(0, ITEMS[:2]), (6, [])], ids=["page of a list", "page of running text"])
def test_a_list_that_is_mostly_dropped_goes_as_a_whole_in_running_text_alone(paragraphs: int, wanted: list[str]) -> None:
    assert kept(paragraphs) == wanted


@pytest.mark.parametrize("focus", ["precision", "recall"])
def test_a_page_is_given_up_by_every_focus_or_by_none(focus: str) -> None:
    page = prepare(
        read("<p>Welcome back to the old harbour walk</p><p>Sort</p><p>Filter the results</p><p>More</p>", Options(input="html"))
    )
    for likely in np.linspace(0.2, 0.9, 15):
        probabilities = np.array([likely, 0.3, 0.25, 0.2], np.float32)
        assert reduce(page, probabilities, focus).keep.any() == reduce(page, probabilities).keep.any(), likely


def test_a_table_that_holds_the_page_does_not_bring_back_its_menus() -> None:
    menu = "<td><p>More articles</p><p>Most discussed</p><p>Letters</p></td>"
    story = f"<td><p>{PARAGRAPH} {PARAGRAPH}</p><p>Foto: harbour board</p><p>{PARAGRAPH}</p></td>"
    page = prepare(read(f"<table><tr>{menu}{story}</tr></table>", Options(input="html")))
    keep = reduce(page, np.array([0.02, 0.02, 0.45, 0.9, 0.8, 0.9], np.float32)).keep
    assert [page.texts[i] for i in np.flatnonzero(keep)] == [f"{PARAGRAPH} {PARAGRAPH}", "Foto: harbour board", PARAGRAPH]


@pytest.mark.parametrize(
    ("above", "likely", "stays"),
    [("They set out in the dark.", 0.9, True), ("They set out in the dark.", 0.4, False), ("", 0.9, False)],
    ids=["sure, text above", "doubtful", "opens the text"],
)
def test_a_line_that_looks_like_a_headline_stays_where_it_is_surely_text(above: str, likely: float, stays: bool) -> None:
    line = "Northern line crews accept the new timetable"
    page = prepare(read("\n".join(filter(None, [above, line, f"{PARAGRAPH} {PARAGRAPH}", PARAGRAPH])), Options(input="lines")))
    guess = page.texts.index(line)
    assert page.headline.block == guess
    probabilities = np.full(len(page), 0.95, np.float32)
    probabilities[guess] = likely
    assert reduce(page, probabilities).keep[guess] == stays
