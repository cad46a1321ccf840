"""A headless Chromium for tests: pages served from this machine, no other host in reach. `pytest tests/browser --browser` runs them."""

from __future__ import annotations

import os
import shutil
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
DRIVERS = ("chromedriver", "chromium.chromedriver")
MISSING = (
    "NO CHROMIUM ON THIS MACHINE, so nothing was loaded in a browser: apt-get install chromium chromium-driver"
    " (or name the program in DECLUTTER_CHROMIUM, and its driver in DECLUTTER_CHROMEDRIVER)"
)
SWITCHES = (
    "--headless",
    "--no-sandbox",  # a container's root may not have one; what is loaded comes from this repository
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # a page reaches nothing but this machine
)
PATIENCE = 120  # seconds for a page and for a script in it


def pytest_ignore_collect(config: pytest.Config) -> bool | None:
    """Leave this folder out of a run that does not ask for it."""
    return None if config.getoption("--browser") else True


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


class Pages(ThreadingHTTPServer):
    """A server on this machine of pages that a test hands over; everything else is not found."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.pages: dict[str, tuple[str, bytes]] = {}  # by path: the media type and the bytes

    def serve(self, page: str, kind: str = "text/html; charset=utf-8") -> str:
        """The address at which a page can be loaded."""
        path = f"/{len(self.pages)}"
        self.pages[path] = kind, page.encode("utf-8", "replace")
        return f"http://127.0.0.1:{self.server_address[1]}{path}"


class Answer(BaseHTTPRequestHandler):
    """Answers with a page of the server."""

    server: Pages

    def do_GET(self) -> None:
        kind, body = self.server.pages.get(self.path.partition("?")[0], ("", b""))
        self.send_response(200 if kind else 404)
        self.send_header("Content-Type", kind or "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Nothing: the run's output is pytest's."""


class Browser:
    """A Chromium with a server of pages: ``open`` a page or a file, ``run`` a script in it."""

    def __init__(self, driver: Any, pages: Pages) -> None:
        self.driver = driver
        self.pages = pages

    def open(self, page: str) -> None:
        """Load a page, given as HTML, from this machine."""
        self.driver.get(self.pages.serve(page))

    def open_file(self, path: Path) -> None:
        """Load a file as a reader would who opens it from a folder."""
        self.driver.get(path.resolve().as_uri())

    def run(self, script: str, *arguments: object) -> Any:
        """What a script in the page returns; its ``arguments`` are data, and the last one calls back."""
        return self.driver.execute_async_script(script, *arguments)

    def complaints(self) -> list[Mapping[str, Any]]:
        """What the browser has written to its console since the last call: errors, and resources that it could not load."""
        return list(self.driver.get_log("browser"))


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The browser, one for all tests; each opens a page of its own."""
    webdriver: Any = pytest.importorskip("selenium.webdriver", reason="selenium is missing: pip install 'declutter-web[browser]'")
    program = os.environ.get("DECLUTTER_CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), "")
    driver = os.environ.get("DECLUTTER_CHROMEDRIVER") or next(filter(None, map(shutil.which, DRIVERS)), "")
    if not program or not driver:
        pytest.skip(MISSING)
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for switch in (*SWITCHES, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    pages = Pages()
    threading.Thread(target=pages.serve_forever, daemon=True).start()
    running = webdriver.Chrome(options, webdriver.ChromeService(driver))
    running.set_page_load_timeout(PATIENCE)
    running.set_script_timeout(PATIENCE)
    try:
        yield Browser(running, pages)
    finally:
        running.quit()
        pages.shutdown()
        pages.server_close()
