"""Choose the authors: each source's list of names is scored by trust, agreement with other sources, and plausibility."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from declutter.metadata.parse import names
from declutter.metadata.parse.months import month_number
from declutter.metadata.parse.site_name import Site

if TYPE_CHECKING:
    from declutter.metadata.claim import Claim
    from declutter.page import Page

ENOUGH = 0.5
ARTICLE = regex.compile(r"^(?:die|der|das|the|la|le|el|il)\s+(?=\S)", regex.I)
INITIAL = regex.compile(r"^\p{Lu}\p{Ll}+\s\p{Lu}\.?$")  # "Kim K.": so customers and patients sign
AGREEMENT = 0.08  # added for a source of the other kind with a name in common
SAME_KIND = 0.04  # added for one of the same kind
FRONT = 0.3  # subtracted from claims of the head on the front page of a site, which has no author
UNSIGNED = 0.25  # subtracted on page types that seldom have an author
SELDOM_SIGNED = frozenset({"product", "collection", "listing", "service"})
FIRST_ONLY = frozenset({"byline", "signature"})  # sources of which only the first claim counts
SITE_IN_LD = 0.12  # subtracted from a JSON-LD author that equals the site's name
LINES = frozenset({"byline", "names under the headline"})  # sources in which one line of text lists all names
THREE = 3  # names in a line that is surely a list of persons: the second of two may be an employer
PERSONS = 0.6  # trust from which visible persons win over the site's name in the head
SHORT_BLOCK = 80  # characters of a block that is searched for the full name of a first name
MOST = 12  # authors per page at most


def choose_authors(page: Page, claims: list[Claim], site_name: str, title: str, kind: str) -> tuple[tuple[str, ...], str]:
    """(names, source) of the source with the highest score. Lists are never merged: each source is scored as a whole."""
    lists: dict[str, dict[str, str]] = {}
    trust: dict[str, float] = {}
    headline, site = names.fold(title), Site(names.fold(site_name), names.letters(host(page.url or "")))
    unlikely = UNSIGNED if kind in SELDOM_SIGNED else 0.0
    front = page.url is not None and page.url.count("/") <= 3 and not page.url.rstrip("/").partition("://")[2].count("/")
    for claim in claims:
        found = {names.fold(name): name for name in claimed_names(claim, site_name)}
        if not found or headline in found:
            continue
        worth = claim.trust - unlikely - max(penalty(name, site, claim.source) for name in found.values())
        worth -= FRONT if front and in_head(claim.source) else 0.0
        if claim.source in FIRST_ONLY and claim.source in lists:
            continue
        mine = lists.setdefault(claim.source, {})
        mine.update({key: name for key, name in found.items() if key not in mine})
        trust[claim.source] = max(trust.get(claim.source, 0.0), worth)
    best: tuple[float, str] = (0.0, "")
    for source, mine in lists.items():
        others = {is_template(other) for other, theirs in lists.items() if other != source and mine.keys() & theirs.keys()}
        own_kind = is_template(source)
        score = trust[source] + sum(SAME_KIND if other == own_kind else AGREEMENT for other in others)
        if score > best[0] + 1e-9:
            best = (score, source)
    if best[0] < ENOUGH:
        return (), ""
    if in_head(best[1]) and all(is_site_or_firm(name, site) for name in lists[best[1]].values()):
        best = max(((trust[other], other) for other in lists if is_persons(other, lists[other], trust[other])), default=best)
    if in_head(best[1]):
        best = (best[0], wider(best[1], lists))
    chosen = tuple(shortest(key, name, lists) for key, name in lists[best[1]].items())
    if not best[1].startswith(("json-ld", "meta")):  # containers hold more than names: keep the persons, if there are any
        chosen = tuple(name for name in chosen if names.is_person(name)) or chosen
    if any(map(names.is_person, chosen)):  # the publisher is no co-author
        chosen = tuple(name for name in chosen if names.fold(name) != site.name) or chosen
    if len(chosen) == 1 and (full := full_name(page, chosen[0])):
        chosen = (full,)
    return chosen[:MOST], best[1]


def full_name(page: Page, name: str) -> str:
    """The full name for a first name, where all short blocks of the page that hold it and a family name agree: "More by Ann Lee"."""
    if not name.isalpha() or not name.istitle() or (not name.isascii() and not name[0].isupper()):
        return ""
    pattern = regex.compile(rf"(?<!\p{{L}}){name}\s(\p{{Lu}}[\p{{L}}'’-]+)(?!\p{{L}})", regex.I)
    families, own = {}, names.letters(host(page.url or ""))
    for text in page.texts:
        found = pattern.search(text) if len(text) <= SHORT_BLOCK and name in text.title() else None
        family = found.group(1) if found is not None else ""
        if not family[:1].isupper() or month_number(family, page.language):  # "Susan December 3, 2023"
            continue
        if names.letters(family) in own if family.isupper() else names.letters(name + family) not in own:  # not the site's own name
            families[family.casefold()] = f"{name} {family.title() if family.isupper() else family}"
    full = next(iter(families.values())) if len(families) == 1 else ""
    return full if full and names.is_person(full) and not names.is_topic(page, full.partition(" ")[2]) else ""


def claimed_names(claim: Claim, site_name: str) -> tuple[str, ...]:
    """The names in a claim; the site's name is kept whole, whatever its words."""
    if site_name and names.fold(claim.value[: names.LONGEST]) == names.fold(site_name):
        return (site_name,)
    family, _, given = claim.value.partition(",")
    several = claim.source.startswith("meta dc") and names.is_person(family) and names.is_person(given.strip())  # "Ann Lee, Ben Ode"
    return names.clean(
        claim.value, listed=claim.source.startswith(("meta citation", "meta dc", "meta eprints", "meta bepress")) and not several
    )


