"""A real crawl of a small site on loopback: stories, a redirect, an error page, a picture, a page cut off in transit and a broken one."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from declutter import Options

pytest.importorskip("scrapy")

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STORIES = {
    "ferry": "The ferry to the northern islands stays in the harbour until the new engine has been tested in open water.",
    "bakery": "A bakery in the old town has baked the same rye bread since the winter of 1911, and the oven has never gone cold.",
    "observatory": "Visitors of the observatory may look through the large refractor on every clear night between October and March.",
}
MENU = "".join(f'<li><a href="/{name}">{name.title()}</a></li>' for name in (*STORIES, "old", "missing", "photo.png", "cut", "broken"))
FRAME = (
    "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{title}</title></head><body><nav><ul>{menu}</ul></nav>"
    "<main><article><h1>{title}</h1>{body}</article></main>"
    "<footer><p>Copyright Harbour Post. All rights reserved.</p></footer></body></html>"
)
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


def story(name: str) -> bytes:
    body = "".join(
        f"<p>{STORIES[name]} This is paragraph {number} of the story, and it is long enough to count.</p>" for number in (1, 2, 3)
    )
    return FRAME.format(title=f"The {name} story", menu=MENU, body=body).encode()


class Handler(BaseHTTPRequestHandler):
    """The site."""

    def do_GET(self) -> None:
        name = self.path.strip("/")
        if name in STORIES:
            self.answer(200, story(name))
        elif name == "":
            self.answer(200, FRAME.format(title="Harbour Post", menu=MENU, body="").encode())
        elif name == "old":
            self.answer(301, b"", location="/ferry")
        elif name == "photo.png":
            self.answer(200, PICTURE, "image/png")
        elif name == "cut":  # the connection ends before the body does
            self.answer(200, story("bakery")[:-200], missing=200)
        elif name == "broken":  # tags that are never closed, bytes that are no UTF-8, an attribute without an end
            self.answer(200, story("ferry").replace(b"</p>", b"").replace(b"engine", b"eng\xff\xfeine") + b'<div class="<p>', "text/html")
        else:
            self.answer(404, FRAME.format(title="Not found", menu=MENU, body="<p>The page is not here.</p>").encode())

    def answer(self, status: int, body: bytes, kind: str = "text/html; charset=utf-8", location: str = "", missing: int = 0) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) + missing))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None: ...


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


# Twisted's reactor starts once a process, so each crawl gets a process of its own.
CRAWL = """
import json, sys
import scrapy
from scrapy.crawler import CrawlerProcess

class Spider(scrapy.Spider):
    name = "harbour"
    start_urls = [sys.argv[1]]
    handle_httpstatus_all = True
    custom_settings = {"HTTPERROR_ALLOW_ALL": True}

    def parse(self, response):
        yield {"response": response, "fetched": response.url, "http_status": response.status}
        if isinstance(response, scrapy.http.HtmlResponse):
            yield from response.follow_all(css="nav a")

