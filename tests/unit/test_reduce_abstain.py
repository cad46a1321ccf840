"""Which pages come back empty: those without main content, and never one whose text the judge is sure of."""

from __future__ import annotations

import pytest
from short_pages import BLOCKS, LANGUAGES, html, lines

from declutter import extract


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("render", [html, lines])
def test_no_short_page_is_empty(language: str, block: str, render: object) -> None:
    words = LANGUAGES[language]
    for paragraphs in (1, 2, 3, 4):
        document = extract(render(words, paragraphs, block))  # type: ignore[operator]
        missing = [text for text in words.paragraphs[:paragraphs] if text not in document.text]
        assert not missing, (paragraphs, document.status)


CODES = (("403", "Forbidden"), ("404", "Not found"), ("410", "Gone"), ("500", "Internal server error"), ("503", "Service unavailable"))


@pytest.mark.parametrize("tag", ["table", "dl", "ul"])
def test_a_page_about_error_codes_is_not_empty(tag: str) -> None:
    row = {"table": "<tr><td>{}</td><td>{}</td></tr>", "dl": "<dt>{}</dt><dd>{}</dd>", "ul": "<li>{} {}</li>"}[tag]
    rows = "".join(row.format(*code) for code in CODES)
    document = extract(
        "<!doctype html><title>What the door answers</title><nav><a href=/>Home</a> <a href=/doors>Doors</a></nav>"
        "<main><h1>What the door answers</h1>"
        f"<p>Whoever knocks at a web server gets a number back, and five of these numbers are worth knowing.</p><{tag}>{rows}</{tag}>"
        "<p>The first three are about what was asked for, the last two about the server itself.</p></main>"
    )
    assert "Whoever knocks" in document.text
    assert "the last two about the server itself" in document.text
    assert "Gone" in document.text


def test_an_error_page_is_empty() -> None:
    document = extract(
        "<!doctype html><title>404 Not Found</title><nav><a href=/>Home</a> <a href=/doors>Doors</a></nav><main><h1>404</h1>"
        "<p>The page you are looking for could not be found.</p><p>Please check the address or go back to the start.</p></main>"
    )
    assert (document.status, document.text) == ("empty", "")
