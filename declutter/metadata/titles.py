"""The title: the headline as the page shows it, or the one that the head states, without the site's name."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

import regex

from declutter.metadata.names import fold

if TYPE_CHECKING:
    from declutter.metadata.claim import Claim
    from declutter.page import Page

SEPARATOR = regex.compile(r"\s+[|\-–—·•»«:/]+\s+|\s*[|»•]\s*|(?<=\p{Han})[_\-|](?=\p{Han})")
HEADLINE = 0.95
ONLY_IN_HEAD = 0.5
ENOUGH = 0.4
AGREEMENT = 0.08
LONGEST = 400
SITE_WORDS = 5


def choose(page: Page, claims: list[Claim], site: str) -> tuple[str, str]:
    """(title, source), the best of the visible headline and the claims; empty where nothing is good enough."""
    shown = page.headline.text
    offers = [(clean(shown, ""), "headline", HEADLINE if page.headline.block >= 0 else ONLY_IN_HEAD)] if shown else []
    for claim in claims:
        if claim.value:
            offers.append((clean(claim.value, site, claim.source == "title"), claim.source, claim.trust))
    groups: dict[str, list[tuple[str, str, float]]] = {}
    for offer in offers:
        if 1 < len(offer[0]) <= LONGEST:
            groups.setdefault(fold(offer[0]), []).append(offer)
    best: tuple[float, tuple[str, str, float] | None] = (0.0, None)
    for same in groups.values():
        top = max(same, key=lambda offer: offer[2])
        score = top[2] + AGREEMENT * (len({source for _, source, _ in same}) - 1)
        if score > best[0] + 1e-9:
            best = (score, top)
    return (best[1][0], best[1][1]) if best[1] is not None and best[0] >= ENOUGH else ("", "")


def site_in_title(page: Page) -> str:
    """The site's name, where ``<title>`` is the headline, a separator, and a few words."""
    parts = [part for part in SEPARATOR.split(page.head.title[:LONGEST]) if part]
    if len(parts) < 2 or page.headline.block < 0 or fold(parts[0]) != fold(page.headline.text):
        return ""
    return parts[-1].strip() if len(parts[-1].split()) <= SITE_WORDS else ""


def clean(text: str, site: str, whole: bool = False) -> str:
    """``text`` with entities resolved and without the site's name at an end; a document's whole ``<title>`` loses its longest tail."""
    text = text[: 2 * LONGEST]
    text = unescape(text) if "&" in text else text
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text)
    text = " ".join(text.split())
    parts = [part for part in SEPARATOR.split(text) if part]
    if len(parts) > 1 and site:
        name = fold(site)
        if fold(parts[-1]) == name:
            return text[: text.rfind(parts[-1])].rstrip(" |-–—·•»«:/_")
        if fold(parts[0]) == name:
            return text[text.find(parts[0]) + len(parts[0]) :].lstrip(" |-–—·•»«:/_")
    return max(parts, key=len).strip() if whole and parts else text
