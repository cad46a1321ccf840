"""What the fuzzing campaign found (tests/fuzz), each reduced to a few characters, and mended."""

from __future__ import annotations

import pytest

from declutter import extract
from declutter.metadata.parse.months import month_number

STORY = "<p>The millers of the valley met at the weir on Friday and agreed to clear the sluice before the first snow falls.</p>" * 3


@pytest.mark.parametrize(
    "address",
    [
        "http:",
        "http:///map",
        "https://",
        "http://we<em>ir.example/map",
        "http://we ir.example/map",
        "http://weir.example:99999/map",
        "http://%weir%/map",
        'https://we"ir.example/',
        "https://we\x82ir.example/",
    ],
)
def test_an_address_without_a_valid_host_is_left_out(address: str) -> None:
    document = extract(
        f"<article>{STORY}<p>See <a href='{address}'>the map</a> of the weir and of the pools above it.</p>{STORY}</article>"
    )
    assert "the map" in document.text
    assert not document.links and "<a" not in document.html


@pytest.mark.parametrize(
    "address", ["http://weir.example:8080/map", "https://a:b@weir.example?x", "HTTP://WEIR.example", "ftp://[::1]/map"]
)
def test_other_hosts_are_kept(address: str) -> None:
    document = extract(
        f"<article>{STORY}<p>See <a href='{address}'>the map</a> of the weir and of the pools above it.</p>{STORY}</article>"
    )
    assert [link.url for link in document.links] == [address]


def test_no_word_is_a_month() -> None:
    assert month_number("", "en") == month_number("", "he") == 0
    assert month_number("במאי", "he") == 5


def test_a_number_without_a_month_beside_a_byline_is_no_date() -> None:
    assert extract("\xa1 5\nBy A1 . r").published is None
    assert extract(b"\xa1 5\nBy A1 . r").published is None


def test_a_page_of_a_table_alone_is_empty_without_tables() -> None:
    rows = "".join(f"<tr><td>Weir {n}</td><td>{n} gates</td><td>built in 18{n}</td></tr>" for n in range(20, 30))
    page = f"<table><tr><th>Weir</th><th>Gates</th><th>Year</th></tr>{rows}</table>"
    assert extract(page, input="html").text
    without = extract(page, input="html", tables=False)
    assert (without.status, without.quality, without.text, bool(without)) == ("empty", 0.0, "", False)


@pytest.mark.parametrize("code", ["²", "D²F", "zz", "D800", "0", "1D465", "FFFFF", ""])
def test_codes_of_drawn_letters_are_any_text(code: str) -> None:
    drawn = f'<mjx-container class="MathJax"><svg><g data-mml-node="mi"><use data-c="{code}"></use></g></svg></mjx-container>'
    classes = f'<mjx-container class="MathJax"><mjx-mi><mjx-c class="mjx-c{code}"></mjx-c></mjx-mi></mjx-container>'
    for formula in (drawn, classes):
        document = extract(f"<article>{STORY}<p>Let {formula} be the number of the gates that were open.</p>{STORY}</article>")
        assert "be the number of the gates" in document.text
        assert "\ud800" not in document.text
        (document.text + document.markdown + document.html + document.tei + document.to_json()).encode()
