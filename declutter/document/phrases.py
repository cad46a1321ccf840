"""Phrases: what a signal says of a block, in words, where its value is high and where it is not."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from declutter.page import Signal


def phrase(signal: Signal, is_high: bool) -> str:
    """One signal in words."""
    if signal.numeric:
        return f"{'many' if is_high else 'few'} {signal.note}"
    return signal.note if is_high else f"is none that {signal.note}"


@cache
def phrases(signals: tuple[Signal, ...]) -> list[str]:
    """Two phrases for each signal: for a value that is not above its mean, and for one above."""
    return [phrase(signal, is_high) for signal in signals for is_high in (False, True)]
