"""Input detection: HTML or lines, page or not; refusals and their messages; which text counts as visible."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
import requests
from bs4 import BeautifulSoup, Comment
from lxml import etree, html
from scrapy.http import HtmlResponse, Request

from declutter import Limits, Options, Pipeline, extract
from declutter.sources import read

PARAGRAPH = "The ferry to the outer islands will run twice a day from May, the harbour master said on Monday, if the ice lets it pass."
AUTO = Options()


class Textless:
    """An object without any attribute that a page could be read from."""


class Numbers:
    """A file-like object whose read() returns a number."""

    def read(self) -> int:
        return 7


NOT_A_PAGE = {
    "None": None,
    "int": 1,
    "list": ["<p>text</p>"],
    "dict": {"html": "<p>text</p>"},
    "object": Textless(),
    "function": extract,
    "module": subprocess,
    "generator": (line for line in ("a", "b")),
    "lxml node list": html.fromstring("<div><p>a</p></div>").xpath("//p"),
    "lxml comment": etree.Comment("no page"),
    "empty element tree": etree.ElementTree(),
    "file of numbers": Numbers(),
    "Scrapy request": Request("http://localhost/"),
    "httpx request": httpx.Request("GET", "http://localhost/"),
    "requests request": requests.Request("GET", "http://localhost/").prepare(),
    "class str": str,
    "class Path": Path,
    "class BytesIO": io.BytesIO,
    "class httpx.Response": httpx.Response,
    "class HtmlResponse": HtmlResponse,
    "class BeautifulSoup": BeautifulSoup,
}


@pytest.mark.parametrize("what", NOT_A_PAGE)
def test_anything_else_is_a_type_error_that_names_what_to_pass(what: str) -> None:
    with pytest.raises(TypeError) as caught:
        extract(NOT_A_PAGE[what])
    message = str(caught.value)
    for taken in ("str", "bytes", "pathlib.Path", "binary file", "lxml element", "BeautifulSoup", "requests, httpx or Scrapy"):
        assert taken in message
    given = NOT_A_PAGE[what]
    assert (given.__name__ if isinstance(given, type) else type(given).__name__) in message


@pytest.mark.parametrize("encoding", ["no-such-charset", "", "a\0b", "\ud800", 5, ["utf-8"], b"utf-8", "hex", "rot13", "undefined", "idna"])
@pytest.mark.parametrize("source", ["<p>a</p>", b"<p>a</p>"])
def test_wrong_encoding_is_a_value_error_that_names_what_to_pass(source: Any, encoding: Any) -> None:
    with pytest.raises(ValueError, match=r"encoding must be .* such as 'utf-8'") as caught:
        extract(source, encoding=encoding)
    assert repr(encoding) in str(caught.value)


@pytest.mark.parametrize("kind", ["xml", "HTML", "", None, 1, ["html"]])
def test_wrong_input_is_a_value_error_that_names_what_to_pass(kind: Any) -> None:
    with pytest.raises(ValueError, match="input must be one of 'auto', 'html', 'lines', 'markdown', not"):
        extract("<p>a</p>", input=kind)


@pytest.mark.parametrize("most", [True, 0, -1, "1000", 1.5, None])
def test_wrong_limit_is_a_value_error_that_names_what_to_pass(most: Any) -> None:
    with pytest.raises(ValueError, match="max_bytes must be a positive whole number"):
        Limits(max_bytes=most)


def test_options_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        AUTO.input = "lines"  # type: ignore[misc]


# ---------------------------------------------------------------- HTML or lines
ABOUT_HTML = "\n".join(
    [PARAGRAPH] * 8
    + ["Write <p> before a paragraph and </p> after it.", "A link is <a href=x>, an image is <img>; both came in 1993."]
    + [PARAGRAPH] * 8
)
KINDS = {
    "document": ("<!doctype html><p>text", "html"),
    "upper case": ("<HTML><BODY>text", "html"),
    "XML declaration": ('<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "x"><html><p>text</html>', "html"),
    "mark and blanks before": ("\n \ufeff<html><p>text", "html"),
    "comments before": ("<!-- a --> <!-- b --><html>text</html>", "html"),
    "very long comment before": (f"<!-- {'licence ' * 5000} --><html><p>text</p></html>", "html"),
    "two paragraphs": ("<p>one</p><p>two</p>", "html"),
    "fragment of another element": (f"<blockquote>{PARAGRAPH}</blockquote>", "html"),
    "custom element": (f"<my-story>{PARAGRAPH}</my-story>", "html"),
    "fragment that opens with text": (f"Note: <b>new</b> <p>{PARAGRAPH}</p><p>{PARAGRAPH}</p>", "html"),
    "nothing but a comment": (f"<!-- {PARAGRAPH} -->", "html"),
    "comment that never ends": (f"<!-- {PARAGRAPH}", "html"),
    "plain lines": (f"{PARAGRAPH}\n\n{PARAGRAPH}", "lines"),
    "article about HTML": (ABOUT_HTML, "lines"),
    "less-than signs": ("3 < 4 and 5 > 4\nif a<b: print(c>d)", "lines"),
    "opens with a less-than sign": ("<3 this town\n<- back", "lines"),
    "address in brackets": ("<https://example.com/> is where it all began\nand ended", "lines"),
    "one tag in a line": ("The <br> tag breaks a line.", "lines"),
    "empty": ("", "lines"),
}


@pytest.mark.parametrize("case", KINDS)
def test_html_or_lines(case: str) -> None:
    text, kind = KINDS[case]
    assert read(text, AUTO).kind == kind
    assert read(text.encode(), AUTO).kind == kind


def test_tags_in_an_article_about_html_are_its_text() -> None:
    assert "Write <p> before a paragraph and </p> after it." in extract(ABOUT_HTML).text


@pytest.mark.parametrize("given", ["html", "lines"])
def test_the_caller_may_state_the_kind_of_input(given: Any) -> None:
    for text in (ABOUT_HTML, "<p>one</p><p>two</p>"):
        page = read(text, Options(input=given))
        assert page.kind == given
        assert any("<p>" in line for line in page.texts) is (given == "lines")


def test_comments_are_never_text() -> None:
    assert not read(f"<!-- {PARAGRAPH} --><!-- {PARAGRAPH} -->", AUTO).texts


def test_many_comments_before_the_page_cost_no_backtracking() -> None:
    """With a careless pattern the time doubles with every comment. A process, because no thread can stop a pattern that runs."""
    code = "from declutter.sources.detect import input_kind; print(input_kind('<!-- a -->' * 1000 + 'text <p>'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=False)
    assert done.stdout == "html\n", done.stderr


# ---------------------------------------------------------------- bytes without a mark, limits
@pytest.mark.parametrize(
    ("codec", "encoding"), [("utf-16-le", None), ("utf-16-be", None), ("utf-16-le", "UTF-16LE"), ("utf-32-be", "utf-32-be")]
)
def test_zero_bytes_of_wide_characters_are_not_binary(codec: str, encoding: str | None) -> None:
    page = f"<!doctype html><html><body><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></body></html>"
    assert read(page.encode(codec), Options(encoding=encoding)).texts == [PARAGRAPH, PARAGRAPH]


@pytest.mark.parametrize("make", [str, str.encode, lambda text: io.BytesIO(text.encode())])
def test_pages_above_the_limit_are_too_large(make: Any, tmp_path: Path) -> None:
    text = f"<p>{PARAGRAPH}</p>" * 10
    path = tmp_path / "page.html"
    path.write_text(text, encoding="utf-8")
    for source in (make(text), path):
        document = Pipeline(Options(limits=Limits(max_bytes=len(text) - 1))).extract(source)
        assert (document.status, bool(document), document.text) == ("too_large", False, "")
        assert f"{len(text) - 1:,}" in document.warnings[0]
    assert Pipeline(Options(limits=Limits(max_bytes=len(text)))).extract(make(text)).status == "ok"


# ---------------------------------------------------------------- what is visible
def forms(page: str) -> list[Any]:
    return [page, html.fromstring(page), BeautifulSoup(page, "html.parser"), BeautifulSoup(page, "lxml")]


@pytest.mark.parametrize("form", range(4))
def test_noscript_is_read_where_the_visible_page_is_nearly_empty(form: int) -> None:
    page = f"<html><body><div id=app>Loading</div><noscript><div><p>{PARAGRAPH}</p></div></noscript></body></html>"
    assert PARAGRAPH in read(forms(page)[form], AUTO).texts


@pytest.mark.parametrize("form", range(4))
def test_noscript_is_not_read_beside_a_visible_page(form: int) -> None:
    page = f"<html><body>{f'<p>{PARAGRAPH}</p>' * 20}<noscript><p>Please enable scripts.</p></noscript></body></html>"
    assert read(forms(page)[form], AUTO).texts == [PARAGRAPH] * 20


@pytest.mark.parametrize("form", range(4))
def test_declarative_shadow_roots_are_visible_and_other_templates_are_not(form: int) -> None:
    shadow = f'<my-story><template shadowrootmode="open"><p>{PARAGRAPH}</p></template></my-story>'
    page = f"<html><body>{shadow}<template><p>Row</p></template></body></html>"
    assert read(forms(page)[form], AUTO).texts == [PARAGRAPH]


@pytest.mark.parametrize("attribute", ["lang", "xml:lang"])
def test_the_language_that_a_tree_states(attribute: str) -> None:
    page = f'<html xmlns="http://www.w3.org/1999/xhtml" {attribute}="sv"><body><p>Hej</p></body></html>'
    for source in (page, etree.fromstring(page), BeautifulSoup(page, "lxml"), BeautifulSoup(page, "xml")):
        assert read(source, AUTO).head.lang == "sv"


def test_invisible_characters_are_dropped_from_lines() -> None:
    assert read("super\u00adcali\u200bfragilistic\ufeff\n\u200b\n\u200d\nend", AUTO).texts == ["supercalifragilistic", "end"]


def test_entities_that_a_tree_keeps_are_not_swallowed() -> None:
    source = '<!DOCTYPE html [<!ENTITY town "Kiruna">]><html><body><p>From &town; by train</p></body></html>'
    tree = etree.fromstring(source, etree.XMLParser(resolve_entities=False))
    assert read(tree, AUTO).texts == ["From &town; by train"]


def test_cdata_and_processing_instructions_of_a_soup() -> None:
    soup = BeautifulSoup("<p>one <![CDATA[two]]> <?php no ?>three</p>", "html.parser")
    soup.p.append(Comment("no"))  # type: ignore[union-attr]
    assert read(soup, AUTO).texts == ["one two three"]


@pytest.mark.parametrize("url", [5, b"https://example.com/", ["https://example.com/"]])
def test_wrong_url_is_a_type_error_that_names_what_to_pass(url: Any) -> None:
    with pytest.raises(TypeError, match="url must be a str, the address of the page"):
        extract("<p>Some text.</p>", url=url)
