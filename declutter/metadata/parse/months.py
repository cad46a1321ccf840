"""Month names of all known languages as numbers."""

from __future__ import annotations

from functools import cache
from unicodedata import normalize

from declutter.lexicon.dates import month_numbers
from declutter.lexicon.files import data_file, lines, phrase_files


@cache
def months_of(language: str) -> dict[str, int]:
    """Month name -> 1..12 in one language."""
    months = phrase_files().get("months", {}).get(language, ())
    return {normalize("NFC", form.rstrip("॰.")): number for number, forms in enumerate(months, 1) for form in forms.casefold().split()}


@cache
def more_months() -> dict[str, dict[str, int]]:
    """Language -> month name -> 1..12, for the languages of ``more_months.txt``."""
    found: dict[str, dict[str, int]] = {}
    for line in lines(data_file("more_months.txt")):
        language, *months = (part.strip() for part in line.split("|"))
        found[language] = {normalize("NFC", form): number for number, forms in enumerate(months, 1) for form in forms.casefold().split()}
    return found


def months_beside(language: str) -> dict[str, int]:
    """Month name -> 1..12 in a language of ``more_months.txt``; empty for others."""
    return more_months().get(language, {})


@cache
def months_anywhere() -> dict[str, int]:
    """Month name -> 1..12 over the languages of ``more_months.txt``; ambiguous names are left out."""
    found: dict[str, int] = {}
    ambiguous: set[str] = set()
    for language, months in more_months().items():
        for form, number in months.items() if language != "jalali" else ():
            if found.setdefault(form, number) != number:
                ambiguous.add(form)
    return {form: number for form, number in found.items() if form not in ambiguous}


def month_number(word: str, language: str) -> int:
    """1..12 for the name of a month, 0 for any other word; the page's language decides on ambiguous names."""
    word = normalize("NFC", word.casefold().replace("i̇", "i"))
    own, every = months_of(language), month_numbers()
    number = own.get(word) or months_beside(language).get(word) or every.get(word) or months_anywhere().get(word) or 0
    if not number and word.startswith(("ב", "ו")):  # Hebrew writes "in May" as one word
        number = every.get(word[1:], 0)
    return number
