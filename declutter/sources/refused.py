"""What is not read: empty pages with a status and the reason, and the message of the ``TypeError`` for what is no page at all."""

from __future__ import annotations

from declutter.page import Page, Regions

EXPECTED = (
    "a page as str or bytes, a path object (pathlib.Path), a binary file, an lxml element, "
    "a BeautifulSoup object, or a response of requests, httpx or Scrapy (also of urllib, urllib3 or aiohttp, or a WARC record)"
)


def refused(status: str, reason: str) -> Page:
    """An empty page with a status and a warning that states the reason."""
    return Page("html", [], [], [], [], [], [], Regions(["html"], [""], [-1], [0], [0]), warnings=[reason], status=status)
