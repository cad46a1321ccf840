"""Claims of JSON-LD: the page's schema.org objects of article, page and site."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from declutter.metadata.claim import Claim
from declutter.metadata.claims.page_type import of_types
from declutter.metadata.parse.json_blocks import objects, strings
from declutter.metadata.parse.labels import words
from declutter.metadata.parse.page_identity import Identity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from declutter.page import Page

SOURCE = "json-ld"
SITES = frozenset(words("website organization newsmediaorganization corporation localbusiness onlinestore blog store"))
ORGANISATIONS = frozenset({"organization", "newsmediaorganization", "corporation", "website"})
PAGES = frozenset(
    words(
        "webpage itempage collectionpage aboutpage contactpage faqpage profilepage webcontent medicalwebpage"
        " videoobject audioobject product softwareapplication event"
    )
)
WORKS = frozenset(
    words(
        "blogposting recipe howto review discussionforumposting socialmediaposting question liveblogposting"
        " podcastepisode book creativework report analysisnewsarticle"
    )
)
TEXTS = (("headline", "title", 0.93), ("name", "title", 0.5), ("description", "description", 0.8), ("inLanguage", "language", 0.6))
CONTENT = frozenset({"headline", "datePublished", "author", "articleBody", "name", "text"})
MOST_AUTHORS = 20
MOST_WORKS = 200  # article objects of one page that are compared with its address and headline
AUTHOR_SHARE = 0.85  # least share of trust of the author of a page object: the author of the page wrote its article


def claims(page: Page) -> Iterator[Claim]:
    """Claims of all JSON-LD blocks, without those of objects that name another page."""
    if not page.head.json_ld:
        return
    nodes, by_id = objects(page.head.json_ld)
    identity = Identity(page)
    found = [(node, types(node)) for node in nodes]
    own = main_article([node for node, kinds in found if is_work(node, kinds)], identity)
    author = (own or {}).get("author")
    author_ids = {id(one) for one in (author if isinstance(author, list) else [author])[:MOST_AUTHORS]}
    for node, kinds in found:
        yield from of_types(kinds)
        if node is own:
            yield from work(node, by_id, 1.0)
        elif kinds & SITES and id(node) not in author_ids:  # an agency as author is not the site
            yield from site(node)
        elif kinds & PAGES and not identity.is_other(node):
            yield from work(node, by_id, 0.75 if own is None else 0.6)
        if any(kind.endswith("event") for kind in kinds):
            yield from event_days(node)


def types(node: dict[str, Any]) -> frozenset[str]:
    """Type names in lower case, without their namespace."""
    return frozenset(name.rpartition("/")[2].rpartition(":")[2].lower() for name in strings(node.get("@type")))


def is_work(node: dict[str, Any], kinds: frozenset[str]) -> bool:
    """Whether an object is of an article type and has content, not just an address."""
    return bool(kinds & WORKS or any(kind.endswith("article") for kind in kinds)) and not CONTENT.isdisjoint(node)


def main_article(works: list[dict[str, Any]], identity: Identity) -> dict[str, Any] | None:
    """The object of the page's own article: the one with its address or its headline, else the first that names no other page."""
    for test in (identity.is_address, identity.is_headline):
        for node in works[:MOST_WORKS]:
            if test(node):
                return node
    return next((node for node in works[:MOST_WORKS] if not identity.is_other(node)), None)


def event_days(node: dict[str, Any]) -> Iterator[Claim]:
    """The days of an event: they are shown on its page, and none is the day of publication."""
    for key in ("startDate", "endDate"):
        for text in strings(node.get(key)):
            yield Claim("other_day", text, SOURCE, 0.9)


def site(node: dict[str, Any]) -> Iterator[Claim]:
    kind = types(node)
    for name in strings(node.get("name")):
        yield Claim("site_name", name, SOURCE, 0.8 if "website" in kind else 0.6)
        return


