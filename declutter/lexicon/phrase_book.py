"""All phrases of ``phrases/`` in all languages, compiled into one hash table of prefixes on first use."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import regex

from declutter.lexicon.files import phrase_files
from declutter.lexicon.hash_table import HashTable, hashes
from declutter.lexicon.words import tokenize

if TYPE_CHECKING:
    from declutter.page import Bools, Ints

NOT_PHRASES = frozenset({"function_words", "months"})
FIGURE = regex.compile(r"\d[\d.,]*")
UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}]")
NUMBER = "N"
OF_NUMBER = hashes([NUMBER])[0]
START, END = 1, 2  # bits: the edges of a block that a phrase touches or must touch
SPREAD = 0x9E3779B97F4A7C15  # an odd multiplier that spreads small numbers over 64 bits (Knuth, multiplicative hashing)
STEP = np.int64(SPREAD - (1 << 64))  # the same as a signed number


class Ending(NamedTuple):
    """The end of a phrase: its lexicon, and the edges of a block that the phrase must touch."""

    name: str
    edges: int

    def at(self, edges: int) -> bool:
        """Whether the phrase matches where it touches these edges."""
        return self.edges & edges == self.edges


Endings = tuple[Ending, ...]


class Book(NamedTuple):
    """All phrases as a table of their prefixes: "share", "share this", "share this article".

    Each prefix has a row. ``complete[row, edges]`` is whether a phrase ends there that may touch these edges of a block;
    ``endings[kinds[row]]`` are the endings of these phrases, shared between rows.
    The hash of a prefix is that of the words before times ``STEP``, plus that of the last word.
    """

    beginnings: HashTable
    complete: Bools
    kinds: Ints
    endings: list[Endings]
    numbers: Ints  # hashes of the figures that phrases spell out: the 404 of "error 404"; only ``N`` in a phrase matches any figure


def core(entry: str) -> str:
    """``^share N$`` -> ``share N``."""
    return entry.removeprefix("^").removesuffix("$").strip()


def entries(unspaced: bool) -> dict[str, set[Ending]]:
    """Phrases -> their endings, of scripts with spaces between words or of those without."""
    found: dict[str, set[Ending]] = defaultdict(set)
    for name, languages in phrase_files().items():
        for entry in (entry for listed in languages.values() for entry in listed if name not in NOT_PHRASES):
            phrase = core(entry)
            if bool(UNSPACED.search(phrase)) is unspaced:
                found[phrase].add(Ending(name, entry.startswith("^") * START + entry.endswith("$") * END))
    return found


@cache
def book() -> Book:
    """The phrases of scripts with spaces between words."""
    phrases = entries(unspaced=False)
    complete: dict[int, Endings] = {}  # hash of a prefix -> the phrases that end there
    tokens = tokenize(list(phrases))
    words = list({word for phrase in tokens for word in phrase})
    spelt = [NUMBER if word == NUMBER.lower() else word for word in words]
    hash_of = dict(zip(words, hashes(spelt).tolist(), strict=True))
    for phrase, endings in zip(tokens, phrases.values(), strict=True):
        prefix = 0
        for word in phrase:
            complete.setdefault(prefix, ())
            prefix = (prefix * SPREAD + hash_of[word]) % (1 << 64)
        complete[prefix] = tuple(sorted({*endings, *complete.get(prefix, ())}))
    del complete[0]  # the empty prefix
    kinds: dict[Endings, int] = {(): 0}
    kind = np.array([0, *(kinds.setdefault(endings, len(kinds)) for endings in complete.values())], np.int16)
    touching = range(START + END + 1)
    complete_at = np.array([[any(ending.at(edges) for ending in endings) for edges in touching] for endings in kinds], np.bool_)
    numbers = np.array([hashed for word, hashed in hash_of.items() if word[0].isdigit()], np.int64)
    return Book(HashTable(np.array(list(complete), np.uint64).view(np.int64)), complete_at[kind], kind, list(kinds), numbers)


@cache
def unspaced_book() -> dict[str, list[tuple[str, Endings]]]:
    """The phrases of scripts without spaces between words, by first character, the longest first."""
    found: dict[str, list[tuple[str, Endings]]] = defaultdict(list)
    phrases = {phrase.replace(" ", ""): tuple(sorted(endings)) for phrase, endings in entries(unspaced=True).items()}
    for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)):
        found[phrase[0]].append((phrase, phrases[phrase]))
    return dict(found)
