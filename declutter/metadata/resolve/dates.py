"""Resolution of the days of publication and of the last change."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from declutter.metadata.claims.url import DIRECTORIES
from declutter.metadata.parse import dates
from declutter.metadata.parse.labels import DATED, words
from declutter.metadata.parse.other_days import is_other_day

if TYPE_CHECKING:
    from declutter.metadata.claim import Claim
    from declutter.page import Page

ENOUGH = 0.5
ONLY_SHOWN = 0.7  # trust from which the day of a change at the headline counts as publication, if the page shows no other
AGREEMENT = 0.08  # trust that each further source with the same day adds
SURE = 0.85  # trust above which a claim is kept though it is out of order
NAMED = 0.75  # … from which a claim of the head is about the publication, by its name
SHOWN = {"mark": 0.82, "date line": 0.61, "date line updated": 0.61}  # least trust of a visible day at the headline
LABELLED = 0.85  # … of one labelled as the day of publication
LOCAL = 0.58  # … of one elsewhere, or in the address, that shows the local day of a UTC stamp
WEST, EAST = timedelta(hours=-11), timedelta(hours=13)  # offsets of the zones with the earliest and the latest day
IMPORT = timedelta(days=14)  # from the day of the address to that of the head, from which the latter is the day of an import
ONLY = frozenset({"date line", "date line under"})  # sources of changes around the story that may be the only day of a page
LINE = 160  # characters of a line from which the order of day and month is learned
DAY_FIRST = frozenset(
    words("ae au bd bw eu gh hk ie il in jm ke lk mt my ng nz pk sg tt tz ug uk za zm zw")
)  # countries (ISO 3166) where English writes the day first


class Read(NamedTuple):
    """A claim with its parsed day."""

    claim: Claim
    when: date  # an aware datetime where the claim has time and zone
    day: date  # in the zone of the page, where that is known


class Resolved(NamedTuple):
    """A resolved day, with its instant where the page states time and zone, and its source."""

    day: date | None = None
    at: datetime | None = None
    source: str = ""


def choose_dates(page: Page, published: list[Claim], modified: list[Claim], other: list[Claim]) -> tuple[Resolved, Resolved]:
    """The days of publication and change. A publication after the last change in the head is the day of another page.

    Args:
        page: the page that the claims are of.
        published: claims of the day of publication.
        modified: claims of the day of the last change.
        other: claims of days that are neither, such as those of an event.
    """
    first = month_leads(page, [*published, *modified])
    excluded = {one.day for one in read(other, page.language, first)}
    changes = read(modified, page.language, first)
    stated = [one.day for one in changes if in_head(one.claim)]
    candidates = [one for one in read(published, page.language, first) if one.day not in excluded or in_head(one.claim)]
    chosen = best(as_shown(plausible(candidates, stated), stated), ENOUGH)
    if chosen.day is None:  # the only visible day at the headline
        chosen = best([one for one in changes if one.claim.source in SHOWN], ONLY_SHOWN)
    if chosen.day is None and len({one.day for one in changes}) == 1:
        chosen = best([one for one in changes if one.claim.source in ONLY], ENOUGH)
    change = best(changes, ENOUGH)
    if chosen.day is not None and change.day is not None and change.day < chosen.day:
        later = chosen.at is not None and change.at is not None and chosen.at <= change.at  # both stamps in UTC, one on its local day
        change = change._replace(day=chosen.day) if later else Resolved()
    return chosen, change


def month_leads(page: Page, claims: list[Claim]) -> bool:
    """Whether 3/5/2024 is the fifth of March: by the page's other days, then by its language and the country of its address."""
    usual = dates.month_first(page.head.lang or page.language)
    if not any(dates.other_reading(claim.value, usual) for claim in claims):
        return usual
    written = "\n".join(text for text in page.texts if len(text) <= LINE and "/" in text)
    firsts = {order for pair in dates.FIGURES.findall(written) if (order := dates.month_leads(*pair)) is not None}
    if len(firsts) == 1:
        return firsts.pop()
    named = named_days(page)
    for claim in claims:
        when, other = dates.parse(claim.value, page.language, usual), dates.other_reading(claim.value, usual)
        if other is not None and other in named and when not in named:
            return not usual
    host = (page.url or "")[:LINE].partition("://")[2].partition("/")[0]
    return usual and host.rpartition(".")[2] not in DAY_FIRST


def named_days(page: Page) -> set[date]:
    """The unambiguous days in short lines of the page."""
    lines = [text for text in page.texts if len(text) <= LINE and DATED.search(text) and not dates.FIGURES.search(text)]
    found = [(text, dates.parse(text, page.language)) for text in lines]
    return {dates.day_of(when) for text, when in found if when is not None and dates.other_reading(text, month_first=True) is None}