def is_site_or_firm(name: str, site: Site) -> bool:
    """Whether a name is the site's, or that of another organisation."""
    return names.fold(name) == site.name or names.is_organisation(name)


def is_persons(source: str, mine: dict[str, str], trust: float) -> bool:
    """Whether a visible source has enough trust and lists only persons."""
    return not in_head(source) and trust >= PERSONS and all(map(names.is_person, mine.values()))


def wider(source: str, lists: dict[str, dict[str, str]]) -> str:
    """The visible source whose list of persons is a proper superset of ``source``'s, else ``source``: many heads hold one name only."""
    mine = lists[source].keys()
    for other, theirs in lists.items():
        if other in LINES and len(theirs) >= THREE and mine < theirs.keys() and all(map(names.is_person, theirs.values())):
            return other
    return source


def shortest(key: str, name: str, lists: dict[str, dict[str, str]]) -> str:
    """The name as another source has it, where that is a prefix: "Ann Lee Senior editor" is Ann Lee, if the head has "Ann Lee"."""
    for theirs in lists.values():
        for other, short in theirs.items():
            if (
                " " in other
                and len(other) < len(key)
                and name.startswith(short)
                and is_word_end(name, len(short))
                and names.is_person(short)
            ):
                return short
    return name


def is_word_end(name: str, offset: int) -> bool:
    """Whether a word ends at ``offset``; a capital after a small letter starts the next one."""
    return not name[offset].isalnum() or (name[offset].isupper() and name[offset - 1].islower())


def host(address: str) -> str:
    """The host of an address, ``""`` if it has none."""
    return address[:2000].partition("://")[2].partition("/")[0]


def is_template(source: str) -> bool:
    """Whether the template of the site fills in the source (head, elements with author classes): these share their errors."""
    return in_head(source) or source.startswith("mark")


def in_head(source: str) -> bool:
    """Whether JSON-LD or a meta tag makes the claim."""
    return source.startswith(("json-ld", "meta"))


def penalty(name: str, site: Site, source: str) -> float:
    """Trust subtracted for a name that is not a person's; more for meta tags, which templates fill in."""
    meta = source.startswith("meta")
    if names.fold(name) == site.name:
        return 0.3 if meta and not names.is_person(name) else SITE_IN_LD if source == "json-ld" else 0.1
    if names.is_organisation(name):
        return 0.3 if meta else 0.05
    if not in_head(source) and INITIAL.search(name):
        return 0.25
    if names.is_handle(name):
        return 0.3 if meta else 0.28 if source == "json-ld" else 0.1  # in forums, authors are accounts
    name = ARTICLE.sub("", name)
    if meta and " " not in name and names.letters(name) in site.address + names.letters(site.name):
        return 0.3
    if meta and name[0].islower() and " " in name and not names.is_person(name):
        return 0.3
    if source == "byline box" and " " in name and not name.islower() and not names.is_person(name):
        return 0.15
    single_word = " " not in name and any(map(str.islower, name))
    return (0.2 if meta else 0.1) if single_word else 0.0
