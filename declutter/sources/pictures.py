"""`Pictures`: collects the ``<img>`` elements of a page while the builder reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from declutter.page.inline import Picture

LONGEST_VALUE = 4000  # characters of an address; what is longer is a data URL


class Pictures:
    """Appends to the picture list of a page."""

    def __init__(self, found: list[Picture]) -> None:
        self.found = found
        self.sources = ""  # srcset values of the <source> elements before an <img>
        self.numbers: dict[int, list[int]] = {}  # of pictures, by the region that they end up in

    def source(self, attrs: Mapping[str, str]) -> None:
        """Store the ``srcset`` of a ``<source>`` for the next picture."""
        srcset = attrs.get("srcset") or attrs.get("data-srcset")
        if srcset and len(self.sources) + len(srcset) <= LONGEST_VALUE:
            self.sources += f", {srcset}" if self.sources else srcset

    def add(self, attrs: Mapping[str, str], block: int, region: int, link: str, place: int) -> None:
        """Add a picture; a data URL as its address is left out."""
        found = attrs if type(attrs) is dict else dict(attrs)
        if len(found.get("src") or "") > LONGEST_VALUE:
            del found["src"]
        if self.sources:
            found["sources"] = self.sources
            self.sources = ""
        self.numbers.setdefault(region, []).append(len(self.found))
        self.found.append((found, block, region, link, place > 0))

    def substitute(self, attrs: Mapping[str, str], block: int) -> None:
        """Take the address of an ``<img>`` inside ``<noscript>`` for the lazy-loaded picture before it."""
        source = attrs.get("src") or ""
        if self.found and self.found[-1][1] >= block - 1 and source and not source.startswith("data:"):
            self.found[-1][0].setdefault("noscript", source[:LONGEST_VALUE])

    def moved(self, region: int, parent: int) -> None:
        """Hand the pictures of a dropped region (one without text) to its parent; the shorter list joins the longer one."""
        mine, theirs = self.numbers.pop(region, None), self.numbers.get(parent, [])
        if mine:
            mine, theirs = sorted((mine, theirs), key=len)
            theirs += mine
            self.numbers[parent] = theirs

    def place(self) -> None:
        """Write down the regions of all pictures, once no more is dropped."""
        for region, numbers in self.numbers.items():
            for number in numbers:
                attrs, block, _, link, inline = self.found[number]
                self.found[number] = (attrs, block, region, link, inline)
