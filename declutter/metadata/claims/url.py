"""Claims of the address: a day in its path. Also resolves relative addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from declutter.metadata.claim import Claim
from declutter.metadata.parse.labels import words
from declutter.structure.addresses import WHOLE
from declutter.structure.addresses import absolute as joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from declutter.page import Page

# whole days only: a year and month in an address are not a publication date
DAY = regex.compile(r"[/_=.-]((?:19|20)\d{2})([/_.-]?)(0[1-9]|1[0-2]|(?<=[/_.-])[1-9])\2(0[1-9]|[12]\d|3[01]|(?<=[/_.-])[1-9])(?!\d)")
NAMED = regex.compile(r"/((?:19|20)\d{2})/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}/(\d{1,2})(?!\d)", regex.I)
MONTHS = words("jan feb mar apr may jun jul aug sep oct nov dec")
LONGEST = 2000
TRUST = 0.82


def claims(page: Page) -> Iterator[Claim]:
    """The day in the path of the page's own address, else of its canonical one."""
    for address in (page.url or "", *(href for rel, href in page.head.links if rel == "canonical")):
        day = day_in(address)
        if day:
            yield Claim("published", day, "url", TRUST)
            return


def day_in(address: str) -> str:
    """ "2024-05-03" from ``/2024/05/03/``, ``-20240503-`` or ``/2024/may/03/``; "" if there is no whole day."""
    path = address[:LONGEST].partition("?")[0].partition("#")[0]
    found = NAMED.search(path)
    if found is not None:
        return f"{found.group(1)}-{MONTHS.index(found.group(2).lower()) + 1:02}-{int(found.group(3)):02}"
    found = DAY.search(path)
    if found is None:
        return ""
    year, _, month, day = found.groups()
    return f"{year}-{int(month):02}-{int(day):02}"


def absolute(address: str, page: Page) -> str:
    """``address`` made absolute by the page's own; "" unless it ends up as http or https."""
    address = address.strip()
    if len(address) > LONGEST or " " in address or not address.isprintable():
        return ""
    whole = joined(address, joined(page.head.base[:LONGEST], page.url or "") or page.url or "")
    return whole if WHOLE.fullmatch(whole) else ""
