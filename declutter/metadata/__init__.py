"""Metadata in three steps: sources make claims, parsers read values, one place resolves each field."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from declutter.metadata.claim import Claim
from declutter.metadata.claims import (
    byline_zone,
    bylines,
    date_lines,
    inline_markup,
    json_ld,
    license,
    meta_tags,
    page_type,
    plain_lines,
    scripts,
    threads,
    url,
)
from declutter.metadata.model import Metadata
from declutter.metadata.resolve.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable

    from declutter.page import Page


def describe(page: Page) -> Metadata:
    """Resolve what the page says about itself to one value per field."""
    return resolve(page, claims(page))


def claims(page: Page) -> Iterable[Claim]:
    """Everything that the page says about itself, each claim with its source."""
    here = byline_zone.of(page)
    if page.kind == "lines":
        return chain(meta_tags.claims(page), plain_lines.claims(page, here), license.claims(page), url.claims(page), page_type.claims(page))
    return chain(
        json_ld.claims(page),
        meta_tags.claims(page),
        scripts.claims(page),
        threads.claims(page),
        inline_markup.claims(page, here),
        bylines.claims(page, here),
        date_lines.claims(page, here),
        url.claims(page),
        license.claims(page),
        page_type.claims(page),
    )


__all__ = ["Claim", "Metadata", "claims", "describe"]
