"""Texts -> words in lower case. All blocks of a page go through the same few passes over one byte string, which C does."""

from __future__ import annotations

import re
from itertools import chain

import numpy as np

from declutter.lexicon.rows import distinct
from declutter.spoken import Spoken

SEPARATOR = "\x1e"  # between blocks; no page's text holds it
STAYS = frozenset(b"'_\x1e")
TABLE = bytes(c if c > 127 or c in STAYS else ord(chr(c).lower()) if chr(c).isalnum() else 32 for c in range(256))
WIDE_MARKS = re.compile(b"|".join(re.escape(mark.encode()) for mark in "“”„«»‹›–—…·•¿¡、。，！？：；（）「」『』【】《》｜→←،؟؛।"))
APOSTROPHES = ("’".encode(), "‘".encode())


def tokenize(texts: list[str]) -> list[list[str]]:
    """Each text's words: lower case, cut at punctuation; apostrophes stay inside words."""
    if not texts:
        return []
    # a Turkish capital İ would become an i with a combining dot
    data = SEPARATOR.join(texts).replace("İ", "i").encode("utf-8", "replace").translate(TABLE)
    ascii_only = data.isascii()
    if not ascii_only:
        for mark in APOSTROPHES:
            data = data.replace(mark, b"'")
        data = WIDE_MARKS.sub(b" ", data)
        ascii_only = data.isascii()
    if b"'" in data:
        data = data.replace(b" '", b" ").replace(b"' ", b" ")
    blocks = data.decode("utf-8").split(SEPARATOR)
    if ascii_only:
        return [block.split() for block in blocks]
    return [block.split() if block.isascii() else block.lower().split() for block in blocks]


def in_a_row(tokens: list[list[str]]) -> Spoken:
    """The words of all texts in one row, so that what is asked of a word is asked once a page."""
    words, number = distinct(list(chain.from_iterable(tokens)))
    lengths = np.fromiter(map(len, tokens), np.int64, len(tokens))
    block = np.repeat(np.arange(len(lengths)), lengths)
    place = np.arange(len(number)) - (np.cumsum(lengths) - lengths)[block]
    return Spoken(words, np.fromiter(map(len, words), np.int64, len(words)), number, block, place)
