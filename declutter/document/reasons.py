"""Reasons: why a block was kept or dropped, as one sentence made of the evidence that counted, for people who know HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.document import kinds, place
from declutter.document.evidence import LEAST, STRONGEST

if TYPE_CHECKING:
    from declutter.document.explained import Explained

CALLER = frozenset({"rule", "correction"})  # steps whose reasons are whole: what the caller wants needs no other
AROUND_LEAST = 0.5  # log-odds from which other blocks are named
PREDICATES = frozenset("is stands belongs goes repeats says has holds".split())  # first words of reasons that lack their subject
OTHERS = {True: "; the blocks around it and like it speak for it", False: "; the blocks around it and like it speak against it"}


def reason(explained: Explained, block: int) -> str:
    """Why a block was kept or dropped."""
    selection = explained.selection
    kept = bool(selection.keep[block])
    if block in selection.flips:
        by, why = selection.flips[block]
        if by in CALLER:
            return why
        return f"{'kept' if kept else 'dropped'} by the step {by}: {said(why)}; by itself {chance(explained, block)}"
    strongest = explained.evidence.signals[block].tolist()
    found = because(explained, block, kept, strongest)
    if not found:
        found = ["has little against it" if kept else "has little for it"]
    other = strongest[STRONGEST if kept else 0]
    around = explained.evidence.context.item(block)
    return (
        f"{looks(explained, block, kept)}: it {' and '.join(found)}{f'; but it {explained.phrase(block, other)}' if other >= 0 else ''}"
        f"{OTHERS[around > 0] if abs(around) >= AROUND_LEAST else ''}; {chance(explained, block)}"
    )


def because(explained: Explained, block: int, kept: bool, strongest: list[int]) -> list[str]:
    """What speaks for the verdict most, the strongest first."""
    own = strongest[:STRONGEST] if kept else strongest[STRONGEST:]
    found = [explained.phrase(block, code) for code in own if code >= 0]
    if explained.selection.site is None and explained.selection.own is None:
        return found
    return of_others(explained, block, kept) + found


def in_short(explained: Explained, block: int) -> list[str]:
    """The reason without what the block looks like: the reason of the step that decided, else what speaks for the verdict most."""
    if block in explained.selection.flips:
        return [explained.selection.flips[block].reason]
    return because(explained, block, bool(explained.selection.keep[block]), explained.evidence.signals[block].tolist())


def of_others(explained: Explained, block: int, kept: bool) -> list[str]:
    """What the site's other pages and the caller's classifiers say for the verdict."""
    site, own = explained.selection.site, explained.selection.own
    found = [site.reason(block)] if site is not None and not kept and explained.of_site(block) < 0 else []
    return found + (own.notes(block, kept, LEAST) if own is not None else [])


def said(reason_of_pass: str) -> str:
    """The reason of a pass as a clause."""
    return f"it {reason_of_pass}" if reason_of_pass.partition(" ")[0] in PREDICATES else reason_of_pass


def looks(explained: Explained, block: int, kept: bool) -> str:
    """What a block is, or looks like, and in which element."""
    key = kinds.of(explained, block), kept, place.named_region(explained.page, explained.page.region[block])
    known = explained.named.get(key)
    if known is None:
        where = place.named_element(explained.page, key[2])
        known = explained.named[key] = kinds.looks(key[0], kept) + (f" (in {where})" if where else "")
    return known


def chance(explained: Explained, block: int) -> str:
    """The probability of a block beside the page's cut."""
    probability, cut = explained.selection.probabilities.item(block), explained.selection.threshold
    own, page = round(100 * probability), explained.cut
    if own == page and probability < cut:
        return f"just under {page} % likely to be text (this page keeps from {page} %)"
    return f"{own} % likely to be text (this page keeps from {page} %)"
