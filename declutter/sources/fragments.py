"""Rejoining of sentences that were broken at inline elements, as BeautifulSoup's ``get_text("\\n")`` breaks at every link and bold word.

A line goes on in the next one where that opens with closing punctuation or in lower case, or where white space stands at the break, which
block elements do not leave there. A run of such lines is joined if it makes a sentence; a menu in lower case stays as it is.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from declutter.lexicon.files import phrase_files
from declutter.limits import UNTIMED, Clock
from declutter.page.page import SENTENCE_END
from declutter.sources.wrapped import UNSPACED

SURE = 2  # breaks inside a sentence that a page must show before any is mended; one is enough on a short page
SHORT = 60  # lines of a short page
LINES_PER_BREAK = 250  # lines of a page at most for each break that punctuation or white space shows
NAME = 8  # words of an inline element at most
LEAD = 6  # words before a name that are more than a heading's label
SENTENCE = 8  # words of a run that ends a sentence
PHRASE = 12  # words of a run that ends none
STOPS = 4  # lines per sentence end at most in a group of lines between empty ones, in scripts without letter case and spaces
CLOSING = re.compile(r"^(?:[,;:!?)\]»”…](?!\w)|\.(?![\w.])|['’]s\b|[、。，！？：；）」』】》؛،؟।])")
# particles that no Japanese or Chinese line starts with
TIED = re.compile(r"[はがにでともへの]、|を|の(?=[\u4e00-\u9fff])|[的们們]")
# a line that starts with one space, punctuation or such a particle
EVIDENCE = re.compile(
    r"\n(?:[ \xa0](?=\S)|[ \t]*[,;:!?)\]»”….、。，！？：；）」』】》؛،؟।はがにでともへのを的们們]|[ \t]*['’]s\b)|(?<=\S)[ \xa0]\n"
)
OPENED = re.compile(r"[(\[„“«‹「『（/]$")
STOP_INSIDE = re.compile(r"[.!?…।۔؟](?:[\"'”’»)\]]*(?:\s|$))|[。！？]")
CODE = re.compile(r"[={}<>|\\]|\w_\w|\w\(|\(\)|//|::|^[\])}]+[,;]?$")  # a line of program code
PARTICLE = re.compile(r"(?:은|는|이|가|을|를|의|에|에서|와|과|도|로|으로|에게|만|까지|부터) ")  # ends the Korean word before it


class Line(NamedTuple):
    """A line that is not empty, with what its edges show."""

    text: str
    words: int  # characters in scripts without spaces
    stop: bool  # ends a sentence
    lower: bool  # starts in lower case
    closing: bool  # starts with closing punctuation or a particle
    spaced: bool  # starts with exactly one space
    trailing: bool  # ends with a space
    code: bool  # looks like program code


def rejoined(raw: list[str], clock: Clock = UNTIMED) -> list[str]:
    """Lines with those joined that are fragments of one sentence; the same lines on pages that were not broken so."""
    text = "\n".join(raw)
    signs = len(EVIDENCE.findall(text)) + text.count(" \n") + text.count("\xa0\n")
    if signs * LINES_PER_BREAK <= sum(map(bool, raw)):  # most pages are not looked at line by line
        return raw
    lines = [look(line) for line in clock.each(raw)]
    spaces = trusted_spaces(lines)
    clock.check()
    needed = SURE if sum(line is not None for line in lines) > SHORT else 1
    if sum(inside(a, b, spaces) for a, b in pairwise(lines)) < needed or not any_certain(lines, spaces):
        return raw
    result: list[str] = []
    groups = unspaced_groups(lines)
    start = sure = 0
    for i in clock.each(range(1, len(lines) + 1)):
        if i == len(lines) or not goes_on(lines, i, spaces, groups, i - start > 1):
            run = [line for line in lines[start:i] if line]
            if is_sentence(run):
                result.append(paste(raw[start:i], run))
                sure += sum(inside(a, b, spaces) for a, b in pairwise(run))
            else:
                result += raw[start:i]
            start = i
    return result if sure >= needed else raw


def look(raw: str) -> Line | None:
    """The line and its edges, None for an empty one."""
    text = " ".join(raw.split())
    if not text:
        return None
    words = text.count(" ") + 1
    if not text.isascii():
        words = max(words, len(UNSPACED.findall(text)))
    spaced = raw[:1] in " \xa0" and not raw[1:2].isspace()
    stop, code = SENTENCE_END.search(text) is not None, CODE.search(text) is not None
    closing = CLOSING.match(text) is not None or TIED.match(text) is not None
    return Line(text, words, stop, text[0].islower(), closing, spaced, raw[-1].isspace(), code)


def trusted_spaces(lines: list[Line | None]) -> tuple[bool, bool]:
    """Whether one space at the start of lines, and at their end, shows a break inside a sentence: elsewhere such spaces are few."""
    starts = [0, 0]
    ends = [0, 0]
    for before, line in pairwise([None, *lines, None]):
        if line and line.spaced:
            starts[before is None or before.stop] += 1
        if before and before.trailing:
            ends[line is None or before.stop] += 1
    return starts[False] > starts[True], ends[False] > ends[True]


def inside(a: Line | None, b: Line | None, spaces: tuple[bool, bool]) -> bool:
    """Whether a break is certainly inside a sentence."""
    if a is None or b is None or a.code or b.code:
        return False
    return b.closing or (b.lower and not a.stop and (white(a, b, spaces) or a.words <= NAME // 2))


def any_certain(lines: list[Line | None], spaces: tuple[bool, bool]) -> bool:
    """Whether punctuation or white space shows breaks inside sentences, more than once on a long page: lower case may be a style."""
    certain = sum(bool(a and b and (b.closing or (b.lower and not a.stop and white(a, b, spaces)))) for a, b in pairwise(lines))
    return certain * LINES_PER_BREAK > sum(line is not None for line in lines)


def white(a: Line, b: Line, spaces: tuple[bool, bool]) -> bool:
    """Whether white space stands at a break."""
    return (spaces[0] and b.spaced) or (spaces[1] and a.trailing)


def goes_on(lines: list[Line | None], i: int, spaces: tuple[bool, bool], groups: set[int], within: bool) -> bool:
    """Whether line ``i`` goes on from the one before, which is ``within`` a run or the first of one."""
    a, b = lines[i - 1], lines[i]
    if a is None or b is None or a.code or b.code:
        return False
    if b.closing:
        return True
    if a.stop:
        return False
    if b.lower or a.text.endswith(",") or OPENED.search(a.text) or ends_with_function_word(a.text) or PARTICLE.match(b.text):
        return True
    if UNSPACED.match(b.text) or UNSPACED.match(a.text[-1]):
        return i in groups
    if white(a, b, spaces):
        return (spaces[0] and b.spaced) or b.words <= NAME
    after = lines[i + 1] if i + 1 < len(lines) else None
    if after is None or not (after.closing or after.lower) or b.stop or b.words > NAME:
        return False
    return not any(spaces) and (within or a.words >= LEAD) and not a.text.endswith(":")


def unspaced_groups(lines: list[Line | None]) -> set[int]:
    """Numbers of lines in groups between empty lines that hold many ends of sentences."""
    found: set[int] = set()
    start = 0
    for i in range(len(lines) + 1):
        if i == len(lines) or lines[i] is None:
            group = [line for line in lines[start:i] if line]
            if 1 < len(group) <= STOPS * sum(line.stop for line in group):
                found.update(range(start + 1, i))
            start = i + 1
    return found


@cache
def function_words() -> frozenset[str]:
    """Function words of all languages that write them apart."""
    return frozenset(word for words in phrase_files()["function_words"].values() for word in words)


def ends_with_function_word(text: str) -> bool:
    """Whether the last word is an article, preposition or conjunction in lower case, or the only word is one."""
    before, _, last = text.rpartition(" ")
    return (last if before else last.lower()) in function_words()


def is_sentence(run: list[Line]) -> bool:
    """Whether a run of lines is one text: it holds a sentence, is long, goes on in punctuation alone, or is a label and its value."""
    if len(run) < 2:
        return False
    words = sum(line.words for line in run)
    whole = words >= SENTENCE and any(STOP_INSIDE.search(line.text) for line in run)
    phrase = words >= PHRASE and max(line.words for line in run) >= LEAD
    closed = all(line.closing for line in run[1:])
    label = len(run) == 2 and run[0].words == 1 and ends_with_function_word(run[0].text)
    return whole or phrase or closed or label


def paste(raw: list[str], run: list[Line]) -> str:
    """Lines in a row, with a space between them unless punctuation, a script without spaces or an initial forbids it."""
    pieces = [run[0].text]
    for (a, b), (left, right) in zip(pairwise(run), pairwise(raw), strict=True):
        spaced = left[-1].isspace() or right[0].isspace()
        tight = b.closing or OPENED.search(a.text) or PARTICLE.match(b.text) or (len(a.text) == 1 and b.lower)
        unspaced = UNSPACED.match(a.text[-1]) or UNSPACED.match(b.text)
        pieces += (" " if not unspaced and not b.closing and (spaced or not tight) else "", b.text)
    return "".join(pieces)
