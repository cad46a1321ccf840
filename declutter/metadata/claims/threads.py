"""Claims of forum threads: author and date of the first message."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from declutter.lexicon.threads import ADDRESS, ENGINES
from declutter.metadata.claim import Claim
from declutter.metadata.claims.byline_zone import of_latest
from declutter.metadata.parse import names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from declutter.page import Page

OVER = 6  # blocks above the headline that are searched too, since each message repeats it
REACH = 60  # blocks below the headline in which the first message has its author
NAME_CHARS, NAME_WORDS = 40, 4
POSTER = regex.compile(
    r"user-?name|user_name|account-?name|user-details|(?:\b|-|_)author(?:\b|-|_)|poster|postprofile|nickname|creator|user-?info|screen-?name|message-name|post-?user",
    regex.I,
)
NO_POSTER = regex.compile(
    r"avatar|signature|quote|reply|last|title|rank|stat|badge|(?<!ac)count|date|time|posts\b|online|menu|nav|recent|latest", regex.I
)
STARTED = regex.compile(
    r"(?:^|.*\s)(?:started|posted|asked|opened|created|submitted|gestartet|erstellt|gefragt|lancé|publié|iniciado|publicado)\s(?:by|von|par|por)\s+"
    r"(\S[^»,|·]{1,38}?)(?=\s*(?:[»,|·]|\son\s|\sat\s|\sam\s|\sle\s|\sel\s|$))",
    regex.I,
)
BADGE = regex.compile(r"\s+(?:admin|moderator|mod|op|member|discussion starter|thread starter|topic starter|staff|author|posts?)$", regex.I)
ASKED = regex.compile(
    r"(?:asked|posted|opened|started|created|gefragt|gestellt|demandé|posée?|preguntad[ao]|perguntad[ao]|задан)\b", regex.I
)
EDITED = regex.compile(r"(?:edited|last edited|modified|answered|improved|bearbeitet|beantwortet|modifiée?|editad[ao]|изменён)\b", regex.I)
NUMBER = regex.compile(r"#\s?1(?:\s.{0,40})?")  # number of the first message
AUTHOR_TRUST, DAY_TRUST = 0.78, 0.62


def claims(page: Page) -> Iterator[Claim]:
    """The author and the date of a thread's first message; nothing on other pages."""
    if not (page.thread or looks_like_thread(page)):
        return
    start = max(min((page.headline.block, *page.headline.repeats)), 0)  # engines repeat the topic over each message
    opener = started(page, start) or (boxed(page, start) if page.thread or many_users(page, start) else "")
    if opener:
        yield Claim("authors", opener, "first post", AUTHOR_TRUST)
    for mark in page.head.marks:
        dated = mark.tag == "time" and any(map(str.isdigit, mark.value))
        if dated and start <= mark.block <= start + REACH and not of_latest(page, mark):
            yield Claim("published", mark.value, "first post", DAY_TRUST)
            return


def looks_like_thread(page: Page) -> bool:
    """Whether the address or the generator meta tag is that of a forum."""
    if page.url and ADDRESS.search(page.url[:2000]):
        return True
    return any(name == "generator" and ENGINES.search(content[:200]) for name, content in page.head.metas)


def started(page: Page, start: int) -> str:
    """The name in "Started by …", close to the headline."""
    for text in page.texts[max(0, start - 4) : start + 8]:
        if len(text) <= 160:
            found = STARTED.match(text)
            if found is not None:
                return str(found.group(1))
    return ""


def boxed(page: Page, start: int) -> str:
    """The user after "asked …"; else the first short block in an element with a user class that does not follow "edited …"."""
    first = ""
    for i in range(max(0, start - OVER), min(len(page), start + REACH)):
        text = page.texts[i]
        if len(text) > NAME_CHARS or page.words[i] > NAME_WORDS or i in page.headline.repeats:
            continue
        before = page.texts[i - 1] if i else ""
        asked = ASKED.match(before) is not None and any(map(str.isdigit, before))
        numbered = page.tags[i] == "dt" and NUMBER.fullmatch(before) is not None
        if (first and not asked) or EDITED.match(before) or not (numbered or (i >= start and (named_user(page, i) or (asked and first)))):
            continue
        name = BADGE.sub("", text)
        if names.clean(name):
            if asked:
                return name
            first = name
    return first


def many_users(page: Page, start: int) -> bool:
    """Whether several blocks have a user class: one alone may be the account menu."""
    return sum(named_user(page, i) for i in range(start, len(page)) if len(page.texts[i]) <= NAME_CHARS) > 1


def named_user(page: Page, i: int) -> bool:
    """Whether the block's element, or its parent, has a user class."""
    attrs, parent = page.regions.attrs, page.regions.parent
    here = page.region[i]
    named = f"{page.inline_attrs[i]} {attrs[here]}"
    if not POSTER.search(named) and parent[here] >= 0:
        named = attrs[parent[here]]
    return any(POSTER.search(word) and not NO_POSTER.search(word) for word in named.split())
