"""Resolution of all fields: claims are weighted by trust and agreement, and a field below its threshold stays empty."""

from __future__ import annotations

from collections import defaultdict
from html import unescape
from typing import TYPE_CHECKING

import regex

from declutter.metadata.claims import page_type
from declutter.metadata.claims.tag_links import SOURCE as LINKS
from declutter.metadata.claims.url import absolute
from declutter.metadata.model import Metadata
from declutter.metadata.parse import names
from declutter.metadata.resolve.authors import choose_authors
from declutter.metadata.resolve.dates import choose_dates
from declutter.metadata.resolve.language import choose_language, reading_direction
from declutter.metadata.resolve.title import choose_title
from declutter.structure.addresses import is_script

if TYPE_CHECKING:
    from collections.abc import Iterable

    from declutter.metadata.claim import Claim
    from declutter.page import Page

ENOUGH = {"site_name": 0.5, "description": 0.5, "url": 0.5, "image": 0.4, "page_type": 0.5, "license": 0.5, "copyright_holder": 0.5}
PLACEHOLDERS = frozenset({"undefined", "null", "none", "nan", "[object object]"})  # values that a program left there, of any field
SHORT = 40  # characters compared with them
MOST_CLAIMS = 400  # of one field
MOST_TAGS = 50
TEXT_CHARS = 1000
SEPARATORS = regex.compile(r"[,;、，；،؛]|\s\|\s")  # between keywords
KEPT_CHARS = 300  # of the value of a claim in `Metadata.claims`
YES, NO = (
    frozenset({"true", "1", "yes", "free", "open"}),
    frozenset({"false", "0", "no", "locked", "metered", "paid", "premium", "subscription"}),
)

Choice = tuple[str, str]  # value, source


def resolve(page: Page, claims: Iterable[Claim]) -> Metadata:
    """The metadata with the best value of each field."""
    by_field: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        page.clock.check()
        if len(by_field[claim.field]) < MOST_CLAIMS and claim.value[:SHORT].strip().casefold() not in PLACEHOLDERS:
            by_field[claim.field].append(claim)
    stored = tuple(
        claim if len(claim.value) <= KEPT_CHARS else claim._replace(value=claim.value[:KEPT_CHARS])
        for mine in by_field.values()
        for claim in mine
    )
    sources: dict[str, str] = {}

    def note(field: str, choice: Choice) -> str:
        if choice[0]:
            sources[field] = choice[1]
        return choice[0]

    site = note("site_name", best_text(by_field["site_name"], ENOUGH["site_name"], 120))
    kind = note("page_type", page_type.choose(by_field["page_type"], ENOUGH["page_type"]))
    title = note("title", choose_title(page, by_field["title"], site, kind))
    authors, sources["authors"] = choose_authors(page, by_field["authors"], site, title, kind)
    published, modified = choose_dates(page, by_field["published"], by_field["modified"], by_field["other_day"])
    sources |= {"published": published.source, "modified": modified.source}
    listed = {name: choose_words(by_field[name]) for name in ("tags", "categories")}
    sources |= {name: by_field[name][0].source for name, chosen in listed.items() if chosen}
    language = note("language", choose_language(page, by_field["language"]))
    canonical = note("canonical_url", best_address(page, by_field["url"], ENOUGH["url"]))
    free, sources["is_paywalled"] = best_answer(by_field["is_free"])
    return Metadata(
        title=title,
        authors=authors,
        published=published.day,
        modified=modified.day,
        published_at=published.at,
        modified_at=modified.at,
        site_name=site,
        language=language,
        direction=reading_direction(page, language),
        description=note("description", best_text(by_field["description"], ENOUGH["description"], TEXT_CHARS * 3)),
        url=canonical or page.url or "",
        canonical_url=canonical,
        image=note("image", best_address(page, by_field["image"], ENOUGH["image"])),
        tags=listed["tags"],
        categories=listed["categories"],
        license=note("license", best_license(page, by_field["license"])),
        copyright_holder=note("copyright_holder", best_text(by_field["copyright_holder"], ENOUGH["copyright_holder"], 120)),
        page_type=kind,
        is_paywalled=None if free is None else not free,
        sources={name: source for name, source in sources.items() if source},
        claims=stored,
    )


def plain(text: str) -> str:
    """Text of a field with entities resolved, without control characters, white space normalised."""
    return " ".join(names.printable(unescape(text) if "&" in text else text).split())


def best_text(claims: list[Claim], enough: float, longest: int) -> Choice:
    """The most trusted text of 2 to ``longest`` characters."""
    for claim in sorted(claims, key=lambda c: -c.trust):
        if claim.trust < enough:
            break
        text = plain(claim.value[: longest * 2])
        if 1 < len(text) <= longest and any(map(str.isalnum, text)):
            return text, claim.source
    return "", ""


def best_address(page: Page, claims: list[Claim], enough: float) -> Choice:
    """The most trusted valid address."""
    for claim in sorted(claims, key=lambda c: -c.trust):
        if claim.trust < enough:
            break
        address = absolute(unescape(claim.value) if "&" in claim.value else claim.value, page)
        if address:
            return address, claim.source
    return "", ""


def best_license(page: Page, claims: list[Claim]) -> Choice:
    """The most trusted licence: its address, or its name if no address is given."""
    found = best_address(page, [claim for claim in claims if ":" in claim.value or "/" in claim.value], ENOUGH["license"])
    if found[0]:
        return found
    name, source = best_text([c for c in claims if "/" not in c.value and ":" not in c.value], ENOUGH["license"], 120)
    return ("", "") if ":" in name or is_script(name) else (name, source)  # an address that is none of the web, its colon spelled otherwise


def best_answer(claims: list[Claim]) -> tuple[bool | None, str]:
    """The first claim with a boolean value."""
    for claim in claims:
        value = claim.value.strip().rpartition("/")[2].lower()
        if value in YES or value in NO:
            return value in YES, claim.source
    return None, ""


def choose_words(claims: list[Claim]) -> tuple[str, ...]:
    """All keywords without duplicates; values are split at the commas and semicolons of all scripts.

    The links of the page count if its head has no keywords: templates put links to all their topics there too.
    """
    found: dict[str, str] = {}
    for claim in [claim for claim in claims if claim.source != LINKS] or claims:
        value = claim.value[:3000]
        for part in SEPARATORS.split(unescape(value) if "&" in value else value):
            word = plain(part)
            if word and len(word) <= 80 and len(found) < MOST_TAGS:
                found.setdefault(word.casefold(), word)
    return tuple(found.values())
