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
ROOTS = 6  # first regions, whose names are those of the whole page


def thread_evidence(page: Page) -> int:
    """2 for a forum engine, 2 for a schema.org thread type, 1 each for a thread's URL and class names, minus 1 for an article's type."""
    head = page.head
    ld = "".join(head.json_ld)[:200_000]
    canonical = next((href for rel, href in head.links if rel == "canonical"), "")
    evidence = sum(name == "generator" and ENGINES.search(content) is not None for name, content in head.metas) * 2
    evidence += 2 * bool(SCHEMA.search(ld))
    evidence += bool(ADDRESS.search(page.url or canonical or next((content for name, content in head.metas if name == "og:url"), "")))
    evidence += any(ROOT_NAMES.search(names) for names in page.regions.attrs[:ROOTS])
    evidence -= bool(ARTICLE_SCHEMA.search(ld))
    return evidence


def is_article(page: Page) -> bool:
    """Whether the page's metadata calls it an article."""
    head = page.head
    named = any(name == "og:type" and content.strip().lower() == "article" for name, content in head.metas)
    return named or ARTICLE_SCHEMA.search("".join(head.json_ld)[:200_000]) is not None
