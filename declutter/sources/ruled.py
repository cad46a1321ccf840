"""`RuledBuilder`: a builder that notes which blocks stand in elements that own rules match. Other pages are read without it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from declutter.page import Ruled
from declutter.rules import Matcher
from declutter.sources.builder import Builder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from declutter.limits import Limits
    from declutter.page import Page
    from declutter.rules import RuleSet


class Open(NamedTuple):
    """An open element that rules match: their bits, its depth, the first block that may lie in it, and the text of that before it."""

    rules: int
    depth: int
    first: int
    before: int


class RuledBuilder(Builder):
    """Builder for a page with selectors.

    The blocks of an element are those that begin and end within it. An element inside a block's text, such as a link or a span, has that
    block where it holds all of its text: a rule decides on whole blocks.
    """

    def __init__(self, noscript: bool, max_blocks: int, rules: RuleSet) -> None:
        self.matcher = Matcher(rules.selectors)
        self.matched: list[Open | None] = []  # for each open element
        self.pieces = 0  # pieces of text in the buffer
        self.ended: list[tuple[Open, int]] = []  # elements that ended within the buffered text, and the pieces up to their ends
        super().__init__(noscript, max_blocks)

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        rules = self.matcher.start(tag, attrs)
        super().start(tag, attrs)
        self.matched.append(Open(rules, len(self.matched), len(self.texts), self.pieces) if rules else None)

    def data(self, text: str) -> None:
        super().data(text)
        if self.skip_tag is None and not text.isspace():
            self.pieces += 1

    def end(self, tag: str) -> None:
        super().end(tag)
        self.matcher.end()
        found = self.matched.pop() if self.matched else None
        if found is not None:
            self.close_match(found)

    def close_match(self, found: Open) -> None:
        """Note the blocks of an element that ends; whether it has the one in the buffer is known when that is complete."""
        first = found.first + bool(found.before)
        if first < len(self.texts):
            self.page.ruled.append(Ruled(found.rules, found.depth, first, len(self.texts)))
        if self.pieces and (found.first < len(self.texts) or not found.before):
            self.ended.append((found, self.pieces))

    def flush(self) -> None:
        """End the block; it belongs to the elements that ended after the last of its text."""
        block, pieces, ended = len(self.texts), self.pieces, self.ended
        self.pieces, self.ended = 0, []
        super().flush()
        if block < len(self.texts):
            for found, until in ended:
                if until == pieces:
                    self.page.ruled.append(Ruled(found.rules, found.depth, block, len(self.texts)))

    def close(self) -> Page:
        """Finish the page, and with it the elements that are still open."""
        page = super().close()
        while self.matched:
            if (found := self.matched.pop()) is not None:
                self.close_match(found)
        return page


def builder_for(rules: RuleSet, limits: Limits, noscript: bool = False) -> Builder:
    """The builder for a page: one that compares its elements only where there are selectors."""
    return RuledBuilder(noscript, limits.max_blocks, rules) if rules.selectors else Builder(noscript, limits.max_blocks)
