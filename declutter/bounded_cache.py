"""Caches of functions of a text, bounded in entries and in bytes: what long texts give is not kept."""

from __future__ import annotations

from functools import lru_cache, wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

V = TypeVar("V")
LONGEST = 250  # characters of a text whose result is kept; 1 kB at most, so a cache of 4,096 entries has 4 MB at most
LONGEST_PAIR = 1000  # characters of two texts together, for addresses and their bases


class Results(dict[str, V]):
    """The results of a function by its argument; emptied when it is full. Looking one up costs less than ``functools.lru_cache``."""

    __slots__ = ("entries", "function")

    def __init__(self, function: Callable[[str], V], entries: int) -> None:
        self.function, self.entries = function, entries

    def __missing__(self, text: str) -> V:
        result = self.function(text)
        if len(text) <= LONGEST:
            if len(self) >= self.entries:
                self.clear()
            self[text] = result
        return result


def bounded_cache(entries: int) -> Callable[[Callable[[str], V]], Callable[[str], V]]:
    """Decorator of a function of one text: keeps the results of up to ``entries`` short ones."""

    def decorate(function: Callable[[str], V]) -> Callable[[str], V]:
        return Results(function, entries).__getitem__

    return decorate


def bounded_cache_of_pairs(entries: int) -> Callable[[Callable[[str, str], V]], Callable[[str, str], V]]:
    """The same for a function of two texts."""

    def decorate(function: Callable[[str, str], V]) -> Callable[[str, str], V]:
        cached = lru_cache(entries)(function)

        @wraps(function)
        def call(first: str, second: str) -> V:
            return cached(first, second) if len(first) + len(second) <= LONGEST_PAIR else function(first, second)

        return call

    return decorate
