"""Signs that a page is a thread (forum topic, question with answers, discussion), whose messages are the main text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from declutter.page import Page

ENGINES = re.compile(
    r"discourse|phpbb|xenforo|vbulletin|mybb|simple machines|invision community|flarum|vanilla|fluxbb|nodebb|punbb|lithium"
    r"|question2answer|lemmy",
    re.I,
)
ROOT_NAMES = re.compile(r"\b(?:phpbb|xenforo|discourse|vbulletin|mybb|question-page|forum|forums|topic-page|viewtopic|thread)\b", re.I)
SCHEMA = re.compile(r'"@type"\s*:\s*\[?\s*"(?:DiscussionForumPosting|QAPage|Question)"')
ARTICLE_SCHEMA = re.compile(r'"@type"\s*:\s*\[?\s*"(?:\w*Article|BlogPosting|Recipe|Product)"')
ADDRESS = re.compile(
    r"/(?:forums?|threads?|topics?|t|discussions?|questions|comments|viewtopic|showthread|viewthread|community|item)(?:[/.?-]|$)"
    r"|[?&](?:topic|tid|showtopic)=",
    re.I,
)
MESSAGES = (  # parts of the class names of a forum's topic, message or reply
    *("forum-topic", "forumtopic", "node-forum", "type-forum", "bbp-reply", "bbp-topic", "forum-post", "forum-thread", "forum-reply"),
    *("postbit", "post-bit", "postbody", "topic-reply", "topic-post", "message-body", "messagebody", "thread-post", "thread-reply"),
)
BREADCRUMB = ("crumb", "pathway", "navpath", "linktree")  # parts of the class names of breadcrumbs
BOARD = re.compile(r"(?:^|/)(?:forums?|boards?|viewforum|forumdisplay|discussions?|threads?|foro|foren)(?:[/.?-]|$)", re.I)  # paths
LINKS = 12  # blocks of a breadcrumb that are read
ROOTS = 6  # first regions, whose names are those of the whole page


def thread_evidence(page: Page, names: list[str]) -> int:
    """2 each for a forum engine, a schema.org thread type and a breadcrumb to a forum, 1 each for a thread's URL, class names of the page
    and of messages, minus 1 for an article's type. ``names`` are the distinct class names of its containers.
    """
    head = page.head
    ld = "".join(head.json_ld)[:200_000]
    canonical = next((href for rel, href in head.links if rel == "canonical"), "")
    evidence = sum(name == "generator" and ENGINES.search(content) is not None for name, content in head.metas) * 2
    evidence += 2 * bool(SCHEMA.search(ld))
    evidence += bool(ADDRESS.search(page.url or canonical or next((content for name, content in head.metas if name == "og:url"), "")))
    evidence += any(ROOT_NAMES.search(names) for names in page.regions.attrs[:ROOTS])
    joined = "\n".join(names).lower()
    evidence += any(part in joined for part in MESSAGES)
    evidence += 2 * any(below_board(page, part) for part in BREADCRUMB if part in joined)
    evidence -= bool(ARTICLE_SCHEMA.search(ld))
    return evidence


def below_board(page: Page, part: str) -> bool:
    """Whether a link of a breadcrumb, a container with ``part`` in its class names, leads to a forum."""
    regions, inlines = page.regions, page.inlines
    for region, names in enumerate(regions.attrs):
        if part in names.lower():
            for block in range(regions.first[region], min(regions.last[region], regions.first[region] + LINKS)):
                if block in inlines and any(tag == "a" and BOARD.search(address) for tag, address, _, _ in inlines[block][1]):
                    return True
    return False


def is_article(page: Page) -> bool:
    """Whether the page's metadata calls it an article."""
    head = page.head
    named = any(name == "og:type" and content.strip().lower() == "article" for name, content in head.metas)
    return named or ARTICLE_SCHEMA.search("".join(head.json_ld)[:200_000]) is not None
