"""Decides which blocks are kept: the cut by expected F1, then the passes in the order of ``PASSES``.

The only step that looks at the verdicts of neighbouring blocks. Each flip of a block is recorded with its pass and reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.reduce.abstain import abstain
from declutter.reduce.comments import comments
from declutter.reduce.copies import copies
from declutter.reduce.cut import cut
from declutter.reduce.embeds import embeds
from declutter.reduce.enclosed import enclosed
from declutter.reduce.footnotes import footnotes
from declutter.reduce.hidden import hidden
from declutter.reduce.lists_tables import lists_tables
from declutter.reduce.next_article import next_article
from declutter.reduce.paywall_offer import paywall_offer
from declutter.reduce.plain_lines import plain_lines
from declutter.reduce.quality import estimate
from declutter.reduce.records import records
from declutter.reduce.rules import RULE, decide, decisions, follow
from declutter.reduce.selection import Selection
from declutter.reduce.shorten import shorten
from declutter.reduce.standfirst import standfirst
from declutter.reduce.title import title

if TYPE_CHECKING:
    from collections.abc import Mapping

    from declutter.page import Floats, Page

PASSES = (
    cut,
    embeds,
    comments,
    next_article,
    records,
    lists_tables,
    enclosed,
    footnotes,
    standfirst,
    plain_lines,
    copies,
    title,
    paywall_offer,
    hidden,
)
RECALL_WEIGHTS = {"precision": 0.5, "balanced": 1.0, "recall": 2.0}  # the beta of F-beta for each focus


def reduce(page: Page, probabilities: Floats, focus: str = "balanced", quality: Mapping[str, float] | None = None) -> Selection:
    """Run all passes over a judged page, estimate the quality of the text, empty a page without main content, and follow own rules."""
    decided, unmatched = decisions(page)
    selection = selected(page, probabilities, focus, quality, decided)
    abstain(page, selection, selection if focus == "balanced" else selected(page, probabilities, "balanced", quality, decided))
    selection.unmatched = unmatched
    if decided:
        selection.judged_keep = selection.keep.copy()
        follow(page, selection)
        selection.quality = estimate(page, selection, quality or {})
    if not selection.keep.any():
        selection.quality = 0.0
    return selection


def selected(
    page: Page, probabilities: Floats, focus: str, quality: Mapping[str, float] | None, decided: Mapping[int, tuple[bool, str]]
) -> Selection:
    """The selection after all passes, with its quality estimate."""
    selection = Selection(probabilities, RECALL_WEIGHTS[focus], decided=decided)
    for step in PASSES:
        page.clock.check()
        step(page, selection)
    selection.quality = estimate(page, selection, quality or {})
    return selection


def keep_all(page: Page, probabilities: Floats, by: str, reason: str) -> Selection:
    """The selection of a page that is text from beginning to end, but for what own rules say of it."""
    selection = Selection(probabilities)
    for block in range(len(page)):
        selection.flip(block, True, by, reason)
    follow(page, selection)
    return selection


__all__ = ["PASSES", "RECALL_WEIGHTS", "RULE", "Selection", "decide", "follow", "keep_all", "reduce", "shorten"]
