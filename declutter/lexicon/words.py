"""Tokeniser: texts -> words in lower case, with one pass over an array of all characters of a page."""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from declutter.lexicon.hash_table import distinct, hashed
from declutter.limits import UNTIMED, Clock
from declutter.page.tokens import TokenIndex, Tokens

if TYPE_CHECKING:
    from declutter.page import Bools, Ints

SPACE, BREAK, OTHER_SPACE = 32, 30, 31  # between words, between texts, and between words where an apostrophe beside it is kept
APOSTROPHE, COLON, SIGMA = ord("'"), ord(":"), ord("Σ")  # words that sort below the colon are figures
MARKS = "“”„«»‹›–—…·•¿¡、。，！？：；（）「」『』【】《》｜→←،؟؛।"
OTHER_SPACES = "\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
CASED_BELOW = 0x20000  # code points above are ideographs
AT_ONCE = 4096  # texts per batch


@cache
def case_table() -> Ints:
    """Translation table of the code points below ``CASED_BELOW``: lower case, or a space for punctuation."""
    lower_case = np.arange(CASED_BELOW, dtype=np.uint32)
    lower_case[ord("İ")] = ord("i")  # its lower case would be an i with a combining dot
    for chunk in np.split(lower_case, 64):
        text = chunk.tobytes().decode("utf-32-le", "surrogatepass").lower()
        chunk[:] = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    lower_case[SIGMA] = SIGMA  # its lower case depends on its position in the word
    lower_case[[c for c in range(128) if not chr(c).isalnum() and chr(c) not in "'_"]] = SPACE
    lower_case[0xD800:0xE000] = SPACE  # surrogates
    lower_case[[*map(ord, MARKS)]] = SPACE
    lower_case[[*map(ord, OTHER_SPACES)]] = OTHER_SPACE
    lower_case[[*map(ord, "’‘")]] = APOSTROPHE
    return lower_case


def normalised(texts: list[str]) -> tuple[Ints, Ints]:
    """Code points of all texts in lower case, with spaces for punctuation and a ``BREAK`` after each text; and where the breaks are."""
    ends = np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)) + 1) - 1
    read = np.frombuffer("\n".join([*texts, ""]).encode("utf-32-le", "surrogatepass"), np.uint32)
    codes = case_table().take(read, mode="clip")
    if read.max(initial=0) >= CASED_BELOW:
        codes = np.where(read < CASED_BELOW, codes, read)
    codes[ends] = BREAK
    quotes = np.flatnonzero(codes == APOSTROPHE)  # inside words they stay
    if len(quotes):
        codes[quotes[(codes[quotes - 1] == SPACE) | (codes[quotes + 1] == SPACE)]] = SPACE
    if (codes == SIGMA).any():
        codes = np.frombuffer(as_text(codes).lower().encode("utf-32-le"), np.uint32)
    return codes, ends


def as_text(codes: Ints) -> str:
    return codes.tobytes().decode("utf-32-le")


@cache
def case_table_text() -> str:
    """The same table as a string, for ``str.translate``."""
    return as_text(case_table())


def tokenize(texts: list[str]) -> list[list[str]]:
    """Words of each text: lower case, split at punctuation, apostrophes kept inside words. `index_tokens` is faster for a page."""
    spaced = [text.translate(case_table_text()) for text in texts]
    lower_case = [text.lower() if "Σ" in text else text for text in spaced]
    return [(text.replace(" '", " ").replace("' ", " ") if "'" in text else text).split() for text in lower_case]


class Read(NamedTuple):
    """The tokens of some texts: normalised texts; hash, length, and whether it begins with a digit, of each token; tokens per text."""

    texts: list[str]
    hashes: Ints
    lengths: Ints
    numeric: Bools
    counts: Ints


def read_tokens(texts: list[str]) -> Read:
    """Tokens of a few texts; what it needs on the way takes twenty times the memory of the texts."""
    codes, ends = normalised(texts)
    inside = np.zeros(len(codes) + 1, np.bool_)
    np.greater(codes, SPACE, out=inside[1:])
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, lengths = edges[::2], edges[1::2] - edges[::2]
    counts = np.diff(np.searchsorted(starts, ends), prepend=0)
    hashes = hashed(codes * inside[1:], starts)
    return Read(as_text(codes).split(chr(BREAK))[:-1], hashes, lengths.astype(np.int32), codes[starts] < COLON, counts)


def index_tokens(texts: list[str], clock: Clock = UNTIMED) -> TokenIndex:
    """Token index of all texts, in which each distinct word of a page is looked up once."""
    parts = [read_tokens(texts[i : i + AT_ONCE]) for i in clock.each(range(0, max(len(texts), 1), AT_ONCE))]
    normal, known, lengths, numeric, counts = zip(*parts, strict=True)
    hashes, number, first = distinct(np.concatenate(known))
    clock.check()
    per_text = np.concatenate(counts)
    block = np.repeat(np.arange(len(texts), dtype=np.int32), per_text)
    place = np.arange(len(number), dtype=np.int32) - (np.cumsum(per_text) - per_text).astype(np.int32)[block]
    tokens = Tokens(list(chain.from_iterable(normal)))
    return TokenIndex(tokens, hashes, np.concatenate(lengths)[first], np.concatenate(numeric)[first], number, block, place, per_text)
