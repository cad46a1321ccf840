"""Reasons: why a block was kept or dropped, as a sentence made of the evidence that counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.document.evidence import LEAST, STRONGEST
from declutter.judge.network import CONTEXT

if TYPE_CHECKING:
    from declutter.document.explained import Explained

CONTEXT_LEAST = 0.5  # log-odds from which other blocks are named as a reason


def reason(explained: Explained, block: int) -> str:
    """Why a block was kept or dropped."""
    selection = explained.selection
    flip = selection.flips.get(block)
    if flip:
        return flip.reason
    kept = bool(selection.keep[block])
    evidence = explained.evidence
    side = 0 if kept else STRONGEST
    found = [explained.phrases[code] for code in evidence.signals[block, side : side + STRONGEST].tolist() if code >= 0]
    if selection.site is not None and explained.of_site(block):
        found.insert(0, selection.site.reason(block))
    if selection.own is not None:
        found = [*selection.own.notes(block, kept, LEAST), *found]
    context = float(evidence.context[block])
    if (context if kept else -context) >= CONTEXT_LEAST:
        found.append(f"{CONTEXT.note}: {context:+.1f}")
    return "; ".join(found) or ("little speaks against it" if kept else "little speaks for it")
