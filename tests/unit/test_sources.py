"""One page through every type of input: the same text and title each time, and the input is never modified."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import requests
from bs4 import BeautifulSoup
from lxml import etree, html

from declutter import Document, extract

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STORY = (
    "The council of Växjö decided on Tuesday night to build the bridge that its citizens had asked for since the flood of 1998.",
    "“It was about time,” said the engineer Åsa Öberg, who has drawn eleven bridges and waded through the ford twice a day as a child.",
    "Work is to begin in the spring, when the water is low, and the first cars are expected to cross before the end of next year.",
)
TITLE = "A bridge for Växjö, at last"
PAGE = f"""<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>{TITLE}</title>
<script>var menu = "not text";</script></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a> <a href="/sport">Sport</a></nav><!-- menu ends -->
<header><h1>{TITLE}</h1></header>
<article><p>{STORY[0].replace("Tuesday night", "<em>Tuesday</em><!-- of May --> night")}</p>
<p>{STORY[1].replace("eleven", "<?count words?>eleven")}</p><p class="last">{STORY[2]}<br/></p></article>
<footer><p>Copyright 2024 Växjö Post</p></footer></body></html>"""
TEXT = "\n".join(STORY)


class Site(BaseHTTPRequestHandler):
    """Serves the page at ``/CHARSET``, in that charset and declared only in the HTTP header."""

    def do_GET(self) -> None:
        charset = self.path.strip("/")
        body = PAGE.encode(charset, "xmlcharrefreplace")
        self.send_response(200)
        self.send_header("Content-Type", "image/png" if charset == "ascii" else f'text/html; charset="{charset}"')
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Keep the test output clean."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def same(document: Document) -> None:
    """Assert the result that every type of input must give."""
    assert document.text == TEXT
    assert document.title == TITLE
    assert document.language == "en"
    assert document.warnings == ()
    assert document.status == "ok"


BYTES = PAGE.encode()
HOLDERS = {
    "str": lambda: PAGE,
    "bytes": lambda: BYTES,
    "bytearray": lambda: bytearray(BYTES),
    "memoryview": lambda: memoryview(BYTES),
    "bytes with a mark": lambda: b"\xef\xbb\xbf" + BYTES,
    "UTF-16 with a mark": lambda: PAGE.encode("utf-16"),
    "BytesIO": lambda: io.BytesIO(BYTES),
    "StringIO": lambda: io.StringIO(PAGE),
    "lxml.html element": lambda: html.fromstring(PAGE),
    "lxml.html document": lambda: html.document_fromstring(PAGE),
    "lxml.etree element": lambda: etree.fromstring(PAGE.replace(' xmlns="http://www.w3.org/1999/xhtml"', "")),
    "XHTML element": lambda: etree.fromstring(PAGE),
    "XHTML element with xml:lang": lambda: etree.fromstring(PAGE.replace(" lang=", " xml:lang=")),
    "lxml element tree": lambda: etree.ElementTree(etree.fromstring(PAGE)),
    "soup of html.parser": lambda: BeautifulSoup(PAGE, "html.parser"),
    "soup of lxml": lambda: BeautifulSoup(PAGE, "lxml"),
    "soup of lxml-xml": lambda: BeautifulSoup(PAGE, "xml"),
    "html tag of a soup": lambda: BeautifulSoup(PAGE, "lxml").html,
}


@pytest.mark.parametrize("holder", HOLDERS)
def test_same_page_from_every_input_type(holder: str) -> None:
    same(extract(HOLDERS[holder]()))


def test_same_page_from_a_path_and_a_file(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(BYTES)
    same(extract(path))
    with path.open("rb") as file:
        same(extract(file))
    with path.open(encoding="utf-8") as text_file:
        same(extract(text_file))


def test_a_str_is_never_a_path(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(BYTES)
    assert not extract(str(path))


def test_a_path_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        extract(tmp_path / "missing.html")


def test_an_address_is_not_fetched_but_explained() -> None:
    assert "fetch" in extract("https://example.com/story.html").warnings[0]


# ---------------------------------------------------------------- responses
CHARSETS = ("utf-8", "windows-1252", "utf-16-be", "macintosh")
CLIENTS = {"requests": requests.get, "httpx": httpx.get}
# Twisted's reactor starts once a process, so Scrapy gets a process of its own.
SPIDER = """
import json, sys
import scrapy
from scrapy.crawler import CrawlerProcess
from declutter import extract

