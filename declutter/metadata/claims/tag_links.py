"""Claims of ``rel=tag`` links in the story and right under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.metadata.claim import Claim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from declutter.metadata.claims.byline_zone import Place
    from declutter.page import Page

UNDER_STORY = 14  # blocks under the story that may list its tags
LONGEST = 50  # characters of a tag
SOURCE, TRUST = "tag link", 0.6


def claims(page: Page, zone: Place) -> Iterator[Claim]:
    """The texts of the page's own tag links; links in comments and related cards are not its own."""
    first, last = max(page.headline.block, 0), page.layout.last + UNDER_STORY
    for mark in page.head.marks:
        named = mark.tag == "a" and "tag" in mark.attrs.lower().split() and 0 < len(mark.text) <= LONGEST
        if named and first <= mark.block <= last and zone.own(mark.block):
            yield Claim("tags", mark.text.lstrip("#"), SOURCE, TRUST)
