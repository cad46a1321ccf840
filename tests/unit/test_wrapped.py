"""Plain text that was broken to a width is joined into paragraphs; any other text is unchanged."""

from __future__ import annotations

import textwrap

import pytest

from declutter import extract
from declutter.sources.wrapped import unwrapped

STORY = [
    "The ferry to the outer islands will run again from Saturday, the harbour office said, after eleven weeks in the yard at Stennick.",
    "Mechanics had found a crack in the shaft of the port engine in March. A new one was cast in the north and came by rail, since no "
    "lorry could carry it through the old town gate without taking the whole arch along.",
    "Tickets that were bought for the cancelled crossings stay good until the end of the year, and those who would rather have their "
    "money back can write to the office.",
    "“We know what we asked of the islanders,” said Captain Idun Vestergaard, who had taken the mail across in her own boat twice a week.",
]
HEADLINES = [
    "Ferry back on Saturday",
    "Bakery on Mill Street burns down, nobody hurt",
    "Three candidates for the harbour board, none from the islands",
]
POEM = [
    "The tide goes out and leaves the boats",
    "like cattle lying down at noon,",
    "the ropes hang slack, the lantern floats",
    "above its stump of moon.",
]
UNCHANGED = {
    "whole": STORY,
    "as long by chance": [STORY[3][:99] + "."] * 30,
    "headlines": HEADLINES * 6,
    "poem": POEM * 6,
    "none": [],
    "empty": [""],
    "word": ["word"],
}


# without empty lines, a paragraph whose last line is full looks like one that goes on: none is at these widths
@pytest.mark.parametrize(("gap", "width"), [("\n\n", 60), ("\n\n", 72), ("\n\n", 100), ("\n", 60), ("\n", 78), ("\n", 100)])
def test_wrapped_paragraphs_are_joined(gap: str, width: int) -> None:
    lines = gap.join(textwrap.fill(paragraph, width) for paragraph in STORY).split("\n")
    assert [line for line in unwrapped(lines) if line] == STORY


@pytest.mark.parametrize("lines", UNCHANGED.values(), ids=UNCHANGED)
def test_lines_that_are_not_wrapped_are_unchanged(lines: list[str]) -> None:
    assert unwrapped(lines) == lines


def test_items_and_headings_of_wrapped_text_stay_separate_lines() -> None:
    items = ["* the port engine, which has a new shaft and a new coupling, both of them cast in the north", "* two life boats", "# Tickets"]
    lines = [line for paragraph in [*STORY, *items] for line in textwrap.wrap(paragraph, 72)]
    assert unwrapped(lines)[-3:] == items


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("a long-", "awaited crossing", "a long-awaited crossing"),
        ("for short-", "and long-term parking", "for short- and long-term parking"),
        ("the gate -", "an arch", "the gate - an arch"),
    ],
)
def test_a_break_after_a_hyphen_may_be_inside_a_word(first: str, second: str, joined: str) -> None:
    lines = [line for paragraph in STORY for line in textwrap.wrap(paragraph, 72)]
    filled = f"{'x' * (71 - len(first))} {first}"
    assert unwrapped([*lines, "", filled, second])[-1].endswith(joined)


def test_a_wrapped_mail_gives_the_same_text_as_the_page() -> None:
    page = "\n\n".join(["Home", "Timetables", "Contact", *STORY, "All rights reserved."])
    mail = "\n\n".join(textwrap.fill(line, 72) for line in page.split("\n\n"))
    assert extract(mail, input="lines").text == extract(page, input="lines").text
    assert all(paragraph in extract(mail, input="lines").text for paragraph in STORY)
