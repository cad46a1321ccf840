"""Counts of bounded size: the rarest keys are forgotten when there are too many."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Counts:
    """On how many pages each key was seen, for at most ``limit`` keys. A key that was forgotten begins anew, so counts are lower bounds."""

    def __init__(self, limit: int, counts: dict[int, int] | None = None) -> None:
        self.limit = limit
        self.counts = dict(counts or {})

    def add(self, keys: Iterable[int]) -> None:
        """Count the keys of one page, each once; 0 is no key."""
        for key in set(keys) - {0}:
            self.counts[key] = self.counts.get(key, 0) + 1
        least = 1
        while len(self.counts) > self.limit:  # half the room is freed at once, so that this is rare
            self.counts = {key: count for key, count in self.counts.items() if count > least}
            least += 1

    def __getitem__(self, key: int) -> int:
        return self.counts.get(key, 0)
