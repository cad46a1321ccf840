"""Claims of visible dates: date lines around the headline, datelines of the first paragraphs, and labelled days elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import regex

from declutter.metadata.claim import Claim
from declutter.metadata.claims.byline_zone import LISTED
from declutter.metadata.parse import dates, labels
from declutter.metadata.parse.other_days import OTHER_ONLY, is_other_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from declutter.metadata.claims.byline_zone import Place
    from declutter.page import Page

LONGEST = 160  # characters of a date line
SENTENCE = 400  # characters of a block with a sentence such as "was published on …"
BARE = 60  # characters of a date line without a label
SIGNED = 100  # … of one that starts with a byline
MOST_PARTS = 6  # of a line of facts that are parsed
BARE_DAY = 25  # characters of a line that is only a day
LABEL = 30  # characters of the longest label
DATELINE = 40  # characters at the start of a paragraph that may hold a dateline
LABELLED = 10  # blocks under the headline in which "Date:" is not the label of a list item
BESIDE = 5  # blocks under the headline in which a day is most likely the page's own
OPENING = 3  # paragraphs of a story that may start with a dateline
AFTER_STORY = 8  # blocks under the story that may be its date line
DIGITS = regex.compile(r"\d\D{1,12}\d|\d{4}|[〇零一二三四五六七八九]年")
STAMP = regex.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)")
OPENS = regex.compile(
    r"^[(\[]?\s?(?:\p{L}{2,10},?\s|(?:Pressemitteilung|Pressemeldung|Meldung|Nachricht|Press\srelease)\s(?:vom|of)\s)?(\d{1,2}\.\s?(?:\d{1,2}\.|\p{L}{3,12})\s?\d{4}|\d{4}-\d{2}-\d{2}|\p{L}{3,9}\s\d{1,2},\s\d{4})\s?(?:[)\].:|–—-])"
)
STATED = regex.compile(
    r"(?:published|posted|veröffentlicht|erschienen|publié|publicado|pubblicato|gepubliceerd|opublikowano|опубликовано)"
    r"(?:\s(?:on|am|le|el|em|il|op))?\s?[:：]",
    regex.I,
)
WRITTEN = regex.compile(
    r"\b(?:wurde\s(?:am|um)|was\s(?:originally\s|first\s)?(?:posted|published|written|created)\s(?:on|at|in)"
    r"|a\sété\spublié\sle|fue\spublicado\sel|è\sstato\spubblicato\sil)\s(.{6,60})",
    regex.I,
)
PARTICIPLE = regex.compile(
    r"\b(?:gepostet|geschrieben|veröffentlicht|verfasst|publiziert|eingestellt|erstellt|online\sgestellt)\b"
)  # that follows "wurde am"
DAY_OF_PUBLICATION = regex.compile(
    r"date-?published|pub(?:lish(?:ed|ing)?|lication)?[-_]?dat(?:e|um)|(?:post|entry|article|news)[-_]?dat(?:e|um)", regex.I
)
FILED = regex.compile(
    r"\b(?:filed\sunder|posted\s(?:on|by|in)|gespeichert\sunter|abgelegt\s(?:unter|in)|veröffentlicht\sin|categor(?:y|ies)|kategorien?"
    r"|classé\sdans|archiviato\sin|archivado\sen|arquivado\sem)\b",
    regex.I,
)  # of a blog's line under the story
PARTS = regex.compile(
    r"\s*[|•·@]\s*|\s[-–—/]{1,2}\s|\s(?=(?:by|von|par|por|di|door|av|af)\s)"
)  # separators in a line of facts about the page
SENTENCE_WORDS = (
    " wurde am ",
    " was posted ",
    " was published ",
    " was originally ",
    " was first ",
    " was written ",
    " publié le ",
    " publicado el ",
    " pubblicato il ",
)


def claims(page: Page, place: Place) -> Iterator[Claim]:
    """Claims of the blocks around the headline, at the start of the story, under the story and elsewhere."""
    boxed = page.own("byline").tolist()
    near = around(page, place, boxed)
    yield from first_message(page, near) if page.thread else (claim for _, claim in near)
    yield from datelines(page)
    yield from under(page, place, boxed)
    yield from boxed_days(page, place, boxed)
    yield from named_days(page, place)
    yield from elsewhere(page, place)


def around(page: Page, place: Place, boxed: list[bool]) -> Iterator[tuple[int, Claim]]:
    """Claims of the blocks around the headline, each with its block."""
    label_shares = page.hits("byline")
    related = page.inside("related").tolist()
    for i in place.blocks():
        text = page.texts[i]
        if len(text) > LONGEST or not place.own(i) or not DIGITS.search(text) or repeats_title(page, i):
            if len(text) <= SENTENCE and (written := WRITTEN.search(text[:LONGEST])) is not None:
                yield i, Claim("published", written.group(1), "date line", 0.6)
            continue
        named = bool(boxed[i] or label_shares[i] > 0)
        if i < place.end or named:
            for claim in dated(page, i, named):
                yield i, claim._replace(trust=min(claim.trust, LISTED)) if place.listed(i) or related[i] else claim
        elif len(text) <= BARE_DAY:
            yield i, Claim("published", text, "date line", 0.59)


def first_message(page: Page, found: Iterable[tuple[int, Claim]]) -> Iterator[Claim]:
    """The claims of a thread without the days of publication after that of its first message: they belong to the answers."""
    first = -1
    for i, claim in found:
        if claim.field == "published":
            if first < 0 and dates.parse(claim.value, page.language) is not None and not is_other_day(claim.value, page.language):
                first = i
            if i > first >= 0:
                continue
        yield claim


def repeats_title(page: Page, i: int) -> bool:
    """Whether a line repeats the headline or a part of ``<title>``: a day in it is the subject of the page."""
    return i in page.headline.repeats or (len(page.texts[i]) > BARE_DAY and page.texts[i] in page.head.title)


def dated(page: Page, i: int, named: bool) -> Iterator[Claim]:
    """Claims of a line that is labelled as a date, by itself or by the line before, or that holds little else."""
    text = without_stamps(page.texts[i], page.language)
    before = page.texts[i - 1] if i and len(page.texts[i - 1]) <= LABEL else ""
    if OTHER_ONLY.fullmatch(before):
        return
    if labels.CHANGED_ONLY.fullmatch(before):
        yield Claim("modified", text, "date line", 0.75)
        return
    if labels.MODIFIED.match(text):
        first = labels.PUBLISHED_WORD.search(text)
        cut = first.start() if first is not None else len(text)
        yield Claim("modified", text[:cut], "date line", 0.75)
        if first is not None:
            yield Claim("published", text[first.end() :], "date line", 0.85)
        return
    text = labels.LATEST.split(text)[0]
    changed = labels.MODIFIED_WORD.search(text)
    if changed is not None:
        yield Claim("modified", text[changed.end() :], "date line", 0.75)
        text = text[: changed.start()]
    label = labels.PUBLISHED.match(text) or STATED.search(text)
    if label is not None:
        sure = -2 <= i - page.headline.block <= LABELLED or labels.PUBLISHED_WORD.match(text) is not None
        yield Claim("published", text[label.end() :], "date line", 0.85 if sure else 0.65)
    elif labels.PUBLISHED_ONLY.fullmatch(before):
        yield Claim("published", text, "date line", 0.85)
    elif named or len(text) <= BARE or (len(text) <= SIGNED and labels.SPACED.match(text)) or stands_apart(text, page.language):
        close = -2 <= i - page.headline.block <= BESIDE
        yield Claim("published", text, "date line", 0.7 if named and close else 0.6 if named else 0.62 if close else 0.58)


def without_stamps(text: str, language: str) -> str:
    """A line without ISO time stamps, if it holds another day beside them: style sheets hide the stamps."""
    if "T" not in text or STAMP.search(text) is None:
        return text
    left = STAMP.sub(" | ", text)
    return left if dates.parse(left, language) is not None else text


def stands_apart(text: str, language: str) -> bool:
    """Whether a day is one of the separated parts of a longer line: "Orla Law | May 3, 2024 | Ferries", "3 May 2024 by Ann Lee, who …"."""
    parts = PARTS.split(text)[:MOST_PARTS]
    return any(len(part) <= LABEL and DIGITS.search(part) and dates.parse(part, language) is not None for part in parts)


def datelines(page: Page) -> Iterator[Claim]:
    """A day at the start of the headline or of the first paragraphs: "23.01.2022 - Storm …", "(18.01.2018) The ferry …"."""
    opening = [int(i) for i in np.flatnonzero(page.layout.story)[:OPENING]]
    head = page.headline.block
    under_it = [*range(head, min(head + OPENING, len(page)))] if head >= 0 else []
    for i in under_it + opening:
        found = OPENS.match(page.texts[i][:DATELINE])
        if found is not None:
            if not is_other_day(page.texts[i][:LONGEST], page.language):
                yield Claim("published", found.group(1), "dateline", 0.58)
            return


def under(page: Page, place: Place, boxed: list[bool]) -> Iterator[Claim]:
    """Date lines right under the story."""
    last = page.layout.last
    for i in range(max(place.end, last + 1), min(len(page), last + 1 + AFTER_STORY) if last >= 0 else 0):
        text = page.texts[i]
        if len(text) > SENTENCE or not place.own(i) or not DIGITS.search(text):
            continue
        written = WRITTEN.search(text)
        if len(text) > LONGEST and written is None:
            continue
        if written is not None:
            yield Claim("published", written.group(1), "date line under", 0.6)
        elif labels.MODIFIED.search(text):
            changed = labels.MODIFIED_WORD.search(text)
            if changed is not None and dates.parse(text[: changed.start()], page.language) is not None:
                yield Claim("published", text[: changed.start()], "date line under", 0.6)
                text = text[changed.start() :]
            yield Claim("modified", text, "date line under", 0.6)
        elif labels.PUBLISHED.match(text) or boxed[i] or len(text) <= BARE_DAY or FILED.search(text) or stands_apart(text, page.language):
            yield Claim("published", text, "date line under", 0.5)


def elsewhere(page: Page, place: Place) -> Iterator[Claim]:
    """ "Published on 3 May 2024", "Last updated: …" anywhere from the headline on, if only one day has such a label."""
    yield from sentences(page, place)
    published: dict[str, str] = {}
    modified: dict[str, str] = {}
    for i in np.flatnonzero((page.hits("byline") > 0) & (page.words <= 14)).tolist():
        text = page.texts[i]
        if i < page.headline.block or len(text) > LONGEST or not place.own(i):
            continue
        found = published
        label = labels.PUBLISHED.match(text)
        if labels.PUBLISHED_ONLY.fullmatch(text) and i + 1 < len(page) and len(page.texts[i + 1]) <= BARE:
            text = page.texts[i + 1]
        elif label is not None:
            text = text[label.end() :]
        elif (label := labels.MODIFIED.match(text)) is not None:
            found, text = modified, text[label.end() :]
        else:
            continue
        when = dates.parse(text, page.language) if DIGITS.search(text) else None
        if when is not None:
            found[str(dates.day_of(when))] = text
    if len(published) == 1:
        yield Claim("published", next(iter(published.values())), "only date line", 0.56)
    if len(modified) == 1:
        yield Claim("modified", next(iter(modified.values())), "only date line", 0.55)


def boxed_days(page: Page, place: Place, boxed: list[bool]) -> Iterator[Claim]:
    """The day in short blocks with byline class names before a story that starts far below its headline, if they agree on one."""
    found: dict[str, str] = {}
    for i in range(max(page.headline.block, 0), min(page.layout.first, len(page))):
        text = page.texts[i]
        if boxed[i] and not place.near(i) and len(text) <= BARE and DIGITS.search(text) and place.own(i):
            when = dates.parse(text, page.language)
            if when is not None:
                found[str(dates.day_of(when))] = text
    if len(found) == 1:
        text = next(iter(found.values()))
        yield Claim("modified" if labels.MODIFIED.match(text) else "published", text, "date line", 0.57)


def named_days(page: Page, place: Place) -> Iterator[Claim]:
    """The day in elements whose names say publication date, if those from the headline on agree on one."""
    named = {region for region, names in enumerate(page.regions.attrs) if "dat" in names and DAY_OF_PUBLICATION.search(names)}
    found: dict[str, int] = {}
    for i in range(max(page.headline.block, 0), len(page)) if named else ():
        text = page.texts[i]
        if page.region[i] in named and len(text) <= BARE and DIGITS.search(text) and place.own(i):
            when = dates.parse(text, page.language)
            if when is not None:
                found.setdefault(str(dates.day_of(when)), i)
    if len(found) == 1:
        block = next(iter(found.values()))
        text = page.texts[block]
        yield Claim("modified" if labels.MODIFIED.match(text) else "published", text, "date line", 0.8 if place.near(block) else 0.57)


def sentences(page: Page, place: Place) -> Iterator[Claim]:
    """ "This article was originally published on 3 May 2024" anywhere on the page, if only one day is in such a sentence."""
    whole = "\n".join(page.texts)
    openings = [words for words in SENTENCE_WORDS if words in whole]
    found: dict[str, str] = {}
    for i, text in enumerate(page.texts) if openings else ():
        if len(text) > SENTENCE or not any(words in text for words in openings) or not place.own(i):
            continue
        written = WRITTEN.search(text)
        if written is None or (written.group().startswith("wurde") and not PARTICIPLE.search(text)):
            continue
        when = dates.parse(written.group(1), page.language)
        if when is not None:
            found[str(dates.day_of(when))] = written.group(1)
    if len(found) == 1:
        yield Claim("published", next(iter(found.values())), "sentence", 0.86)
