"""Texts -> words in lower case. All characters of a page go through the same few passes over one array."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from declutter.lexicon.hash_table import distinct, hashed
from declutter.page.tokens import TokenIndex, Tokens

if TYPE_CHECKING:
    from declutter.page import Ints

SPACE, BREAK, OTHER_SPACE = 32, 30, 31  # between words, between texts, between words again but not beside quotation marks
APOSTROPHE, COLON, SIGMA = ord("'"), ord(":"), ord("Σ")  # words that sort below the colon are figures
MARKS = "“”„«»‹›–—…·•¿¡、。，！？：；（）「」『』【】《》｜→←،؟؛।"
OTHER_SPACES = "\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
CASED_BELOW = 0x20000  # what comes after are ideographs


@cache
def spelling() -> Ints:
    """What is made of each character below ``CASED_BELOW``: its small letter, or a space."""
    small = np.arange(CASED_BELOW, dtype=np.uint32)
    small[ord("İ")] = ord("i")  # its own small letter would be an i with a combining dot
    for few in np.split(small, 64):
        text = few.tobytes().decode("utf-32-le", "surrogatepass").lower()
        few[:] = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    small[SIGMA] = SIGMA  # at the end of a word it is another letter
    small[[c for c in range(128) if not chr(c).isalnum() and chr(c) not in "'_"]] = SPACE
    small[0xD800:0xE000] = SPACE  # halves of characters
    small[[*map(ord, MARKS)]] = SPACE
    small[[*map(ord, OTHER_SPACES)]] = OTHER_SPACE
    small[[*map(ord, "’‘")]] = APOSTROPHE
    return small


def cleaned(texts: list[str]) -> tuple[Ints, Ints]:
    """The characters of all texts in lower case, with spaces for punctuation; and where each text ends, with a ``BREAK``."""
    ends = np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)) + 1) - 1
    read = np.frombuffer("\n".join([*texts, ""]).encode("utf-32-le", "surrogatepass"), np.uint32)
    codes = spelling().take(read, mode="clip")
    if read.max(initial=0) >= CASED_BELOW:
        codes = np.where(read < CASED_BELOW, codes, read)
    codes[ends] = BREAK
    quotes = np.flatnonzero(codes == APOSTROPHE)  # inside words they stay
    if len(quotes):
        codes[quotes[(codes[quotes - 1] == SPACE) | (codes[quotes + 1] == SPACE)]] = SPACE
    if (codes == SIGMA).any():
        codes = np.frombuffer(written(codes).lower().encode("utf-32-le"), np.uint32)
    return codes, ends


def written(codes: Ints) -> str:
    return codes.tobytes().decode("utf-32-le")


@cache
def spelt() -> str:
    """The same as a string, which ``str.translate`` takes for a table."""
    return written(spelling())


def tokenize(texts: list[str]) -> list[list[str]]:
    """Each text's words: lower case, cut at punctuation; apostrophes stay inside words. `index_tokens` is for many."""
    spaced = [text.translate(spelt()) for text in texts]
    small = [text.lower() if "Σ" in text else text for text in spaced]
    return [(text.replace(" '", " ").replace("' ", " ") if "'" in text else text).split() for text in small]


def index_tokens(texts: list[str]) -> TokenIndex:
    """The words of all texts in one row, so that what is asked of a word is asked once a page."""
    codes, ends = cleaned(texts)
    tokens = Tokens(written(codes).split(chr(BREAK))[:-1])
    inside = np.zeros(len(codes) + 1, np.bool_)
    np.greater(codes, SPACE, out=inside[1:])
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, lengths = edges[::2], edges[1::2] - edges[::2]
    hashes, number, first = distinct(hashed(codes * inside[1:], starts))
    before = np.searchsorted(starts, ends)
    counts = before.copy()
    counts[1:] -= before[:-1]
    block = np.repeat(np.arange(len(texts)), counts)
    place = np.arange(len(number)) - (before - counts)[block]
    return TokenIndex(tokens, hashes, lengths[first], codes[starts[first]] < COLON, number, block, place, counts)
