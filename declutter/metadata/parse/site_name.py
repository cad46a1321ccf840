"""The site's name: as a part of a title, matched against the stated name and the page's address."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from unicodedata import combining, normalize

import regex

from declutter.metadata.parse.names import fold, letters

if TYPE_CHECKING:
    from declutter.page import Page

SEPARATOR = regex.compile(
    r"\s+[|\-–—·•»«:/]+\s+|\s*[|»•｜┃│丨ㅣ]\s*|(?<=[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}！？。」』”])[_\-](?=[\p{Han}\p{Katakana}\p{Hangul}])"
)
ARCHIVED = regex.compile(r"/(https?://.+)")  # the original address inside a web archive's
PLATFORM = regex.compile(
    r"(?<=.)\.(?:blogspot|wordpress|tumblr|wikidot|github|gitlab|typepad|livejournal|substack|jimdo|jimdofree|wixsite|weebly|hatenablog|over-blog"
    r"|canalblog|altervista|fandom|blogger|webnode|netlify|vercel|pages)(?:\.\w{2,3})?$"
)
TIGHT_SEPARATOR = regex.compile(r"\s*[：:_｜|\-–—]\s*")  # also part of words and titles: only the site's name is cut off at it
LONGEST = 400  # characters in a title at most
SITE_WORDS = 5
SHORTEST = 3  # letters in a site's name at least
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"})  # transliteration in addresses


class Site(NamedTuple):
    """The site's name, folded, and the letters of its host."""

    name: str
    address: str


def address(page: Page) -> str:
    """ "harbourcourier" of ``https://www.harbour-courier.example/a/b``; none for a front page, whose title is the site's."""
    stated = page.url or next((href for rel, href in page.head.links if rel == "canonical"), "")
    kept = ARCHIVED.search(stated[:2000])
    stated = kept.group(1) if kept is not None else stated
    host, _, path = stated[:2000].partition("://")[2].partition("/")
    return letters(PLATFORM.sub("", host.removeprefix("www.").rpartition(".")[0])) if path.strip("/") else ""


def site_in_title(page: Page) -> str:
    """The site's name from a ``<title>`` that is "headline, separator, name"; the first part instead where it matches the address."""
    parts = [part for part in SEPARATOR.split(page.head.title[:LONGEST]) if part]
    if len(parts) < 2 or page.headline.block < 0 or fold(parts[0]) != fold(page.headline.text):
        return ""
    name = parts[0] if names_site(parts[0], Site("", address(page))) else parts[-1]
    return name.strip() if len(name.split()) <= SITE_WORDS else ""


def names_site(part: str, site: Site) -> bool:
    """Whether a part of a title equals the site's name, or matches its address."""
    if site.name and fold(part) == site.name:
        return True
    if len(part.split()) > SITE_WORDS or len(site.address) < SHORTEST:
        return False
    mine = letters(part)
    spellings = {mine, mine.translate(UMLAUTS), letters("".join(c for c in normalize("NFKD", part) if not combining(c)))}
    return any(len(one) >= SHORTEST and (one in site.address or one.startswith(site.address)) for one in spellings)
