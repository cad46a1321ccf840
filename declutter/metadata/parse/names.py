"""Parse author names from bylines and author fields: without labels, titles, handles, dates and addresses, one name per person."""

from __future__ import annotations

from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING
from unicodedata import category

from declutter.bounded_cache import bounded_cache
from declutter.metadata.parse import caseless, labels
from declutter.metadata.parse.months import month_number
from declutter.metadata.parse.name_patterns import (
    ADDRESS,
    AFTER_DATE,
    AND,
    BARS,
    BROKEN_LIST,
    BUREAU,
    CALLING,
    COMMA,
    EDGES,
    FAMILY_FIRST,
    FIRM,
    GLUED,
    GLUED_LABEL,
    HAN_NAME,
    INVITES,
    JOINERS,
    LEADING_DATE,
    MARKUP,
    OFFICE,
    ORGANISATION,
    PARENTHESES,
    PARTICLES,
    PUNCTUATED,
    REPORTER,
    SINGLE_AND,
    TAIL,
    TITLE,
    TRAILING_DATE,
    WORD,
)

if TYPE_CHECKING:
    from declutter.page import Page

LONGEST = 400  # characters in a byline at most; longer text is prose
NAME_CHARS = 60
NAME_WORDS = 6


def fold(text: str) -> str:
    """Words of a text in lower case without punctuation: equal for two spellings of one name."""
    return " ".join(WORD.findall(text.casefold()))


def letters(text: str) -> str:
    """The letters and digits of a text, in lower case."""
    return "".join(c for c in text.casefold() if c.isalnum())


def clean(raw: str, listed: bool = False) -> tuple[str, ...]:
    """The names in a byline or an author field, each once, in order.

    Args:
        raw: the text as found.
        listed: whether the field is one where catalogues write "Verity, Malcolm".
    """
    return () if len(raw) > LONGEST else split_names(raw, listed)


@lru_cache(maxsize=4096)  # head, inline elements and blocks of a page repeat each other
def split_names(raw: str, listed: bool) -> tuple[str, ...]:
    """`clean` for a text of bounded length."""
    text = author_field(plain(raw))
    if listed and "," in text:
        text = "; ".join(given_first(part) for part in text.split(";"))
    for part in BARS.split(text):
        found = people(part) if not labels.CHECKED.match(part) else ()
        if found:
            return found
    return ()


def given_first(text: str) -> str:
    """ "Verity, Malcolm" as "Malcolm Verity", as catalogues sort names; other texts as they are."""
    found = FAMILY_FIRST.fullmatch(text.strip())
    return f"{found.group(2)} {found.group(1)}" if found is not None else text


def author_field(text: str) -> str:
    """The value of the author's label in a line with other fields ("Source: … Author: …"); else the text."""
    if ":" not in text and "：" not in text:
        return text
    fields = list(labels.FIELD.finditer(text))
    own = [field for field in labels.AUTHOR_FIELD.finditer(text) if labels.CHECKED.match(field.group()) is None]
    if not own:
        return text
    own = [field for field in own if labels.EDITOR.fullmatch(field.group()) is None] or own
    start = own[0].end()
    end = min((field.start() for field in fields if field.start() >= start), default=len(text))
    return text[start:end].strip() if own[0].start() or end < len(text) else text


def plain(raw: str) -> str:
    """Text without markup, addresses, parentheses and control characters."""
    text = unescape(unescape(raw)) if "&" in raw else raw
    text = MARKUP.sub(" ", text) if "<" in text else text
    text = BROKEN_LIST.sub(" ", GLUED.sub(" ", unglued(text)))
    text = printable(text)
    if any(mark in text for mark in "([@/#") or "www." in text:
        text = text[1:-1] if text[0] in "([" and text[-1] in ")]" and PARENTHESES.fullmatch(text) else text
        text = ADDRESS.sub(" ", PARENTHESES.sub(" ", text))
    return text.strip()


def unglued(text: str) -> str:
    """Text with a colon after a label that a name follows without a gap: "AuthorANN LEE" -> "Author: ANN LEE"."""
    found = GLUED_LABEL.match(text)
    return text if found is None else f"{found.group()}: {text[found.end() :]}"


