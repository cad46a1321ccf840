"""What names of elements say: each class name, id or role is cut into its parts, which are asked for hints and for learned log-odds.

Most of a page's names are names that its site made up. What the site's other pages had is remembered; all others are cut together, and
their parts are looked up together.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import chain
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from declutter.lexicon.hash_table import HashTable, distinct, hashes
from declutter.lexicon.hints import hints

if TYPE_CHECKING:
    from collections.abc import Mapping

    from declutter.page import Bools, Floats, Ints

KNOWN_AT_MOST = 32_768  # elements of about a hundred sites
HUMP = re.compile("[A-Z](?<=[a-z].)")
INLINE, TAG = "~", "<"  # before entries of the learned table for inline elements, and for tags
BAR = "|A|"  # between names; with its capital it is no part of one. It has row 1
BLOCK_LEVEL, OF_TEXT = 0, 1  # kinds of elements
END = "\0"  # after the names of an element; a parser gives none


class Parts(NamedTuple):
    """What is known of names with dashes and of parts of names; by row, and row 0 is for those that say nothing."""

    rows: HashTable
    bits: Ints
    odds: Floats  # by kind of element and row
    dashed: Bools
    opens: Bools  # the first of two parts that hint at something together


class NameEvidence(NamedTuple):
    """What elements' names say: hint bits; known parts, the sum of their log-odds, the lowest (<= 0) and the highest (>= 0) in rows."""

    bits: Ints
    odds: Floats


class NameCache:
    """What names of elements were found to say on other pages, by kind of element: pages of one site have most of theirs in common.

    Shared between threads: what it has never changes, and a full one is thrown away whole.
    """

    def __init__(self) -> None:
        self.places: tuple[dict[str, int], ...] = ({}, {})
        self.columns = np.zeros((5, KNOWN_AT_MOST))
        self.filled = 0
        self.lock = Lock()

    def add(self, elements: list[str], kinds: list[int], columns: Floats) -> bool:
        """Remember what elements say, unless there is no room left."""
        with self.lock:
            start, self.filled = self.filled, self.filled + len(elements)
            if self.filled > KNOWN_AT_MOST:
                return False
            self.columns[:, start : self.filled] = columns
            for place, (names, kind) in enumerate(zip(elements, kinds, strict=True), start):
                self.places[kind][names] = place
        return True


class NameTable:
    """Learned log-odds of names with the hints, compiled on first use, and what was found for the names of other pages."""

    def __init__(self, names: Mapping[str, float]) -> None:
        self.names = names
        self.cache = NameCache()

    @cached_property
    def parts(self) -> Parts:
        """What is known of names of elements, the hints among it."""
        return compiled(self.names)


def compiled(names: Mapping[str, float]) -> Parts:
    """The hints and the learned log-odds of names as one table."""
    hinted = hints()[2]
    opening = {name.partition("-")[0] for name in hinted if "-" in name}
    taught = (
        {name: odds for name, odds in names.items() if name[:1] not in (INLINE, TAG)},
        {name[1:]: odds for name, odds in names.items() if name[:1] == INLINE},
    )
    known = list(dict.fromkeys(chain((BAR,), hinted, opening, *taught)))
    return Parts(
        HashTable(hashes(known)),
        np.array([0, *(hinted.get(name, 0) for name in known)], np.int64),
        np.array([[0.0, *(odds.get(name, 0.0) for name in known)] for odds in taught]),
        np.array([False, *("-" in name for name in known)], np.bool_),
        np.array([False, *(name in opening for name in known)], np.bool_),
    )


