"""Claims of plain lines: bylines, labelled and unlabelled date lines around the headline, the site's name.

The only evidence is the form and the position of a line; lines inside the story are never read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from declutter.lexicon.dates import is_lifetime
from declutter.metadata.claim import Claim
from declutter.metadata.claims.byline_zone import is_interface
from declutter.metadata.claims.license import copyright_owner
from declutter.metadata.parse import dates, labels, name_patterns, names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from declutter.metadata.claims.byline_zone import Place
    from declutter.page import Page

LONGEST = 120
SENTENCE = regex.compile(r"[.!?。！？]['\"”’»)]*$")
SENDER = regex.compile(
    r"(?:from|von|de|da|van|från|fra|od|от|від|差出人|发件人|寄件者|보낸 ?사람|من)\s?[:：]\s?(\P{N}{3,60}?)\s*"
    r"[<(\[]\S{1,80}@\S{1,80}[>)\]]",
    regex.I,
)
SOURCE = regex.compile(r"(?:来源|來源|source|quelle|fuente|fonte|источник)\s?[:：]\s?(\S.{1,40})$", regex.I)
UNDER = 5  # lines below the headline that may be unlabelled names in German, where every noun is capitalised
ABOVE = 6  # lines above the headline that may be unlabelled names
TOP = 3  # lines at the top of the page that may be the site's name
TITLE_CASE = frozenset({"", "en", "de", "lb"})  # languages whose labels and headings may have as many capitals as names
NAME_CHARS = 80  # characters in a line of names at most
CALLED, DATED, BESIDE_DATE = 0.75, 0.7, 0.65  # trust in names with a reporter's suffix, with a date in the line, beside a date line
NAME_WORDS = 6
BYLINE_TAIL = regex.compile(r"\s(?:at|on|am|um|le|el|il|à|a las|alle|o|dne|dňa|dnia)\s(?=\d|\p{L}+\s\d).*$|\s*[|·•].*$", regex.I)
LEGAL = regex.compile(
    r"(?:,?\s(?:ltd|limited|gmbh|inc|llc|ag|s\.a|s\.r\.l|spa|co|plc|media|group|foundation|verlag|company|corporation)\.?)+$", regex.I
)
DESK_TAIL = regex.compile(r"\s(?:staff|newsroom|team|redaktion|rédaction|redacción|redazione|news desk|newsdesk|reporters?)$", regex.I)


def claims(page: Page, place: Place) -> Iterator[Claim]:
    """Claims of all lines around the headline, then of the site's name."""
    owner = copyright_owner(page)
    for i in place.blocks():
        text = page.texts[i]
        if len(text) > LONGEST or page.layout.story[i]:
            continue
        yield from bylines(page, i, owner, place.headline)
        if any(map(str.isdigit, text)) and not SENTENCE.search(text.rstrip(".") if text[-3:-1].isdigit() else text):
            yield from date_line(page, i, place.headline)
        source = SOURCE.search(text)
        if source is not None:
            yield Claim("site_name", source.group(1), "source line", 0.75)
    if page.headline.text:
        yield Claim("title", page.headline.text, "headline", 0.9)
    if place.headline not in (-1, page.headline.block):
        yield Claim("title", page.texts[place.headline], "line of the address", 0.97)
    yield from site(page, owner)


def bylines(page: Page, i: int, owner: str, headline: int) -> Iterator[Claim]:
    """ "By X": persons are claimed as authors; organisations, and the owner of the copyright, as the site's name."""
    text = page.texts[i]
    sender = SENDER.fullmatch(text)
    field = names.author_field(text) if sender is None else sender.group(1)
    if field != text and is_name_line(field):
        yield Claim("authors", field, "byline field", 0.8)
        return
    label = labels.SPACED.match(text)
    if label is None or label.end() == len(text) or page.words[i] > 14 or (SENTENCE.search(text) and not text.endswith(".")):
        yield from unlabelled(page, i, headline)
        return
    rest = text[label.end() :]
    if rest[0].islower() or rest[0].isdigit():
        return
    name = BYLINE_TAIL.sub("", rest).strip(name_patterns.EDGES)
    site_name = DESK_TAIL.sub("", name)
    found = names.clean(rest)
    single = " " not in name and name_patterns.HAN_NAME.fullmatch(name) is None
    if single or (owner and names.fold(site_name) == names.fold(owner)) or (len(found) <= 1 and names.is_organisation(name)):
        if len(name.split()) <= NAME_WORDS and "@" not in name and not any(map(str.isdigit, name)):
            yield Claim("site_name", site_name, "byline", 0.7)
    elif any(names.is_person(one) for one in found):
        yield Claim("authors", rest, "byline", 0.85)


