"""The one place that chooses: claims are weighed by trust and agreement, and a field below its threshold stays empty."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from html import unescape
from typing import TYPE_CHECKING

from declutter.metadata import dates, names, titles
from declutter.metadata.model import Metadata
from declutter.metadata.url import absolute

if TYPE_CHECKING:
    from collections.abc import Iterable

    from declutter.metadata.claim import Claim
    from declutter.page import Page

ENOUGH = {"authors": 0.5, "published": 0.5, "modified": 0.5, "site_name": 0.5, "description": 0.5, "url": 0.5, "image": 0.4}
AGREEMENT = 0.08  # what another source that says the same adds
SHOWN = frozenset({"mark", "date line"})
ONE_LINE = frozenset({"byline", "signature"})  # sources whose first claim is the whole list
MOST_CLAIMS = 400  # of one field
MOST_TAGS = 50
MOST_AUTHORS = 12
TEXT_CHARS = 1000

Choice = tuple[str, str]  # value, source


def settle(page: Page, claims: Iterable[Claim]) -> Metadata:
    """Choose a value for each field from all claims."""
    by_field: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if len(by_field[claim.field]) < MOST_CLAIMS:
            by_field[claim.field].append(claim)
    sources: dict[str, str] = {}

    def note(field: str, choice: Choice) -> str:
        if choice[0]:
            sources[field] = choice[1]
        return choice[0]

    site = note("site_name", best_text(by_field["site_name"], ENOUGH["site_name"], 120))
    title = note("title", titles.choose(page, by_field["title"], site))
    authors, origin = choose_authors(by_field["authors"], site, title)
    if authors:
        sources["authors"] = origin
    published, modified = choose_dates(page, by_field, sources)
    tags = choose_tags(by_field["tags"])
    if tags:
        sources["tags"] = by_field["tags"][0].source
    if page.language:
        sources["language"] = "html lang" if page.head.lang.lower().startswith(page.language) else "text"
    return Metadata(
        title=title,
        authors=authors,
        published=published,
        modified=modified,
        site_name=site,
        language=page.language,
        description=note("description", best_text(by_field["description"], ENOUGH["description"], TEXT_CHARS * 3)),
        url=note("url", best_address(page, by_field["url"], ENOUGH["url"])) or page.url or "",
        image=note("image", best_address(page, by_field["image"], ENOUGH["image"])),
        tags=tags,
        sources=sources,
    )


def plain(text: str) -> str:
    """Text of a field: entities resolved, control characters and runs of space gone."""
    text = unescape(text) if "&" in text else text
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(text.split())


def best_text(claims: list[Claim], enough: float, longest: int) -> Choice:
    """The most trusted text that is neither empty nor endless."""
    for claim in sorted(claims, key=lambda c: -c.trust):
        if claim.trust < enough:
            break
        text = plain(claim.value[: longest * 2])
        if 1 < len(text) <= longest and any(map(str.isalnum, text)):
            return text, claim.source
    return "", ""


def best_address(page: Page, claims: list[Claim], enough: float) -> Choice:
    """The most trusted address that is one."""
    for claim in sorted(claims, key=lambda c: -c.trust):
        if claim.trust < enough:
            break
        address = absolute(unescape(claim.value) if "&" in claim.value else claim.value, page)
        if address:
            return address, claim.source
    return "", ""


def choose_tags(claims: list[Claim]) -> tuple[str, ...]:
    """All keywords, each once: split at commas where one value lists them."""
    found: dict[str, str] = {}
    for claim in claims:
        for part in claim.value[:3000].split(","):
            word = plain(part)
            if word and len(word) <= 80 and len(found) < MOST_TAGS:
                found.setdefault(word.casefold(), word)
    return tuple(found.values())


def choose_authors(claims: list[Claim], site: str, title: str) -> tuple[tuple[str, ...], str]:
    """The names of the source that has most trust and agreement. A source is weighed as a whole, because half a list is no list."""
    lists: dict[str, dict[str, str]] = {}
    trust: dict[str, float] = {}
    headline, house = names.fold(title), names.fold(site)
    for claim in claims:
        listed = claim.source.startswith(("meta citation", "meta dc"))
        found = {names.fold(name): name for name in names.clean(claim.value, listed)}
        if not found or headline in found:
            continue
        worth = claim.trust - max(doubt(name, house, claim.source) for name in found.values())
        if claim.source in ONE_LINE and claim.source in lists:
            continue
        mine = lists.setdefault(claim.source, {})
        mine.update({key: name for key, name in found.items() if key not in mine})
        trust[claim.source] = max(trust.get(claim.source, 0.0), worth)
    best: tuple[float, str] = (0.0, "")
    for source, mine in lists.items():
        others = sum(1 for other, theirs in lists.items() if other != source and mine.keys() & theirs.keys())
        score = trust[source] + AGREEMENT * others
        if score > best[0] + 1e-9:
            best = (score, source)
    if best[0] < ENOUGH["authors"]:
        return (), ""
    chosen = tuple(lists[best[1]].values())
    if not best[1].startswith(("json-ld", "meta")):  # boxes hold more than names; where one is a person's, so are the others
        chosen = tuple(name for name in chosen if names.is_person(name)) or chosen
    return chosen[:MOST_AUTHORS], best[1]


def doubt(name: str, house: str, source: str) -> float:
    """What a claim loses where its name is no person's: heads are filled in by machines, bylines by people."""
    in_head = source.startswith("meta")
    if names.fold(name) == house:
        return 0.3 if in_head else 0.1
    if names.is_organisation(name):
        return 0.3 if in_head else 0.05
    if names.is_handle(name):
        return 0.3 if in_head else 0.25 if source == "json-ld" else 0.1  # forums sign with accounts
    alone = " " not in name and any(map(str.islower, name))
    return (0.3 if in_head else 0.1) if alone else 0.0


