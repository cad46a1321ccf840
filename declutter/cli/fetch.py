"""Fetching of addresses for ``declutter https://…``: httpx, robots.txt, one request at a time and a pause between two to the same host."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from declutter.cli.inputs import NotFetchedError
from declutter.version import __version__

try:
    import httpx
except ImportError as error:
    raise ImportError("to fetch addresses, declutter needs httpx: pip install 'declutter-web[fetch]'") from error

if TYPE_CHECKING:
    from types import TracebackType

USER_AGENT = f"declutter/{__version__}"
TIMEOUT = 20.0  # seconds without an answer or the next part of one
PAUSE = 1.0  # seconds between two requests to a host, unless its robots.txt asks for more
LONGEST_PAUSE = 60.0  # seconds; a robots.txt that asks for more is answered with this
REDIRECTS = 10  # at most
WHOLE = 120.0  # seconds for a page with all redirects
ROBOTS_BYTES = 500_000  # of a robots.txt; the rest is not read (RFC 9309, section 2.5)


class Fetched(NamedTuple):
    """A response as ``declutter.extract`` reads it."""

    content: bytes
    headers: httpx.Headers
    status_code: int
    url: str


class Fetcher:
    """Fetches pages one at a time.

    Args:
        max_bytes: what a page may have; of a longer one that many bytes and one more are fetched.
        user_agent: how the fetcher introduces itself, also to robots.txt.
        robots: whether robots.txt is obeyed.
        pause: seconds between two requests to a host.
        timeout: seconds to wait for a server.
    """

    def __init__(
        self, max_bytes: int, *, user_agent: str = USER_AGENT, robots: bool = True, pause: float = PAUSE, timeout: float = TIMEOUT
    ) -> None:
        self.max_bytes, self.user_agent, self.robots, self.pause = max_bytes, user_agent, robots, pause
        self.rules: dict[str, RobotFileParser] = {}
        self.last: dict[str, float] = {}  # host -> time of the last request
        headers = {"User-Agent": user_agent, "Accept": "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1"}
        self.client = httpx.Client(headers=headers, timeout=timeout, follow_redirects=False)

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.client.close()

    def fetch(self, url: str) -> Fetched:
        """Fetch a page.

        Raises:
            NotFetchedError: if robots.txt forbids it, the server cannot be reached or answers with an error status.
        """
        end = time.monotonic() + WHOLE
        for _ in range(REDIRECTS + 1):
            if self.robots and not self.rules_of(url).can_fetch(self.user_agent, url):
                raise NotFetchedError("robots.txt forbids it (--ignore-robots fetches it all the same)")
            self.wait(url)
            try:
                answer, following = self.get(url, self.max_bytes, end)
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise NotFetchedError(f"{type(error).__name__}: {error}".rstrip(": ")) from error
            if not following:
                break
            url = following
        else:
            raise NotFetchedError(f"more than {REDIRECTS} redirects")
        if answer.status_code >= httpx.codes.BAD_REQUEST:
            raise NotFetchedError(f"HTTP {answer.status_code} {httpx.codes.get_reason_phrase(answer.status_code)}".rstrip())
        return answer

    def get(self, url: str, limit: int, end: float) -> tuple[Fetched, str]:
        """One response, at most ``limit`` bytes and one part of it, and the address that it redirects to."""
        parts, size = [], 0
        with self.client.stream("GET", url) as response:
            following = "" if response.next_request is None else str(response.next_request.url)
            if not following:
                for part in response.iter_bytes():
                    parts.append(part)
                    size += len(part)
                    if size > limit:
                        break
                    if time.monotonic() > end:
                        raise httpx.ReadTimeout(f"the page took more than {WHOLE:.0f} seconds")
        return Fetched(b"".join(parts), response.headers, response.status_code, str(response.url)), following

    def rules_of(self, url: str) -> RobotFileParser:
        """The robots.txt of an address's host. Without one all is allowed; where the server fails, nothing is (RFC 9309, section 2.3.1)."""
        place = urlsplit(url)
        origin = f"{place.scheme}://{place.netloc}"
        if origin not in self.rules:
            rules = self.rules[origin] = RobotFileParser()
            try:
                answer = self.robots_file(f"{origin}/robots.txt")
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise NotFetchedError(f"robots.txt: {type(error).__name__}: {error}".rstrip(": ")) from error
            lines = answer.content[:ROBOTS_BYTES].decode("utf-8", "replace").splitlines()
            if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
                lines = ["User-agent: *", "Disallow: /"]
            rules.parse([] if httpx.codes.is_client_error(answer.status_code) else lines)
        return self.rules[origin]

    def robots_file(self, url: str) -> Fetched:
        """A robots.txt, through at most five redirects (RFC 9309, section 2.3.1.2)."""
        for _ in range(6):
            answer, following = self.get(url, ROBOTS_BYTES, time.monotonic() + WHOLE)
            if not following:
                break
            url = following
        return answer

    def wait(self, url: str) -> None:
        """Wait until the host may be asked again."""
        place = urlsplit(url)
        rules = self.rules.get(f"{place.scheme}://{place.netloc}")
        asked = rules.crawl_delay(self.user_agent) if rules is not None and rules.mtime() else None
        pause = min(max(self.pause, float(asked or 0)), LONGEST_PAUSE)
        due = self.last.get(place.netloc, float("-inf")) + pause
        time.sleep(max(0.0, due - time.monotonic()))
        self.last[place.netloc] = time.monotonic()
