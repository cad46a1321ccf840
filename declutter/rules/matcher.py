"""Matcher: which rules an element of a page matches, told at its start tag; linear in the elements of the page."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from declutter.rules.selector import Compound, Element

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from declutter.rules.selector import Selector

NO_CLASSES: frozenset[str] = frozenset()


class Part(NamedTuple):
    """A step of a selector. Bit sets: its own bit, that of the step before it, and its rule, 0 for all but the last step."""

    compound: Compound
    combinator: str
    before: int
    bit: int
    rule: int


class Frame:
    """An open element: the steps that it holds and that its ancestors hold, and what is known of its children so far."""

    __slots__ = ("above", "children", "earlier", "of_type", "own", "previous")

    def __init__(self, own: int, above: int) -> None:
        self.own, self.above = own, above  # steps of the element; of it and all around it
        self.children = 0
        self.of_type: dict[str, int] | None = None  # of them by tag, where a selector asks
        self.previous = self.earlier = 0  # steps of the last child; of all children


class Matcher:
    """Compares the elements of one page with selectors, in the order of their start and end tags.

    Each step of a selector has a bit. An element holds a step if it is what the step's compound says and the step before is held by an
    ancestor, its parent, the sibling before it or an earlier sibling, which are sets of bits that are known at its start tag.
    """

    def __init__(self, selectors: Iterable[tuple[int, Selector]]) -> None:
        self.frames = [Frame(0, 0)]
        self.by_id: dict[str, list[Part]] = defaultdict(list)
        self.by_class: dict[str, list[Part]] = defaultdict(list)
        self.by_tag: dict[str, list[Part]] = defaultdict(list)
        self.others: list[Part] = []
        self.typed = False  # whether a selector asks for a place among the siblings with the same tag
        bits = 0
        for rule, selector in selectors:
            for steps in selector:
                before = 0
                for number, step in enumerate(steps, 1):
                    bit = 1 << bits
                    bits += 1
                    self.add(Part(step.compound, step.combinator, before, bit, 1 << rule if number == len(steps) else 0))
                    before = bit

    def add(self, part: Part) -> None:
        """Sort a step in by what an element must have for it at least."""
        compound = part.compound
        self.typed = self.typed or compound.asks_for_type
        if compound.ids:
            self.by_id[compound.ids[0]].append(part)
        elif compound.classes:
            self.by_class[compound.classes[0]].append(part)
        elif compound.tag:
            self.by_tag[compound.tag].append(part)
        else:
            self.others.append(part)

    def start(self, tag: str, attrs: Mapping[str, str]) -> int:
        """Open an element; the rules that it matches, as a bit set."""
        parent = self.frames[-1]
        parent.children += 1
        of_type = 0
        if self.typed:
            parent.of_type = parent.of_type or {}
            parent.of_type[tag] = of_type = parent.of_type.get(tag, 0) + 1
        names = attrs.get("class") if attrs else None
        classes = frozenset(names.split()) if names else NO_CLASSES
        parts = [*self.others, *self.by_tag.get(tag, ())]
        for name in classes & self.by_class.keys() if classes else ():
            parts += self.by_class[name]
        if self.by_id and attrs and (found := self.by_id.get(attrs.get("id", ""))):
            parts += found
        own = rules = 0
        if parts:
            element = Element(tag, attrs, classes, parent.children, of_type, len(self.frames) == 1)
            around = {"": -1, " ": parent.above, ">": parent.own, "+": parent.previous, "~": parent.earlier}
            for part in parts:
                if (not part.before or around[part.combinator] & part.before) and part.compound.holds(element):
                    own |= part.bit
                    rules |= part.rule
        parent.previous = own
        parent.earlier |= own
        self.frames.append(Frame(own, parent.above | own))
        return rules

    def end(self) -> None:
        """Close the innermost element."""
        if len(self.frames) > 1:
            self.frames.pop()