def unlabelled(page: Page, i: int, headline: int) -> Iterator[Claim]:
    """A line that is only a name, after a line that is only a label, with a reporter's suffix, or beside a date."""
    text = page.texts[i]
    name = name_patterns.BARS.split(text)[0]
    if any(map(str.isdigit, text)) and name_patterns.AFTER_DATE.match(text) is not None:
        yield Claim("authors", text, "byline", 0.8)
    elif i and len(page.texts[i - 1]) <= LONGEST and labels.BYLINE_ONLY.fullmatch(page.texts[i - 1]):
        if is_name_line(name):
            yield Claim("authors", name, "byline", 0.8)
    elif i >= headline - ABOVE and len(name) <= NAME_CHARS and not name[:1].islower():
        trust = name_trust(page, i, headline, name)
        if trust and not is_interface(page, i) and is_name_line(name) and (trust > BESIDE_DATE or not names.is_topic(page, name)):
            yield Claim("authors", name, "byline" if trust > DATED else "name beside a date", trust)


def name_trust(page: Page, i: int, headline: int, name: str) -> float:
    """Trust that line ``i`` is a byline if it is a name: for a reporter's suffix, a date in the line or a date beside it; else 0."""
    text = page.texts[i]
    if name_patterns.CALLING.search(name):
        return CALLED
    if name != text and (labels.DATED.search(text) or labels.PUBLISHED_WORD.search(text)):
        return DATED
    if i and (page.language != "de" or 0 < i - headline <= UNDER) and (beside_date(page, i) or over_story(page, i, headline)):
        return BESIDE_DATE  # in German all nouns are capitalised
    return 0.0


def over_story(page: Page, i: int, headline: int) -> bool:
    """Whether a line stands between the headline and the first paragraph, in a language that writes labels and headings in lower case."""
    return page.language not in TITLE_CASE and 0 <= headline < i and page.layout.first - UNDER <= i < page.layout.first


def is_name_line(text: str) -> bool:
    """Whether a line consists only of names of persons."""
    found = names.clean(text)
    length = len(name_patterns.BUREAU.sub("", name_patterns.CALLING.sub("", names.plain(text))))
    return bool(found) and all(map(names.is_likely_person, found)) and sum(map(len, found)) >= 0.6 * length


def beside_date(page: Page, i: int) -> bool:
    """Whether one of the next two lines, or the line before, is a date line."""
    near = [page.texts[j] for j in (i - 1, i + 1, i + 2) if 0 <= j < len(page) and not page.layout.story[j]]
    return any(len(text) <= 60 and not is_lifetime(text) and dates.parse(text, page.language) is not None for text in near)


def date_line(page: Page, i: int, headline: int) -> Iterator[Claim]:
    """A labelled date, or a short line with a date."""
    text = page.texts[i]
    if labels.MODIFIED.match(text):
        yield Claim("modified", text, "date line updated", 0.8)
        return
    changed = labels.MODIFIED_WORD.search(text)
    if changed is not None:
        yield Claim("modified", text[changed.end() :], "date line updated", 0.75)
        text = text[: changed.start()]
    label = labels.PUBLISHED.match(text)
    if label is not None:
        yield Claim("published", text[label.end() :], "date line", 0.9)
    elif labels.SPACED.match(text) and page.words[i] <= 14:
        yield Claim("published", text, "date line", 0.75)
    elif len(text) <= 50:  # over the headline it may be the day of the visit
        yield Claim("published", text, "date line", 0.7 if i >= headline - 2 else 0.55)


def site(page: Page, owner: str) -> Iterator[Claim]:
    """The site's name: a top line that is part of the copyright owner's name, else that owner, else a masthead line."""
    top = [page.texts[i] for i in range(min(TOP, len(page), max(page.headline.block, 0)))]
    for text in top:
        if owner and len(text) >= 3 and names.fold(text) in names.fold(owner):
            yield Claim("site_name", text, "top line", 0.9)
            return
    if owner:
        yield Claim("site_name", LEGAL.sub("", owner), "copyright line", 0.65)
    elif len(top) > 1 and is_masthead(page):
        yield Claim("site_name", top[0], "top line", 0.55)


def is_masthead(page: Page) -> bool:
    """Whether the first line is a name in capitalised words over a menu."""
    words = page.texts[0].split()
    small = [word for word in words if not word[0].isupper()]
    if (
        not 2 <= len(words) <= 5
        or not words[0][0].isupper()
        or len(words) - len(small) < 2
        or not all(w in name_patterns.PARTICLES for w in small)
    ):
        return False
    if any(page.hits(name)[0] > 0.2 for name in ("navigation", "share", "subscribe", "shop", "player", "paywall")):
        return False
    return any(
        page.hits("navigation")[i] > 0.2 or (page.texts[i].split()[4:5] != [] and page.texts[i].istitle())
        for i in range(1, min(TOP + 1, len(page)))
    )
