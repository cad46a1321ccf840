"""Phrases that templates say ("share this article", "lesen sie auch"), found in blocks as runs of whole words.

The measure is *coverage*: the share of a block's letters that phrases of one lexicon cover. "Share this article" is all share bar;
"Shareholders approved the plan" is none of it; a sentence that happens to hold a phrase is a little of it.
Chinese, Japanese, Korean and Thai phrases are found as substrings, since those scripts do not part their words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import regex

from declutter.lexicon.files import phrase_files
from declutter.lexicon.words import tokenize

if TYPE_CHECKING:
    from collections.abc import Mapping

    from declutter.page import Floats, Page

NOT_PHRASES = frozenset({"function_words", "months"})
READ_AT_MOST = 24  # words of a block that are looked at: furniture is short, and says what it is at its start
CACHED, SEEN_AT_MOST = 40, 20_000  # characters of a text that is worth remembering; texts remembered
SHORT = 12  # words of a block whose glued words are taken apart: "ShareTweetPrint" is three buttons without a space
HUMP = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ][a-zà-ÿ])")
HUMPED = re.compile(r"[A-ZÀ-Þ](?<=[a-zà-ÿ].)[a-zà-ÿ]").search  # whether there is one, found by its capital: those are few
FIGURE = regex.compile(r"\d[\d.,]*")
UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}]")
NUMBER = "N"
COLON = ":"  # the character after the digits: words that sort below it are figures


class Phrase(NamedTuple):
    """One phrase of one lexicon."""

    words: list[str]
    name: str
    at_start: bool
    at_end: bool


class Book(NamedTuple):
    """All phrases, compiled.

    ``seconds`` has each first word, with the words that may follow it: most words of a page get no further. ``alone`` has the words
    that are a phrase by themselves, wherever they stand.
    ``prefixes`` has every beginning of a phrase, word by word, joined by spaces; its value is the place in ``ends`` of the phrases
    that are complete there, 0 where none is. (Strings and numbers only: the garbage collector need not walk it.)
    """

    seconds: dict[str, frozenset[str]]
    alone: frozenset[str]
    prefixes: dict[str, int]
    ends: list[tuple[Phrase, ...]]
    unspaced: dict[str, list[Phrase]]
    pattern: regex.Pattern[str]


def parse(entry: str, name: str) -> Phrase:
    """``^share N$`` -> Phrase."""
    core = entry.removeprefix("^").removesuffix("$").strip()
    if UNSPACED.search(core):
        words = [core.replace(" ", "")]
    else:
        words = [NUMBER if word == NUMBER.lower() or word[0].isdigit() else word for word in tokenize([core])[0]]
    return Phrase(words, name, entry.startswith("^"), entry.endswith("$"))


@cache
def book() -> Book:
    """The phrase book, built from the data files on first use."""
    files = {name: languages for name, languages in phrase_files().items() if name not in NOT_PHRASES}
    entries = {(entry, name) for name, languages in files.items() for listed in languages.values() for entry in listed}
    unspaced: dict[str, list[Phrase]] = defaultdict(list)
    complete: dict[str, list[Phrase]] = defaultdict(list)
    prefixes: dict[str, int] = {}
    for phrase in (parse(*entry) for entry in sorted(entries)):
        if phrase.words and UNSPACED.search(phrase.words[0]):
            unspaced[phrase.words[0]].append(phrase)
        elif phrase.words:
            prefixes.update(dict.fromkeys((" ".join(phrase.words[:n]) for n in range(1, len(phrase.words))), 0))
            complete[" ".join(phrase.words)].append(phrase)
    prefixes.update({text: place for place, text in enumerate(complete, 1)})
    longest_first = sorted(unspaced, key=len, reverse=True)
    pattern = regex.compile("|".join(regex.escape(p).replace(NUMBER, r"\d[\d.,]*") for p in longest_first) or r"(?!)")
    seconds: dict[str, set[str]] = defaultdict(set)
    for text in prefixes:
        first, *rest = text.split()
        seconds[first].update(rest[:1])
    frozen = {first: frozenset(words) for first, words in seconds.items()}
    alone = frozenset(text for text, phrases in complete.items() if " " not in text and not all(p.at_start or p.at_end for p in phrases))
    return Book(frozen, alone, prefixes, [(), *map(tuple, complete.values())], dict(unspaced), pattern)


seen: dict[str, Mapping[str, float]] = {}  # short text -> what it says, over all pages
NOTHING: Mapping[str, float] = MappingProxyType({})


def phrase_columns(page: Page) -> dict[str, Floats]:
    """A coverage column for each lexicon that speaks on the page."""
    columns: dict[str, Floats] = {}
    known = book()
    if len(seen) > SEEN_AT_MOST:
        seen.clear()
    none_begins = known.seconds.keys().isdisjoint
    unspaced = page.wide and UNSPACED.search
    for i, tokens in enumerate(page.tokens):
        if not tokens:
            continue
        text = page.texts[i]
        words = tokens if len(tokens) <= READ_AT_MOST else tokens[:READ_AT_MOST]
        shares: Mapping[str, float] | None = seen.get(text) if len(text) <= CACHED else None
        if shares is not None:
            pass
        elif unspaced and unspaced(text):
            shares = covered_unspaced(text[: 2 * READ_AT_MOST], words)
        else:
            silent = none_begins(words) and not (words and words[0] < COLON)
            shares = NOTHING if silent else covered(words, known)
            if not shares and len(words) <= SHORT and HUMPED(text):
                shares = covered(tokenize([HUMP.sub(" ", text)])[0], known)
        if len(text) <= CACHED:
            seen[text] = shares
        for name, share in shares.items():
            column = columns.get(name)
            if column is None:
                column = columns[name] = np.zeros(len(page), np.float32)
            column[i] = share
    return columns


def coverage(text: str, name: str) -> float:
    """Share of the letters of any text that phrases of lexicon ``name`` cover."""
    words = tokenize([text])[0]
    known = book()
    shares = covered_unspaced(text, words) if UNSPACED.search(text) else covered(words, known)
    return shares.get(name, 0.0)


def covered(words: list[str], known: Book) -> dict[str, float]:
    """Lexicon name -> share of the letters covered; each word counts once a lexicon."""
    count = len(words)
    seconds, prefixes, ends = known.seconds, known.prefixes, known.ends
    found: dict[str, set[int]] = {}
    for start, word in enumerate(words):
        following = seconds.get(word)
        if following is not None:
            text = word
        elif word < COLON:
            text, following = NUMBER, seconds[NUMBER]
        else:
            continue
        end = start + 1
        after = words[end] if end < count else ""
        if after and after < COLON:
            after = NUMBER
        if start and after and after not in following and text not in known.alone:
            continue  # it neither goes on nor says anything by itself
        while (place := prefixes.get(text)) is not None:
            for _, name, at_start, at_end in ends[place]:
                if not ((start and at_start) or (at_end and end != count)):
                    found.setdefault(name, set()).update(range(start, end))
            if end == count or (end == start + 1 and after not in following):
                break
            text = f"{text} {words[end] if words[end] >= COLON else NUMBER}"
            end += 1
    if not found:
        return {}
    letters = sum(map(len, words))
    return {name: sum(len(words[i]) for i in places) / letters for name, places in found.items()}


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
    for name, share in covered(words, known).items():
        found[name] += share
    return {name: min(1.0, share) for name, share in found.items()}
