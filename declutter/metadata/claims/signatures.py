"""Author claims from below the story: signatures, agency credits, author containers and biographies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from declutter.metadata.claim import Claim
from declutter.metadata.claims.byline_zone import in_cards, is_interface
from declutter.metadata.claims.bylines import AFTER_STORY, IS_A, LONGEST, is_label, names_author
from declutter.metadata.parse import labels, names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from declutter.metadata.claims.byline_zone import Place
    from declutter.page import Page

CREDIT = regex.compile(
    r"(?:quelle|source|fuente|fonte|źródło|bron|kilde|källa|lähde)\s?:\s?([\p{L}./-]{2,20})", regex.I
)  # a news agency named as the source
CODES = regex.compile(r"\p{L}[\p{L}.]{1,19}(?:\s?[/,]\s?\p{L}[\p{L}.-]{1,19}){0,3}")  # "dpa/lno", "APA/AP"
BIOGRAPHY = 40  # blocks under the story that are searched for a biography
NAME = 4  # words in a block that is only a name, at most
LINES = frozenset({"p", "div", "em", "strong", "address", "h5", "h6", "span"})  # elements of a signature


def claims(page: Page, place: Place) -> Iterator[Claim]:
    """Signatures right under the story, then biographies."""
    yield from signatures(page, place, page.own("byline").tolist())
    yield from unlabelled(page, place)
    yield from biographies(page, place)


def signatures(page: Page, place: Place, boxed: list[bool]) -> Iterator[Claim]:
    """A signature, an agency credit or an author container right under the story."""
    last = page.layout.last
    for i in range(max(place.end, last + 1), min(len(page), last + 1 + AFTER_STORY) if last >= 0 else 0):
        text = page.texts[i]
        if len(text) > LONGEST or not place.own(i) or ((boxed[i] or page.words[i] <= 8) and in_cards(page, i)):
            continue
        text = text.strip("()（）")
        label = labels.SPACED.match(text)
        if label is not None and label.end() < len(text) and page.words[i] <= 16:
            has_date = labels.DATED.search(text) is not None
            if has_date or page.words[i] <= 8 or all(map(names.is_person, names.clean(text) or ("",))):
                yield Claim("authors", text, "signature", 0.66 if has_date else 0.5)
        elif (credit := CREDIT.fullmatch(text)) is not None:
            yield Claim("authors", credit.group(1), "credit", 0.61)
        elif page.words[i] <= 6:
            if is_label(page.texts[i - 1]):
                if names.is_person(text):
                    yield Claim("authors", text, "signature", 0.65)
            elif boxed[i] and names_author(page, i) and names.is_person(text):
                yield Claim("authors", text, "author box", 0.55)
        if agency_codes(text):
            yield Claim("authors", text, "credit", 0.58)


def agency_codes(text: str) -> bool:
    """Whether a text is the abbreviations of a news agency and perhaps of its desk: "(dpa/lno)"."""
    return CODES.fullmatch(text) is not None and any(
        part.strip().casefold() in labels.AGENCIES for part in text.replace(",", "/").split("/")
    )


def unlabelled(page: Page, place: Place) -> Iterator[Claim]:
    """A name alone in the last short block of the story, or in the first one below it; not in German, where every noun has a capital."""
    last = page.layout.last
    for i in range(max(last - 1, page.headline.block + 1), min(len(page), last + 2)) if last > 0 and page.language != "de" else ():
        name = page.texts[i].strip("()（）–—- ")
        if i == last or name.isupper() or page.words[i] > NAME or page.heading[i] or page.tags[i] not in LINES or not place.own(i):
            continue
        if names.is_likely_person(name) and not (is_interface(page, i) or in_cards(page, i) or names.is_topic(page, name)):
            yield Claim("authors", name, "name under the story", 0.6 if i > last else 0.52)


def biographies(page: Page, place: Place) -> Iterator[Claim]:
    """The name over a biography under the story, "Ann Lee" over "Ann Lee is a writer …", where there is only one."""
    last = page.layout.last
    found: dict[str, None] = {}
    for i in range(last + 1, min(len(page) - 1, last + 1 + BIOGRAPHY)) if last >= 0 else ():
        name = page.texts[i]
        if page.words[i] <= NAME and page.texts[i + 1].startswith(name) and len(page.texts[i + 1]) > len(name) and place.own(i):
            if names.is_person(name) and IS_A.match(page.texts[i + 1], len(name)):
                found[name] = None
    if len(found) == 1:
        yield Claim("authors", next(iter(found)), "biography", 0.58)
