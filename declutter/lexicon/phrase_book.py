"""The phrase book: all phrases of ``phrases/``, in all languages, compiled on first use."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import regex

from declutter.lexicon.files import phrase_files
from declutter.lexicon.rows import Rows
from declutter.lexicon.words import tokenize

if TYPE_CHECKING:
    from declutter.page import Bools

NOT_PHRASES = frozenset({"function_words", "months"})
FIGURE = regex.compile(r"\d[\d.,]*")
UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}]")
NUMBER = "N"
COLON = ":"  # the character after the digits: words that sort below it are figures
START, END = 1, 2  # edges of a block that a phrase must touch, or touches
SPREAD = 0x9E3779B97F4A7C15  # an odd number that spreads small ones over 64 bits (Knuth, multiplicative hashing)
STEP = np.int64(SPREAD - (1 << 64))  # the same with a sign


class Phrase(NamedTuple):
    """One phrase of one lexicon."""

    words: tuple[str, ...]
    name: str
    edges: int


class Book(NamedTuple):
    """All phrases by their beginnings, word by word: "share", "share this", "share this article".

    Each beginning has a row; ``complete`` says of it, and of the edges of a block that it touches, whether a phrase ends there, and
    ``ends`` which. Beginnings are known by their hashes: that of its words before times ``STEP``, plus that of its last word.
    """

    beginnings: Rows
    complete: Bools
    ends: dict[int, tuple[Phrase, ...]]
    unspaced: dict[str, list[Phrase]]
    pattern: regex.Pattern[str]


def parse(entry: str, name: str) -> Phrase:
    """``^share N$`` -> Phrase."""
    core = entry.removeprefix("^").removesuffix("$").strip()
    if UNSPACED.search(core):
        words = [core.replace(" ", "")]
    else:
        words = [NUMBER if word == NUMBER.lower() or word[0].isdigit() else word for word in tokenize([core])[0]]
    return Phrase(tuple(words), name, entry.startswith("^") * START + entry.endswith("$") * END)


@cache
def book() -> Book:
    """The phrase book, built from the data files on first use."""
    files = {name: languages for name, languages in phrase_files().items() if name not in NOT_PHRASES}
    entries = {(entry, name) for name, languages in files.items() for listed in languages.values() for entry in listed}
    unspaced: dict[str, list[Phrase]] = defaultdict(list)
    beginnings: dict[int, list[Phrase]] = {}
    for phrase in (parse(*entry) for entry in sorted(entries)):
        if phrase.words and UNSPACED.search(phrase.words[0]):
            unspaced[phrase.words[0]].append(phrase)
        elif phrase.words:
            begun = 0
            for word in phrase.words:
                begun = (begun * SPREAD + hash(word)) % (1 << 64)
                ending = beginnings.setdefault(begun, [])
            ending.append(phrase)
    longest_first = sorted(unspaced, key=len, reverse=True)
    pattern = regex.compile("|".join(regex.escape(p).replace(NUMBER, r"\d[\d.,]*") for p in longest_first) or r"(?!)")
    ends = {row: tuple(phrases) for row, phrases in enumerate(beginnings.values(), 1) if phrases}
    complete = np.zeros((len(beginnings) + 1, START + END + 1), np.bool_)
    for row, phrases in ends.items():
        complete[row] = [any(phrase.edges & edges == phrase.edges for phrase in phrases) for edges in range(START + END + 1)]
    return Book(Rows(np.array(list(beginnings), np.uint64).view(np.int64)), complete, ends, dict(unspaced), pattern)
