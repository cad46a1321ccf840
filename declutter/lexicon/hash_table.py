"""Vectorised look-up of many strings at once, by 64-bit hashes in a sorted array.

The entries of a dict are scattered over memory, and cache misses dominate its cost: one sorted array takes a third of the time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection

    from declutter.page import Ints

BASE = 0xD6E8FEB86659FD93
LONGEST = 1024  # characters of a string; the hash ignores the order of those after it
AT_ONCE = 4096  # strings per batch: the intermediate arrays take eight times the memory of the strings
POWERS = np.cumprod(np.full(LONGEST, BASE, np.uint64))


def hashes(strings: Collection[str]) -> Ints:
    """A 64-bit hash of each string."""
    ends = np.cumsum(np.fromiter(map(len, strings), np.int64, len(strings)) + 1)
    codes = np.frombuffer("\0".join([*strings, ""]).encode("utf-32-le", "surrogatepass"), np.uint32)
    return hashed(codes, np.append(0, ends[:-1])[: len(ends)])


def hashed(codes: Ints, starts: Ints) -> Ints:
    """Rolling hash of each run of characters, given where runs start; separators between runs are 0.

    A polynomial of the characters in an odd base, modulo 2**64 (Karp and Rabin, 1987).
    """
    if not len(starts):
        return np.zeros(0, np.int64)
    if len(starts) > AT_ONCE:
        cuts = [*starts[AT_ONCE::AT_ONCE].tolist(), len(codes)]
        parts = [starts[i : i + AT_ONCE] for i in range(0, len(starts), AT_ONCE)]
        return np.concatenate([hashed(codes[part[0] : cut], part - part[0]) for part, cut in zip(parts, cuts, strict=True)])
    first = starts[0]
    lengths = np.append(starts[1:], len(codes)) - starts
    offsets = np.arange(first, len(codes))
    offsets -= np.repeat(starts, lengths)
    terms = POWERS.take(offsets, mode="clip")
    terms *= codes[first:]
    result: Ints = np.add.reduceat(terms, starts - first).view(np.int64)
    return result


def distinct(known: Ints) -> tuple[Ints, Ints, Ints]:
    """Sorted distinct hashes, the index of each hash among them, and one position of each (as ``numpy.unique``)."""
    order = np.argsort(known)
    known = known[order]
    new = np.append(True, known[1:] != known[:-1])[: len(known)]
    number = np.empty(len(known), np.int32)
    number[order] = np.cumsum(new, dtype=np.int32) - 1
    return known[new], number, order[new]


class HashTable:
    """Hash table of strings: a string's row is its index among them, from 1."""

    def __init__(self, known: Ints) -> None:
        order = np.argsort(known)
        self.hashes = np.append(known[order], np.iinfo(np.int64).max)
        self.rows = np.append(order + 1, 0).astype(np.int32)

    def __call__(self, wanted: Ints) -> Ints:
        """Row of each string, 0 for unknown ones."""
        places = np.searchsorted(self.hashes[:-1], wanted)
        found: Ints = self.rows[places] * (self.hashes[places] == wanted)
        return found
