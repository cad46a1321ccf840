"""Anchors: the elements of a page that its own links lead to, gathered while the builder reads."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Mapping

NOWHERE = (-1, -1)


class Anchors:
    """The ids of elements with their places, and the fragments (``#…``) of links."""

    def __init__(self) -> None:
        self.ids: dict[str, tuple[int, int]] = {}  # block that the element begins with, and its region
        self.fragments: dict[str, bool] = {}  # of links, and whether the link is nothing but a fragment

    def link(self, attrs: Mapping[str, str], block: int, region: int) -> str:
        """Record a link's fragment and its ``name``; the link's address."""
        if "name" in attrs:
            self.ids.setdefault(attrs["name"], (block, region))
        href = attrs.get("href") or ""
        if "#" in href:
            address, _, fragment = href.strip().partition("#")
            if fragment and not fragment.startswith("!"):  # the routes of script-driven pages
                self.fragments[fragment] = not address or self.fragments.get(fragment, False)
        return href

    def targets(self) -> dict[str, tuple[int, int]]:
        """The place of each fragment's element; fragments of other pages have none, and in-page ones without element ``NOWHERE``."""
        found = {}
        for fragment, in_page in self.fragments.items():
            place = self.ids.get(fragment) or self.ids.get(unquote(fragment))
            if place or in_page:
                found[fragment] = place or NOWHERE
        return found
