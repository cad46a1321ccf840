"""The line of a page that its address spells: the slug "/storm-hits-the-coast" identifies the headline among plain lines."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize
from urllib.parse import unquote

import regex

if TYPE_CHECKING:
    from declutter.page import Page

LONGEST, SHORTEST = 220, 8  # characters of a line that may be a headline
ADDRESS_CHARS = 2000
WORDS = 3  # least number of words in a slug
SPELT = 0.75  # similarity from which a line is the one that the slug spells
KNOWN = 0.15  # bonus of the line that `annotate` found to be the headline
OF_ADDRESS, OF_LINE = 0.6, 0.4  # weights of the two coverages: slugs are shortened more often than lines
TOKENS = regex.compile(r"[^\W_]+")
ENDING = regex.compile(r"\.\p{L}\w{1,4}$")
LONG_NUMBER = 5  # digits of a number that is an identifier, not a word of the headline
LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "o", "å": "a", "æ": "ae", "ł": "l", "đ": "d", "ı": "i"})


def spelt_line(page: Page) -> int:
    """The line most similar to the last path segment with words; -1 if none is similar enough."""
    wanted = words_of(page.url or "")
    if not wanted:
        return -1
    rare = sorted(wanted, key=lambda word: (len(word), word))[-WORDS:]
    best, chosen = SPELT, -1
    for i, text in enumerate(page.texts):
        if not SHORTEST <= len(text) <= LONGEST or ("/" in text and " " not in text):
            continue
        low = text.casefold()
        spellings = (low,) if low.isascii() else (folded(low), low.translate(LETTERS))
        if not any(word in line for line in spellings for word in rare):
            continue
        score = max(similarity(wanted, line) for line in spellings) + (KNOWN if i == page.headline.block else 0.0)
        if score > best + 1e-9:
            best, chosen = score, i
    return chosen


def words_of(address: str) -> frozenset[str]:
    """The words of the last path segment that has at least `WORDS`."""
    path = unquote(address[:ADDRESS_CHARS].partition("://")[2].partition("?")[0].partition("#")[0]).partition("/")[2]
    for part in reversed(path.split("/")):
        found = frozenset(
            word for word in TOKENS.findall(folded(ENDING.sub("", part).casefold())) if not word.isdigit() or len(word) < LONG_NUMBER
        )
        if len(found) >= WORDS:
            return found
    return frozenset()


def folded(low: str) -> str:
    """Lower-case text without diacritics."""
    return "".join(c for c in normalize("NFKD", low) if c.isascii() or c.isalnum())


def similarity(wanted: frozenset[str], line: str) -> float:
    """Weighted mean of the slug's coverage by the line and the line's by the slug; 0 if fewer than `WORDS` words are common."""
    mine = set(TOKENS.findall(line))
    common = len(wanted & mine)
    return OF_ADDRESS * common / len(wanted) + OF_LINE * common / len(mine) if common >= WORDS else 0.0
