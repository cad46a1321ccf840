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
DAY_LAST = regex.compile(
    r"[/_-]((?:0[1-9]|[12]\d|3[01])([_.-])(?:0[1-9]|1[0-2])\2(?:19|20)\d{2}|(?:0[1-9]|1[0-2])([_.-])(?:1[3-9]|2\d|3[01])\3(?:19|20)\d{2})(?!\d)"
)
SOLID = regex.compile(r"[/_-](0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])(20\d{2})(?=[-_/.]|$)")  # "/08112021-storm"
DIRECTORY = regex.compile(r"/(?:19|20)\d{2}/\d{1,2}/\d{1,2}(?:/|$)")
NAMED = regex.compile(r"/((?:19|20)\d{2})/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}/(\d{1,2})(?!\d)", regex.I)
MONTHS = words("jan feb mar apr may jun jul aug sep oct nov dec")
LONGEST = 2000
TRUST, SOLID_TRUST = 0.82, 0.57  # eight digits may be a number of something else
DIRECTORIES = "url path"  # source of a day in directories of its own, which no later edit changes


def claims(page: Page) -> Iterator[Claim]:
    """The day in the path of the page's own address, else of its canonical one."""
    for address in (page.url or "", *(href for rel, href in page.head.links if rel == "canonical")):
        path = address[:LONGEST].partition("?")[0].partition("#")[0]
        day = day_in(path)
        if day:
            yield Claim("published", day, DIRECTORIES if DIRECTORY.search(path) else "url", TRUST)
            return
        found = DAY_LAST.search(path)
        if found is not None:
            yield Claim("published", regex.sub("[_.-]", "/", found.group(1)), "url", TRUST)
            return
        found = SOLID.search(path)
        if found is not None:
            day, month, year = found.groups()
            yield Claim("published", f"{year}-{month}-{day}", "url", SOLID_TRUST)
            return


def day_in(path: str) -> str:
    """ "2024-05-03" from ``/2024/05/03/``, ``-20240503-`` or ``/2024/may/03/``; "" if there is no whole day."""
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
