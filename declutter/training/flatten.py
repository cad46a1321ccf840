"""HTML -> the plain lines that a naive scraper would hold: what the weights for lines are trained on."""

from __future__ import annotations

from typing import Any, cast

from lxml import etree

from declutter.sources.decode import decode
from declutter.sources.tags import BLOCK, BREAK, KIND, PRE

NO_TEXT = frozenset("script style noscript template svg head iframe object math textarea".split())
PARTS = frozenset("option select".split())


class Flattener:
    """A parser target that writes text, and a line break at both ends of every block."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.hidden = 0

    def start(self, tag: str, attrs: object) -> None:
        self.hidden += tag in NO_TEXT
        self.part(tag)

    def end(self, tag: str) -> None:
        self.hidden -= tag in NO_TEXT
        self.part(tag)

    def part(self, tag: str) -> None:
        if KIND.get(tag) in (BLOCK, BREAK, PRE) or tag in PARTS:
            self.pieces.append("\n")

    def data(self, text: str) -> None:
        if not self.hidden:
            self.pieces.append(text.replace("\n", " "))

    def close(self) -> str:
        lines = (" ".join(line.split()) for line in "".join(self.pieces).split("\n"))
        return "\n".join(line for line in lines if line)


def flatten(source: bytes) -> str:
    """The visible text of a page, one block per line."""
    text = decode(source).text
    if not text.strip():
        return ""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, target=cast("Any", Flattener()))
    return str(etree.fromstring(text.encode("utf-8", "replace"), parser))
