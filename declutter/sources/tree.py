"""Replay of trees (lxml elements, BeautifulSoup objects) as builder events, without recursion and without modifying the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree

from declutter.sources.builder import Builder
from declutter.sources.html import NOSCRIPT_BELOW
from declutter.sources.texts import well_formed

if TYPE_CHECKING:
    from collections.abc import Callable

    from declutter.page import Page

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read_tree(tree: Any, replay: Callable[[Any, Builder], None]) -> Page:
    """Read ``tree``; a second time with its ``<noscript>`` parts where the visible page is nearly empty."""
    builder = Builder()
    replay(tree, builder)
    page = builder.close()
    if builder.noscripts and sum(map(len, page.texts)) < NOSCRIPT_BELOW:
        builder = Builder(noscript=True)
        replay(tree, builder)
        page = builder.close()
    return page


def replay_lxml(root: etree._Element, builder: Builder) -> None:
    """Send the events of an lxml element and its descendants, without its own tail."""
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            name = local_name(node.tag)
            attrs = dict(zip(node.keys(), node.values(), strict=True))  # of odd names, as in <img {size}>, lxml makes no dict
            if name == "html":
                attrs["xml:lang"] = node.get(XML_LANG, "")
            builder.start(name, attrs)
            if node.text:
                builder.data(node.text)
            continue
        if event == "end":
            builder.end(local_name(node.tag))
        if node.tail and node is not root:
            builder.data(node.tail)


def local_name(tag: Any) -> str:
    """``{http://www.w3.org/1999/xhtml}P`` -> ``p``."""
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else "?"


def replay_soup(root: Any, builder: Builder) -> None:
    """Send the events of a BeautifulSoup object or tag."""
    from bs4.element import CData, NavigableString, PreformattedString, Tag

    stack: list[Any] = [iter([root])]
    names: list[str] = []
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
            if names:
                builder.end(names.pop())
        elif isinstance(node, Tag):
            name = node.name.rpartition(":")[2].lower()
            builder.start(name, {k: well_formed(" ".join(map(str, v)) if isinstance(v, list) else str(v)) for k, v in node.attrs.items()})
            names.append(name)
            stack.append(iter(node.contents))
        elif isinstance(node, NavigableString) and (isinstance(node, CData) or not isinstance(node, PreformattedString)):
            builder.data(well_formed(str(node)))
