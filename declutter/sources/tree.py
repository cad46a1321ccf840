"""Replay of trees (lxml elements, BeautifulSoup objects) as builder events, without recursion and without modifying the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree

from declutter.sources.html import NOSCRIPT_BELOW
from declutter.sources.refused import refused
from declutter.sources.ruled import builder_for
from declutter.sources.texts import well_formed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from declutter.limits import Clock
    from declutter.page import Page
    from declutter.rules import RuleSet
    from declutter.sources.builder import Builder

    Replay = Callable[[Any, Builder], Iterator[int]]

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TAG = 5  # characters of a node beside its name and text: <p></p>
NODES = 500  # between two looks at the clock: below a millisecond


def read_tree(tree: Any, replay: Replay, clock: Clock, rules: RuleSet) -> Page:
    """Read ``tree``; a second time with its ``<noscript>`` parts where the visible page is nearly empty."""
    builder, whole = replayed(tree, replay, clock, rules)
    page = builder.close()
    if whole and builder.noscripts and sum(map(len, page.texts)) < NOSCRIPT_BELOW:
        builder, whole = replayed(tree, replay, clock, rules, noscript=True)
        page = builder.close()
    return page if whole else refused("too_large", f"the tree has more than {clock.limits.max_bytes:,} characters")


def replayed(tree: Any, replay: Replay, clock: Clock, rules: RuleSet, *, noscript: bool = False) -> tuple[Builder, bool]:
    """A builder that got the events of a tree, and whether it got all of them: not those behind ``max_bytes`` characters.

    Raises:
        OutOfTimeError: once the time is up.
    """
    builder = builder_for(rules, clock.limits, noscript)
    size, most = 0, clock.limits.max_bytes
    for number, characters in enumerate(replay(tree, builder)):
        size += characters
        if size > most:
            return builder, False
        if not number % NODES:
            clock.check()
    return builder, True


def replay_lxml(root: etree._Element, builder: Builder) -> Iterator[int]:
    """Send the events of an lxml element and its descendants, without its own tail; the characters of each."""
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        size = 0
        if event == "start":
            name = local_name(node.tag)
            values = node.values()
            attrs = dict(zip(node.keys(), values, strict=True))  # of odd names, as in <img {size}>, lxml makes no dict
            size = 2 * len(name) + TAG + sum(map(len, values))
            if name == "html":
                attrs["xml:lang"] = node.get(XML_LANG, "")
            start(builder, name, attrs, node.sourceline)
            if node.text:
                size += len(node.text)
                builder.data(node.text)
            yield size
            continue
        if event == "end":
            builder.end(local_name(node.tag))
        if node.tail and node is not root:
            size = len(node.tail)
            builder.data(node.tail)
        yield size


def start(builder: Builder, name: str, attrs: dict[str, str], line: int | None) -> None:
    """Send the event of an element, with the line of the source that the tree knows of it."""
    before = builder.here
    builder.start(name, attrs)
    if line and builder.here != before:
        builder.regions.lines[builder.here] = line


def local_name(tag: Any) -> str:
    """``{http://www.w3.org/1999/xhtml}P`` -> ``p``."""
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else "?"


def replay_soup(root: Any, builder: Builder) -> Iterator[int]:
    """Send the events of a BeautifulSoup object or tag; the characters of each."""
    from bs4.element import CData, NavigableString, PreformattedString, Tag

    stack: list[Any] = [iter([root])]
    names: list[str] = []
    while stack:
        node = next(stack[-1], None)
        size = 0
        if node is None:
            stack.pop()
            if names:
                builder.end(names.pop())
        elif isinstance(node, Tag):
            name = (node.name or "").rpartition(":")[2].lower()
            attrs = {str(k): well_formed(" ".join(map(str, v)) if isinstance(v, list) else str(v)) for k, v in node.attrs.items()}
            size = 2 * len(name) + TAG + sum(map(len, attrs.values()))
            start(builder, name, attrs, node.sourceline)
            names.append(name)
            stack.append(iter(node.contents))
        elif isinstance(node, NavigableString) and (isinstance(node, CData) or not isinstance(node, PreformattedString)):
            text = well_formed(str(node))
            size = len(text)
            builder.data(text)
        yield size
