"""Claims of the licence and the copyright holder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from declutter.metadata.claim import Claim
from declutter.metadata.parse import name_patterns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from declutter.page import Page

LONGEST = 240  # characters of a copyright line
FOOT = 40  # blocks at the end of the page that are searched
NAME_WORDS = 6  # of a copyright holder, at most
OWNER = regex.compile(
    r"(?:©|\(c\)\s|copyright\s|版权所有\s?|版權所有\s?)\s*(?:copyright\s*)?(?:©\s*)?(?:\d{4}(?:\s?[-–]\s?\d{4})?\s*)?"
    r",?\s*(?:by\s)?([^.©|,;:]{2,60}?)"
    r"(?:\s+\d{4})?(?=\s*(?:[.|,;:·•]|$|\sall\srights|\salle\srechte|\s未经))",
    regex.I,
)
REPRODUCTION = regex.compile(r"reserv|riproduzion|rights|droits|rechte|zastrze|hakları|haklari|حقوق|reproduc", regex.I)


def claims(page: Page) -> Iterator[Claim]:
    """Licences in ``<link>`` and ``rel=license``, and the holder in the copyright line."""
    for rel, href in page.head.links:
        if href and rel in ("license", "licence", "copyright"):
            yield Claim("license", href, f"link {rel}", 0.9 if rel != "copyright" else 0.5)
    for mark in page.head.marks:
        if mark.tag == "a" and "license" in mark.attrs.lower().split() and mark.value:
            yield Claim("license", mark.value, "mark license", 0.85)
    owner = copyright_owner(page)
    if owner:
        yield Claim("copyright_holder", owner, "copyright line", 0.7)


def copyright_owner(page: Page) -> str:
    """The copyright holder in the last short line with a copyright sign, or ``""``."""
    for i in range(len(page) - 1, max(-1, len(page) - FOOT), -1):
        text = page.texts[i]
        if len(text) > LONGEST or not ("©" in text or "版权" in text or "版權" in text or "opyright" in text):
            continue
        found = OWNER.search(text)
        if found is not None:
            name: str = found.group(1).strip(name_patterns.EDGES)
            if len(name.split()) <= NAME_WORDS and not REPRODUCTION.search(name) and any(map(str.isalpha, name)):
                return name
    return ""
