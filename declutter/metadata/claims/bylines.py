"""Author claims from visible text: bylines around the headline, and signatures and biographies under the story."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import regex

from declutter.lexicon.dates import is_lifetime
from declutter.metadata.claim import Claim
from declutter.metadata.claims.byline_zone import in_cards, is_interface
from declutter.metadata.parse import caseless, dates, labels, name_patterns, names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from declutter.metadata.claims.byline_zone import Place
    from declutter.page import Page

LONGEST = 160  # characters in a byline at most
AUTHOR = regex.compile(r"author|byline|creator|\bautor|redakteur|writer", regex.I)
NO_AUTHOR = regex.compile(r"title|role|job|desc|date|time|social|share|comment|avatar|image", regex.I)
SENTENCE = regex.compile(r"[.!?]$")
DIGITS = regex.compile(r"\d\D{1,12}\d|\d{4}")
COUNTED = regex.compile(r",|&|\s(?:and|und|et|y|e|och|og|en|i|a)\s")
CRUMBS = regex.compile(r"\s[»›]\s.*\s[»›]\s")
TEAM = regex.compile(
    r"^\p{Lu}[\p{L}\d&.'’-]*(?:\s[\p{L}\d&.'’-]+){0,2}\s(?:Team|Desk|Newsroom|Editors|Redaktion)$|^(?:Newsdesk|Redaktion|Redazione|Redacción)$"
)
IS_A = regex.compile(
    r"(?:\s\p{Lu}[\p{L}’'-]+)?,?\s(?:is|was|has been|ist|est|es|è|är|er|jest)\s"
    r"(?:(?:an?|the|our|one|eine?|der|die|une?|un[oa]?|en|ett?|il|la|le|el)\s|(?:\p{Lu}[\p{L}&-]*\s){1,4}(?:at|of|for|in|bei|von|für|chez|de)\s)"
)
STORY = 2  # paragraphs of running text, from which a page is likely to have an author
SHORTEST = 3  # letters in a first name at least
LABEL = 30  # characters in a label at most
BARE = 60  # characters in an unlabelled date line at most
AFTER_STORY = 8  # blocks under the story that are searched for a signature
BESIDE = range(-2, 6)  # blocks around the headline where a name beside a date is taken for the author's
MOST_OF_BLOCK = 0.8  # share of a block's characters
HANDLE = regex.compile(r"\p{Lu}\p{Ll}+(?:\p{Lu}\p{Ll}+)+|[\p{L}\d.-]*(?:\d|_)[\w.-]*")  # "HansEhrlich", "ann_lee", "c1ph4"
UPWARDS = 3  # ancestors of a block whose attributes are searched for author classes


def claims(page: Page, place: Place) -> Iterator[Claim]:
    """Author claims of the blocks around the headline, then of those under the story."""
    boxed = page.own("byline").tolist()
    has_phrase = (page.hits("byline") > 0).tolist()
    box_claimed = False
    for i in place.blocks():
        if len(page.texts[i]) <= LONGEST and place.own(i) and i not in page.headline.repeats:
            claims = [*byline_block(page, i, boxed[i], has_phrase[i])]
            for claim in claims if claims and not in_cards(page, i) else ():
                if not (page.thread and box_claimed and claim.source == "byline box"):  # a thread's author wrote the first message
                    yield claim
                box_claimed = box_claimed or claim.source == "byline box"
    yield from unlabelled(page, place)
    yield from far_bylines(page, place, boxed)


def byline_block(page: Page, i: int, boxed: bool, has_phrase: bool) -> Iterator[Claim]:
    """Claims of one block: it starts with a label ("By"), follows one, has a name beside a date, or stands in an author container."""
    text = page.texts[i]
    text = text.lstrip("-–—•*/ ")
    field = names.author_field(text) if page.words[i] <= 24 else text
    if field != text and (found := names.clean(field)) and (boxed or len(found[0].split()) > 1 or names.is_handle(found[0])):
        yield Claim("authors", field, "byline field", 0.8)
        return
    text = names.unglued(text)
    if text.startswith(("By", "Von")) and text[2:3].isupper():
        text = name_patterns.GLUED.sub(" ", text)  # "ByAnn Lee": the gap is a margin of the style sheet
    may_have_label = labels.may_open(text)
    if may_have_label and labels.CHECKED.match(text) is not None:
        return
    label = labels.SPACED.match(text) if may_have_label else None
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
    if i and page.words[i] <= 8 and is_label(page.texts[i - 1]) and is_author_line(text, page.language):
        yield Claim("authors", text, "byline", 0.9 if names.is_person(text) and not page.thread else 0.75)
    elif boxed and len(listed := linked_names(page, i)) > 1:
        yield Claim("authors", ", ".join(listed), "byline box", 0.64)
    elif i - page.headline.block in date_reach(page, boxed) and labels.DATED.search(text) and (name := dated_name(page, text)):
        yield Claim("authors", name, "name beside a date", 0.68 if boxed else 0.62)
    elif (boxed or (page.words[i] <= 4 and names.is_person(text))) and not CRUMBS.search(text) and names_author(page, i):
        yield Claim("authors", text, "byline box", 0.64)
    elif (
        (boxed or has_phrase or 0 < i - page.headline.block <= 4)
        and any(map(str.isdigit, text))
        and page.words[i] <= 16
        and name_patterns.AFTER_DATE.match(text)
    ):
        yield Claim("authors", text, "byline", 0.7)


def linked_names(page: Page, i: int) -> list[str]:
    """The texts of a block's inline elements, where each is a name and together they are most of the block: "Ann Lee Ben Ode"."""
    pieces, runs = page.inlines.get(i, ([], []))
    texts = list(dict.fromkeys(" ".join("".join(pieces[first:past]).split()) for _, _, first, past in runs))
    found = [text for text in texts if names.is_person(text)]
    return found if len(found) == len(texts) and sum(map(len, found)) > MOST_OF_BLOCK * len(page.texts[i]) else []