class Spider(scrapy.Spider):
    name = "bridge"
    start_urls = sys.argv[1:]

    def parse(self, response):
        before = bytes(response.body)
        document = extract(response)
        print(json.dumps({**document.to_dict(), "type": type(response).__name__, "untouched": before == response.body}))

process = CrawlerProcess({"LOG_ENABLED": False, "TELNETCONSOLE_ENABLED": False, "DOWNLOAD_DELAY": 0, "RETRY_ENABLED": False})
process.crawl(Spider)
process.start()
"""


def test_macintosh_text_without_its_header_is_recognised_with_a_warning() -> None:
    """So a charset header that is ignored does not go unnoticed."""
    document = extract(PAGE.encode("macintosh"))
    assert (document.title, document.text) == (TITLE, TEXT)
    assert "charset not declared" in document.warnings[0]


@pytest.mark.parametrize("charset", CHARSETS)
@pytest.mark.parametrize("client", CLIENTS)
def test_response_with_the_charset_in_its_header(site: str, client: str, charset: str) -> None:
    response = CLIENTS[client](f"{site}/{charset}")
    before = bytes(response.content)
    document = extract(response)
    assert document.text == TEXT
    assert document.title == TITLE
    assert not any("charset" in warning for warning in document.warnings)
    assert document.url == f"{site}/{charset}"
    assert response.content == before


@pytest.mark.parametrize("client", CLIENTS)
def test_response_with_an_image_content_type_is_refused(site: str, client: str) -> None:
    document = extract(CLIENTS[client](f"{site}/ascii"))
    assert (document.status, bool(document)) == ("not_html", False)
    assert "image/png" in document.warnings[0]


def test_the_address_that_is_passed_beats_that_of_the_response(site: str) -> None:
    assert extract(requests.get(f"{site}/utf-8"), url="https://example.com/bridge").url == "https://example.com/bridge"


def test_httpx_response_made_by_hand_has_no_address() -> None:
    same(extract(httpx.Response(200, content=BYTES)))


def test_scrapy_responses(site: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SPIDER, *(f"{site}/{c}" for c in (*CHARSETS, "ascii"))],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    found = {item["url"]: item for item in map(json.loads, done.stdout.splitlines())}
    assert set(found) == {f"{site}/{c}" for c in (*CHARSETS, "ascii")}, done.stderr[-2000:]
    for charset in CHARSETS:
        item = found[f"{site}/{charset}"]
        assert (item["text"], item["title"], item["type"], item["untouched"]) == (TEXT, TITLE, "HtmlResponse", True)
    assert found[f"{site}/ascii"]["status"] == "not_html"


# ---------------------------------------------------------------- inputs are not modified
MUTABLE = {
    "lxml.html": (lambda: html.fromstring(PAGE), etree.tostring),
    "XHTML": (lambda: etree.fromstring(PAGE), etree.tostring),
    "element tree": (lambda: etree.ElementTree(etree.fromstring(PAGE)), etree.tostring),
    "html.parser": (lambda: BeautifulSoup(PAGE, "html.parser"), str),
    "lxml": (lambda: BeautifulSoup(PAGE, "lxml"), str),
    "bytearray": (lambda: bytearray(BYTES), bytes),
}


@pytest.mark.parametrize("kind", MUTABLE)
def test_an_input_tree_is_not_modified(kind: str) -> None:
    make, serialise = MUTABLE[kind]
    tree = make()
    before = serialise(tree)
    document = extract(tree)
    assert document.markdown
    assert document.explain()
    assert serialise(tree) == before


def test_the_tail_of_an_element_is_not_part_of_it() -> None:
    first = html.fromstring("<div><p>Inside the first paragraph.</p> outside of it <p>Second.</p></div>")[0]
    assert [v.text for v in extract(first).blocks] == ["Inside the first paragraph."]


def test_the_rest_of_a_file_that_was_read_in_part() -> None:
    file = io.BytesIO(b"HTTP junk\n" + BYTES)
    file.readline()
    same(extract(file))
