"""Metadata in three steps: sources make claims, parsers read values, and one module per field resolves the claims to a value."""

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
    signatures,
    tag_links,
    threads,
    url,
)
from declutter.metadata.model import Metadata
from declutter.metadata.resolve.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable

    from declutter.limits import Clock
    from declutter.page import Page


def describe(page: Page, clock: Clock | None = None) -> Metadata:
    """The metadata of a page: all claims, resolved to one value per field.

    Args:
        page: an annotated page.
        clock: of the page, if it has another one by now.

    Raises:
        OutOfTimeError: if the time of the page is up.
    """
    page.clock = clock or page.clock
    page.clock.check()
    return resolve(page, claims(page))


def claims(page: Page) -> Iterable[Claim]:
    """All claims of all sources on the page, each with its source and trust."""
    zone = byline_zone.of(page)
    if page.kind == "lines":
        return chain(meta_tags.claims(page), plain_lines.claims(page, zone), license.claims(page), url.claims(page), page_type.claims(page))
    return chain(
        json_ld.claims(page),
        meta_tags.claims(page),
        scripts.claims(page),
        threads.claims(page),
        inline_markup.claims(page, zone),
        bylines.claims(page, zone),
        signatures.claims(page, zone),
        date_lines.claims(page, zone),
        tag_links.claims(page, zone),
        url.claims(page),
        license.claims(page),
        page_type.claims(page),
    )


__all__ = ["Claim", "Metadata", "claims", "describe"]
