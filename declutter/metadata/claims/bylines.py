"""Claims of the visible page: bylines around the headline, and signatures under the story."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import regex

from declutter.metadata.claim import Claim
from declutter.metadata.claims.byline_zone import in_cards
from declutter.metadata.parse import dates, labels, names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from declutter.metadata.claims.byline_zone import Place
    from declutter.page import Page

LONGEST = 160  # characters of a byline
AUTHOR = regex.compile(r"author|byline|creator|\bautor|redakteur|writer", regex.I)
NO_AUTHOR = regex.compile(r"title|role|job|desc|date|time|social|share|comment|avatar|image", regex.I)
SENTENCE = regex.compile(r"[.!?]$")
DIGITS = regex.compile(r"\d\D{1,12}\d|\d{4}")
COUNTED = regex.compile(r",|&|\s(?:and|und|et|y|e|och|og|en|i|a)\s")
CRUMBS = regex.compile(r"\s[»›]\s.*\s[»›]\s")
TEAM = regex.compile(
    r"^\p{Lu}[\p{L}\d&.'’-]*(?:\s[\p{L}\d&.'’-]+){0,2}\s(?:Team|Desk|Newsroom|Editors|Redaktion)$|^(?:Newsdesk|Redaktion|Redazione|Redacción)$"
)
CREDIT = regex.compile(r"(?:quelle|source|fuente|fonte|źródło|bron|kilde|källa|lähde)\s?:\s?([\p{L}./-]{2,20})", regex.I)  # of an agency
IS_A = regex.compile(
    r"(?:\s\p{Lu}[\p{L}’'-]+)?,?\s(?:is|was|has been|ist|est|es|è|är|er|jest)\s"
    r"(?:(?:an?|the|our|one|eine?|der|die|une?|un[oa]?|en|ett?|il|la|le|el)\s|(?:\p{Lu}[\p{L}&-]*\s){1,4}(?:at|of|for|in|bei|von|für|chez|de)\s)"
)
STORY = 2  # paragraphs of a page that somebody wrote
SHORTEST = 3  # letters of a first name
LABEL = 30  # characters of the longest label
BARE = 60  # characters of a line that is a date line without being called one
BIOGRAPHY = 40  # blocks under the story in which an author may be told of
NAME = 4  # words of a name that stands alone
AFTER_STORY = 8  # blocks under the story in which an author may sign
BESIDE = range(-2, 6)  # blocks around the headline in which a name beside a day is the author's
UPWARDS = 3  # containers above a block that may be an author's box


def claims(page: Page, place: Place) -> Iterator[Claim]:
    """Claims of the blocks around the headline, then of signatures under the story."""
    boxed = page.own("byline").tolist()
    said = (page.hits("byline") > 0).tolist()
    alone = False
    for i in place.blocks():
        if len(page.texts[i]) <= LONGEST and place.own(i) and i not in page.headline.repeats:
            claims = [*signed(page, i, boxed[i], said[i])]
            for claim in claims if claims and not in_cards(page, i) else ():
                if not (page.thread and alone and claim.source == "byline box"):  # in a thread the first message speaks
                    yield claim
                alone = alone or claim.source == "byline box"
    yield from bare(page, place)
    yield from under(page, place, boxed)
    yield from told_of(page, place)
    yield from elsewhere(page, place, boxed)


def signed(page: Page, i: int, boxed: bool, said: bool) -> Iterator[Claim]:
    """A block that opens with "By", stands in an author's box, or follows a label that stands alone."""
    text = page.texts[i]
    if text.startswith(("By", "Von")) and text[2:3].isupper():
        text = names.GLUED.sub(" ", text)  # "ByAnn Lee": the style sheet draws the gap
    opens = labels.may_open(text)
    if opens and labels.CHECKED.match(text) is not None:
        return
    label = labels.SPACED.match(text) if opens else None
    if label is not None and label.end() < len(text) and page.words[i] <= 24:
        rest = text[label.end() :]
        account = " " not in rest and (boxed or "starter" in label.group().lower())
        if rest[0].isupper() or account or (not rest[0].islower() and rest[0].isalpha()):
            found = names.clean(text)
            sure = (
                bool(found)
                and all(map(names.is_person, found))
                and (boxed or page.language != "de" or (i > page.headline.block >= 0 and page.words[i] <= 7))
            )
            yield Claim("authors", text, "byline", 0.6 if page.thread else 0.98 if sure else 0.8)
            return
    if i and page.words[i] <= 8 and is_label(page.texts[i - 1]) and is_signer(text, page.language):
        yield Claim("authors", text, "byline", 0.9 if names.is_person(text) and not page.thread else 0.75)
    elif i - page.headline.block in besides(page, boxed) and labels.DATED.search(text) and (name := dated_name(page, text)):
        yield Claim("authors", name, "name beside a date", 0.68 if boxed else 0.62)
    elif (boxed or (page.words[i] <= 4 and names.is_person(text))) and not CRUMBS.search(text) and names_author(page, i):
        yield Claim("authors", text, "byline box", 0.64)
    elif (
        (boxed or said or 0 < i - page.headline.block <= 4)
        and any(map(str.isdigit, text))
        and page.words[i] <= 16
        and names.AFTER_DATE.match(text)
    ):
        yield Claim("authors", text, "byline", 0.7)


