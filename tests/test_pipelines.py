"""The recipes of docs/pipelines.md that are scripts: each is run as a person would run it, on a site on loopback.

The other python blocks of that page are run by tests/test_docs.py.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
RECIPES = (ROOT / "docs" / "pipelines.md").read_text("utf-8")
SCRIPT = regex.compile(r"^`([\w-]+\.py)`:\n\n```python\n(.*?)^```$", regex.S | regex.M)
SITE = "news.example"  # the host in the recipes, in place of which the site on loopback stands
PAGES = ("substack-like-newsletter-post", "broadcaster-video-news")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: Any) -> None: ...


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Two pages of the fixtures and a start page that leads to them."""
    folder = tmp_path_factory.mktemp("site")
    for page in PAGES:
        (folder / f"{page}.html").write_bytes((ROOT / "fixtures" / "pages" / page / "page.html").read_bytes())
    (folder / "index.html").write_text("".join(f'<p><a href="/{page}.html">{page}</a></p>' for page in PAGES), "utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def script(name: str, folder: Path, site: str) -> Path:
    """A script of the page in a folder, for the site on loopback."""
    path = folder / name
    path.write_text(dict(SCRIPT.findall(RECIPES))[name].replace(f"https://{SITE}", site).replace(SITE, "127.0.0.1"), "utf-8")
    return path


def test_spider(site: str, tmp_path: Path) -> None:
    pytest.importorskip("scrapy")
    path = script("stories.py", tmp_path, site)
    command = [sys.executable, "-m", "scrapy", "runspider", path.name, "-o", "pages.jsonl", "-s", "CLOSESPIDER_PAGECOUNT=3"]
    done = subprocess.run(
        [*command, "-s", "TELNETCONSOLE_ENABLED=0"], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    items = [json.loads(line) for line in (tmp_path / "pages.jsonl").read_text("utf-8").splitlines()]
    assert {item["fetched"].rpartition("/")[2] for item in items} >= {f"{page}.html" for page in PAGES}
    assert all(set(item) == {"fetched", "status", "url", "title", "published", "text"} and item["text"] for item in items)
