"""Phrases that templates say ("share this article", "lesen sie auch"), found in blocks as runs of whole words.

The measure is *coverage*: the share of a block's letters that phrases of one lexicon cover. "Share this article" is all share bar;
"Shareholders approved the plan" is none of it; a sentence that happens to hold a phrase is a little of it.
Chinese, Japanese, Korean and Thai phrases are found as substrings, since those scripts do not part their words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import regex

from declutter.lexicon.files import phrase_files
from declutter.lexicon.words import tokenize

if TYPE_CHECKING:
    from declutter.page import Floats, Page

NOT_PHRASES = frozenset({"function_words", "months"})
READ_AT_MOST = 100  # words of a block that are looked at: furniture is short, and says what it is at its start
SHORT = 12  # words of a block whose glued words are taken apart: "ShareTweetPrint" is three buttons without a space
HUMP = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ][a-zà-ÿ])")
FIGURE = regex.compile(r"\d[\d.,]*")
UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}]")
NUMBER = "N"


class Phrase(NamedTuple):
    """One phrase of one lexicon."""

    words: list[str]
    key: int  # place of the word that it is indexed by
    name: str
    at_start: bool
    at_end: bool


class Book(NamedTuple):
    """All phrases, compiled: those that must open a block by their first word, the others by their longest, the unspaced as one pattern."""

    starts: dict[str, list[Phrase]]
    inside: dict[str, list[Phrase]]
    unspaced: dict[str, list[Phrase]]
    pattern: regex.Pattern[str]
    names: tuple[str, ...]


def parse(entry: str, name: str) -> Phrase:
    """``^share N$`` -> Phrase, with its key still open."""
    core = entry.removeprefix("^").removesuffix("$").strip()
    if UNSPACED.search(core):
        words = [core.replace(" ", "")]
    else:
        words = [NUMBER if word == NUMBER.lower() or word[0].isdigit() else word for word in tokenize([core])[0]]
    return Phrase(words, 0, name, entry.startswith("^"), entry.endswith("$"))


@cache
def book() -> Book:
    """The phrase book, built from the data files on first use."""
    files = {name: languages for name, languages in phrase_files().items() if name not in NOT_PHRASES}
    entries = {(entry, name) for name, languages in files.items() for listed in languages.values() for entry in listed}
    phrases = [phrase for phrase in (parse(*entry) for entry in sorted(entries)) if phrase.words]
    starts: dict[str, list[Phrase]] = defaultdict(list)
    index: dict[str, list[Phrase]] = defaultdict(list)
    unspaced: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in phrases:
        words = phrase.words
        if UNSPACED.search(words[0]):
            unspaced[words[0]].append(phrase)
        elif phrase.at_start:
            starts[words[0]].append(phrase)
        else:
            key = max(range(len(words)), key=lambda i: 0 if words[i] == NUMBER else len(words[i]))
            index[words[key]].append(phrase._replace(key=key))
    longest_first = sorted(unspaced, key=len, reverse=True)
    pattern = regex.compile("|".join(regex.escape(p).replace(NUMBER, r"\d[\d.,]*") for p in longest_first) or r"(?!)")
    return Book(dict(starts), dict(index), dict(unspaced), pattern, tuple(sorted(files)))


def phrase_columns(page: Page) -> dict[str, Floats]:
    """A coverage column for each lexicon that speaks on the page."""
    columns: dict[str, Floats] = {}
    known = book()
    keys, starts = known.inside.keys(), known.starts
    unspaced = page.wide and UNSPACED.search
    for i, tokens in enumerate(page.tokens):
        words = tokens if len(tokens) <= READ_AT_MOST else tokens[:READ_AT_MOST]
        if unspaced and unspaced(page.texts[i]):
            shares = covered_unspaced(page.texts[i][: 2 * READ_AT_MOST], words)
        elif words and (words[0] in starts or words[0][0].isdigit() or not keys.isdisjoint(words)):
            shares = covered(words, known)
        else:
            shares = {}
        if not shares and len(words) <= SHORT and HUMP.search(page.texts[i]):
            shares = covered(tokenize([HUMP.sub(" ", page.texts[i])])[0], known)
        for name, share in shares.items():
            column = columns.get(name)
            if column is None:
                column = columns[name] = np.zeros(len(page), np.float32)
            column[i] = share
    return columns


def covered(words: list[str], known: Book) -> dict[str, float]:
    """Lexicon name -> share of the letters covered; each word counts once a lexicon."""
    plain = [NUMBER if word[0].isdigit() else word for word in words]
    found: dict[str, set[int]] = {}
    for phrase in known.starts.get(plain[0], ()):
        mark(phrase, 0, plain, found)
    for word in known.inside.keys() & set(plain):
        place = -1
        for _ in range(plain.count(word)):
            place = plain.index(word, place + 1)
            for phrase in known.inside[word]:
                mark(phrase, place - phrase.key, plain, found)
    if not found:
        return {}
    letters = sum(map(len, words))
    return {name: sum(len(words[i]) for i in places) / letters for name, places in found.items()}


def mark(phrase: Phrase, start: int, words: list[str], found: dict[str, set[int]]) -> None:
    """Note the words that ``phrase`` covers, if it stands at ``start``."""
    end = start + len(phrase.words)
    if start >= 0 and words[start:end] == phrase.words and not (phrase.at_end and end != len(words)):
        found.setdefault(phrase.name, set()).update(range(start, end))


def covered_unspaced(text: str, words: list[str]) -> dict[str, float]:
    """Coverage in Chinese, Japanese, Korean or Thai text, and of spaced phrases that stand in it."""
    spaceless = "".join(text.lower().split())
    known = book()
    found: dict[str, float] = defaultdict(float)
    letters = sum(map(len, words)) or 1
    for match in known.pattern.finditer(spaceless):
        said = FIGURE.sub(NUMBER, match.group())
        for phrase in known.unspaced.get(said, ()):
            if (not phrase.at_start or match.start() == 0) and (not phrase.at_end or match.end() == len(spaceless)):
                found[phrase.name] += len(match.group()) / letters
    for name, share in covered(words, known).items() if words else ():
        found[name] += share
    return {name: min(1.0, share) for name, share in found.items()}
