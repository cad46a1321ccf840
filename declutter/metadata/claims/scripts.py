"""Claims of the page's other scripts: what analytics and frameworks are told of the day of publication."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.metadata.claim import Claim
from declutter.metadata.parse import dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from declutter.page import Page

TRUST = 0.595  # less than a line by the headline, more than a day elsewhere


def claims(page: Page) -> Iterator[Claim]:
    """The day that the scripts name, where they name no other: lists of related pages have many."""
    found: dict[object, str] = {}
    for value in page.head.scripted:
        when = dates.parse(value, page.language)
        if when is not None:
            found.setdefault(dates.day_of(when), value)
    if len(found) == 1:
        yield Claim("published", next(iter(found.values())), "script", TRUST)
