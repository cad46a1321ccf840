"""The title: the headline as the page shows it, or the one that the head states, without the site's name."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING, NamedTuple

import regex

from declutter.annotate.headline import head_titles
from declutter.metadata.parse.names import fold, letters, printable
from declutter.metadata.parse.site_name import LONGEST, SEPARATOR, Site, address, names_site

if TYPE_CHECKING:
    from declutter.metadata.claim import Claim
    from declutter.page import Page

LABEL = regex.compile(
    r"(?:thread|topic|title|collection|titel|thema|sujet)\s?:\s?(?=\S)|\d{1,2}\.\s?\d{1,2}\.\s?\d{4}\s?[-–—|:]?\s?(?=\p{Lu})", regex.I
)
KICKER = regex.compile(r"(?:\s[|\-–—·•»«/]+|[|»•:])\s$")  # the end of what stands before a headline
EDGES = " |-–—·•»«:/_"
NEWS = "json-ld news"  # the headline as a newspaper's own system states it
HEADLINE = 0.95
BURIED = 0.97  # a heading that is the rest of <title> beside the headline that was found: that one is the site's name
ONLY_HEADING = 0.9  # the page's one h1, where it agrees with no title of the head
ONLY_IN_HEAD = 0.5
ENOUGH = 0.4
AGREEMENT = 0.08
READ = frozenset({"article", "forum", "documentation"})  # pages whose h1 is their headline rather than a slogan
HEADLINE_WORDS = 3
LABEL_WORDS = 3  # of a label in front of a thread's title
KICKED_WORDS = 4  # of a title that the headline ends with
ARTICLE = 5  # characters of "The " and the like


class Offer(NamedTuple):
    """A title that may be the page's."""

    text: str
    source: str
    trust: float


def choose_title(page: Page, claims: list[Claim], site: str, kind: str) -> tuple[str, str]:
    """(title, source), the best of the visible headline and the claims; empty where nothing is good enough."""
    house = Site(fold(site), address(page))
    offers = [*shown(page, claims, house, kind)]
    for claim in claims:
        if claim.value:
            offers.append(Offer(clean(claim.value, house, claim.source == "title"), claim.source, claim.trust))
    paper = next((offer for offer in offers if offer.source == NEWS and len(offer.text.split()) >= HEADLINE_WORDS), None)
    if paper is not None and not cut(paper.text, page.headline.text) and not kicks(page, paper.text):
        return paper.text, paper.source
    if page.headline.block >= 0:
        labelled = without_label(page)
        if labelled:
            return labelled, "headline"
        kicked = without_kicker(offers)
        if kicked is not None:
            return kicked.text, kicked.source
    groups: dict[str, list[Offer]] = {}
    for offer in offers:
        if 1 < len(offer.text) <= LONGEST:
            groups.setdefault(fold(offer.text), []).append(offer)
    best: tuple[float, Offer | None] = (0.0, None)
    for same in groups.values():
        top = max(same, key=lambda offer: offer.trust)
        score = top.trust + AGREEMENT * (len({offer.source for offer in same}) - 1)
        if score > best[0] + 1e-9:
            best = (score, top)
    return (best[1].text, best[1].source) if best[1] is not None and best[0] >= ENOUGH else ("", "")


def cut(text: str, headline: str) -> bool:
    """Whether a title is the headline shortened for a machine's limit."""
    return text.endswith(("…", "...")) or (len(text) < len(headline) and headline.startswith(text))


def kicks(page: Page, text: str) -> bool:
    """Whether a stated title is a kicker, a separator, and the headline shown."""
    headline = page.headline.text
    if page.headline.block < 0 or len(headline.split()) < HEADLINE_WORDS or len(headline) >= len(text):
        return False
    return text.endswith(headline) and KICKER.search(text[: -len(headline)]) is not None


