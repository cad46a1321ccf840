"""Client-rendered pages: the text comes from the JSON state in their scripts, and only where the page shows none."""

from __future__ import annotations

import json
import time

import pytest

from declutter import extract
from declutter.sources.state import state_html

STORY = [
    "The ferry company will sell its oldest boat next month, the harbour board said after a long meeting on Monday evening.",
    "Passengers had hoped that the boat would stay, because no other can land at the small pier on the northern island.",
    'Its captain, who steered it for thirty years, called the decision "a mistake" and asked the board to think again.',
    "A buyer has not been found yet, and the board expects that the boat will be moored in the old dock until the summer.",
    "The company itself speaks of rising costs, and of two newer boats that carry more cars and need a crew of only four.",
]
BODY = "".join(f'<p class="par">{paragraph}</p>' for paragraph in STORY)
DATA = json.dumps({"props": {"article": {"id": 7, "headline": "Old boat to be sold", "teaser": "<p>Short.</p>", "content": BODY}}})
NEXT = f'<script id="__NEXT_DATA__" type="application/json">{DATA}</script>'
FLIGHT = f"<script>self.__next_f.push([1,{json.dumps('5:' + DATA)}])</script>"
ASSIGNED = f"<script>window.__STATE__ = {DATA.replace('<', chr(92) + 'u003c')};</script>"


def page(body: str, script: str) -> str:
    return (
        f"<!DOCTYPE html><html lang=en><head><title>Old boat to be sold</title></head><body>{body}<div id=root></div>{script}</body></html>"
    )


@pytest.mark.parametrize("script", [NEXT, FLIGHT, ASSIGNED], ids=["element of JSON", "string that holds JSON", "assignment"])
def test_an_empty_page_is_read_from_its_state(script: str) -> None:
    document = extract(page("<noscript>Please enable JavaScript.</noscript>", script))
    assert document.text.splitlines() == STORY
    assert document.title == "Old boat to be sold"
    assert "the page shows no text; the text is from the state of its scripts" in document.warnings


def test_a_page_that_shows_its_text_is_read_as_it_is() -> None:
    shown = "".join(
        f"<p>Hall {n} of the museum opens at nine, and its guides show the collection of the town twice a day.</p>" for n in range(9)
    )
    document = extract(page(shown, NEXT))
    assert "ferry" not in document.text
    assert not document.warnings


@pytest.mark.parametrize(
    "script",
    [
        "",
        '<script>var a = "<p>' + "too short " * 20 + '</p>";</script>',
        '<script type="application/ld+json">{"text": "<p>' + "stated elsewhere " * 50 + '</p>"}</script>',
        '<script>var css = "' + ".a{color:red} " * 100 + '";</script>',
        '<script>var broken = "<p>' + "never closed " * 100,
    ],
    ids=["no script", "short", "JSON-LD", "no paragraphs", "broken off"],
)
def test_nothing_is_read_where_no_script_holds_a_text(script: str) -> None:
    assert state_html(page("", script).encode()) == ""
    assert extract(page("", script)).text == ""


@pytest.mark.parametrize(
    "hostile",
    ["<script>" * 200_000, "<script" * 200_000, '<script>"' + '\\"' * 700_000 + "</script>", "<script>" + '"' * 1_000_001 + "</script>"],
    ids=["never closed", "no tag", "escapes", "quotes"],
)
def test_hostile_scripts_take_linear_time(hostile: str) -> None:
    start = time.perf_counter()
    assert state_html(hostile.encode()) == ""
    assert time.perf_counter() - start < 2