def read(claims: list[Claim], language: str, month_first: bool) -> list[Read]:
    """The claims that parse as a day; an ambiguous 3/5/2024 is read so that it agrees with an unambiguous claim, if possible."""
    found = []
    for claim in claims:
        when = dates.parse(claim.value, language, month_first)
        if when is not None and (in_head(claim) or not is_other_day(claim.value, language)):
            found.append(Read(claim, when, dates.day_of(when)))
    others = [dates.other_reading(one.claim.value, month_first) or one.when for one in found]
    unambiguous = {one.day for one, other in zip(found, others, strict=True) if other == one.when}
    for i, other in enumerate(others):
        if other != found[i].when and found[i].day not in unambiguous and dates.day_of(other) in unambiguous:
            found[i] = Read(found[i].claim, other, dates.day_of(other))
    return in_local_time(found)


def in_local_time(found: list[Read]) -> list[Read]:
    """The claims with UTC stamps on the local day that the page or its address shows: 22:00 UTC is the next day in Vienna."""
    local = {one.day for one in found if is_local(one)}
    return [one._replace(day=near.pop()) if one.day not in local and len(near := neighbours(one) & local) == 1 else one for one in found]


def is_local(one: Read) -> bool:
    """Whether a claim is a day in the page's own zone: a visible day, one in the address, or a stamp with an offset."""
    if isinstance(one.when, datetime):
        return bool(one.when.utcoffset())
    return not in_head(one.claim) and one.claim.trust >= SHOWN.get(one.claim.source, LOCAL)


def neighbours(one: Read) -> set[date]:
    """The days before and after that of a UTC stamp on which its instant falls in some zone."""
    if not isinstance(one.when, datetime) or one.when.utcoffset():
        return set()
    return {(one.when + WEST).date(), (one.when + EAST).date()} - {one.day}


def plausible(found: list[Read], stated: list[date]) -> list[Read]:
    """The claims without days after the last change in the head, and without visible days of a change beside an earlier publication."""
    if not stated:
        return found
    latest = max(stated)
    # scheduled pages were edited before they went out, so the head's own day of publication may be later
    found = [one for one in found if one.day <= latest + timedelta(days=1) or (in_head(one.claim) and one.claim.trust > SURE)]
    published = {one.day for one in found if in_head(one.claim) and one.claim.trust >= NAMED}
    if published and min(published) < latest:
        return [one for one in found if in_head(one.claim) or one.day not in stated or one.day in published]
    return found


def as_shown(found: list[Read], stated: list[date]) -> list[Read]:
    """The claims without those of the head, if the page shows one other day at its headline that is more plausible.

    So is the day of the address, if all others are much later: they are those of an import or a new edition.
    Else it is an earlier day with the label of a publication, or one from before an import into another system. The head then
    has no other day, neither of publication nor of change, or is later by more than a time zone explains.
    """
    head = [one for one in found if in_head(one.claim)]
    address = [one for one in found if one.claim.source == DIRECTORIES]
    if address and head and min(one.day for one in found if one not in address) - address[0].day > IMPORT:
        return address
    shown = [one for one in found if one.claim.trust >= SHOWN.get(one.claim.source, 1.0)]
    if not head or len({one.day for one in shown}) != 1:
        return found
    day, first = shown[0].day, min(one.day for one in head)
    most_trusted = max(head, key=lambda one: one.claim.trust).day
    contradictory = abs(most_trusted - day) > timedelta(days=1) and any(one.day == day for one in head)
    if contradictory and not any(one.day == most_trusted for one in found if not in_head(one.claim)):  # the address may confirm the head
        return [one for one in found if not in_head(one.claim) or one.day == day]
    labelled = day < first and any(one.claim.trust >= LABELLED for one in shown if one.claim.source == "date line")
    only_day = {one.day for one in head} == {first} and {first}.issuperset(stated)
    much_later = first - day > timedelta(days=1) and day not in stated
    imported = day < first and (only_day or much_later) and not any(one.day == first for one in found if not in_head(one.claim))
    return [one for one in found if not in_head(one.claim)] if labelled or imported else found


def in_head(claim: Claim) -> bool:
    """Whether the source of a claim is JSON-LD or a meta tag."""
    return claim.source.startswith(("json-ld", "meta"))


def best(found: list[Read], enough: float) -> Resolved:
    """The day with the highest sum of trust and agreement, by the claim with a time of day if there is one."""
    days: dict[date, list[Read]] = defaultdict(list)
    for one in found:
        days[one.day].append(one)
    top: tuple[float, date | None] = (0.0, None)
    for day, same in days.items():
        score = max(one.claim.trust for one in same) + AGREEMENT * (len({one.claim.source for one in same}) - 1)
        if score > top[0] + 1e-9:
            top = (score, day)
    if top[1] is None or top[0] < enough:
        return Resolved()
    chosen = max(days[top[1]], key=lambda one: (isinstance(one.when, datetime), one.claim.trust))
    return Resolved(top[1], chosen.when if isinstance(chosen.when, datetime) else None, chosen.claim.source)
