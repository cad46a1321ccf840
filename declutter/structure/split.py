"""Split: the parts of a long text, none with more words than allowed: cut after sentences or lines, else between words or characters."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SENTENCE_END = regex.compile(r"(?<=[.!?…]['\"”’»)]?)\s+|(?<=[。！？])")
LINE_END = regex.compile(r"\n")
SCRIPTS = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"  # written without spaces between words
UNSPACED = regex.compile(rf"[{SCRIPTS}]")
WORDS = regex.compile(rf"[{SCRIPTS}]{{1,2}}\s*|[^\s{SCRIPTS}]+\s*")  # each of them counts as one word


def words_of(text: str) -> int:
    """Number of words; two characters of a script without spaces count as one."""
    if text.isascii():
        return len(text.split())
    unspaced = len(UNSPACED.findall(text))
    return len(UNSPACED.sub(" ", text).split()) + (unspaced + 1) // 2 if unspaced else len(text.split())


def split(text: str, most: int, code: bool = False) -> Iterator[tuple[int, int]]:
    """Start and end of the parts of a text of at most ``most`` words each, without white space around them."""
    if words_of(text) <= most:
        yield 0, len(text)
        return
    start = end = words = 0
    for first, last in units(text, most, code):
        more = words_of(text[first:last])
        if words and words + more > most:
            yield start, start + len(text[start:end].rstrip())
            start, words = first, 0
        words += more
        end = last
    if text[start:].strip():
        yield start, start + len(text[start:].rstrip())


def units(text: str, most: int, code: bool) -> Iterator[tuple[int, int]]:
    """The sentences of a text, or the lines of code; the words of one that is longer than a part."""
    for first, last in between(0, len(text), (found.end() for found in (LINE_END if code else SENTENCE_END).finditer(text))):
        if words_of(text[first:last]) <= most:
            yield first, last
        else:
            yield from between(first, last, (found.end() for found in WORDS.finditer(text, first, last)))


def between(start: int, end: int, cuts: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The parts between cuts, which are in order."""
    places = sorted({start, end, *cuts})
    yield from pairwise(places)
