"""Words per block, the language of the page, and the share of function words per block."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
import regex

from declutter.lexicon.files import data_file, lines, phrase_files
from declutter.lexicon.hash_table import HashTable, hashes
from declutter.page import characters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from declutter.page import Floats, Page

SAMPLE = 4000  # words in the sample for language detection
SHARE_SAMPLE = 600  # words whose function words are counted for every language
OWN_WORDS = 40  # most widespread words of the page that stand in for a missing list of function words
UNSPACED = frozenset({"zh", "ja", "th"})
WIDE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]")
CHARACTERS_A_WORD = 2.0
SCRIPTS = (
    ("ja", regex.compile(r"[\p{Hiragana}\p{Katakana}]"), 0.08),
    ("zh", regex.compile(r"\p{Han}"), 0.2),
    ("ko", regex.compile(r"\p{Hangul}"), 0.2),
    ("th", regex.compile(r"\p{Thai}"), 0.2),
    ("el", regex.compile(r"\p{Greek}"), 0.3),
    ("he", regex.compile(r"\p{Hebrew}"), 0.3),
    ("hi", regex.compile(r"\p{Devanagari}"), 0.3),
    ("bn", regex.compile(r"\p{Bengali}"), 0.3),
)
CYRILLIC = {"ru": ("ыэё", "іїєґў"), "uk": ("іїєґ", "ыэёў")}  # letters of the language, and of its neighbours
ALIASES = {"no": "nb", "nn": "nb", "iw": "he", "in": "id"}


@cache
def function_words() -> dict[str, frozenset[str]]:
    """language -> its most frequent function words."""
    return {language: frozenset(words) for language, words in phrase_files().get("function_words", {}).items()}


@cache
def function_rows(language: str) -> HashTable | None:
    """Hash table of the function words of a language; None for a language without a list."""
    words = function_words().get(language)
    return None if words is None else HashTable(hashes(words))


@cache
def languages_of_words() -> dict[str, tuple[str, ...]]:
    """word -> the languages of which it is a function word."""
    found: dict[str, list[str]] = {}
    for language, words in function_words().items():
        for word in words if language not in UNSPACED else ():
            found.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in found.items()}


@cache
def more_languages_of_words() -> dict[str, tuple[str, ...]]:
    """word -> the languages without a full list of which it is a function word."""
    found: dict[str, list[str]] = {}
    for line in lines(data_file("more_function_words.txt")):
        language, _, words = line.partition(":")
        for word in dict.fromkeys(words.split()):
            found.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in found.items()}


def count_words(page: Page) -> Floats:
    """Words per block; two characters of a script without spaces count as one word."""
    words = (page.characters.count(characters.SPACE) + 1).astype(np.float32)
    for i in np.flatnonzero(page.characters.have(characters.WIDE)).tolist():
        text = page.texts[i]
        if WIDE.search(text):
            words[i] = max(1.0, len(WIDE.findall(text)) / CHARACTERS_A_WORD + len(WIDE.sub(" ", text).split()) * 0.5)
    return words


def page_language(page: Page) -> str:
    """The declared language, else the detected one, else ``""``."""
    declared = page.head.lang.replace("_", "-").partition("-")[0].strip().lower()
    if len(declared) in (2, 3) and declared.isalpha():
        return declared
    return detect_language(page)


def function_word_shares(page: Page, blocks: Sequence[int]) -> dict[str, float]:
    """Share (0..1) of the words in some blocks that are function words of each language; letters decide between ru and uk."""
    words = list(islice((word for i in blocks for word in page.tokens[i]), SHARE_SAMPLE))
    languages, more = languages_of_words(), more_languages_of_words()
    counts = Counter(language for word in words for language in (*languages.get(word, ()), *more.get(word, ())))
    shares = {language: count / len(words) for language, count in counts.items()}
    letters = Counter("".join(words)) if "ru" in shares or "uk" in shares else Counter()
    for language, (own, foreign) in CYRILLIC.items():
        if language in shares and sum(letters[c] for c in own) <= sum(letters[c] for c in foreign):
            shares[language] = 0.0
    return shares


def detect_language(page: Page) -> str:
    """The language detected from script and function words, whatever the page declares; ``""`` if undecided."""
    tokens = page.tokens
    longest = sorted(range(len(tokens)), key=lambda i: -len(page.texts[i]))[:60]
    text = " ".join(page.texts[i] for i in longest)[:20_000]
    if not text.isascii():
        for language, pattern, share in SCRIPTS:
            if len(pattern.findall(text)) / len(text) > share:
                return language
    languages = languages_of_words()
    counts: Counter[str] = Counter()
    sample = [word for i in longest for word in tokens[i]][:SAMPLE]
    for word in sample:
        for language in languages.get(word, ()):
            counts[language] += 1
    if not counts:
        return ""
    language, count = counts.most_common(1)[0]
    return language if count >= 3 and count / len(sample) > 0.08 else ""


def function_share(page: Page) -> Floats:
    """Share (0..1) of each block's words that are function words of the page's language."""
    language = ALIASES.get(page.language, page.language)
    if language in UNSPACED:
        words = function_words().get(language) or own_function_words(page.tokens)
        marks = regex.compile("|".join(sorted(map(regex.escape, words), key=len, reverse=True)) or "(?!)")
        counts = [len(marks.findall(text[:1000])) / max(1.0, len(text[:1000]) / CHARACTERS_A_WORD) for text in page.texts]
        return np.array(counts, np.float32)
    token_index = page.token_index
    rows = function_rows(language) or HashTable(hashes(own_function_words(page.tokens)))
    share: Floats = (token_index.per_block(rows(token_index.hashes) > 0) / np.maximum(token_index.counts, 1)).astype(np.float32)
    return share


def own_function_words(tokens: Sequence[list[str]]) -> frozenset[str]:
    """The words with the highest document frequency over the longer blocks of the page."""
    spread: Counter[str] = Counter()
    for block in tokens:
        if len(block) >= 15:
            spread.update(list(dict.fromkeys(block[:200])))  # in order, so that ties are deterministic
    return frozenset(word for word, count in spread.most_common(OWN_WORDS) if count >= 2)
