"""`read`: any supported input (str, bytes, path, file, tree, response) -> `Page`. The only place that knows the type of the input."""

from __future__ import annotations

import errno
import os
import re
import sys
from dataclasses import replace
from inspect import iscoroutine, signature
from typing import TYPE_CHECKING, Any

from lxml import etree

from declutter.page import Page, Regions
from declutter.sources.decode import decode
from declutter.sources.detect import input_kind, not_a_page, refusal
from declutter.sources.envelopes import HEADERS, is_mhtml, open_json, open_mhtml
from declutter.sources.html import read_html
from declutter.sources.lines import read_lines
from declutter.sources.markdown import read_markdown
from declutter.sources.mojibake import mended
from declutter.sources.responses import Response, response_of
from declutter.sources.texts import well_formed
from declutter.sources.tree import read_tree, replay_lxml, replay_soup
from declutter.structure.addresses import of_a_page

if TYPE_CHECKING:
    from declutter.options import Options

EXPECTED = (
    "a page as str or bytes, a path object (pathlib.Path), a binary file, an lxml element, "
    "a BeautifulSoup object, or a response of requests, httpx or Scrapy (also of urllib, urllib3 or aiohttp, or a WARC record)"
)
ERROR = 400  # HTTP status codes from here on are errors
PATH = re.compile(r"(?:file:|~|\.{0,2}[/\\]|[A-Za-z]:\\)[^\n<>]{1,300}|[^\s<>]{1,300}\.(?:x?html?|txt|md|warc|gz|php|aspx?)", re.I)


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
        with open(without_nul(source), "rb") as file:
            return read_bytes(file.read(options.max_bytes + 1), options)
    if isinstance(source, etree._ElementTree) and source.getroot() is not None:
        source = source.getroot()
    if isinstance(source, etree._Element) and isinstance(source.tag, str):  # no comment or processing instruction
        return read_tree(source, replay_lxml)
    if is_soup(source):
        return read_tree(source, replay_soup)
    response = source if isinstance(source, Response) else response_of(source, options.max_bytes)
    if response:
        return read_response(response, options)
    if isinstance(source, type) or hasattr(source, "headers"):  # classes and requests have read() and body too
        raise TypeError(f"extract() takes {EXPECTED}, not {type(source).__name__} {getattr(source, '__name__', '')}".rstrip())
    if callable(getattr(source, "read", None)):
        return read_file(source, options)
    raise TypeError(f"extract() takes {EXPECTED}, not {type(source).__name__}")


def without_nul(path: os.PathLike[str]) -> os.PathLike[str]:
    """The path, if the system can have a file of that name.

    Raises:
        FileNotFoundError: if it holds a NUL.
    """
    if "\0" in os.fsdecode(path):
        raise FileNotFoundError(errno.ENOENT, "no file has a NUL in its name", os.fsdecode(path))
    return path


def is_soup(source: Any) -> bool:
    """Whether ``source`` is a BeautifulSoup tag; bs4 is not imported to find out."""
    bs4 = sys.modules.get("bs4")
    return bs4 is not None and isinstance(source, bs4.Tag)


def read_file(source: Any, options: Options) -> Page:
    """Read what is left of an open file, binary or text."""
    if getattr(source, "closed", False) is True:
        raise OSError("the file is closed: pass it while it is open, or pass its path as pathlib.Path")
    data = read_all(source, options.max_bytes)
    if iscoroutine(data):
        data.close()
        raise TypeError(f"extract() cannot await: pass what `await read()` of this {type(source).__name__} gives")
    if not isinstance(data, (str, bytes)):
        raise TypeError(f"extract() takes {EXPECTED}; read() of this {type(source).__name__} gave {type(data).__name__}")
    page = read_str(data, options) if isinstance(data, str) else read_bytes(data, options)
    if not data:
        page.warnings[:] = ["the file is empty, or was read to its end before: open it again, or call its seek(0)"]
    return page


def takes_size(method: Any) -> bool:
    """Whether a ``read`` method takes the number of bytes to read."""
    try:
        return bool(signature(method).parameters)
    except (TypeError, ValueError):  # written in C
        return True


def read_all(source: Any, limit: int) -> Any:
    """What is left of a file, at most ``limit`` bytes or characters and one more.

    Raises:
        OSError: for a file that is damaged.
    """
    try:
        data: Any = source.read(limit + 1) if takes_size(source.read) else source.read()
        while isinstance(data, (bytes, str)) and data and len(data) <= limit:  # raw files give less than is asked for
            more = source.read(limit + 1 - len(data))
            if not more:
                break
            data += more
    except UnicodeDecodeError:
        if not (hasattr(source, "buffer") and source.seekable()):
            raise
        source.buffer.seek(0)  # a text file in another encoding than the one that it was opened with
        return source.buffer.read(limit + 1)
    except EOFError as error:
        raise OSError(f"the file is damaged: {error}") from error
    return data


def read_response(response: Response, options: Options) -> Page:
    """Read a response; what its status says of the page becomes a warning."""
    options = replace(options, input=response.kind) if response.kind and options.input == "auto" else options
    page = read_bytes(response.body, options, response.content_type)
    page.url = page.url or response.url or None
    if not response.body:
        page.warnings[:] = [f"the response has no body (status {response.status})"]
    if response.status >= ERROR:
        page.warnings.append(f"the server answered with status {response.status}: this may be an error page")
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
    text = well_formed(text)
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
    if options.input == "auto" and (data := not_a_page(text)):
        return refused("not_html", f"the source is {data}, not a page")
    kind = input_kind(text) if options.input == "auto" else options.input
    if kind == "html":
        return read_html(utf8 if utf8 is not None else text.encode("utf-8", "replace"))
    page = read_markdown(text) if kind == "markdown" else read_lines(text)
    if not text or text.isspace():
        page.warnings.append("the source is empty")
    if len(page) == 1 and (warning := reference(text.strip())):
        page.warnings.append(warning)
    return page


def reference(text: str) -> str:
    """A warning where a str only names the page: an address or a path."""
    if text.startswith(("http://", "https://")) and " " not in text:
        return "the source is a URL, not a page: fetch it and pass what comes back"
    if PATH.fullmatch(text):
        return "the source is a path, not a page: pass it as pathlib.Path, or pass what the file holds"
    return ""


def address_of(url: str | None, page: Page) -> str | None:
    """The address that a caller gave, without what is no character; None, and a warning, for one that a page cannot have."""
    url = well_formed((url or "").strip())
    if url and not of_a_page(url):
        page.warnings.append("the url is no address of a web page and was left out: pass one that begins with http://, https:// or file:")
        return None
    return url or None


def refused(status: str, reason: str) -> Page:
    """An empty page with a status and a warning that states the reason."""
    return Page("html", [], [], [], [], [], [], Regions(["html"], [""], [-1], [0], [0]), warnings=[reason], refused=status)
