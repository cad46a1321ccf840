"""Metadata: each source makes claims, one place chooses."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from declutter.metadata import date_lines, json_ld, kinds, lines, marks, meta_tags, place, posts, rights, scripted, url, visible
from declutter.metadata.claim import Claim
from declutter.metadata.model import Metadata
from declutter.metadata.settle import settle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from declutter.page import Page


def describe(page: Page) -> Metadata:
    """Settle what the page says about itself."""
    return settle(page, claims(page))


def claims(page: Page) -> Iterable[Claim]:
    """Everything that the page says about itself, each claim with its source."""
    here = place.of(page)
    if page.kind == "lines":
        return chain(meta_tags.claims(page), lines.claims(page, here), rights.claims(page), url.claims(page), kinds.claims(page))
    return chain(
        json_ld.claims(page),
        meta_tags.claims(page),
        scripted.claims(page),
        posts.claims(page),
        marks.claims(page, here),
        visible.claims(page, here),
        date_lines.claims(page, here),
        url.claims(page),
        rights.claims(page),
        kinds.claims(page),
    )


__all__ = ["Claim", "Metadata", "claims", "describe"]
