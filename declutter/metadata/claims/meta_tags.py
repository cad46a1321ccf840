"""Claims of the head: ``<meta>`` in all known vocabularies, ``<link>`` and ``<title>``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from declutter.bounded_cache import bounded_cache
from declutter.metadata.claim import Claim
from declutter.metadata.parse.json_blocks import load, strings
from declutter.metadata.parse.labels import AUTHOR_ONLY, words
from declutter.metadata.parse.site_name import site_in_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from declutter.page import Page

# name -> field, trust
KNOWN: dict[str, tuple[str, float]] = {
    **dict.fromkeys(("og:title",), ("title", 0.75)),
    **dict.fromkeys(("twitter:title",), ("title", 0.6)),
    **dict.fromkeys(("citation_title", "parsely-title", "headline", "sailthru.title"), ("title", 0.85)),
    **dict.fromkeys(("dc.title", "dcterms.title", "title", "eprints.title"), ("title", 0.55)),
    **dict.fromkeys(("og:description",), ("description", 0.85)),
    **dict.fromkeys(("description", "twitter:description", "dc.description", "dcterms.abstract"), ("description", 0.8)),
    **dict.fromkeys(
        ("citation_author", "citation_authors", "parsely-author", "sailthru.author", "byl", "eprints.creators_name"), ("authors", 0.9)
    ),
    **dict.fromkeys(
        words(
            "author authors link:name schema:author article:author article:authors og:article:author og:author"
            " dc.creator dcterms.creator dc.creator.name dc.author"
            " creator article:author_name article_author"
            " articleauthor cxenseparse:author bt:author shareaholic:article_author_name lrt_authors mrf:authors"
            " bc:authors vr:author its_author"
            " dable:author cse_author nrbi:authors lp.article:author analyticsattributes.author content-creator"
        ),
        ("authors", 0.75),
    ),
    **dict.fromkeys(
        ("article:published_time", "og:article:published_time", "og:published_time", "article:published", "og:publish_date"),
        ("published", 0.92),
    ),
    **dict.fromkeys(
        ("datepublished", "parsely-pub-date", "sailthru.date", "cxenseparse:publishtime", "cxenseparse:recs:publishtime"),
        ("published", 0.9),
    ),
    **dict.fromkeys(
        words(
            "citation_publication_date citation_online_date citation_date prism.publicationdate"
            " shareaholic:article_published_time bt:pubdate published_at publish_time"
            " pubdate pub_date publish_date publishdate publisheddate published displaydate article_date_original date-pub"
            " sw-pubdate dc.date.issued dcterms.issued"
            " dcterms.created dc.date.created dc.created datecreated date.created zdf:publicationdate vr:published_time"
            " analyticsattributes.articledate"
            " date.available dc.date.available dcterms.available og:article:time publication_date createdate"
            " dc.date dcterms.date eprints.date created schema:datepublished ya:ovs:upload_date uploaddate gentime"
        ),
        ("published", 0.8),
    ),
    "date": ("published", 0.6),  # as often the day of the last build
    **dict.fromkeys(
        words(
            "article:modified_time og:article:modified_time datemodified article:modified"
            " shareaholic:article_modified_time bt:moddate dcterms.modified dc.date.modified"
            " zdf:modificationdate updated_at schema:datemodified"
        ),
        ("modified", 0.9),
    ),
    **dict.fromkeys(
        words("og:updated_time last-modified lastmod revision_date updated last-updated date.modified date.updated article_updatetime"),
        ("modified", 0.7),
    ),
    **dict.fromkeys(("og:site_name",), ("site_name", 0.95)),
    **dict.fromkeys(
        ("application-name", "citation_journal_title", "dc.publisher", "publisher", "apple-mobile-web-app-title"), ("site_name", 0.5)
    ),
    **dict.fromkeys(("og:image", "og:image:url", "og:image:secure_url"), ("image", 0.9)),
    **dict.fromkeys(("twitter:image", "twitter:image:src", "image", "sailthru.image.full", "parsely-image-url"), ("image", 0.7)),
    **dict.fromkeys(("og:url",), ("url", 0.8)),
    **dict.fromkeys(words("article:section parsely-section cxenseparse:category dcsext.section category"), ("categories", 0.8)),
    **dict.fromkeys(words("dcterms.license dc.rights.license license rights-standard"), ("license", 0.8)),
    **dict.fromkeys(words("copyright dc.rights dcterms.rights dcterms.rightsholder dc.rightsholder"), ("copyright_holder", 0.55)),
    **dict.fromkeys(words("content-language og:locale dc.language dcterms.language inlanguage language"), ("language", 0.6)),
    **dict.fromkeys(words("article:content_tier og:article:content_tier isaccessibleforfree cxenseparse:recs:paywall"), ("is_free", 0.9)),
    **dict.fromkeys(
        (
            "article:tag",
            "keywords",
            "news_keywords",
            "sailthru.tags",
            "parsely-tags",
            "citation_keywords",
            "eprints.keywords",
            "dc.subject",
        ),
        ("tags", 0.8),
    ),
}
LATER = 0.15  # trust that a second day under the same name loses
LISTED = frozenset(words("citation_author citation_authors dc.creator dcterms.creator dc.author"))
PATTERNS = (
    (
        "published",
        0.78,
        regex.compile(
            r"(?:^|[-_.:])(?:pub(?:lish(?:ed)?|lication)?|posted|creat(?:ed?|ion)|release|issue)[-_.:]?(?:date|at|on|day)$|^ms\.date$"
        ),
    ),
    ("published", 0.6, regex.compile(r"(?:^|[-_.:])(?:publish(?:ed)?|publication)[-_.:]?time(?:stamp)?$")),
    ("modified", 0.7, regex.compile(r"(?:^|[-_.:])(?:modified|modification|updated?|changed|revised)[-_.:]?(?:date|at|on|time)$")),
    ("authors", 0.6, regex.compile(r"(?:^|[-_.:])authors?[-_.:]?names?$")),
)
DUBLIN_CORE = regex.compile(r"^(dc|dcterms|dct)[:_]")
UNLIKE = regex.compile(r"event|comment|video|image|avatar|expir|start|end|copyright|build|version")
PARSELY = (("title", "title", 0.85), ("author", "authors", 0.9), ("authors", "authors", 0.9), ("pub_date", "published", 0.9))
PARSELY_MORE = (("section", "categories", 0.8), ("image_url", "image", 0.7), ("link", "url", 0.7), ("tags", "tags", 0.8))
LONGEST_NAME = 60
MOST = 3000  # characters of a value that are read


@bounded_cache(4096)  # names repeat over the pages of a site
def guessed(name: str) -> tuple[str, float] | None:
    """Field and trust of a name outside `KNOWN`, by the words in it: "w-published-date", "page.createdAt"."""
    if len(name) > LONGEST_NAME or UNLIKE.search(name):
        return None
    for field, trust, pattern in PATTERNS:
        if pattern.search(name):
            return field, trust
    return None


@bounded_cache(4096)
def dotted(name: str) -> str:
    """A name in the spelling of `KNOWN`: "dc:creator" and "bepress_citation_author" are other spellings of known names."""
    return DUBLIN_CORE.sub(lambda found: f"{found.group(1)}.", name).removeprefix("bepress_")


def parsely_page(content: str) -> Iterator[Claim]:
    """Claims of the JSON object in ``<meta name=parsely-page>``."""
    for node in load(content[:MOST]):
        for key, field, trust in (*PARSELY, *PARSELY_MORE) if isinstance(node, dict) else ():
            for text in strings(node.get(key)):
                yield Claim(field, text, "meta parsely-page", trust)


def claims(page: Page) -> Iterator[Claim]:
    """Claims in document order."""
    head = page.head
    dated: set[str] = set()
    labels: dict[str, str] = {}
    for name, content in head.metas:
        if name.startswith("twitter:label"):
            labels[name[-1]] = content
        elif name.startswith("twitter:data") and AUTHOR_ONLY.fullmatch(labels.get(name[-1], "").strip()):
            yield Claim("authors", content[:MOST].strip(), "meta twitter:data", 0.85)
        if name == "parsely-page":
            yield from parsely_page(content)
        known = KNOWN.get(name) or KNOWN.get(dotted(name)) or guessed(name)
        if known is None or not content or content.isspace():
            continue
        field, trust = known
        if field == "published":  # the page's own day comes before those of answers and related pages
            trust -= LATER if name in dated else 0.0
            dated.add(name)
        yield Claim(field, content[:MOST].strip(), f"meta {name}", trust)
    for rel, href in head.links:
        if href and "canonical" in rel.split():
            yield Claim("url", href.strip(), "link canonical", 0.95)
        elif href and rel == "image_src":
            yield Claim("image", href.strip(), "link image_src", 0.6)
    if head.title:
        yield Claim("title", head.title[:MOST], "title", 0.5)
        site = site_in_title(page)
        if site:
            yield Claim("site_name", site, "title", 0.55)
