"""Limits of a format: `Meter` counts what renderers write and looks at the clock, `within` ends a story where the format is long enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.limits import NONE, Clock
from declutter.structure import Story

if TYPE_CHECKING:
    from collections.abc import Callable

LOOK_EVERY = 32  # blocks between two looks at the clock
LESS = 0.9  # of the blocks that were too many are tried next, where lengths add up to more than was counted


class TooLongError(Exception):
    """A format is longer than `Limits.max_output`. Never leaves the library."""


class Meter:
    """Counts the blocks and characters that a renderer has written.

    Args:
        clock: of what is rendered.
        most: characters.
    """

    def __init__(self, clock: Clock | None = None, most: int = NONE.max_output) -> None:
        self.clock, self.most = clock, most
        self.blocks = self.characters = 0

    def __call__(self, written: str) -> str:
        """Count one block as it is written.

        Raises:
            TooLongError: if all are longer than they may be.
            OutOfTimeError: once the time is up.
        """
        self.characters += len(written)
        if self.characters > self.most:
            raise TooLongError
        self.blocks += 1
        if self.clock is not None and not self.blocks % LOOK_EVERY:
            self.clock.check()
        return written


def within(write: Callable[[Story, Meter], str], story: Story, clock: Clock) -> tuple[str, bool]:
    """A format of a story, with as many of its first blocks as `Limits.max_output` allows, and whether these are all.

    Raises:
        OutOfTimeError: once the time is up.
    """
    most, count = clock.limits.max_output, len(story.blocks)
    while True:
        meter, written = Meter(clock, most), ""
        part = story if count == len(story.blocks) else Story(story.blocks[:count], "")
        try:
            written = write(part, meter)
            if len(written) <= most or not count:
                return written, part is story
        except TooLongError:
            count = min(count, meter.blocks + 1)
        clock.check()
        count = min(count - 1, int(count * LESS) if written else count)
