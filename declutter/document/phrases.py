"""Phrases: what a signal says of a block, in words, where its value is high and where it is not."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from declutter.page import Signal

CLASS_NAMES, LOWEST, HIGHEST = "class_names.", "lowest", "highest"  # signals of learned log-odds of names


def phrase(signal: Signal, is_high: bool) -> str:
    """What finishes the sentence "it …": the signal's own words, else words made of its note."""
    if signal.numeric:
        high, low = f"has a high value of: {signal.note}", f"has a low value of: {signal.note}"
    else:
        high, low = signal.note, f"is no block that {signal.note}"
    return (signal.present or high) if is_high else (signal.absent or low)


@cache
def phrases(signals: tuple[Signal, ...]) -> list[str]:
    """Two phrases for each signal: for a value that is not above its mean, and for one above."""
    return [phrase(signal, is_high) for signal in signals for is_high in (False, True)]


@cache
def naming(signals: tuple[Signal, ...]) -> list[bool]:
    """Which of the phrases speak of a class name that the block or its containers have."""
    return [
        signal.name.startswith(CLASS_NAMES) and not signal.name.endswith(LOWEST if is_high else HIGHEST)
        for signal in signals
        for is_high in (False, True)
    ]
