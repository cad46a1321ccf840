"""Recognition of days in date lines that are not the page's own: spans, and days of accounts, lives, terms and events."""

from __future__ import annotations

import regex

from declutter.lexicon.lazy_pattern import LazyPattern
from declutter.metadata.parse import dates
from declutter.metadata.parse.labels import LISTS, either
from declutter.metadata.parse.months import month_number

FIRST_WORD = regex.compile(r"\p{L}+")
REACH = 32  # characters behind a label, or around a dash, in which the day stands
OTHER = LazyPattern(rf"(?:^|[\s(\[|/·•–—-])(?:{either('other day')})(?:\s?[:：]\s?|\s)(?=\S)", regex.I)
OTHER_ONLY = LazyPattern(rf"(?:{either('other day')})\s?[:：]?", regex.I)
JOINT = regex.compile(
    r"(?<=\S)\s?[–—‒~〜～]\s?(?=\S)|\s-{1,2}\s|(?<=(?<![\d./:-])\d\d?\.?)-(?=\d{1,2}\D)"
    r"|\s(?:to|until|till|through|bis|bis\szum|au|al|hasta\sel|a|ao|até|fino\sal|tot|t/m|tot\sen\smet|til|till|do|по|до|–)\s",
    regex.I,
)
DAY = r"(?<![\w:.,/-])\d{1,2}(?:st|nd|rd|th|er|\.?º|\.)?"
LEFT = regex.compile(  # a day, without its month, without its year, or whole
    rf"(?:(?:^|[(,:]\s?|\b[a-zà-ÿ]{{1,4}}\s){DAY}|{DAY}\s(?:de\s)?(?P<month>\p{{L}}[\p{{L}}\p{{M}}]{{2,14}})\.?(?:,?\s(?:del?\s)?\d{{4}})?"
    r"|(?P<month>\p{L}[\p{L}\p{M}]{2,14})\.?\s\d{1,2}(?:st|nd|rd|th)?(?:,?\s\d{4})?"
    r"|(?<![\d./:-])\d{1,2}(?P<sign>[./])\d{1,2}(?:(?P=sign)(?:\d{2}|\d{4})?)?|(?<![\d-])\d{4}(?P<mark>[-/.])\d{1,2}(?P=mark)\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日(?:[(（]\w[)）])?)$"
)
RIGHT = regex.compile(r"[^\w\s]?\s?(?:\p{L}{2,12}\.?,?\s)?(?:\d{1,2}(?!\d|:)|\d{4}[-/.年]|\p{L}[\p{L}\p{M}]{2,14}\.?\s\d{1,2}\b)")
IN_ONE_MONTH = regex.compile(r"(?<month>\p{L}[\p{L}\p{M}]{2,14})\.?\s\d{1,2}\s?[–—-]\s?\d{1,2},?\s\d{4}(?!\d)")  # "May 3-28, 2024"
FIRST_WORDS = frozenset(word for entry in LISTS["other day"] for word in FIRST_WORD.findall(entry.casefold())[:1])


def is_other_day(text: str, language: str) -> bool:
    """Whether the day in a date line is the end of a span, or has a label of another day than that of publication."""
    text = text[: dates.LONGEST]
    return labelled_otherwise(text, language) or is_span(text, language)


def labelled_otherwise(text: str, language: str) -> bool:
    """Whether a label such as "Joined:" or "valid until" stands right before the day."""
    if FIRST_WORDS.isdisjoint(FIRST_WORD.findall(text.casefold())):
        return False
    return any(dates.parse(text[found.end() : found.end() + REACH], language) is not None for found in OTHER.finditer(text))


def is_span(text: str, language: str) -> bool:
    """Whether a text holds a span of days: "3 – 28 June 2024", "March 3, 1931 — April 28, 2024", "1.5. bis 3.6.2024"."""
    for joint in JOINT.finditer(text):
        right = text[joint.end() : joint.end() + REACH]
        if RIGHT.match(right) is None or dates.parse(right, language) is None:
            continue
        left = LEFT.search(text[max(0, joint.start() - REACH) : joint.start()].rstrip(" ,"))
        if left is not None and (left.group("month") is None or month_number(left.group("month"), language)):
            return True
    found = IN_ONE_MONTH.search(text)
    return found is not None and month_number(found.group("month"), language) > 0
