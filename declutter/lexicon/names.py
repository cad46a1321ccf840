"""Evidence from class names, ids and roles: each is split into parts, which are looked up among hints and learned log-odds.

Most names of a page occur on all pages of its site, so results are cached; names that are not cached are split and looked up in one batch.
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

CACHE_SIZE = 32_768  # elements: those of about a hundred sites
SLUG = 7  # parts of a name from which it is the text of a heading as an id, and no hint: "how-to-reply-to-a-text-message"
HUMP = re.compile("[A-Z](?<=[a-z].)")
INLINE, TAG = "~", "<"  # before entries of the learned table for inline elements, and for tags
SEPARATOR = "|A|"  # between names; its capital keeps it apart from any part, as parts are lower case. It has row 1
BLOCK_LEVEL, INLINE_LEVEL = 0, 1  # kinds of elements
END = "\0"  # after the names of an element; no parser yields this character


class Parts(NamedTuple):
    """Columns over the known names and parts of names, by row; row 0 is for unknown ones."""

    rows: HashTable
    bits: Ints
    odds: Floats  # by kind of element and row
    dashed: Bools
    first_of_pair: Bools  # the first of two parts that are a hint together


class NameEvidence(NamedTuple):
    """Hint bits of each element, and in rows: number of known parts, sum of their log-odds, minimum (<= 0), maximum (>= 0)."""

    bits: Ints
    odds: Floats


class NameCache:
    """Cache of the evidence of names, by kind of element: pages of one site share most of their names.

    Shared between threads: entries never change, and a full cache is replaced by an empty one.
    """

    def __init__(self) -> None:
        self.places: tuple[dict[str, int], ...] = ({}, {})
        self.columns = np.zeros((5, CACHE_SIZE))
        self.filled = 0
        self.lock = Lock()

    def add(self, elements: list[str], kinds: list[int], columns: Floats) -> bool:
        """Cache the evidence of elements; False when there is no room left."""
        with self.lock:
            start, self.filled = self.filled, self.filled + len(elements)
            if self.filled > CACHE_SIZE:
                return False
            self.columns[:, start : self.filled] = columns
            for place, (names, kind) in enumerate(zip(elements, kinds, strict=True), start):
                self.places[kind][names] = place
        return True


class NameTable:
    """Learned log-odds of names with the hints, compiled on first use, and the cache of look-ups."""

    def __init__(self, names: Mapping[str, float]) -> None:
        self.names = names
        self.cache = NameCache()

    @cached_property
    def parts(self) -> Parts:
        """The compiled table of learned log-odds and hints."""
        return compiled(self.names)


def compiled(names: Mapping[str, float]) -> Parts:
    """Join the hints and the learned log-odds of names into one table."""
    hinted = hints()[2]
    first_parts = {name.partition("-")[0] for name in hinted if "-" in name}
    learned = (
        {name: odds for name, odds in names.items() if name[:1] not in (INLINE, TAG)},
        {name[1:]: odds for name, odds in names.items() if name[:1] == INLINE},
    )
    known = list(dict.fromkeys(chain((SEPARATOR,), hinted, first_parts, *learned)))
    return Parts(
        HashTable(hashes(known)),
        np.array([0, *(hinted.get(name, 0) for name in known)], np.int64),
        np.array([[0.0, *(odds.get(name, 0.0) for name in known)] for odds in learned]),
        np.array([False, *("-" in name for name in known)], np.bool_),
        np.array([False, *(name in first_parts for name in known)], np.bool_),
    )


def evidence(elements: list[str], inline: list[str], table: NameTable) -> NameEvidence:
    """Evidence of the names of each block-level element, then of each inline one, from the cache where possible."""
    cache = table.cache
    places = [*map(cache.places[BLOCK_LEVEL].get, elements), *map(cache.places[INLINE_LEVEL].get, inline)]
    new = [i for i, place in enumerate(places) if place is None]
    columns = cache.columns[:, [place or 0 for place in places]]
    if new:
        names = [elements[i] if i < len(elements) else inline[i - len(elements)] for i in new]
        kinds = [BLOCK_LEVEL if i < len(elements) else INLINE_LEVEL for i in new]
        columns[:, new] = found = look_up(names, kinds, table.parts)
        if not cache.add(names, kinds, found):
            table.cache = NameCache()
    return NameEvidence(columns[0].astype(np.int64), columns[1:])


def look_up(elements: list[str], kinds: list[int], known: Parts) -> Floats:
    """Matrix with a column per element: bits, number of known parts, sum, minimum and maximum of the log-odds in rows."""
    tokens = f" {END} ".join([*elements, ""]).split()
    if tokens.count(END) != len(elements):  # a tree built by hand may hold such characters
        return look_up([names.replace(END, " ") for names in elements], kinds, known)
    _, number, places = distinct(hashes(tokens))
    names = [tokens[place] for place in places.tolist()]
    bits, odds = of_names(names, known)
    ends = np.flatnonzero(number == names.index(END))
    counts = np.diff(ends, prepend=-1)
    result = np.zeros((5, len(elements)))
    named = np.flatnonzero(counts > 1)
    if len(named):
        starts = (ends - counts + 1)[named]
        result[0, named] = np.bitwise_or.reduceat(bits[number], starts)  # exact: far below 2**53
        log_odds = odds[:, np.repeat(kinds, counts), number]
        for row, ufunc in enumerate((np.add, np.add, np.minimum, np.maximum)):
            result[row + 1, named] = ufunc.reduceat(log_odds[row], starts)
    return result


def of_names(names: list[str], known: Parts) -> tuple[Ints, Floats]:
    """Hint bits of each name; and, by kind of element, the number of its known parts, the sum of their log-odds, minimum and maximum."""
    wholes, parts = cut(names)
    rows = known.rows(hashes([*wholes, *parts]))
    whole, part = rows[: len(wholes)], rows[len(wholes) :]
    name = np.cumsum(part == 1)  # of each part: the separators before it
    at, dashed = np.flatnonzero(part > 1), np.flatnonzero(known.dashed[whole])
    of = np.concatenate((name[at], dashed))
    row = np.concatenate((part[at], whole[dashed]))
    order = np.argsort(of, kind="stable")
    of, row = of[order], row[order]
    starts = np.flatnonzero(np.diff(of, prepend=-1))
    known_names = of[starts]
    bits, odds = np.zeros(len(names), np.int64), np.zeros((4, 2, len(names)))
    if len(known_names):
        log_odds = known.odds[:, row]
        bits[known_names] = np.bitwise_or.reduceat(known.bits[row], starts)
        odds[0][:, known_names] = np.add.reduceat((log_odds != 0).astype(np.float64), starts, 1)
        odds[1][:, known_names] = np.add.reduceat(log_odds, starts, 1)
        odds[2][:, known_names] = np.minimum(np.minimum.reduceat(log_odds, starts, 1), 0)
        odds[3][:, known_names] = np.maximum(np.maximum.reduceat(log_odds, starts, 1), 0)
    hinted = hints()[2]
    for i in np.flatnonzero(known.first_of_pair[part[:-1]] & (part[1:] != 1)).tolist():
        bits[name[i]] |= hinted.get(f"{parts[i]}-{parts[i + 1]}", 0)
    bits[np.bincount(name[part != 1], minlength=len(names)) >= SLUG] = 0
    return bits, odds


def cut(names: list[str]) -> tuple[list[str], list[str]]:
    """Names in lower case with a dash at each underscore and camel-case boundary; and all their parts, with a separator after each name."""
    low = HUMP.sub(r"-\g<0>", "\n".join(names)).lower().replace("_", "-")
    return low.split("\n"), f"{low}\n".replace("-", " ").replace("\n", f" {SEPARATOR} ").split()


def parts_of(name: str) -> list[str]:
    """A name in lower case, followed by each of its parts where dashes or camel case split it into several."""
    (whole,), parts = cut([name])
    return [whole, *parts[:-1]] if "-" in whole else [whole]
