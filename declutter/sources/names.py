"""How elements name themselves: class, id, role and the like."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMING = frozenset("class id role itemprop rel data-testid data-component data-type aria-label".split())
NAMES_AT_MOST = 150  # characters of class and id that are read: utility-class frameworks write kilobytes


@lru_cache(maxsize=8192)
def marks_something(attrs: str) -> bool:
    """Whether an inline element's names say that it holds an author, a date or a licence."""
    low = attrs.lower()
    return any(word in low for word in ("author", "byline", "date", "publish", "creator", "timestamp", "license"))


def named(attrs: Mapping[str, str]) -> str:
    """The values by which an element names itself, and whether it is hidden, as one string."""
    if len(attrs) == 1:  # most elements: a class and nothing else, or an address
        only = attrs.get("class")
        if only is not None:
            return only[:NAMES_AT_MOST]
        if "href" in attrs:
            return ""
    parts = []
    for key, value in attrs.items():
        if key in NAMING:
            parts.append(value)
        elif key == "hidden":
            parts.append("attr-hidden")
        elif key == "style":
            if "none" in value and "display:none" in value.replace(" ", "").lower():
                parts.append("attr-hidden")
        elif key == "aria-hidden" and value == "true":
            parts.append("attr-aria-hidden")
    return " ".join(parts)[:NAMES_AT_MOST] if parts else ""
