"""Explained: a judged page with the evidence on its blocks, which its verdicts share. Everything about one block is computed when asked."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from declutter.document import place
from declutter.document.evidence import Evidence, collect, means
from declutter.document.phrases import naming, phrase, phrases
from declutter.judge.network import CONTEXT
from declutter.limits import UNTIMED, Clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from declutter.document.judged import Judged
    from declutter.page import Floats
    from declutter.structure import Block, Story

SITE = "site"  # contribution of the site model, and label of what it speaks against most
AHEAD = 64  # blocks whose signals' contributions are computed at once, for those who read one after the other


class Explained:
    """The evidence on the blocks of one page.

    Args:
        judged: the page with its signals, judge and selection.
        story: what gives the story of the page, when a verdict is asked for its block.
        clock: of the page.

    Raises:
        OutOfTimeError: once the time is up.
    """

    def __init__(self, judged: Judged, story: Callable[[], Story], clock: Clock = UNTIMED) -> None:
        page, columns, judge, selection, *_ = self.judged = judged
        self.page, self.columns, self.judge, self.selection = page, columns, judge, selection
        self.story = story
        self.own = judge.log_odds(columns, clock) if judged.log_odds is None else judged.log_odds
        clock.check()
        self.evidence: Evidence = collect(judge, columns, self.own, clock)
        self.phrases = phrases(judge.signals)
        self.cut = round(100 * selection.threshold)  # per cent
        self.named: dict[tuple[str, bool, int], str] = {}  # what blocks look like, by label, verdict and region
        self.naming = naming(judge.signals)
        self.names = place.TellingNames(page, judge.learned.names)
        self.named_phrases: dict[tuple[int, str], str] = {}  # by phrase and name
        self.near: tuple[int, Floats] = (0, np.zeros((len(judge.signals), 0)))

    def __reduce__(self) -> tuple[type[Explained], tuple[Judged, Callable[[], Story]]]:
        """A verdict that is pickled takes its page along, in the compressed form of `Judged`; verdicts of one page share it."""
        return Explained, (self.judged, self.story)

    @cached_property
    def blocks(self) -> dict[int, Block]:
        """The blocks of the story by their place on the page."""
        return {block.index: block for block in self.story().blocks}

    def of_site(self, block: int) -> float:
        """Log-odds that the site's other pages add."""
        site = self.selection.site
        return float(site.log_odds[block]) if site is not None else 0.0

    def log_odds(self, block: int) -> float:
        """Log-odds of a block, by the judge, classifiers of the caller, and the site's other pages."""
        own = self.selection.own
        return float(self.own[block]) + self.of_site(block) + (sum(own.parts(block).values()) if own else 0.0)

    def contributions(self, block: int) -> dict[str, float]:
        """What each classifier adds to the log-odds of a block; with ``bias``, ``context`` and ``site`` they sum to them."""
        found = zip(self.evidence.names, self.evidence.groups[block].tolist(), strict=True)
        own = self.selection.own
        return {**self.summed(block, {name: part for name, part in found if part}), **(own.groups(block) if own else {})}

    def phrase(self, block: int, code: int) -> str:
        """One of the strongest signals in words; of class names, the name that tells most."""
        said = self.phrases[code]
        if not self.naming[code]:
            return said
        key = code, self.names.most(self.page.region[block], text=code % 2 == 1)
        known = self.named_phrases.get(key)
        if known is None:
            known = self.named_phrases[key] = f"{said} ({key[1]})" if key[1] else said
        return known

    def words(self, block: int) -> dict[str, str]:
        """What each signal says of a block, as words that finish the sentence "it …", with the value of a numeric one."""
        values, middle = self.columns.matrix[:, block].tolist(), means(self.judge).tolist()
        found = zip(self.judge.signals, values, middle, strict=True)
        said = {signal.name: phrase(signal, value > mean) + (f" ({value:.3g})" if signal.numeric else "") for signal, value, mean in found}
        own = self.selection.own
        return {**said, **({signal.name: signal.note for signal in own.signals} if own else {})}

    def signals(self, block: int) -> dict[str, float]:
        """The same by signal."""
        start, parts = self.near
        if not start <= block < start + parts.shape[1]:
            ahead = AHEAD if block == start + parts.shape[1] else 1
            start, parts = self.near = block, self.judge.parts(self.columns, block, min(block + ahead, len(self.page)))
        found = zip(self.judge.signals, parts[:, block - start].tolist(), strict=True)
        own = self.selection.own
        return {**self.summed(block, {signal.name: part for signal, part in found if part}), **(own.parts(block) if own else {})}

    def summed(self, block: int, named: dict[str, float]) -> dict[str, float]:
        """Contributions with what is not the block's own, so that they sum to its log-odds."""
        rest = float(self.own[block]) - sum(named.values())
        if self.judge.network is None:
            result = {"bias": rest, **named}
        else:
            result = {"bias": self.judge.bias, CONTEXT.name.partition(".")[0]: rest - self.judge.bias, **named}
        if of_site := self.of_site(block):
            result[SITE] = of_site
        return result
