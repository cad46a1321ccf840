"""Claims of scripts other than JSON-LD: the day of publication in the data of analytics and frameworks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.metadata.claim import Claim
from declutter.metadata.parse import dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from declutter.page import Page

TRUST = 0.595  # below a date line at the headline, above a day elsewhere


def claims(page: Page) -> Iterator[Claim]:
    """The day of publication in scripts, if they hold just one: data of related pages hold many."""
    found: dict[object, str] = {}
    for value in page.head.scripted:
        when = dates.parse(value, page.language)
        if when is not None:
            found.setdefault(dates.day_of(when), value)
    if len(found) == 1:
        yield Claim("published", next(iter(found.values())), "script", TRUST)