def besides(page: Page, boxed: bool) -> range:
    """How far from the headline a name beside a day is the author's; where all nouns are capitalised, topics stand over it."""
    return BESIDE if boxed or page.language != "de" else range(1, BESIDE.stop)


def dated_name(page: Page, text: str) -> str:
    """The name in "3 May 2024 · Ann Lee" or "Ann Lee | Senior writer | 3 May 2024"."""
    if len(text) > BARE + 20 or dates.parse(text, page.language) is None:
        return ""
    for part in names.BARS.split(names.GLUED.sub(" | ", names.DAY.sub(" | ", text))):
        found = names.clean(part)
        if found and all(names.is_person(name) for name in found) and not names.is_topic(page, found[0]):
            return part
    return ""


def is_label(text: str) -> bool:
    """Whether a block says "By" or "Author:" and nothing else."""
    return len(text) <= LABEL and labels.AUTHOR_ONLY.fullmatch(text) is not None


def is_signer(text: str, language: str) -> bool:
    """Whether a line that follows "Author:" is a person or a desk, and nothing more."""
    if len(text) > LONGEST:
        return False
    name = names.plain(text).partition(",")[0].partition(" - ")[0].strip()
    if not name:
        return False
    if language != "de" and name.isalpha() and name[0].isupper() and not name.isupper() and name.casefold() not in labels.NOBODY:
        return len(name) > 2  # a first name
    return not SENTENCE.search(text) and (names.is_person(name) or (name[0].isupper() and labels.DESK.search(name) is not None))


def names_author(page: Page, i: int) -> bool:
    """Whether an inline element in the block, or one of its nearest containers, is named after an author."""
    if page.words[i] > 12:
        return False
    regions = page.regions
    here = page.region[i]
    named = page.inline_attrs[i]
    for _ in range(UPWARDS):
        named += " " + regions.attrs[here]
        here = regions.parent[here]
        if here < 0:
            break
    return any(AUTHOR.search(word) and not NO_AUTHOR.search(word) for word in named.split())


def bare(page: Page, place: Place) -> Iterator[Claim]:
    """A name alone in the block right after the headline, beside a date line, or of one whom the page introduces at its end."""
    block = page.headline.block
    if block < 0:
        return
    for i in range(block + 1, min(block + 4, len(page))):
        text = page.texts[i]
        if not text[:1].isupper() or len(text) > LONGEST or not place.own(i) or in_cards(page, i):
            continue
        if page.words[i] <= 16 and COUNTED.search(text) and page.language != "de":
            listed = names.clean(text)
            if (
                len(listed) > 1
                and all(map(names.is_person, listed))
                and sum(map(len, listed)) > 0.7 * len(text)
                and not names.is_topic(page, listed[0])
            ):
                yield Claim("authors", text, "names under the headline", 0.62)
                return
        if page.words[i] <= 4 and stands_alone(page, i):
            yield Claim("authors", text, "name beside a date", 0.6)
            return


def stands_alone(page: Page, i: int) -> bool:
    """Whether the line ``i`` under the headline is a name: a person's, a desk's, or of one whom the page introduces."""
    text = page.texts[i]
    if TEAM.search(text):
        return beside_date(page, i)
    if introduced(page, i):
        return True
    if page.heading[i] or not names.is_person(text):
        return False
    if page.language == "de":  # where all nouns are capitalised, two capitals are no name
        return bool(page.own("byline")[i]) and beside_date(page, i)
    return (beside_date(page, i) or presented(page, i)) and not names.is_topic(page, text)


def beside_date(page: Page, i: int) -> bool:
    """Whether a line right before or after ``i``, under the headline, is a date line."""
    beside = [page.texts[j] for j in (i - 1, i + 1, i + 2) if page.headline.block < j < len(page)]
    return any(len(text) <= BARE and DIGITS.search(text) and dates.parse(text, page.language) for text in beside)