def without_label(page: Page) -> str:
    """The headline without the label in front, "News" or "Solved", which the head's title sets off with a dash, and it does not."""
    headline = page.headline.text
    for title in head_titles(page):
        label, dash, rest = title.partition(" - ")
        if dash and len(label.split()) <= LABEL_WORDS and headline.startswith(label) and not headline.startswith(label + dash):
            name = headline[len(label) :].strip()
            if name[:1].isalnum() and len(name.split()) >= HEADLINE_WORDS and fold(rest).startswith(fold(name)):
                return name
    return ""


def without_kicker(offers: list[Offer]) -> Offer | None:
    """The head's title, where the headline's element ends with it and holds the kicker too; None where another title states both."""
    headline, *others = offers
    stated = [offer for offer in others if offer.source not in ("headline", "title")]
    if any(fold(offer.text) == fold(headline.text) for offer in others):
        return None
    ends = [
        offer
        for offer in stated
        if len(offer.text.split()) >= KICKED_WORDS
        and headline.text.endswith(" " + offer.text)
        and len(headline.text) - len(offer.text) > ARTICLE
    ]
    return ends[0] if ends else None


def shown(page: Page, claims: list[Claim], house: Site, kind: str) -> list[Offer]:
    """What the page itself shows as its headline."""
    offers = []
    text, block = page.headline.text, page.headline.block
    if text:
        offers.append(Offer(clean(text, house), "headline", HEADLINE if block >= 0 else ONLY_IN_HEAD))
    if block >= 0:
        other = buried(page, house)
        if other:
            offers.append(Offer(other, "headline", BURIED + AGREEMENT * len(claims)))
        return offers
    first = {page.texts[i]: page.tokens[i] for i, tag in enumerate(page.tags) if tag == "h1"}
    if len(first) == 1 and page.kind == "html":
        heading, words = first.popitem()
        stated = [fold(claim.value[: 2 * LONGEST]) for claim in claims]
        name = fold(heading)
        if name and name != house.name and letters(heading) not in house.address:
            opens = any(title.startswith(name + " ") for title in stated)
            if opens or (kind in READ and len(words) >= HEADLINE_WORDS):
                offers.append(Offer(clean(heading, house), "h1", ONLY_HEADING))
    return offers


def buried(page: Page, house: Site) -> str:
    """The heading that ``<title>`` names beside the headline that was found, which then is the site's own."""
    whole, name = fold(page.head.title[:LONGEST]), fold(page.headline.text)
    if not name or name == whole:
        return ""
    rest = whole[len(name) :].strip() if whole.startswith(name + " ") else whole[: -len(name)].strip() if whole.endswith(" " + name) else ""
    own = names_site(page.headline.text, house)
    if not rest or names_site(rest, house) or (not own and len(rest.split()) <= len(name.split())):
        return ""
    wanted = {rest, *(fold(part) for part in SEPARATOR.split(page.head.title[:LONGEST]) if own and not names_site(part, house))} - {name}
    for i in range(page.headline.block + 1, min(len(page), page.layout.first + 1)):
        if page.tags[i] in ("h1", "h2", "h3") and page.words[i] <= 40 and fold(page.texts[i]) in wanted:
            return page.texts[i]
    return ""


def clean(text: str, house: Site, whole: bool = False) -> str:
    """``text`` with entities resolved and without the site's name at an end; a document's whole ``<title>`` loses its longest tail."""
    text = text[: 2 * LONGEST]
    text = unescape(unescape(text)) if "&" in text else text  # systems escape twice
    text = printable(text)
    text = LABEL.sub("", " ".join(text.split()), count=1) if LABEL.match(text) else " ".join(text.split())
    parts = [part for part in SEPARATOR.split(text) if part]
    if len(parts) > 1:
        for part in parts[1:]:
            if names_site(part, house):
                return text[: text.find(part, len(parts[0]))].rstrip(EDGES)
        if names_site(parts[0], house):
            return text[text.find(parts[0]) + len(parts[0]) :].lstrip(EDGES)
    return max(parts, key=len).strip() if whole and parts else text