def evidence(elements: list[str], inline: list[str], table: NameTable) -> NameEvidence:
    """What the names of each element say, of block-level ones and then of inline ones; by what other pages had where they had it."""
    cache = table.cache
    places = [*map(cache.places[BLOCK_LEVEL].get, elements), *map(cache.places[OF_TEXT].get, inline)]
    new = [i for i, place in enumerate(places) if place is None]
    columns = cache.columns[:, [place or 0 for place in places]]
    if new:
        names = [elements[i] if i < len(elements) else inline[i - len(elements)] for i in new]
        kinds = [BLOCK_LEVEL if i < len(elements) else OF_TEXT for i in new]
        columns[:, new] = found = asked(names, kinds, table.parts)
        if not cache.add(names, kinds, found):
            table.cache = NameCache()
    return NameEvidence(columns[0].astype(np.int64), columns[1:])


def asked(elements: list[str], kinds: list[int], known: Parts) -> Floats:
    """What the names of each element say: bits, known parts, sum, lowest and highest log-odds in rows."""
    tokens = f" {END} ".join([*elements, ""]).split()
    if tokens.count(END) != len(elements):  # a tree may hold what no parser gives
        return asked([names.replace(END, " ") for names in elements], kinds, known)
    _, number, places = distinct(hashes(tokens))
    names = [tokens[place] for place in places.tolist()]
    bits, odds = of_names(names, known)
    ends = np.flatnonzero(number == names.index(END))
    counts = np.diff(ends, prepend=-1)
    result = np.zeros((5, len(elements)))
    named = np.flatnonzero(counts > 1)
    if len(named):
        starts = (ends - counts + 1)[named]
        result[0, named] = np.bitwise_or.reduceat(bits[number], starts)  # far below 2**53
        worth = odds[:, np.repeat(kinds, counts), number]
        for row, together in enumerate((np.add, np.add, np.minimum, np.maximum)):
            result[row + 1, named] = together.reduceat(worth[row], starts)
    return result


def of_names(names: list[str], known: Parts) -> tuple[Ints, Floats]:
    """Hint bits of each name; and its known parts, the sum of their log-odds, the lowest and the highest, by kind of element."""
    wholes, parts = cut(names)
    rows = known.rows(hashes([*wholes, *parts]))
    whole, part = rows[: len(wholes)], rows[len(wholes) :]
    name = np.cumsum(part == 1)  # of each part: the bars before it
    at, dashed = np.flatnonzero(part > 1), np.flatnonzero(known.dashed[whole])
    of = np.concatenate((name[at], dashed))
    row = np.concatenate((part[at], whole[dashed]))
    order = np.argsort(of, kind="stable")
    of, row = of[order], row[order]
    starts = np.flatnonzero(np.diff(of, prepend=-1))
    says = of[starts]
    bits, odds = np.zeros(len(names), np.int64), np.zeros((4, 2, len(names)))
    if len(says):
        worth = known.odds[:, row]
        bits[says] = np.bitwise_or.reduceat(known.bits[row], starts)
        odds[0][:, says] = np.add.reduceat((worth != 0).astype(np.float64), starts, 1)
        odds[1][:, says] = np.add.reduceat(worth, starts, 1)
        odds[2][:, says] = np.minimum(np.minimum.reduceat(worth, starts, 1), 0)
        odds[3][:, says] = np.maximum(np.maximum.reduceat(worth, starts, 1), 0)
    hinted = hints()[2]
    for i in np.flatnonzero(known.opens[part[:-1]] & (part[1:] != 1)).tolist():
        bits[name[i]] |= hinted.get(f"{parts[i]}-{parts[i + 1]}", 0)
    return bits, odds


def cut(names: list[str]) -> tuple[list[str], list[str]]:
    """Names in small letters with a dash at each underscore and camel hump; and the parts of all of them, with a bar after each name."""
    low = HUMP.sub(r"-\g<0>", "\n".join(names)).lower().replace("_", "-")
    return low.split("\n"), f"{low}\n".replace("-", " ").replace("\n", f" {BAR} ").split()


def parts_of(name: str) -> list[str]:
    """A name in small letters, then, where it has several parts between dashes and camel humps, each of them."""
    (whole,), parts = cut([name])
    return [whole, *parts[:-1]] if "-" in whole else [whole]
