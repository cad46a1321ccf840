"""HTML bytes -> `Page`: lxml's event parser feeding a `Builder`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from lxml import etree

from declutter.limits import UNTIMED, Clock, OutOfTimeError
from declutter.rules import NO_RULES, RuleSet
from declutter.sources.ruled import builder_for
from declutter.sources.state import state_html

if TYPE_CHECKING:
    from declutter.page import Page
    from declutter.sources.builder import Builder

NOSCRIPT_BELOW = 1500  # visible characters under which <noscript> is read too: Discourse keeps every post there
STATE_BELOW = 500  # visible characters under which the text may be in the JSON state of a script
PIECE = 8192  # bytes that are parsed between two looks at the clock: below a millisecond
REGIONS = 4  # containers for each block that a page may have: nested ones without text are no blocks, but take memory


class Pieces:
    """The bytes of a page as the parser reads them; they end where the time is up or there are too many containers."""

    def __init__(self, data: bytes, clock: Clock, builder: Builder) -> None:
        self.data, self.clock, self.builder = data, clock, builder
        self.place = 0

    def read(self, size: int = -1) -> bytes:
        """The next piece. The parser keeps what is more than it asked for."""
        if self.clock.over():
            self.builder.abandon()
            return b""
        if len(self.builder.regions.tag) > REGIONS * self.builder.most:
            self.builder.stop()
            return b""
        start, self.place = self.place, self.place + PIECE
        return self.data[start : self.place]


def read_html(data: bytes, clock: Clock = UNTIMED, rules: RuleSet = NO_RULES) -> Page:
    """Parse UTF-8 bytes of HTML into a Page.

    ``huge_tree`` because lxml's default parser silently loses what is nested deeper than 256 elements.
    A page with next to no visible text is read a second time with its ``<noscript>`` parts; one that is still empty is read from the
    JSON state in its scripts (`state`).
    """
    page, noscripts = feed(data, clock, rules)
    if noscripts and sum(map(len, page.texts)) < NOSCRIPT_BELOW:
        page, _ = feed(data, clock, rules, noscript=True)
    if sum(map(len, page.texts)) < STATE_BELOW and (html := state_html(data, clock)):
        shell, page = page, feed_text(html, clock, rules)
        page.head = shell.head
        page.warnings = [*shell.warnings, "the page shows no text; the text is from the state of its scripts"]
    return page


def feed_text(html: str, clock: Clock = UNTIMED, rules: RuleSet = NO_RULES) -> Page:
    """Parse HTML that another reader produced, without the fallbacks of `read_html`."""
    page, _ = feed(html.encode("utf-8", "replace"), clock, rules)
    page.regions.number = []  # the source has no such elements
    return page


def feed(data: bytes, clock: Clock, rules: RuleSet, noscript: bool = False) -> tuple[Page, int]:
    """Run the parser over ``data``: the page, and how many ``<noscript>`` it has.

    A parser and its target form a reference cycle, so the builder's attributes are cleared here; the garbage collector would be late.
    """
    builder = builder_for(rules, clock.limits, noscript)
    try:
        return parsed(data, clock, builder), builder.noscripts
    finally:
        vars(builder).clear()


def parsed(data: bytes, clock: Clock, builder: Builder) -> Page:
    """The page that a builder makes of ``data``.

    Raises:
        OutOfTimeError: once the time is up.
    """
    data = data.replace(b"\0", b"") if b"\0" in data else data  # NUL would end the document for libxml2
    if not data or data.isspace():
        return builder.close()
    # lxml < 6 passes comments even to a target without a comment method
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, target=cast("Any", builder))
    try:
        page = cast("Page", etree.parse(cast("Any", Pieces(data, clock, builder)), parser))
    except etree.XMLSyntaxError as error:
        page = builder.close()
        page.warnings.append(f"parser stopped early: {error}")
    if page.status == "timeout":
        raise OutOfTimeError
    return page
