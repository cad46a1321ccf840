"""Comparison of schema.org objects with the page that holds them, by address and headline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import regex

from declutter.bounded_cache import bounded_cache
from declutter.metadata.parse.json_blocks import strings

if TYPE_CHECKING:
    from declutter.page import Page

ADDRESS_KEYS = ("mainEntityOfPage", "url", "@id")
LONGEST = 2000  # characters of an address
SHORTEST = 8  # letters and digits of a headline that may be a part of another
WORD = regex.compile(r"\w+")
HOST = regex.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//(?:www\.|m\.|amp\.)?([^/:]+)(?::\d+)?")
ENDING = regex.compile(r"(?:/(?:amp|index\.\w{2,5}))?/*$")


class Identity:
    """The addresses and headlines of a page, to tell its own objects from those of related pages."""

    def __init__(self, page: Page) -> None:
        stated = [href for rel, href in page.head.links if "canonical" in rel.split()]
        metas = dict(reversed(page.head.metas))
        addresses = (page.url or "", *stated, metas.get("og:url", ""))
        self.addresses = {split(address) for address in addresses if address} - {("", "")}
        shown = (page.headline.text, page.head.title, metas.get("og:title", ""))
        self.headlines = {text for title in shown if (text := folded(title))}

    def is_address(self, node: dict[str, Any]) -> bool:
        """Whether an object has the page's address."""
        return any(place in self.addresses and place[1] for place in places(node))

    def is_headline(self, node: dict[str, Any]) -> bool:
        """Whether the page shows the object's headline, whole or shortened."""
        for key in ("headline", "name"):
            for title in strings(node.get(key)):
                text = folded(title)
                if text and any(text == shown or (len(text) >= SHORTEST and text in shown) for shown in self.headlines):
                    return True
                if text and any(len(shown) >= SHORTEST and text.startswith(shown) for shown in self.headlines):
                    return True
        return False

    def is_other(self, node: dict[str, Any]) -> bool:
        """Whether an object names another page of the same site, and has neither address nor headline of this one."""
        hosts = {host for host, path in self.addresses if path}
        others = any(path and host in hosts for host, path in places(node))
        return others and not self.is_address(node) and not self.is_headline(node)


def places(node: dict[str, Any]) -> set[tuple[str, str]]:
    """The addresses that an object states as its own."""
    return {split(address) for key in ADDRESS_KEYS for address in strings(node.get(key)) if "//" in address[:LONGEST]}


@bounded_cache(4096)  # the objects of a page share their addresses
def split(address: str) -> tuple[str, str]:
    """Host and path of an address without scheme, query, fragment and what mobile copies add."""
    whole = address.strip()[:LONGEST].partition("#")[0]
    found = HOST.match(whole.lower())
    if found is None:
        return "", ""
    path, _, query = whole[found.end() :].partition("?")
    path = ENDING.sub("", unquote(path)).casefold()
    return found.group(1), path if path else f"?{query}" if query else ""


def folded(title: str) -> str:
    """The letters and digits of a title, without case."""
    return "".join(WORD.findall(title.casefold()))
