"""Learned tables: log-odds of names and words, out of fold by domain, so that no page is judged by its own statistics."""

from __future__ import annotations

from collections import defaultdict
from math import log
from typing import TYPE_CHECKING

from declutter.lexicon.learned import Learned

if TYPE_CHECKING:
    from collections.abc import Collection

    from declutter.training.examples import Example
    from declutter.training.token_statistics import Statistics

PRIOR = 0.45  # share of main text in the text of an average page
SMOOTHING = 1.5  # pseudo-counts, in pages
NAME_DOMAINS, WORD_DOMAINS = 12, 12  # domains that a name or word must be seen on
SAYS = 0.3  # absolute log-odds below which an entry is left out


class Tally:
    """Statistics of all pages by fold: entry -> fold -> [pages, sum of shares, domains]."""

    def __init__(self, least_domains: int) -> None:
        self.least_domains = least_domains
        self.counts: dict[str, dict[int, list[float]]] = defaultdict(dict)

    def add(self, fold: int, pages: list[Statistics]) -> None:
        """Count the pages of one domain."""
        seen: set[str] = set()
        for statistics in pages:
            for entry, share in statistics.items():
                count = self.counts[entry].setdefault(fold, [0.0, 0.0, 0.0])
                count[0] += 1
                count[1] += share
                if entry not in seen:
                    count[2] += 1
                    seen.add(entry)

    def prune(self) -> Tally:
        """Drop entries seen on too few domains, whichever folds are left out."""
        self.counts = {e: folds for e, folds in self.counts.items() if sum(c[2] for c in folds.values()) >= self.least_domains}
        return self

    def log_odds(self, without: Collection[int] = ()) -> dict[str, float]:
        """Smoothed log-odds of each entry against the prior, from all folds but those; entries near 0 are left out."""
        table = {}
        for entry, folds in sorted(self.counts.items()):
            seen = [count for fold, count in folds.items() if fold not in without]
            if sum(count[2] for count in seen) < self.least_domains:
                continue
            pages, main = sum(count[0] for count in seen), sum(count[1] for count in seen)
            odds = log((main + SMOOTHING * PRIOR) / (pages - main + SMOOTHING * (1 - PRIOR))) - log(PRIOR / (1 - PRIOR))
            if abs(odds) >= SAYS:
                table[entry] = round(odds, 1)
        return table


class Tables:
    """Learned tables of a collection of examples; plain lines have no names of elements."""

    def __init__(self, examples: list[Example], kind: str) -> None:
        by_domain: dict[tuple[int, str], list[Example]] = defaultdict(list)
        for example in examples:
            by_domain[example.fold, example.labelled.domain].append(example)
        self.names, self.words = Tally(NAME_DOMAINS), Tally(WORD_DOMAINS)
        for (fold, _), pages in by_domain.items():
            if kind == "html":
                self.names.add(fold, [example.names for example in pages])
            self.words.add(fold, [example.words for example in pages])
        self.names.prune()
        self.words.prune()

    def learned(self, without: Collection[int] = ()) -> Learned:
        """The tables from all folds but those."""
        return Learned(self.names.log_odds(without), self.words.log_odds(without))
