"""The line that a page's address spells: "/storm-hits-the-coast" names the headline among plain lines."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize
from urllib.parse import unquote

import regex

if TYPE_CHECKING:
    from declutter.page import Page

LONGEST, SHORTEST = 220, 8  # characters of a line that may be a headline
ADDRESS_CHARS = 2000
WORDS = 3  # that a part of the address needs
SPELT = 0.75  # likeness from which the address names a line
KNOWN = 0.15  # what the line that was found otherwise is ahead
OF_ADDRESS, OF_LINE = 0.6, 0.4  # weights of the two shares: addresses are cut more often than lines
PARTS = regex.compile(r"[^\W_]+")
ENDING = regex.compile(r"\.\p{L}\w{1,4}$")
LONG_NUMBER = 5  # figures of a number that is no word of a headline
LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "o", "å": "a", "æ": "ae", "ł": "l", "đ": "d", "ı": "i"})


def spelt_line(page: Page) -> int:
    """The line most like the last part of the address that has words, -1 where none is like it."""
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
        score = max(likeness(wanted, line) for line in spellings) + (KNOWN if i == page.headline.block else 0.0)
        if score > best + 1e-9:
            best, chosen = score, i
    return chosen


def words_of(address: str) -> frozenset[str]:
    """The words of the last part of an address that has a few."""
    path = unquote(address[:ADDRESS_CHARS].partition("://")[2].partition("?")[0].partition("#")[0]).partition("/")[2]
    for part in reversed(path.split("/")):
        found = frozenset(
            word for word in PARTS.findall(folded(ENDING.sub("", part).casefold())) if not word.isdigit() or len(word) < LONG_NUMBER
        )
        if len(found) >= WORDS:
            return found
    return frozenset()


def folded(low: str) -> str:
    """Lower-case letters without their accents."""
    return "".join(c for c in normalize("NFKD", low) if c.isascii() or c.isalnum())


def likeness(wanted: frozenset[str], line: str) -> float:
    """How much of the address the line has, and of the line the address; 0 for a few common words."""
    mine = set(PARTS.findall(line))
    common = len(wanted & mine)
    return OF_ADDRESS * common / len(wanted) + OF_LINE * common / len(mine) if common >= WORDS else 0.0
