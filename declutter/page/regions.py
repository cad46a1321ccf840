"""`Regions`: the containers of a page, as columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(slots=True)
class Regions:
    """Containers in document order: a parent comes before its children. Region ``i`` contains the blocks ``first[i]:last[i]``."""

    tag: list[str] = field(default_factory=list)
    attrs: list[str] = field(default_factory=list)  # class, id and role-like attribute values, joined by spaces
    parent: list[int] = field(default_factory=list)  # -1 for the root
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    counts: dict[int, dict[str, str]] = field(default_factory=dict)  # attributes that number items, span cells or name a language
    ids: dict[int, str] = field(default_factory=dict)  # also of regions that were removed: only what is in ``attrs`` counts
    number: list[int] = field(default_factory=list)  # of the element among those of its tag in the source; 0 where it is none of the source
    lines: dict[int, int] = field(default_factory=dict)  # line of the source on which the element begins, where that is known

    def __len__(self) -> int:
        return len(self.tag)

    def nearest(self, wanted: Iterable[bool]) -> list[int]:
        """For each region, itself or its innermost ancestor that is wanted (one value per region); -1 where there is none."""
        found: list[int] = []
        for region, (is_wanted, parent) in enumerate(zip(wanted, self.parent, strict=True)):
            found.append(region if is_wanted else found[parent] if parent >= 0 else -1)
        return found

    def drop_last(self) -> None:
        """Remove the last region."""
        self.tag.pop()
        self.counts.pop(len(self.tag), None)
        self.number.pop()
        self.attrs.pop()
        self.parent.pop()
        self.first.pop()
        self.last.pop()
