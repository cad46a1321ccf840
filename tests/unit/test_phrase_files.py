"""The data files of each language: what a file of `declutter/lexicon/phrases/` must look like to be read as it is meant."""

from __future__ import annotations

import pytest
import regex

from declutter.lexicon.files import phrase_files
from declutter.lexicon.phrase_book import NUMBER, core
from declutter.lexicon.words import tokenize

LANGUAGES = sorted({language for languages in phrase_files().values() for language in languages})
FEWEST_FUNCTION_WORDS = 20  # the shortest list has 54; much fewer hardly tell one language from another
MONTHS = 12
PLACE_OF_A_NUMBER = regex.compile(rf"(?<!\p{{Latin}}){NUMBER}(?!\p{{Latin}})")


def faults(entries: list[str]) -> list[str]:
    """What is wrong with the entries of a file."""
    found = [] if entries else ["the file is empty"]
    found += [f"{entry!r} stands there twice" for entry in dict.fromkeys(entries) if entries.count(entry) > 1]
    for entry in entries:
        text = PLACE_OF_A_NUMBER.sub("", core(entry))
        if text != text.lower():
            found.append(f"{entry!r} is not in lower case; a capital {NUMBER} stands for a number")
        if not tokenize([core(entry)])[0]:
            found.append(f"{entry!r} holds no word")
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_entries_are_words_in_lower_case_and_stand_once(language: str) -> None:
    files = {name: languages[language] for name, languages in phrase_files().items() if language in languages}
    wrong = [f"{name}.{language}.txt: {fault}" for name, entries in files.items() for fault in faults(entries)]
    assert not wrong, "\n  ".join(["", *wrong])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_named_by_its_code_and_has_function_words(language: str) -> None:
    """Without function words, a page that does not declare its language is taken for one in another language."""
    assert regex.fullmatch(r"[a-z]{2,3}", language), "ISO 639: 'pl', not 'PL' or 'polish'"
    words = phrase_files()["function_words"].get(language, [])
    assert len(words) >= FEWEST_FUNCTION_WORDS, f"write function_words.{language}.txt"
    assert not [word for word in words if len(word.split()) != 1], "one word a line"


@pytest.mark.parametrize("language", sorted(phrase_files()["months"]))
def test_months_are_twelve(language: str) -> None:
    assert len(phrase_files()["months"][language]) == MONTHS, "a line for each month, its forms separated by blanks"
