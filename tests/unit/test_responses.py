"""Responses and archives: every HTTP client's response is read with its charset, type, codings and status, over a real connection."""

from __future__ import annotations

import asyncio
import gzip
import http.client
import io
import json
import threading
import urllib.error
import urllib.request
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import requests
import urllib3

from declutter import extract

if TYPE_CHECKING:
    from collections.abc import Iterator

import brotli

STORY = "Die Fähre über die Bucht fährt ab Mai wieder täglich, schreibt der Hafenmeister, und zwar für alle, die früh aufstehen können. "
PAGE = f"<html><head><title>Fähre über die Bucht</title></head><body><p>{STORY * 2}</p><p>{STORY * 3}</p></body></html>"
BODY = PAGE.encode("macintosh")  # only the header says so
TYPE = "text/html; charset=macintosh"
WANTED = "\n".join((STORY * count).strip() for count in (2, 3))
PATHS = {  # status, headers, body
    "/plain": (200, {"Content-Type": TYPE}, BODY),
    "/gzip": (200, {"Content-Type": TYPE, "Content-Encoding": "gzip"}, gzip.compress(BODY)),
    "/br": (200, {"Content-Type": TYPE, "Content-Encoding": "br"}, brotli.compress(BODY)),
    "/deflate": (200, {"Content-Type": TYPE, "Content-Encoding": "deflate"}, zlib.compress(BODY)),
    "/missing": (404, {"Content-Type": TYPE}, BODY),
    "/empty": (200, {"Content-Type": TYPE}, b""),
    "/style": (200, {"Content-Type": "text/css"}, b"p { color: red; }"),
    "/json": (200, {"Content-Type": "application/json"}, json.dumps({"text": STORY}).encode()),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, headers, body = PATHS[self.path]
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """No lines on standard error."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def with_urllib(url: str) -> Any:
    try:
        return urllib.request.urlopen(url)
    except urllib.error.HTTPError as error:  # which is a response as well
        return error


def with_http_client(url: str) -> Any:
    host, _, path = url.removeprefix("http://").partition("/")
    connection = http.client.HTTPConnection(host)
    connection.request("GET", f"/{path}")
    return connection.getresponse()


def with_aiohttp(url: str) -> Any:
    import aiohttp

    async def get() -> Any:
        async with aiohttp.ClientSession() as session, session.get(url) as response:
            await response.read()
            return response

    return asyncio.run(get())


CLIENTS = {
    "requests": requests.get,
    "httpx": httpx.get,
    "urllib": with_urllib,
    "http.client": with_http_client,
    "urllib3": lambda url: urllib3.request("GET", url),
    "urllib3, not read yet": lambda url: urllib3.request("GET", url, preload_content=False),
    "aiohttp": with_aiohttp,
}


@pytest.mark.parametrize("path", ["/plain", "/gzip", "/br", "/deflate"])
@pytest.mark.parametrize("client", CLIENTS)
def test_a_response_is_read_with_charset_and_coding(site: str, client: str, path: str) -> None:
    document = extract(CLIENTS[client](site + path))
    assert (document.text, document.title) == (WANTED, "Fähre über die Bucht")


@pytest.mark.parametrize("client", CLIENTS)
def test_an_error_page_says_so(site: str, client: str) -> None:
    assert any("404" in warning for warning in extract(CLIENTS[client](f"{site}/missing")).warnings)


@pytest.mark.parametrize("client", CLIENTS)
def test_an_empty_body_says_so(site: str, client: str) -> None:
    document = extract(CLIENTS[client](f"{site}/empty"))
    assert (document.status, document.warnings) == ("empty", ("the response has no body (status 200)",))


@pytest.mark.parametrize(("path", "what"), [("/style", "text/css"), ("/json", "JSON")])
@pytest.mark.parametrize("client", CLIENTS)
def test_what_is_no_page_is_refused_by_type(site: str, client: str, path: str, what: str) -> None:
    document = extract(CLIENTS[client](site + path))
    assert document.status == "not_html"
    assert what in document.warnings[0]


def test_a_response_that_was_read_before_says_so(site: str) -> None:
    response = with_urllib(f"{site}/plain")
    response.read()
    assert "no body" in extract(response).warnings[0]


def test_aiohttp_has_to_be_awaited(site: str) -> None:
    import aiohttp

    async def get() -> None:
        async with aiohttp.ClientSession() as session, session.get(f"{site}/plain") as response:
            with pytest.raises(TypeError, match=r"await response\.read"):
                extract(response)

    asyncio.run(get())


# ---------------------------------------------------------------- web archives
def archive(body: bytes, headers: str, compressed: bool) -> bytes:
    """A WARC file with one request and one response."""
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: {TYPE}\r\n{headers}\r\n".encode() + body
    records = b""
    for kind, payload in (("request", b"GET / HTTP/1.1\r\nHost: bay.example\r\n\r\n"), ("response", answer)):
        head = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://bay.example/ferry\r\nWARC-Date: 2024-05-03T10:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-00000000000{len(kind)}>\r\n"
            f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(payload)}\r\n\r\n"
        )
        record = head.encode() + payload + b"\r\n\r\n"
        records += gzip.compress(record) if compressed else record
    return records


BODIES = {
    "plain": (BODY, ""),
    "gzip": (gzip.compress(BODY), "Content-Encoding: gzip\r\n"),
    "chunked": (b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (100, BODY[:100], len(BODY) - 100, BODY[100:]), "Transfer-Encoding: chunked\r\n"),
}


@pytest.mark.parametrize("case", BODIES)
@pytest.mark.parametrize("parse", [True, False])
def test_fastwarc_records(case: str, parse: bool) -> None:
    warc = pytest.importorskip("fastwarc.warc")
    for record in warc.ArchiveIterator(io.BytesIO(archive(*BODIES[case], True)), parse_http=parse):
        if record.record_type == warc.WarcRecordType.request:
            with pytest.raises(TypeError, match="not request"):
                extract(record)
        else:
            document = extract(record)
            assert (document.text, document.url) == (WANTED, "https://bay.example/ferry")


@pytest.mark.parametrize("case", BODIES)
def test_warcio_records(case: str) -> None:
    iterator = pytest.importorskip("warcio.archiveiterator")
    read = 0
    for record in iterator.ArchiveIterator(io.BytesIO(archive(*BODIES[case], False))):
        if record.rec_type == "response":
            document = extract(record)
            assert (document.text, document.url) == (WANTED, "https://bay.example/ferry")
            read += 1
    assert read == 1


# ---------------------------------------------------------------- str, bytes and files that hold no page
def test_compressed_bytes_say_what_to_pass() -> None:
    document = extract(gzip.compress(PAGE.encode()))
    assert (document.status, document.warnings) == (
        "not_html",
        ("the source is gzip-compressed data (pass what gzip.decompress gives), not a page",),
    )


@pytest.mark.parametrize("name", ["page.html", "/data/pages/ferry", "C:\\\\pages\\\\ferry.htm", "~/ferry.md", "../in/ferry.txt"])
def test_a_path_as_str_says_what_to_pass(name: str) -> None:
    document = extract(name)
    assert "pathlib.Path" in document.warnings[-1]


@pytest.mark.parametrize("empty", ["", b"", " \n ", b"\n"])
def test_an_empty_source_says_so(empty: str | bytes) -> None:
    assert extract(empty).warnings == ("the source is empty",)


def test_a_file_at_its_end_and_a_closed_one_say_so(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE, "utf-8")
    with path.open("rb") as file:
        file.read()
        assert "seek(0)" in extract(file).warnings[0]
    with pytest.raises(OSError, match="closed"):
        extract(file)


NO_PAGES = {
    "JSON data": json.dumps({"items": [{"title": STORY, "id": 7}]}, indent=1),
    "a style sheet": "@media print {\n  nav { display: none; }\n}\n"
    "/* ferry */\nbody > p { margin: 0 1em; color: #333; }\n.a, .b { top: 0 }\n",
    "a script": "(function () {\n  var ferry = document.getElementById('ferry');\n  // wait\n  ferry.onclick = function (e) {\n"
    "    return sail(e);\n  };\n})();\n",
}


@pytest.mark.parametrize("what", NO_PAGES)
@pytest.mark.parametrize("kind", [str, str.encode])
def test_data_and_code_are_no_pages(what: str, kind: Any) -> None:
    document = extract(kind(NO_PAGES[what]))
    assert (document.status, document.warnings) == ("not_html", (f"the source is {what}, not a page",))


def test_text_about_code_is_a_text() -> None:
    text = f"{STORY}\n\nHow to write it:\n\np {{ color: red; }}\n\n{STORY * 3}\n\nvar a = {{}};\n\n{STORY * 2}"
    assert extract(text).status == "ok"


def test_a_page_as_json_string_is_read() -> None:
    assert extract(json.dumps(PAGE.replace("><", ">\n<"))).text == WANTED
