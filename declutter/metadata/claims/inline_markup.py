"""Author and date claims from inline markup: ``<time>``, ``rel=author``, ``itemprop``, hCard and h-entry classes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from declutter.metadata.claim import Claim
from declutter.metadata.claims.byline_zone import LISTED, in_cards, of_latest
from declutter.metadata.parse import dates
from declutter.metadata.parse.labels import CHANGED_ONLY, CHECKED, MODIFIED, PUBLISHED, PUBLISHED_ONLY, words
from declutter.metadata.parse.names import clean

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from declutter.metadata.claims.byline_zone import Place
    from declutter.page import Mark, Page

UNDER_STORY = 14  # blocks under the story that count as its footer
STATED_FAR = 0.45  # trust of a date far from the headline that is labelled as the publication date
FARTHER = 0.54  # trust of a date below the footer, if it is the only one there
LONGEST = 160  # characters in a byline at most
LABEL = 30  # characters in a label at most
BESIDE = 5  # blocks under the headline where a date gets the highest trust
TEASER_WORDS = 5  # words before a name from which they are a headline: "Photographs and text by" has four
MOST = 400  # inline elements read per page
TAGS = frozenset(words("time a span abbr address strong b i em cite small font u data"))
AUTHOR = regex.compile(r"author|byline|creator|\bfn\b")
NO_AUTHOR = regex.compile(
    r"avatar|image|img|comment|bio\b|title|role|job|label|desc|date|time|count"
    r"|social|twitter|prefix|tooltip|share|follow|position|icon|quote"
)
DATE = regex.compile(r"date|publish|time|posted")
NO_DATE = regex.compile(
    r"comment|review|event|expire|start|end-?date|validate|sort|author|reading|read-time|latest|update-?count|birth|death|related|video|pagination|(?:prev|next)(?:ious)?[-_]"
)
BYLINE_DAY = regex.compile(r"\s(?:on|am|le|el|il|em|op|den|dne|dňa|dnia|[|·•–—-])\s(.*\d{4}.{0,20})$")  # "By Ann Lee on May 3, 2024"
CHANGED = regex.compile(r"updat|modif|revis|changed")
STATED = regex.compile(r"publish|pubdate|posted|entry-date|created|post-date|article-date")


def claims(page: Page, place: Place) -> Iterator[Claim]:
    """Claims of the inline elements, in document order; those far from the headline get trust only where all of them agree."""
    far: list[Claim] = []
    farther: list[Claim] = []
    author_found, first_post = False, 0
    for mark in page.head.marks[:MOST]:
        if mark.tag not in TAGS or not place.own(mark.block):
            continue
        low = mark.attrs.lower()
        near = place.near(mark.block)
        if AUTHOR.search(low) and mark.tag != "time" and mark.text:
            if near and (beside := BYLINE_DAY.search(mark.text[:LONGEST])) is not None:
                yield Claim("published", beside.group(1), "mark", 0.78)
            if mark.block < len(page) and (CHECKED.match(page.texts[mark.block][:40]) or page.layout.story[mark.block]):
                continue  # a reviewer ("Reviewed by"), or a person quoted in a paragraph
            if of_teaser(page, mark):
                continue
            if (
                not NO_AUTHOR.search(low) and not (page.thread and author_found) and not in_cards(page, mark.block)
            ):  # a thread's author wrote the first message
                author_found = True
                claim = Claim("authors", mark.text, "mark author" if near else "mark author far", 0.75 if near else 0.35)
                if near:
                    yield claim
                elif under(page, mark.block):
                    far.append(claim)
        elif (mark.tag == "time" or DATE.search(low)) and not NO_DATE.search(low) and not of_latest(page, mark):
            for claim in date_claims(mark, low, near, page.headline.block, label_of(page, mark)):
                if near:
                    if not first_post and dates.parse(claim.value, page.language) is not None:
                        first_post = mark.block
                    if not page.thread or mark.block == first_post:
                        yield claim._replace(trust=min(claim.trust, LISTED)) if place.listed(mark.block) else claim
                elif under(page, mark.block):
                    far.append(claim)
                elif mark.block > page.layout.last and claim.field == "published":
                    farther.append(claim)
    yield from agreed(far, page.language)
    if not any(claim.field == "published" for claim in far):
        yield from only_day(farther, page.language)


def of_teaser(page: Page, mark: Mark) -> bool:
    """Whether an author stands above the headline, behind the headline of another page in the same block."""
    if mark.block >= min(page.headline.block, len(page)):
        return False
    place = page.texts[mark.block].find(mark.text)
    return place > 0 and len(page.texts[mark.block][:place].split()) >= TEASER_WORDS


def under(page: Page, block: int) -> bool:
    """Whether a block stands in the story or in its footer."""
    return max(page.headline.block, 0) <= block <= page.layout.last + UNDER_STORY


def agreed(far: list[Claim], language: str) -> Iterator[Claim]:
    """Claims far from the headline, with more trust where they agree, as in a footer; lists of other pages differ."""
    author_lists = {clean(claim.value) for claim in far if claim.field == "authors"} - {()}
    days = days_of([claim for claim in far if claim.field == "published"], language)
    for claim in far:
        unique = len(author_lists) == 1 if claim.field == "authors" else len(days) == 1
        yield claim._replace(trust=0.58) if unique and claim.field != "modified" else claim


def days_of(claims: list[Claim], language: str) -> set[date | None]:
    """The different dates in claims, parsed."""
    return {when and dates.day_of(when) for claim in claims for when in [dates.parse(claim.value, language)]}


def only_day(found: list[Claim], language: str) -> Iterator[Claim]:
    """The date far below the story, where it is the only one there, or the only one labelled as the publication date."""
    found = [claim for claim in found if claim.trust >= STATED_FAR] or found
    if len(days_of(found, language)) == 1:
        yield found[0]._replace(trust=FARTHER)


def label_of(page: Page, mark: Mark) -> str:
    """The label of an inline element: the text before it in its block ("Last updated: "), or the block before; "" if that is long."""
    text = page.texts[mark.block] if mark.block < len(page) else ""
    start = text.find(mark.text) if mark.text else -1
    label = text[:start] if start > 0 else page.texts[mark.block - 1] if start == 0 and mark.block else ""
    return label.strip() if len(label) <= LABEL else ""


def date_claims(mark: Mark, low: str, near: bool, headline: int, label: str) -> Iterator[Claim]:
    """The date of a ``<time>`` or date element, from its attribute, else from its text."""
    value = mark.value if any(map(str.isdigit, mark.value)) else mark.text
    if not any(map(str.isdigit, value)):
        return
    labelled_change = MODIFIED.match(mark.text) is not None or CHANGED_ONLY.fullmatch(label) is not None
    changed = labelled_change or CHANGED.search(low) is not None
    stated = STATED.search(low) is not None or PUBLISHED.match(mark.text) is not None or PUBLISHED_ONLY.fullmatch(label) is not None
    if changed and not stated:
        yield Claim("modified", value, "mark", 0.75 if near else 0.3)
        if near and not labelled_change:  # hAtom's "updated" is the class of every date of many templates
            yield Claim("published", value, "mark updated", 0.55)
    else:
        near_headline = 0 <= mark.block - headline <= BESIDE
        trust = (
            0.87
            if near_headline and stated
            else 0.82
            if near_headline and near
            else 0.81
            if near and stated
            else 0.8
            if near
            else STATED_FAR
            if stated
            else 0.3
        )
        yield Claim("published", value, "mark" if near else "mark far", trust)