def choose_dates(page: Page, by_field: dict[str, list[Claim]], sources: dict[str, str]) -> tuple[date | None, date | None]:
    """Publication and change. What is published after the page's last change, as the head states it, is another page's day."""
    first = dates.month_first(page.head.lang or page.language)
    chosen: dict[str, date | None] = {}
    stated = [parsed(claim, page.language, first) for claim in by_field["modified"] if claim.source.startswith(("json-ld", "meta"))]
    latest = max((dates.day_of(when) for when in stated if when is not None), default=None)
    for field in ("published", "modified"):
        read = [(claim, when) for claim in by_field[field] if (when := parsed(claim, page.language, first)) is not None]
        if latest is not None and field == "published":
            early = [pair for pair in read if dates.day_of(pair[1]) <= latest + timedelta(days=1)]
            read = early or [pair for pair in read if pair[0].trust > 0.85]
        when, source = best_date(read, ENOUGH[field])
        if when is None and field == "published":  # the only day that the page shows beside its headline
            when, source = best_date(
                [(c, w) for c in by_field["modified"] if c.source in SHOWN and (w := parsed(c, page.language, first))], 0.7
            )
        chosen[field] = when
        if when is not None:
            sources[field] = source
    published, modified = chosen["published"], chosen["modified"]
    if published is not None and modified is not None and dates.day_of(modified) < dates.day_of(published):
        modified = None
        sources.pop("modified", None)
    return published, modified


def parsed(claim: Claim, language: str, month_first: bool) -> date | None:
    return dates.parse(claim.value, language, month_first)


def best_date(read: list[tuple[Claim, date]], enough: float) -> tuple[date | None, str]:
    """The day with most trust and agreement; of its claims the one that knows the time."""
    days: dict[date, list[tuple[Claim, date]]] = defaultdict(list)
    for claim, when in read:
        days[dates.day_of(when)].append((claim, when))
    best: tuple[float, date | None] = (0.0, None)
    for day, claims in days.items():
        score = max(claim.trust for claim, _ in claims) + AGREEMENT * (len({claim.source for claim, _ in claims}) - 1)
        if score > best[0] + 1e-9:
            best = (score, day)
    if best[1] is None or best[0] < enough:
        return None, ""
    claims = days[best[1]]
    claim, when = max(claims, key=lambda pair: (isinstance(pair[1], datetime), pair[0].trust))
    return when, claim.source
