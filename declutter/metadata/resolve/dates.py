"""Which of the claimed days the page was published, and last changed."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from declutter.metadata.parse import dates
from declutter.metadata.parse.labels import DATED, words

if TYPE_CHECKING:
    from declutter.metadata.claim import Claim
    from declutter.page import Page

ENOUGH = 0.5
ONLY_SHOWN = 0.7  # trust from which a day by the headline, labelled as a change, stands for the publication of a page that shows no other
AGREEMENT = 0.08  # what another source that says the same adds
SURE = 0.85  # trust above which a claim outlives doubts about its order
SHOWN = {"mark": 0.82, "date line": 0.61, "date line updated": 0.61}  # trust of a shown day that stands by the headline
LABELLED = 0.85  # … of one that is called the day of publication
ONLY = frozenset({"date line", "date line under"})  # changes around the story that may be the only day of a page
LINE = 160  # characters of a line that tells how the page writes its days
DAY_FIRST = frozenset(
    words("ae au bd bw eu gh hk ie il in jm ke lk mt my ng nz pk sg tt tz ug uk za zm zw")
)  # where English puts the day first


class Read(NamedTuple):
    """A claim with the day that it states."""

    claim: Claim
    when: date

    @property
    def day(self) -> date:
        return dates.day_of(self.when)


class Days(NamedTuple):
    """The settled days with their sources."""

    published: date | None
    published_source: str
    modified: date | None
    modified_source: str


def choose_dates(page: Page, published: list[Claim], modified: list[Claim]) -> Days:
    """Publication and change. What is published after the page's last change, as the head states it, is another page's day."""
    first = month_leads(page, [*published, *modified])
    shown_changes = read(modified, page.language, first)
    stated = [one.day for one in shown_changes if in_head(one.claim)]
    candidates = as_shown(plausible(read(published, page.language, first), stated), stated)
    when, source = best(candidates, ENOUGH)
    if when is None:  # the only day that the page shows beside its headline
        when, source = best([one for one in shown_changes if one.claim.source in SHOWN], ONLY_SHOWN)
    if when is None and len({one.day for one in shown_changes}) == 1:
        when, source = best([one for one in shown_changes if one.claim.source in ONLY], ENOUGH)
    change, change_source = best(shown_changes, ENOUGH)
    if when is not None and change is not None and dates.day_of(change) < dates.day_of(when):
        change, change_source = None, ""
    return Days(when, source, change, change_source)


def month_leads(page: Page, claims: list[Claim]) -> bool:
    """Whether 3/5/2024 is the fifth of March: as the page's other days are written, then by its language and the country of its address."""
    usual = dates.month_first(page.head.lang or page.language)
    if not any(dates.turned(claim.value, usual) for claim in claims):
        return usual
    written = "\n".join(text for text in page.texts if len(text) <= LINE and "/" in text)
    firsts = {order for pair in dates.FIGURES.findall(written) if (order := dates.month_leads(*pair)) is not None}
    if len(firsts) == 1:
        return firsts.pop()
    named = named_days(page)
    for claim in claims:
        when, other = dates.parse(claim.value, page.language, usual), dates.turned(claim.value, usual)
        if other is not None and other in named and when not in named:
            return not usual
    host = (page.url or "")[:LINE].partition("://")[2].partition("/")[0]
    return usual and host.rpartition(".")[2] not in DAY_FIRST


def named_days(page: Page) -> set[date]:
    """The days that short lines of the page write so that they have one reading only."""
    lines = [text for text in page.texts if len(text) <= LINE and DATED.search(text) and not dates.FIGURES.search(text)]
    found = [(text, dates.parse(text, page.language)) for text in lines]
    return {dates.day_of(when) for text, when in found if when is not None and dates.turned(text, month_first=True) is None}


def read(claims: list[Claim], language: str, month_first: bool) -> list[Read]:
    """The claims that state a day; 3/5/2024 is read as another claim of the page has it, where one does."""
    found = [Read(claim, when) for claim in claims if (when := dates.parse(claim.value, language, month_first)) is not None]
    turned = [dates.turned(one.claim.value, month_first) or one.when for one in found]
    sure = {one.day for one, other in zip(found, turned, strict=True) if other == one.when}
    return [
        one if other is None or one.when == other or one.day in sure or dates.day_of(other) not in sure else Read(one.claim, other)
        for one, other in zip(found, turned, strict=True)
    ]


def plausible(found: list[Read], stated: list[date]) -> list[Read]:
    """Without days after the last change that the head states, and without shown days that are a change beside an earlier publication."""
    if not stated:
        return found
    latest = max(stated)
    # what goes out at a set hour was edited before it, so the head's own day of publication may be later
    found = [one for one in found if one.day <= latest + timedelta(days=1) or (in_head(one.claim) and one.claim.trust > SURE)]
    published = {one.day for one in found if in_head(one.claim) and one.claim.trust > SURE}
    if published and min(published) < latest:
        return [one for one in found if in_head(one.claim) or one.day not in stated or one.day in published]
    return found


def as_shown(found: list[Read], stated: list[date]) -> list[Read]:
    """Without what the head says, where the page shows one other day by its headline: people read that one, and others filled in the head.

    That is an earlier day that is labelled as the one of publication, or one from before an import into another system. The head then
    knows no other day, neither of publication nor of change, or is later by more than a time zone explains.
    """
    head = [one for one in found if in_head(one.claim)]
    shown = [one for one in found if one.claim.trust >= SHOWN.get(one.claim.source, 1.0)]
    if not head or len({one.day for one in shown}) != 1:
        return found
    day, first = shown[0].day, min(one.day for one in head)
    told = max(head, key=lambda one: one.claim.trust).day
    of_two_minds = abs(told - day) > timedelta(days=1) and any(one.day == day for one in head)
    if of_two_minds and not any(one.day == told for one in found if not in_head(one.claim)):  # an address may bear the head out
        return [one for one in found if not in_head(one.claim) or one.day == day]
    labelled = day < first and any(one.claim.trust >= LABELLED for one in shown if one.claim.source == "date line")
    alone = {one.day for one in head} == {first} and {first}.issuperset(stated)
    much_later = first - day > timedelta(days=1) and day not in stated
    imported = day < first and (alone or much_later) and not any(one.day == first for one in found if not in_head(one.claim))
    return [one for one in found if not in_head(one.claim)] if labelled or imported else found


def in_head(claim: Claim) -> bool:
    """Whether JSON-LD or a meta tag makes the claim."""
    return claim.source.startswith(("json-ld", "meta"))


def best(found: list[Read], enough: float) -> tuple[date | None, str]:
    """The day with most trust and agreement; of its claims the one that knows the time."""
    days: dict[date, list[Read]] = defaultdict(list)
    for one in found:
        days[one.day].append(one)
    top: tuple[float, date | None] = (0.0, None)
    for day, same in days.items():
        score = max(one.claim.trust for one in same) + AGREEMENT * (len({one.claim.source for one in same}) - 1)
        if score > top[0] + 1e-9:
            top = (score, day)
    if top[1] is None or top[0] < enough:
        return None, ""
    chosen = max(days[top[1]], key=lambda one: (isinstance(one.when, datetime), one.claim.trust))
    return chosen.when, chosen.claim.source
