"""`read`: any supported input (str, bytes, path, file, tree, response) -> `Page`. The only place that knows the type of the input."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from lxml import etree

from declutter.page import Page, Regions
from declutter.sources.decode import decode
from declutter.sources.detect import input_kind, refusal
from declutter.sources.envelopes import HEADERS, is_mhtml, open_json, open_mhtml
from declutter.sources.html import read_html
from declutter.sources.lines import read_lines
from declutter.sources.markdown import read_markdown
from declutter.sources.mojibake import mended
from declutter.sources.tree import read_tree, replay_lxml, replay_soup

if TYPE_CHECKING:
    from declutter.options import Options

EXPECTED = (
    "a page as str or bytes, a path object (pathlib.Path), a binary file, an lxml element, "
    "a BeautifulSoup object, or a response of requests, httpx or Scrapy"
)


def read(source: Any, options: Options) -> Page:
    """Read ``source`` into a Page.

    Raises:
        TypeError: if ``source`` is of none of the kinds in ``EXPECTED``.
        OSError: if a path cannot be read.
    """
    if isinstance(source, str):
        return read_str(source, options)
    if isinstance(source, (bytes, bytearray, memoryview)):
        return read_bytes(bytes(source), options)
    if isinstance(source, os.PathLike):
        with open(source, "rb") as file:
            return read_bytes(file.read(options.max_bytes + 1), options)
    if isinstance(source, etree._ElementTree) and source.getroot() is not None:
        source = source.getroot()
    if isinstance(source, etree._Element) and isinstance(source.tag, str):  # no comment or processing instruction
        return read_tree(source, replay_lxml)
    if is_soup(source):
        return read_tree(source, replay_soup)
    is_response = hasattr(source, "status_code") or hasattr(source, "status")
    if isinstance(source, type) or (hasattr(source, "headers") and not is_response):  # classes and requests have read() and body too
        raise TypeError(f"extract() takes {EXPECTED}, not {type(source).__name__} {getattr(source, '__name__', '')}".rstrip())
    body = getattr(source, "content", None)
    body = getattr(source, "body", None) if not isinstance(body, bytes) else body
    if isinstance(body, bytes) and is_response:
        return read_response(source, body, options)
    if callable(getattr(source, "read", None)):
        return read_file(source, options)
    raise TypeError(f"extract() takes {EXPECTED}, not {type(source).__name__}")


def is_soup(source: Any) -> bool:
    """Whether ``source`` is a BeautifulSoup tag; bs4 is not imported to find out."""
    bs4 = sys.modules.get("bs4")
    return bs4 is not None and isinstance(source, bs4.Tag)


def read_file(source: Any, options: Options) -> Page:
    """Read what is left of an open file, binary or text."""
    data = source.read()
    if isinstance(data, str):
        return read_str(data, options)
    if isinstance(data, bytes):
        return read_bytes(data, options)
    raise TypeError(f"extract() takes {EXPECTED}; read() of this {type(source).__name__} gave {type(data).__name__}")


def read_response(response: Any, body: bytes, options: Options) -> Page:
    """Read a response of requests, httpx or Scrapy through the attributes that they have in common."""
    content_type = response.headers.get("Content-Type") or b""
    if isinstance(content_type, bytes):
        content_type = content_type.decode("latin-1")
    page = read_bytes(body, options, content_type)
    with suppress(RuntimeError):  # an httpx response that was made by hand has no request to take the address from
        page.url = page.url or str(getattr(response, "url", "") or "") or None
    return page


def read_bytes(data: bytes, options: Options, content_type: str = "") -> Page:
    """Read bytes: refuse what is not a page, else decode it."""
    if len(data) > options.max_bytes:
        return refused("too_large", f"the page is larger than {options.max_bytes:,} bytes")
    if is_mhtml(data):
        return read_mhtml(data, options)
    refused_as = refusal(data, content_type, options.encoding)
    if refused_as:
        return refused("not_html", f"the source is {refused_as}, not a page")
    charset = content_type.lower().partition("charset=")[2].partition(";")[0].strip("\"' ") or None
    decoded = decode(data, encoding=options.encoding, http_charset=charset)
    page = read_text(decoded.text, options, data if decoded.encoding == "utf-8" and not decoded.warnings else None)
    page.warnings.extend(decoded.warnings)
    return page


def read_str(text: str, options: Options) -> Page:
    """Read text that somebody else decoded, perhaps wrongly."""
    if len(text) > options.max_bytes:
        return refused("too_large", f"the page is larger than {options.max_bytes:,} characters")
    if is_mhtml(text[:HEADERS].encode("utf-8", "replace")):
        return read_mhtml(text.encode("utf-8", "replace"), options)
    text, warning = mended(text)
    page = read_text(text, options)
    page.warnings += [warning] if warning else []
    return page


def read_mhtml(data: bytes, options: Options) -> Page:
    """Read the page of an MHTML archive."""
    letter = open_mhtml(data)
    if letter is None or is_mhtml(letter.data):
        return refused("not_html", "the source is an MHTML archive without a page")
    page = read_bytes(letter.data, options, letter.content_type)
    page.url = page.url or letter.url
    return page


def read_text(text: str, options: Options, utf8: bytes | None = None) -> Page:
    """Read text; ``utf8`` is the same as bytes, where they are at hand."""
    if options.input in ("auto", "html") and (html := open_json(text)) is not None:
        return read_html(html.encode("utf-8", "replace"))
    kind = input_kind(text) if options.input == "auto" else options.input
    if kind == "html":
        return read_html(utf8 if utf8 is not None else text.encode("utf-8", "replace"))
    page = read_markdown(text) if kind == "markdown" else read_lines(text)
    if len(page) == 1 and text.strip().startswith(("http://", "https://")):
        page.warnings.append("the source is a URL, not a page: fetch it and pass what comes back")
    return page


def refused(status: str, reason: str) -> Page:
    """An empty page with a status and a warning that states the reason."""
    return Page("html", [], [], [], [], [], [], Regions(["html"], [""], [-1], [0], [0]), warnings=[reason], refused=status)