def work(node: dict[str, Any], by_id: dict[str, dict[str, Any]], share: float) -> Iterator[Claim]:
    """Claims of one article or page object; ``share`` scales their trust."""
    news = any(kind.endswith("newsarticle") for kind in types(node))
    for key, field, trust in TEXTS:
        for text in strings(node.get(key)):
            yield Claim(field, text, f"{SOURCE} news" if news and key == "headline" else SOURCE, trust * share)
            break
    organisation_trust = 0.62 if news else 0.4  # newspapers name themselves as author
    for key, trust in (("author", 0.9), ("creator", 0.6)):
        authors = list(authors_of(node.get(key), by_id))
        only_organisations = all(organisation for _, organisation in authors)  # an agency beside a person is a co-author
        for name, _ in authors:
            yield Claim(
                "authors",
                name,
                f"{SOURCE} organisation" if only_organisations else SOURCE,
                organisation_trust * share if only_organisations else trust * max(share, AUTHOR_SHARE),
            )
        if authors:
            break
    for key, field, trust in (
        ("datePublished", "published", 0.93),
        ("dateCreated", "published", 0.7),
        ("uploadDate", "published", 0.6),
        ("dateModified", "modified", 0.9),
    ):
        for text in strings(node.get(key)):
            yield Claim(field, text, SOURCE, trust * share)
            break
    for name in names_of(node.get("publisher"), by_id):
        yield Claim("site_name", name, f"{SOURCE} publisher", 0.75 * share)
        break
    for word in strings(node.get("articleSection")):
        yield Claim("categories", word, SOURCE, 0.8 * share)
    for holder in names_of(node.get("copyrightHolder"), by_id):
        yield Claim("copyright_holder", holder, SOURCE, 0.9 * share)
        break
    for text in strings(node.get("license")):
        yield Claim("license", text, SOURCE, 0.9 * share)
        break
    free = node.get("isAccessibleForFree")
    if isinstance(free, (bool, str)):
        yield Claim("is_free", str(free), SOURCE, 0.95 * share)
    for word in strings(node.get("keywords")):
        yield Claim("tags", word, SOURCE, 0.7 * share)
    for image in pictures(node.get("image")):
        yield Claim("image", image, SOURCE, 0.7 * share)
        break


def authors_of(value: Any, by_id: dict[str, dict[str, Any]]) -> Iterator[tuple[str, bool]]:
    """(name, whether it is an organisation) of each author; references by ``@id`` are followed once."""
    for one in (value if isinstance(value, list) else [value])[:MOST_AUTHORS]:
        author = resolved(one, by_id) if isinstance(one, dict) else by_id.get(one, one) if isinstance(one, str) else None
        organisation = isinstance(author, dict) and bool(types(author) & ORGANISATIONS)
        for name in names_of(author, by_id):
            yield name, organisation


def resolved(node: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> dict[str, Any]:
    identity = node.get("@id")
    return by_id.get(identity, node) if "name" not in node and isinstance(identity, str) else node


def names_of(value: Any, by_id: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Names of persons or organisations; values that are addresses are skipped."""
    for one in (value if isinstance(value, list) else [value])[:MOST_AUTHORS]:
        if isinstance(one, dict):
            node = resolved(one, by_id)
            named = list(strings(node.get("name")))
            if not named and isinstance(node.get("familyName"), str):
                named = [" ".join(part for key in ("givenName", "familyName") for part in islice(strings(node.get(key)), 1))]
            yield from (name for name in named if "://" not in name)
        elif isinstance(one, str) and "://" not in one and one.strip():
            yield one.strip()


def pictures(value: Any) -> Iterator[str]:
    """Addresses of images: strings, or objects with ``url`` or ``contentUrl``."""
    for one in value if isinstance(value, list) else [value]:
        address = (one.get("url") or one.get("contentUrl") or one.get("@id")) if isinstance(one, dict) else one
        if isinstance(address, str) and address.strip():
            yield address.strip()
