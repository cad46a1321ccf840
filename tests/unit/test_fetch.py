"""Fetching of addresses, from a server on loopback: politeness, and what servers do wrong."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from declutter.cli import main
from declutter.cli.inputs import NotFetchedError

pytest.importorskip("httpx")

from declutter.cli.fetch import USER_AGENT, Fetcher

STORY = "The ferry to Holm, which has crossed the sound since 1911, will be replaced by a bridge next spring, says the harbour master. "
PAGE = f"<html><head><title>Ferry</title></head><body><article><p>{STORY * 2}</p><p>{STORY * 2}Gr\u00fc\u00dfe.</p></article></body></html>"
ROBOTS = "User-agent: *\nDisallow: /private\n"


class Handler(BaseHTTPRequestHandler):
    """A small site; what is asked for is noted at the server."""

    def do_GET(self) -> None:
        self.server.seen.append((self.path, self.headers["User-Agent"], time.monotonic()))  # type: ignore[attr-defined]
        path = self.path
        if path == "/robots.txt":
            status, robots = self.server.robots  # type: ignore[attr-defined]
            self.answer(status, robots.encode(), "text/plain")
        elif path in ("/page", "/private"):
            self.answer(200, PAGE.encode("latin-1"), "text/html; charset=iso-8859-1")
        elif path == "/long":
            self.answer(200, b"<p>" + b"x" * 100_000, "text/html")
        elif path.startswith("/moved"):
            self.answer(302, b"", "text/html", {"/moved": "/page", "/moved-private": "/private"}.get(path, "/moved-again"))
        elif path == "/slow":
            time.sleep(1)
        else:
            self.answer(404, PAGE.encode(), "text/html")

    def answer(self, status: int, body: bytes, kind: str, location: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    robots = (200, ROBOTS)
    seen: list[tuple[str, str, float]]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server(("127.0.0.1", 0), Handler)
    made.seen = []
    thread = threading.Thread(target=made.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()


def test_command_fetches_an_address(server: Server, capfd: pytest.CaptureFixture[str]) -> None:
    assert main([f"{server.address}/moved"]) == 0
    shown = capfd.readouterr()
    assert shown.out.endswith("Gr\u00fc\u00dfe.\n") and not shown.err  # in the charset that the server states
    assert [path for path, _, _ in server.seen] == ["/robots.txt", "/moved", "/page"]
    assert {agent for _, agent, _ in server.seen} == {USER_AGENT}


def test_command_says_what_cannot_be_fetched(server: Server, capfd: pytest.CaptureFixture[str]) -> None:
    assert main([f"{server.address}/none", f"{server.address}/private", f"{server.address}/page", "--pause", "0"]) == 4
    shown = capfd.readouterr()
    assert "HTTP 404 Not Found" in shown.err and "robots.txt forbids it" in shown.err
    assert shown.out.startswith(f"==> {server.address}/page <==\nThe ferry")
    assert "/private" not in [path for path, _, _ in server.seen]
    assert main([f"{server.address}/private", "--ignore-robots"]) == 0


def test_requests_to_a_host_are_apart(server: Server) -> None:
    with Fetcher(10**6, pause=0.1) as fetcher:
        for _ in range(3):
            fetcher.fetch(f"{server.address}/page")
    times = [at for path, _, at in server.seen if path == "/page"]
    assert min(after - before for before, after in zip(times, times[1:], strict=False)) > 0.09
    assert [path for path, _, _ in server.seen].count("/robots.txt") == 1


def test_crawl_delay_of_robots_txt(server: Server) -> None:
    server.robots = (200, "User-agent: *\nCrawl-delay: 1\n")
    with Fetcher(10**6, pause=0) as fetcher:
        fetcher.fetch(f"{server.address}/page")
        started = time.monotonic()
        fetcher.fetch(f"{server.address}/page")
        assert time.monotonic() - started > 0.9


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/moved-private", "robots.txt forbids"),
        ("/moved-in-circles", "more than 10 redirects"),
        ("/slow", "ReadTimeout"),
        ("/none", "HTTP 404"),
    ],
)
def test_failures(server: Server, path: str, message: str) -> None:
    with Fetcher(10**6, pause=0, timeout=0.2) as fetcher, pytest.raises(NotFetchedError, match=message):
        fetcher.fetch(server.address + path)


def test_server_that_is_not_there() -> None:
    with Fetcher(10**6) as fetcher, pytest.raises(NotFetchedError, match="ConnectError"):
        fetcher.fetch("http://127.0.0.1:9/page")


def test_size_limit(server: Server) -> None:
    with Fetcher(1000) as fetcher:
        assert 1000 < len(fetcher.fetch(f"{server.address}/long").content) <= 100_003


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False)])
def test_robots_txt_that_cannot_be_had(server: Server, status: int, allowed: bool) -> None:
    server.robots = (status, "")
    with Fetcher(10**6) as fetcher:
        if allowed:
            assert fetcher.fetch(f"{server.address}/page").status_code == 200
        else:
            with pytest.raises(NotFetchedError, match=r"robots\.txt"):
                fetcher.fetch(f"{server.address}/page")