def date_reach(page: Page, boxed: bool) -> range:
    """Distances (blocks) from the headline at which a name beside a date is an author; in German, capitalised topics stand above it."""
    return BESIDE if boxed or page.language != "de" else range(1, BESIDE.stop)


def dated_name(page: Page, text: str) -> str:
    """The name in "3 May 2024 · Ann Lee" or "Ann Lee | Senior writer | 3 May 2024"."""
    if len(text) > BARE + 20 or dates.parse(text, page.language) is None:
        return ""
    for part in name_patterns.BARS.split(name_patterns.GLUED.sub(" | ", name_patterns.DAY.sub(" | ", text))):
        found = names.clean(part)
        if found and all(map(names.is_likely_person, found)) and not names.is_topic(page, found[0]):
            return part
        if len(found) == 1 and HANDLE.fullmatch(found[0]) and page.texts.count(found[0]) > 1:
            return part  # an account that signs its comments too
    return ""


def is_label(text: str) -> bool:
    """Whether a block is only a label: "By", "Author:"."""
    return len(text) <= LABEL and labels.AUTHOR_ONLY.fullmatch(text) is not None


def is_author_line(text: str, language: str) -> bool:
    """Whether a line that follows the label "Author:" is only the name of a person or of a desk."""
    if len(text) > LONGEST:
        return False
    name = names.plain(text).partition(",")[0].partition(" - ")[0].strip()
    if not name:
        return False
    if HANDLE.fullmatch(name) and any(map(str.isalpha, name)):
        return True
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


def unlabelled(page: Page, place: Place) -> Iterator[Claim]:
    """Names without a label right after the headline: a list of persons, or one name that a date line or a biography confirms."""
    block = page.headline.block
    if block < 0:
        return
    for i in range(block + 1, min(block + 4, len(page))):
        text = page.texts[i]
        capital = text[:1].isupper() or caseless.is_caseless(text)
        if not capital or len(text) > LONGEST or not place.own(i) or in_cards(page, i) or is_interface(page, i):
            continue
        if page.words[i] <= 16 and COUNTED.search(text) and page.language != "de":
            listed = names.clean(text)
            if (
                len(listed) > 1
                and all(map(names.is_likely_person, listed))
                and sum(map(len, listed)) > 0.7 * len(text)
                and not names.is_topic(page, listed[0])
            ):
                yield Claim("authors", text, "names under the headline", 0.62)
                return
        if page.words[i] <= 4 and stands_alone(page, i):
            yield Claim("authors", text, "name beside a date", 0.6)
            return