process = CrawlerProcess({
    "LOG_LEVEL": "WARNING", "TELNETCONSOLE_ENABLED": False, "RETRY_ENABLED": False, "DOWNLOAD_FAIL_ON_DATALOSS": False,
    "ITEM_PIPELINES": {"declutter.adapters.scrapy.DeclutterPipeline": 300},
    "FEEDS": {sys.argv[2]: {"format": "jsonlines"}},
    **json.loads(sys.argv[3]),
})
crawler = process.create_crawler(Spider)
process.crawl(crawler)
process.start()
print(json.dumps({name: value for name, value in crawler.stats.get_stats().items() if name.startswith(("declutter/", "item_", "spider_"))}))
"""


def crawl(site: str, folder: Path, **settings: Any) -> tuple[dict[str, dict[str, Any]], dict[str, int]]:
    """The items of a crawl by the last part of the address that was fetched, and its counts."""
    feed = folder / "items.jsonl"
    command = [sys.executable, "-c", CRAWL, f"{site}/", feed.as_uri(), json.dumps(settings)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    lines = feed.read_text("utf-8").splitlines() if feed.exists() else []
    items = [json.loads(line) for line in lines]
    return {item["fetched"].rpartition("/")[2]: item for item in items}, json.loads(done.stdout)


def test_a_crawl_brings_every_page_home(site: str, tmp_path: Path) -> None:
    items, counts = crawl(site, tmp_path)
    assert set(items) == {"", *STORIES, "missing", "photo.png", "cut", "broken"}, "a redirect to a page that was seen is no item"
    for name, text in STORIES.items():
        item = items[name]
        assert (item["status"], item["title"], item["language"], item["error"]) == ("ok", f"The {name} story", "en", None)
        assert item["text"].count(text) == 3 and "Copyright" not in item["text"] and "Bakery" not in item["text"]
        assert "response" not in item and item["http_status"] == 200
    assert items[""]["status"] == "empty"
    assert items["missing"]["http_status"] == 404 and any("404" in warning for warning in items["missing"]["warnings"])
    assert items["photo.png"]["status"] == "not_html"
    assert STORIES["bakery"] in items["cut"]["text"]
    assert "ferry to the northern islands" in items["broken"]["text"]
    assert counts["declutter/status/ok"] >= 5 and counts["declutter/status/not_html"] == 1
    assert not any(name.startswith("spider_exceptions") for name in counts), counts


def test_settings(site: str, tmp_path: Path) -> None:
    options = {"focus": "precision", "limits": {"max_bytes": len(story("ferry"))}}
    items, counts = crawl(
        site, tmp_path, DECLUTTER_FIELDS=["title", "markdown", "status"], DECLUTTER_DROP_EMPTY=True, DECLUTTER_OPTIONS=options
    )
    assert {"bakery", "observatory"} & set(items) == set(), "longer than the ferry's story"
    assert set(items["ferry"]) == {"fetched", "http_status", "title", "markdown", "status"}
    assert STORIES["ferry"] in items["ferry"]["markdown"]
    assert "photo.png" not in items and counts["item_dropped_count"] >= 2


# ---------------------------------------------------------------- kinds of items
ITEMS = """
import asyncio, dataclasses, json
import scrapy
from declutter import Options
from declutter.adapters import scrapy as adapter
from scrapy.http import HtmlResponse

class Fields(scrapy.Item):
    html = scrapy.Field()
    title = scrapy.Field()
    text = scrapy.Field()

@dataclasses.dataclass
class Data:
    html: object = None
    title: str = ""
    status: str = ""
    error: str | None = None

async def immediately(future):
    return future

adapter.deferToThread = lambda function, *args, **named: function(*args, **named)
adapter.maybe_deferred_to_future = immediately
pipeline = adapter.DeclutterPipeline(source="html")

def run(item):
    return asyncio.run(pipeline.process_item(item))

page = "<html><title>Rye bread</title><body><h1>Rye bread</h1>"
page += 4 * "<p>The oven of the bakery has never gone cold since the winter of 1911.</p>"
made = run(Fields(html=page, title="Set by the spider"))
print(json.dumps([made["title"], "never gone cold" in made["text"], made["html"]]))
print(json.dumps(dataclasses.astuple(run(Data(html=page)))))
print(json.dumps(dataclasses.astuple(run(Data(html=3)))))
print(json.dumps(run({"price": 3})))
"""


def test_kinds_of_items_and_a_page_that_fails() -> None:
    done = subprocess.run([sys.executable, "-c", ITEMS], capture_output=True, text=True, timeout=60, check=True)
    fields, data, wrong, other = map(json.loads, done.stdout.splitlines())
    assert fields == ["Set by the spider", True, None]
    assert data == [None, "Rye bread", "ok", None]
    assert wrong[2] == "error" and wrong[3].startswith("TypeError: ")
    assert other == {"price": 3}, "an item without a page is left alone"


def test_unknown_settings_are_refused_at_once() -> None:
    from declutter.adapters.scrapy import DeclutterPipeline

    with pytest.raises(ValueError, match="knows no heading; it knows authors"):
        DeclutterPipeline(Options(), fields=["title", "heading"])
