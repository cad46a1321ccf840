"""Who signs the page: whole lists of names are weighed against each other, by source, agreement and plausibility."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import regex

from declutter.metadata.parse import names

if TYPE_CHECKING:
    from declutter.metadata.claim import Claim
    from declutter.page import Page

ENOUGH = 0.5
ARTICLE = regex.compile(r"^(?:die|der|das|the|la|le|el|il)\s+(?=\S)", regex.I)
INITIAL = regex.compile(r"^\p{Lu}\p{Ll}+\s\p{Lu}\.?$")  # "Kim K.": so customers and patients sign
AGREEMENT = 0.08  # what sources of another kind that say the same add
SAME_HAND = 0.04  # … where the same system wrote them
FRONT = 0.3  # what a claim of the head loses on the front page of a site: nobody signs it
UNSIGNED = 0.25  # what a claim loses on a page of a kind that is seldom signed
SELDOM_SIGNED = frozenset({"product", "collection", "listing", "service"})
ONE_LINE = frozenset({"byline", "signature"})  # sources whose first claim is the whole list
HOUSE_IN_LD = 0.12  # what a JSON-LD author loses who is called like the site
LINES = frozenset({"byline", "names under the headline"})  # sources that are one line of text
THREE = 3  # names of a line that are persons beyond doubt: the second of two may be where the first one works
PERSONS = 0.6  # trust from which a visible list of persons outweighs the site's own name in the head
MOST = 12  # authors of one page


class House(NamedTuple):
    """What the site is called: folded, and the letters of its address."""

    name: str
    address: str


def choose_authors(page: Page, claims: list[Claim], site: str, title: str, kind: str) -> tuple[tuple[str, ...], str]:
    """The names of the source that has most trust and agreement. A source is weighed as a whole, because half a list is no list."""
    lists: dict[str, dict[str, str]] = {}
    trust: dict[str, float] = {}
    headline, house = names.fold(title), House(names.fold(site), names.letters(host(page.url or "")))
    unlikely = UNSIGNED if kind in SELDOM_SIGNED else 0.0
    front = page.url is not None and page.url.count("/") <= 3 and not page.url.rstrip("/").partition("://")[2].count("/")
    for claim in claims:
        found = {names.fold(name): name for name in named(claim, site)}
        if not found or headline in found:
            continue
        worth = claim.trust - unlikely - max(doubt(name, house, claim.source) for name in found.values())
        worth -= FRONT if front and in_head(claim.source) else 0.0
        if claim.source in ONE_LINE and claim.source in lists:
            continue
        mine = lists.setdefault(claim.source, {})
        mine.update({key: name for key, name in found.items() if key not in mine})
        trust[claim.source] = max(trust.get(claim.source, 0.0), worth)
    best: tuple[float, str] = (0.0, "")
    for source, mine in lists.items():
        others = {by_machine(other) for other, theirs in lists.items() if other != source and mine.keys() & theirs.keys()}
        kind_of = by_machine(source)
        score = trust[source] + sum(SAME_HAND if other == kind_of else AGREEMENT for other in others)
        if score > best[0] + 1e-9:
            best = (score, source)
    if best[0] < ENOUGH:
        return (), ""
    if in_head(best[1]) and all(is_house(name, house) for name in lists[best[1]].values()):
        best = max(((trust[other], other) for other in lists if beside(other, lists[other], trust[other])), default=best)
    if in_head(best[1]):
        best = (best[0], wider(best[1], lists))
    chosen = tuple(shortest(key, name, lists) for key, name in lists[best[1]].items())
    if not best[1].startswith(("json-ld", "meta")):  # boxes hold more than names; where one is a person's, so are the others
        chosen = tuple(name for name in chosen if names.is_person(name)) or chosen
    if any(map(names.is_person, chosen)):  # who publishes the page does not sign beside its people
        chosen = tuple(name for name in chosen if names.fold(name) != house.name) or chosen
    return chosen[:MOST], best[1]


def named(claim: Claim, site: str) -> tuple[str, ...]:
    """The names that a claim makes; the site's own name is one, whatever words it has."""
    if site and names.fold(claim.value[: names.LONGEST]) == names.fold(site):
        return (site,)
    return names.clean(claim.value, listed=claim.source.startswith(("meta citation", "meta dc")))


def is_house(name: str, house: House) -> bool:
    """Whether a name is the site's own, or another firm's."""
    return names.fold(name) == house.name or names.is_organisation(name)


def beside(source: str, mine: dict[str, str], trust: float) -> bool:
    """Whether a visible source names persons and nobody else: they wrote what the site publishes."""
    return not in_head(source) and trust >= PERSONS and all(map(names.is_person, mine.values()))


def wider(source: str, lists: dict[str, dict[str, str]]) -> str:
    """A visible list of persons that has every name of the head's and more: heads often have room for one."""
    mine = lists[source].keys()
    for other, theirs in lists.items():
        if other in LINES and len(theirs) >= THREE and mine < theirs.keys() and all(map(names.is_person, theirs.values())):
            return other
    return source


def shortest(key: str, name: str, lists: dict[str, dict[str, str]]) -> str:
    """The name as another source has it where that is its beginning: "Ann Lee Senior editor" is Ann Lee, if the head says so."""
    for theirs in lists.values():
        for other, short in theirs.items():
            if " " in other and len(other) < len(key) and name.startswith(short) and parts(name, len(short)) and names.is_person(short):
                return short
    return name


def parts(name: str, place: int) -> bool:
    """Whether a word ends at ``place``, or another is glued to it."""
    return not name[place].isalnum() or (name[place].isupper() and name[place - 1].islower())


def host(address: str) -> str:
    """The host of an address, ``""`` where it has none."""
    return address[:2000].partition("://")[2].partition("/")[0]


def by_machine(source: str) -> bool:
    """Whether a template prints the name of an account: the head, and elements named after an author. They err together."""
    return in_head(source) or source.startswith("mark")


def in_head(source: str) -> bool:
    """Whether JSON-LD or a meta tag makes the claim."""
    return source.startswith(("json-ld", "meta"))


def doubt(name: str, house: House, source: str) -> float:
    """What a claim loses where its name is no person's: heads are filled in by machines, bylines by people."""
    meta = source.startswith("meta")
    if names.fold(name) == house.name:
        return 0.3 if meta and not names.is_person(name) else HOUSE_IN_LD if source == "json-ld" else 0.1
    if names.is_organisation(name):
        return 0.3 if meta else 0.05
    if not in_head(source) and INITIAL.search(name):
        return 0.25
    if names.is_handle(name):
        return 0.3 if meta else 0.28 if source == "json-ld" else 0.1  # forums sign with accounts
    name = ARTICLE.sub("", name)
    if meta and " " not in name and names.letters(name) in house.address + names.letters(house.name):
        return 0.3
    if meta and name[0].islower() and " " in name and not names.is_person(name):
        return 0.3
    if source == "byline box" and " " in name and not name.islower() and not names.is_person(name):
        return 0.15
    alone = " " not in name and any(map(str.islower, name))
    return (0.2 if meta else 0.1) if alone else 0.0