def introduced(page: Page, i: int) -> bool:
    """Whether a later line tells who the one named in ``i`` is: "Ann Lee is a writer …"."""
    name = page.texts[i]
    if not name.replace(" ", "").isalpha() or len(name) < SHORTEST or name.casefold() in labels.NOBODY:
        return False
    return any(text.startswith(name) and IS_A.match(text, len(name)) for text in page.texts[i + 1 :])


def presented(page: Page, i: int) -> bool:
    """Whether the name in block ``i`` stands again at the end of the story, alone or with a line on who that is."""
    name = page.texts[i]
    last = page.layout.last
    if last <= i:
        return False
    if any(text.startswith(name) for text in page.texts[last : last + AFTER_STORY]):
        return True
    again = [j for j in range(i + 1, len(page)) if page.texts[j] == name][:3] if page.texts.count(name) > 1 else []
    return any(AUTHOR.search(page.regions.attrs[page.region[j]] + page.inline_attrs[j]) for j in again)


def told_of(page: Page, place: Place) -> Iterator[Claim]:
    """Who is named alone under the story and then told of, "Ann Lee" over "Ann Lee is a writer …", where that is one person only."""
    last = page.layout.last
    found: dict[str, None] = {}
    for i in range(last + 1, min(len(page) - 1, last + 1 + BIOGRAPHY)) if last >= 0 else ():
        name = page.texts[i]
        if page.words[i] <= NAME and page.texts[i + 1].startswith(name) and len(page.texts[i + 1]) > len(name) and place.own(i):
            if names.is_person(name) and IS_A.match(page.texts[i + 1], len(name)):
                found[name] = None
    if len(found) == 1:
        yield Claim("authors", next(iter(found)), "biography", 0.58)


def elsewhere(page: Page, place: Place, boxed: list[bool]) -> Iterator[Claim]:
    """ "Written by Ann Lee" anywhere from the headline on, where only one name is signed so: in columns beside the story, at its foot."""
    found: dict[tuple[str, ...], tuple[int, str]] = {}
    for i in np.flatnonzero((page.hits("byline") > 0) & (page.words <= 14)).tolist():
        text = page.texts[i]
        if i < page.headline.block or len(text) > LONGEST or not place.own(i) or labels.CHECKED.match(text) or in_cards(page, i):
            continue
        label = labels.SPACED.match(text)
        if label is not None and label.end() < len(text):
            names_there = names.clean(text)
            whole = text
        elif i + 1 < len(page) and page.words[i + 1] <= 8 and labels.SIGNS.fullmatch(text) and is_signer(page.texts[i + 1], page.language):
            names_there = names.clean(page.texts[i + 1])
            whole = page.texts[i + 1]
        else:
            continue
        if names_there and (all(map(names.is_person, names_there)) or (boxed[i] and (page.words[i] <= 2 or is_first_name(names_there)))):
            found.setdefault(names_there, (i, whole))
    if len(found) == 1 and int(page.layout.story.sum()) >= STORY:
        block, whole = next(iter(found.values()))
        if not place.near(block):  # those by the headline have been heard
            yield Claim("authors", whole, "only signature", 0.6)


def is_first_name(names_there: tuple[str, ...]) -> bool:
    """Whether one capitalised word is all that the signature of a box has: "Posted by: Ann · In: Ferries"."""
    return len(names_there) == 1 and names_there[0].isalpha() and names_there[0].istitle()


def under(page: Page, place: Place, boxed: list[bool]) -> Iterator[Claim]:
    """A signature or an author's box right under the story."""
    last = page.layout.last
    for i in range(max(place.end, last + 1), min(len(page), last + 1 + AFTER_STORY) if last >= 0 else 0):
        text = page.texts[i]
        if len(text) > LONGEST or not place.own(i) or ((boxed[i] or page.words[i] <= 8) and in_cards(page, i)):
            continue
        text = text.strip("()（）")
        label = labels.SPACED.match(text)
        if label is not None and label.end() < len(text) and page.words[i] <= 16:
            dated = labels.DATED.search(text) is not None
            if dated or page.words[i] <= 8 or all(map(names.is_person, names.clean(text) or ("",))):
                yield Claim("authors", text, "signature", 0.66 if dated else 0.5)
        elif (credited := CREDIT.fullmatch(text)) is not None:
            yield Claim("authors", credited.group(1), "credit", 0.61)
        elif page.words[i] <= 6:
            if is_label(page.texts[i - 1]):
                if names.is_person(text):
                    yield Claim("authors", text, "signature", 0.65)
            elif boxed[i] and names_author(page, i) and names.is_person(text):
                yield Claim("authors", text, "author box", 0.55)
