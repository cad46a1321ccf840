"""Recognition of printed days and times of day, in every language of ``phrases/months.*``."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import regex

from declutter.bounded_cache import bounded_cache
from declutter.lexicon.files import data_file, lines, phrase_files
from declutter.lexicon.hash_table import HashTable, hashes

if TYPE_CHECKING:
    from declutter.page import Bools, Page


@cache
def month_numbers() -> dict[str, int]:
    """Month name or abbreviation -> 1..12, over all languages; ambiguous names are left out."""
    found: dict[str, int] = {}
    ambiguous: set[str] = set()
    for months in phrase_files().get("months", {}).values():
        for number, forms in enumerate(months, 1):
            for form in forms.split():
                if found.setdefault(form, number) != number:
                    ambiguous.add(form)
    return {form: number for form, number in found.items() if form not in ambiguous}


@cache
def weekday_numbers(language: str) -> dict[str, int]:
    """Weekday name -> 0 (Monday) to 6, in one language of ``weekdays.txt`` and in English."""
    found: dict[str, int] = {}
    for line in lines(data_file("weekdays.txt")):
        name, *days = (part.strip() for part in line.split("|"))
        if name in (language, "en"):
            found |= {form: number for number, forms in enumerate(days) for form in forms.split() if form not in found or name != "en"}
    return found


def weekday_in(text: str, language: str) -> int | None:
    """The weekday that ``text`` names, 0 (Monday) to 6; None if it names none, or several."""
    names = weekday_numbers(language)
    found = {names[word] for word in WEEKDAY.findall(text.lower()) if word in names}
    return found.pop() if len(found) == 1 else None


NUMERIC = re.compile(
    r"""
    \d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]?
    | \b\d{4}[-./]\d{1,2}[-./]\d{1,2}(?!\d)(?:[t\s]\d{1,2}:\d{2}(?::\d{2})?)?
    | \b\d{1,2}[-./]\s?\d{1,2}[-./]\s?(?:\d{4}|\d{2})\b
    | \b\d{1,2}[:h.]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?|\s?uhr|\s?h)?\b
    """,
    re.X,
)
FIGURES = re.compile(r"\d\s?[-./:h年월月년]\s?\d", re.I)
JOINTS = frozenset({"de", "del", "of"})  # "3 de mayo de 2024"
WEEKDAY = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)?")
PART = re.compile(r"\d+|[^\W\d_][^\s\d.,;:/()|]+")


@cache
def month_rows() -> HashTable:
    """Hash table of the month names, for vectorised look-up."""
    return HashTable(hashes(month_numbers()))


def may_be_dated(page: Page, wanted: Bools) -> list[int]:
    """The wanted blocks that may hold a day or a time: they have digits with a separator between them, or a month name."""
    named = np.zeros(len(page), np.bool_)
    months = np.flatnonzero(month_rows()(page.token_index.hashes))
    if len(months):
        of_word = np.zeros(len(page.token_index.hashes), np.bool_)
        of_word[months] = True
        named[page.token_index.block[of_word[page.token_index.number]]] = True
    return [i for i in np.flatnonzero(wanted).tolist() if named[i] or FIGURES.search(page.texts[i])]


@bounded_cache(16384)
def date_share(text: str) -> float:
    """Share (0..1) of a text's letters and digits that belong to days and times of day."""
    low = text.lower()
    covered = sum(sum(map(str.isalnum, found)) for found in NUMERIC.findall(low)) if FIGURES.search(low) else 0
    parts = [part for part in PART.findall(low) if part not in JOINTS]
    months = month_numbers()
    for i, part in enumerate(parts):
        if part in months and any(p.isdigit() for p in parts[max(0, i - 1) : i + 2]):  # a month counts together with the digits beside it
            covered += len(part) + sum(len(p) for p in parts[max(0, i - 2) : i + 3] if p.isdigit())
    return min(1.0, covered / max(sum(map(str.isalnum, low)), 1)) if covered else 0.0


DAY_MONTH_YEAR = regex.compile(r"(\d{1,2})\D{1,6}?(\p{L}[\p{L}\p{M}]+)\D{1,6}?(\d{4})")
MONTH_DAY_YEAR = regex.compile(r"(\p{L}[\p{L}\p{M}]+)\.?\s+(\d{1,2})\D{1,5}(\d{4})")
EAST_ASIAN = regex.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})")
ISO = regex.compile(r"\b(\d{4})-(\d{2})-(\d{2})")


def first_day(text: str) -> date | None:
    """The first unambiguous day in ``text``: with a month name, East Asian counters, or ISO; None if there is none."""
    months = month_numbers()
    text = text.lower()
    for pattern, order in ((DAY_MONTH_YEAR, (2, 1, 0)), (MONTH_DAY_YEAR, (2, 0, 1)), (EAST_ASIAN, (0, 1, 2)), (ISO, (0, 1, 2))):
        found = pattern.search(text)
        if found is None:
            continue
        year, month, day = (found.group(index + 1) for index in order)
        number = int(month) if month.isdigit() else months.get(month, 0)
        try:
            return date(int(year), number, int(day))
        except ValueError:
            continue
    return None


YEARS = regex.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
LIFETIME = 15  # years between two dates of one line from which on they are a person's birth and death rather than edits of a page


def is_lifetime(text: str) -> bool:
    """Whether a line holds the dates of birth and death of a person: "3 March 1931 — 28 April 2024"."""
    years = [int(year) for year in YEARS.findall(text)]
    return len(years) == 2 and years[1] - years[0] >= LIFETIME