def printable(text: str) -> str:
    """Text without control characters: joiners stay, format characters (soft hyphens) are deleted, others become spaces."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c.isspace() or c in JOINERS else "" if category(c) == "Cf" else " " for c in text)


def people(text: str) -> tuple[str, ...]:
    """The names in one part of a byline, between bars."""
    text = " ".join(without_label(text).split())
    text = REPORTER.sub("", text) if not text.isascii() else text
    if any(map(str.isdigit, text)):
        text = TRAILING_DATE.sub("", without_label(AFTER_DATE.sub("", LEADING_DATE.sub("", text, count=1))))
    text = TAIL.sub("", text) if " " in text else text
    if labels.DESK.search(text) is not None and len(text) <= NAME_CHARS and "," not in text:
        name = one_name(text, first=True)
        return (name,) if name else ()
    found: dict[str, str] = {}
    groups = AND.split(OFFICE.sub("", text))
    for number, group in enumerate(groups):
        for name in listed_names(group, number == 0):
            found.setdefault(fold(name), name)
    if len(groups) > 1 and not any(" " in name or is_handle(name) or not name.isascii() for name in found.values()) and len(found) > 1:
        name = one_name(text, first=True)  # "Mac & Co", "Church and Life": a firm, not two people
        return (name,) if name else ()
    return tuple(found.values())


def listed_names(group: str, first_group: bool) -> list[str]:
    """The names in a list with commas, up to the first role: an employer may follow "Ann Lee, senior writer"."""
    names: list[str] = []
    for piece in (one for part in COMMA.split(group) for one in SINGLE_AND.split(part)):
        first = first_group and not names
        name = piece if piece.casefold() in labels.AGENCIES else one_name(piece, first)
        if name and names and is_person(names[0]) and name.casefold() not in labels.AGENCIES and (not is_person(name) or is_place(name)):
            break
        if name:
            names.append(name)
            if "." in name.rstrip(".") and " " not in name:
                break  # a domain, then its town
        elif names and is_role(piece, piece.split(), first=False):
            break
    return names


def is_place(name: str) -> bool:
    """Whether a name has the form of a town's or a country's: "Cape Town", "New York"."""
    words = name.casefold().split()
    return 2 <= len(words) <= 3 and (words[0] in labels.PLACES or words[-1] in labels.PLACES)


def without_label(text: str) -> str:
    """Text without the labels at its start ("By", "Text:", "Von"), up to three."""
    for _ in range(3):
        found = labels.SPACED.match(text)
        if found is None or found.end() == len(text):
            break
        text = text[found.end() :].lstrip()
    return text


def one_name(piece: str, first: bool) -> str:
    """``piece`` as a name, or ``""`` for a role, a date, a placeholder or a phrase."""
    piece = TITLE.sub("", piece.strip(EDGES), count=1, pos=0) if TITLE.match(piece.strip(EDGES)) else piece.strip(EDGES)
    piece = BUREAU.sub("", once(piece)) if not piece.isascii() else once(piece)
    words = piece.split()
    if not words or len(piece) > NAME_CHARS or len(words) > NAME_WORDS or len(piece) < 2:
        return ""
    if all(word.strip(EDGES).casefold() in labels.NOBODY or word.casefold() in labels.INTERFACE for word in words) or not any(
        map(str.isalpha, piece)
    ):
        return ""
    if (
        sum(map(str.isdigit, piece)) > len(piece) * 0.65
        or (len(words) > 1 and words[-1].isdigit())
        or (any(word[0].isdigit() for word in words) and len(words) > 1 and not labels.DESK.search(piece))
    ):
        return ""
    if is_role(piece, words, first) or is_date(words) or piece.casefold() in labels.LABELS:
        return ""
    if len(words) > 1 and INVITES.match(piece):
        return ""
    if not first and len(piece) <= 5 and piece.isupper():
        return ""  # a degree, or an agency's abbreviation, beside a name
    if len(words) > 1 and piece.isascii() and piece.islower() and (len(words) > 3 or not labels.PHRASE.isdisjoint(words)):
        return ""  # a phrase: "more from this writer"
    if len(words) > 1 and words[0].islower() and words[1].islower() and words[0] not in PARTICLES and not piece.islower():
        return ""
    return CALLING.sub("", piece) or piece


def once(name: str) -> str:
    """A name without its repetition: "Ann LeeAnn Lee"."""
    half = len(name) // 2
    if half > 3 and name[:half].strip() == name[len(name) - half :].strip():
        return name[:half].strip()
    return name


def is_role(piece: str, words: list[str], first: bool) -> bool:
    """Whether ``piece`` is an office or a degree rather than a name: "Transport editor", "PhD"."""
    role = labels.ROLE.search(piece)
    if role is None or labels.DESK.search(piece):
        return False
    if len(role.group()) <= 3 and not role.group().isupper():
        return False  # "Jack Ma" has no degree
    return not first or len(words) <= 2 or role.end() == len(piece)


def is_date(words: list[str]) -> bool:
    """Whether the words are a day and the name of a month."""
    return len(words) <= 4 and any(map(str.isdigit, words[-1] + words[0])) and any(month_number(word.strip(".,"), "") for word in words)


def is_handle(name: str) -> bool:
    """Whether a name looks like an account: digits, underscores, or one word in lower case."""
    return any(c.isdigit() or c == "_" for c in name) or (" " not in name and name.islower())


def is_organisation(name: str) -> bool:
    """Whether a name is that of a desk, a company or a domain rather than a person's."""
    if labels.DESK.search(name) is not None or labels.STATION.search(name) is not None:
        return True
    return (
        ("." in name.rstrip(".") and " " not in name)
        or FIRM.search(name) is not None
        or (not name.isascii() and ORGANISATION.search(name) is not None)
    )


@bounded_cache(4096)
def is_person(name: str) -> bool:
    """Whether a name has the form of a person's: two to five capitalised words, or a short name in a script without capitals."""
    words = name.split()
    if name.isascii() and not (2 <= len(words) <= 5 and words[-1][0].isupper()):  # cheap check that rejects most candidates
        return False
    if is_organisation(name) or PUNCTUATED.search(name):
        return False
    if caseless.has_interface_word(name):
        return False
    if HAN_NAME.fullmatch(name):
        return 2 <= len(name.replace(" ", "")) <= 6
    if any(c.isalpha() and not c.isupper() and not c.islower() for c in name):
        return 2 <= len(words) <= 4
    small = [word for word in words if not word[0].isupper()]
    return (
        2 <= len(words) <= 5
        and words[-1][0].isupper()
        and len(words) - len(small) >= 2
        and all(word.lower() in PARTICLES for word in small)
    )


def is_likely_person(name: str) -> bool:
    """Whether a name that no label introduces is a person's: in scripts without capitals it must hold a frequent name."""
    return is_person(name) and (not caseless.is_caseless(name) or caseless.has_listed_name(name))


def is_topic(page: Page, name: str) -> bool:
    """Whether a word of ``name`` occurs in lower case in the story, as a topic does ("Project Management") and a name does not."""
    words = {word.lower() for word in name.split() if word.isalpha() and not word.islower()}
    story = page.texts[page.layout.first : page.layout.last + 1]
    return any(not words.isdisjoint(word.strip(".,;:!?()") for word in text.split()) for text in story)
