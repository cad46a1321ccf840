"""Claims of the page type: article, forum, product, collection, listing, documentation or service."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from declutter.metadata.claim import Claim
from declutter.metadata.parse.labels import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from declutter.page import Page

# schema.org type -> kind, trust
TYPES = {
    **dict.fromkeys(
        words("article newsarticle blogposting reportagenewsarticle analysisnewsarticle liveblogposting recipe"), ("article", 0.85)
    ),
    **dict.fromkeys(words("discussionforumposting qapage"), ("forum", 0.95)),
    **dict.fromkeys(words("product productgroup individualproduct vehicle"), ("product", 0.8)),
    **dict.fromkeys(words("collectionpage offercatalog"), ("collection", 0.5)),
    **dict.fromkeys(words("searchresultspage itemlist"), ("listing", 0.4)),
    **dict.fromkeys(words("techarticle apireference"), ("documentation", 0.8)),
    **dict.fromkeys(words("service professionalservice"), ("service", 0.5)),
}
OG_TYPES = {
    "article": ("article", 0.45),
    "blog": ("article", 0.4),
    "product": ("product", 0.85),
    "og:product": ("product", 0.85),
    "product.item": ("product", 0.85),
    "product.group": ("collection", 0.9),
}
PRICES = frozenset(
    words("product:price:amount product:price:currency og:price:amount og:price:currency price pricecurrency product:availability")
)
PATHS = (
    ("forum", 0.5, regex.compile(r"/(?:forums?|threads?|t|viewtopic|showthread|questions|discussions?)(?:[/.?-]|$)")),
    ("documentation", 0.8, regex.compile(r"(?:^|[/.])(?:docs?|documentation|manual|reference|apidocs|readthedocs|developer)(?:[/.]|$)")),
    ("product", 0.6, regex.compile(r"/(?:products?|itm|dp|p|item|app)/[^/]+")),
    ("collection", 0.7, regex.compile(r"/(?:collections?|category|categories|c|cat|shop|b|kategorie|categoria)/[^/]*/?(?:[^/]*/?)?$")),
    ("listing", 0.5, regex.compile(r"/(?:tags?|topics?|archive|search|jobs|listings?|directory)(?:/|$)")),
    ("service", 0.6, regex.compile(r"/services?(?:[/-]|$)|-services?/?$")),
    ("article", 0.4, regex.compile(r"/(?:blogs?|news|articles?|posts?|stor(?:y|ies)|magazine?|insights|(?:19|20)\d\d/\d\d?)(?:/|$)")),
)
STORY = 8  # paragraphs of running text from which a page counts as an article
THREAD, RUNNING_TEXT = 0.7, 0.35


def claims(page: Page) -> Iterator[Claim]:
    """Page types by meta tags, by the address and by the page's structure."""
    for name, content in page.head.metas:
        if name == "og:type":
            known = OG_TYPES.get(content.strip().lower())
            if known is not None:
                yield Claim("page_type", known[0], "meta og:type", known[1])
        elif name in PRICES:
            yield Claim("page_type", "product", "meta price", 0.5)
    address = (page.url or next((href for rel, href in page.head.links if rel == "canonical"), ""))[:2000]
    whole = address.lower().partition("://")[2].partition("?")[0].partition("#")[0]
    path = "/" + whole.partition("/")[2]
    for kind, trust, pattern in PATHS:
        if pattern.search(whole if kind == "documentation" else path):
            yield Claim("page_type", kind, "url", trust)
            break
    if page.thread:
        yield Claim("page_type", "forum", "thread", THREAD)
    elif int(page.layout.story.sum()) >= STORY:
        yield Claim("page_type", "article", "running text", RUNNING_TEXT)


def of_types(kinds: Iterable[str]) -> Iterator[Claim]:
    """Page types by the types of a schema.org object."""
    for kind in kinds:
        known = TYPES.get(kind)
        if known is not None:
            yield Claim("page_type", known[0], "json-ld", known[1])


def choose(claims: list[Claim], enough: float) -> tuple[str, str]:
    """(page type, best source): the type with the highest sum of trust, each source counted once per type."""
    trusts: dict[str, dict[str, float]] = {}
    for claim in claims:
        by_source = trusts.setdefault(claim.value, {})
        by_source[claim.source] = max(by_source.get(claim.source, 0.0), claim.trust)
    if not trusts:
        return "", ""
    kind = max(trusts, key=lambda name: sum(trusts[name].values()))
    return (kind, max(trusts[kind], key=lambda source: trusts[kind][source])) if sum(trusts[kind].values()) >= enough else ("", "")
