"""Claims of threads: who opened the topic, and when. The first message under the headline speaks for the page, all others answer it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from declutter.metadata import names
from declutter.metadata.claim import Claim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from declutter.page import Page

REACH = 60  # blocks under the headline in which the first message names its author
NAME_CHARS, NAME_WORDS = 40, 4
POSTER = regex.compile(
    r"user-?name|user_name|user-details|(?:\b|-|_)author(?:\b|-|_)|poster|postprofile|nickname|creator|user-?info|screen-?name|message-name|post-?user",
    regex.I,
)
NO_POSTER = regex.compile(
    r"avatar|signature|quote|reply|last|title|rank|stat|badge|count|date|time|posts\b|online|menu|nav|recent|latest", regex.I
)
STARTED = regex.compile(
    r"(?:^|.*\s)(?:started|posted|asked|opened|created|submitted|gestartet|erstellt|gefragt|lancé|publié|iniciado|publicado)\s(?:by|von|par|por)\s+"
    r"(\S[^»,|·]{1,38}?)(?=\s*(?:[»,|·]|\son\s|\sat\s|\sam\s|\sle\s|\sel\s|$))",
    regex.I,
)
BADGE = regex.compile(r"\s+(?:admin|moderator|mod|op|member|discussion starter|thread starter|topic starter|staff|author|posts?)$", regex.I)
AUTHOR_TRUST, DAY_TRUST = 0.78, 0.62


def claims(page: Page) -> Iterator[Claim]:
    """The opener of a thread, and the day of its first message; nothing on other pages."""
    if not page.thread:
        return
    start = max(page.headline.block, 0)
    opener = started(page, start) or boxed(page, start)
    if opener:
        yield Claim("authors", opener, "first post", AUTHOR_TRUST)
    for mark in page.head.marks:
        if mark.tag == "time" and start <= mark.block <= start + REACH and any(map(str.isdigit, mark.value)):
            yield Claim("published", mark.value, "first post", DAY_TRUST)
            return


def started(page: Page, start: int) -> str:
    """The name in "Started by …", close to the headline."""
    for text in page.texts[max(0, start - 4) : start + 8]:
        if len(text) <= 160:
            found = STARTED.match(text)
            if found is not None:
                return str(found.group(1))
    return ""


def boxed(page: Page, start: int) -> str:
    """The first short block that stands in an element named after a user."""
    attrs, parent = page.regions.attrs, page.regions.parent
    for i in range(start, min(len(page), start + REACH)):
        text = page.texts[i]
        if len(text) > NAME_CHARS or page.words[i] > NAME_WORDS or i in page.headline.repeats:
            continue
        here = page.region[i]
        named = f"{page.inline_attrs[i]} {attrs[here]}"
        if not POSTER.search(named) and parent[here] >= 0:
            named = attrs[parent[here]]
        if any(POSTER.search(word) and not NO_POSTER.search(word) for word in named.split()):
            name = BADGE.sub("", text)
            if names.clean(name):
                return name
    return ""
