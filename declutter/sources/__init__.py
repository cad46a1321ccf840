"""`read`: any supported input (str, bytes, path, file, tree, response) -> `Page`. The only place that knows the type of the input."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lxml import etree

from declutter.limits import TIMEOUT, TRUNCATED, Clock, OutOfTimeError
from declutter.sources.decode import decode
from declutter.sources.detect import input_kind, not_a_page, refusal
from declutter.sources.envelopes import HEADERS, is_mhtml, open_json, open_mhtml
from declutter.sources.files import read_open, read_path
from declutter.sources.html import read_html
from declutter.sources.lines import read_lines
from declutter.sources.markdown import read_markdown
from declutter.sources.mojibake import mended
from declutter.sources.refused import EXPECTED, refused
from declutter.sources.responses import Response, response_of
from declutter.sources.texts import well_formed
from declutter.sources.tree import read_tree, replay_lxml, replay_soup
from declutter.structure.addresses import of_a_page

if TYPE_CHECKING:
    from declutter.options import Options
    from declutter.page import Page
    from declutter.rules import RuleSet
    from declutter.sources.tree import Replay

ERROR = 400  # HTTP status codes from here on are errors
NO_ADDRESS = "the page has no address, so no rules of sites were applied: pass url=…"
PATH = re.compile(r"(?:file:|~|\.{0,2}[/\\]|[A-Za-z]:\\)[^\n<>]{1,300}|[^\s<>]{1,300}\.(?:x?html?|txt|md|warc|gz|php|aspx?)", re.I)


def read(source: Any, options: Options, url: str | None = None) -> Page:
    """Read ``source`` into a Page, within the limits of ``options``; ``url`` is its address, by which rules of sites are chosen.

    Raises:
        TypeError: if ``source`` is of none of the kinds in ``EXPECTED``.
        OSError: if a path or file cannot be read.
    """
    clock = Clock(options.limits)
    options = options.at(url) if url else options
    try:
        page = read_any(source, options, clock)
    except OutOfTimeError:
        return refused("timeout", TIMEOUT.format(options.limits.max_seconds))
    if page.status == "truncated":
        page.warnings.append(TRUNCATED.format(options.limits.max_blocks))
    page.clock = clock
    return page


def timed_out(page: Page) -> Page:
    """What is left of a page whose time is up before its text was found: the address and the warnings."""
    empty = refused("timeout", TIMEOUT.format(page.clock.limits.max_seconds))
    empty.url, empty.warnings[:0] = page.url, page.warnings
    return empty


def read_any(source: Any, options: Options, clock: Clock) -> Page:
    """Read a source by its type."""
    limit = options.limits.max_bytes
    if isinstance(source, str):
        return read_str(source, options, clock)
    if isinstance(source, (bytes, bytearray, memoryview)):
        return read_bytes(bytes(source), options, clock)
    if isinstance(source, os.PathLike):
        return read_bytes(read_path(source, limit), options, clock)
    if isinstance(source, etree._ElementTree) and source.getroot() is not None:
        source = source.getroot()
    if isinstance(source, etree._Element) and isinstance(source.tag, str):  # no comment or processing instruction
        return read_a_tree(source, replay_lxml, options, clock)
    if is_soup(source):
        return read_a_tree(source, replay_soup, options, clock)
    response = source if isinstance(source, Response) else response_of(source, limit)
    if response:
        return read_response(response, options, clock)
    if isinstance(source, type) or hasattr(source, "headers"):  # classes and requests have read() and body too
        raise TypeError(f"extract() takes {EXPECTED}, not {type(source).__name__} {getattr(source, '__name__', '')}".rstrip())
    if callable(getattr(source, "read", None)):
        return read_file(source, options, clock)
    raise TypeError(f"extract() takes {EXPECTED}, not {type(source).__name__}")


def read_a_tree(tree: Any, replay: Replay, options: Options, clock: Clock) -> Page:
    """Read a tree that the caller has."""
    rules = options.rule_set
    return ruled(read_tree(tree, replay, clock, rules), rules, options)


def ruled(page: Page, rules: RuleSet, options: Options) -> Page:
    """A page with the rules that it was read with, and a warning where rules of sites had no address to be chosen by."""
    page.rules = rules
    if options.rules is not None and options.rules.sites:
        page.warnings.append(NO_ADDRESS)
    return page


def is_soup(source: Any) -> bool:
    """Whether ``source`` is a BeautifulSoup tag; bs4 is not imported to find out."""
    bs4 = sys.modules.get("bs4")
    return bs4 is not None and isinstance(source, bs4.Tag)


def read_file(source: Any, options: Options, clock: Clock) -> Page:
    """Read what is left of an open file, binary or text."""
    data = read_open(source, options.limits.max_bytes)
    page = read_str(data, options, clock) if isinstance(data, str) else read_bytes(data, options, clock)
    if not data:
        page.warnings[:] = ["the file is empty, or was read to its end before: open it again, or call its seek(0)"]
    return page


def read_response(response: Response, options: Options, clock: Clock) -> Page:
    """Read a response; what its status says of the page becomes a warning."""
    options = replace(options, input=response.kind) if response.kind and options.input == "auto" else options
    options = options.at(response.url) if response.url else options
    page = read_bytes(response.body, options, clock, response.content_type)
    page.url = page.url or response.url or None
    if not response.body:
        page.warnings[:] = [f"the response has no body (status {response.status})"]
    if response.status >= ERROR:
        page.warnings.append(f"the server answered with status {response.status}: this may be an error page")
    return page


def read_bytes(data: bytes, options: Options, clock: Clock, content_type: str = "") -> Page:
    """Read bytes: refuse what is not a page, else decode it."""
    if len(data) > options.limits.max_bytes:
        return refused("too_large", f"the page is larger than {options.limits.max_bytes:,} bytes")
    if is_mhtml(data):
        return read_mhtml(data, options, clock)
    refused_as = refusal(data, content_type, options.encoding)
    if refused_as:
        return refused("not_html", f"the source is {refused_as}, not a page")
    charset = content_type.lower().partition("charset=")[2].partition(";")[0].strip("\"' ") or None
    clock.check()
    decoded = decode(data, encoding=options.encoding, http_charset=charset)
    page = read_text(decoded.text, options, clock, data if decoded.encoding == "utf-8" and not decoded.warnings else None)
    page.warnings.extend(decoded.warnings)
    return page


def read_str(text: str, options: Options, clock: Clock) -> Page:
    """Read text that somebody else decoded, perhaps wrongly."""
    if len(text) > options.limits.max_bytes:
        return refused("too_large", f"the page is larger than {options.limits.max_bytes:,} characters")
    text = well_formed(text)
    if is_mhtml(text[:HEADERS].encode("utf-8", "replace")):
        return read_mhtml(text.encode("utf-8", "replace"), options, clock)
    text, warning = mended(text)
    page = read_text(text, options, clock)
    page.warnings += [warning] if warning else []
    return page


def read_mhtml(data: bytes, options: Options, clock: Clock) -> Page:
    """Read the page of an MHTML archive."""
    letter = open_mhtml(data)
    if letter is None or is_mhtml(letter.data):
        return refused("not_html", "the source is an MHTML archive without a page")
    page = read_bytes(letter.data, options.at(letter.url) if letter.url else options, clock, letter.content_type)
    page.url = page.url or letter.url
    return page


def read_text(text: str, options: Options, clock: Clock, utf8: bytes | None = None) -> Page:
    """Read text; ``utf8`` is the same as bytes, where they are at hand."""
    clock.check()
    if options.input in ("auto", "html") and (html := open_json(text)) is not None:
        return ruled(read_html(html.encode("utf-8", "replace"), clock, options.rule_set), options.rule_set, options)
    if options.input == "auto" and (data := not_a_page(text)):
        return refused("not_html", f"the source is {data}, not a page")
    kind = input_kind(text) if options.input == "auto" else options.input
    if kind == "html":
        markup = utf8 if utf8 is not None else text.encode("utf-8", "replace")
        return ruled(read_html(markup, clock, options.rule_set), options.rule_set, options)
    page = read_markdown(text, clock, options.rule_set) if kind == "markdown" else read_lines(text, clock)
    ruled(page, options.rule_set, options)
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
