"""Pictures: the ``<img>`` elements of a page, gathered while the builder reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from declutter.page.inline import Picture

LONGEST_VALUE = 4000  # characters: an address, not a picture written out


class Pictures:
    """Adds to the list of a page's pictures."""

    def __init__(self, found: list[Picture]) -> None:
        self.found = found
        self.sources = ""  # srcset values of the <source> elements before an <img>

    def source(self, attrs: Mapping[str, str]) -> None:
        """Note where the next picture has other files."""
        srcset = attrs.get("srcset") or attrs.get("data-srcset")
        if srcset and len(self.sources) + len(srcset) <= LONGEST_VALUE:
            self.sources += f", {srcset}" if self.sources else srcset

    def add(self, attrs: Mapping[str, str], block: int, region: int, link: str, place: int) -> None:
        """Note a picture; an address longer than any (the picture itself, written out) is left out."""
        found = attrs if type(attrs) is dict else dict(attrs)
        if len(found.get("src") or "") > LONGEST_VALUE:
            del found["src"]
        if self.sources:
            found["sources"] = self.sources
            self.sources = ""
        self.found.append((found, block, region, link, place > 0))

    def substitute(self, attrs: Mapping[str, str], block: int) -> None:
        """An ``<img>`` inside ``<noscript>``: where the picture before it really is."""
        source = attrs.get("src") or ""
        if self.found and self.found[-1][1] >= block - 1 and source and not source.startswith("data:"):
            self.found[-1][0].setdefault("noscript", source[:LONGEST_VALUE])

    def moved(self, region: int, parent: int) -> None:
        """A container without text is forgotten: its pictures stand in its parent."""
        i = len(self.found) - 1
        while i >= 0 and self.found[i][2] == region:
            attrs, block, _, link, inline = self.found[i]
            self.found[i] = (attrs, block, parent, link, inline)
            i -= 1