def stands_alone(page: Page, i: int) -> bool:
    """Whether line ``i`` under the headline is a name that a date line or a biography confirms: a person's or a desk's."""
    text = page.texts[i]
    if TEAM.search(text):
        return beside_date(page, i)
    if has_biography(page, i):
        return True
    if page.heading[i] or not names.is_likely_person(name_patterns.CALLING.sub("", text)):
        return False
    if page.language == "de":  # where all nouns are capitalised, two capitals are no name
        return bool(page.own("byline")[i]) and beside_date(page, i)
    return (beside_date(page, i) or repeated_below(page, i)) and not names.is_topic(page, text)


def beside_date(page: Page, i: int) -> bool:
    """Whether a line right before or after ``i``, under the headline, is a date line."""
    beside = [page.texts[j] for j in (i - 1, i + 1, i + 2) if page.headline.block < j < len(page)]
    return any(len(text) <= BARE and DIGITS.search(text) and not is_lifetime(text) and dates.parse(text, page.language) for text in beside)


def has_biography(page: Page, i: int) -> bool:
    """Whether a later block is a biography of the name in block ``i``: "Ann Lee is a writer …"."""
    name = page.texts[i]
    if not name.replace(" ", "").isalpha() or len(name) < SHORTEST or name.casefold() in labels.NOBODY:
        return False
    return any(text.startswith(name) and IS_A.match(text, len(name)) for text in page.texts[i + 1 :])


def repeated_below(page: Page, i: int) -> bool:
    """Whether a block right under the story begins with the name in block ``i``, or one in an author container repeats it."""
    name = page.texts[i]
    last = page.layout.last
    if last <= i:
        return False
    if any(text.startswith(name) for text in page.texts[last : last + AFTER_STORY]):
        return True
    copies = [j for j in range(i + 1, len(page)) if page.texts[j] == name][:3] if page.texts.count(name) > 1 else []
    return any(AUTHOR.search(page.regions.attrs[page.region[j]] + page.inline_attrs[j]) for j in copies)


def far_bylines(page: Page, place: Place, boxed: list[bool]) -> Iterator[Claim]:
    """A labelled byline anywhere below the headline, in a side column or a footer, where all such bylines have the same names."""
    found: dict[tuple[str, ...], tuple[int, str]] = {}
    for i in np.flatnonzero((page.hits("byline") > 0) & (page.words <= 14)).tolist():
        text = page.texts[i]
        if i < page.headline.block or len(text) > LONGEST or not place.own(i) or labels.CHECKED.match(text) or in_cards(page, i):
            continue
        label = labels.SPACED.match(text)
        if label is not None and label.end() < len(text):
            names_there = names.clean(text)
            byline = text
        elif (
            i + 1 < len(page)
            and page.words[i + 1] <= 8
            and labels.BYLINE_ONLY.fullmatch(text)
            and is_author_line(page.texts[i + 1], page.language)
        ):
            names_there = names.clean(page.texts[i + 1])
            byline = page.texts[i + 1]
        else:
            continue
        if names_there and (all(map(names.is_person, names_there)) or (boxed[i] and (page.words[i] <= 2 or is_first_name(names_there)))):
            found.setdefault(names_there, (i, byline))
    if len(found) == 1 and int(page.layout.story.sum()) >= STORY:
        block, byline = next(iter(found.values()))
        if not place.near(block):  # those near the headline have a claim already
            yield Claim("authors", byline, "only signature", 0.6)


def is_first_name(names_there: tuple[str, ...]) -> bool:
    """Whether the signature in an author container is one capitalised word: "Posted by: Ann · In: Ferries"."""
    return len(names_there) == 1 and names_there[0].isalpha() and names_there[0].istitle()
