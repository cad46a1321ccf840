"""What a document computes on first access, within the limits of its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from declutter import render
from declutter.limits import Clock, OutOfTimeError
from declutter.structure import Story

if TYPE_CHECKING:
    from collections.abc import Callable

    from declutter.document.judged import Judged

T = TypeVar("T")


class Timed:
    """Base of a document: keeps to its limits, and warns where one is reached."""

    judged: Judged
    warnings: tuple[str, ...]

    @property
    def story(self) -> Story:
        """The kept blocks, of which formats are made."""
        raise NotImplementedError

    def timed(self, name: str, make: Callable[[Clock], T], otherwise: T) -> T:
        """What ``make`` makes in the time that extraction left; ``otherwise``, and a warning, where it takes longer.

        What is made on the way to something else shares its time.
        """
        outer: Clock | None = self.__dict__.get("clock")
        clock = self.__dict__["clock"] = outer or Clock(self.judged.limits)
        try:
            return make(clock)
        except OutOfTimeError:
            self.warn(f"the time of the page is up (max_seconds): its {name} is left out")
            return otherwise
        finally:
            if outer is None:
                self.__dict__.pop("clock", None)

    def rendered(self, name: str, write: Callable[[Story, render.Meter], str]) -> str:
        """A format; what is longer than it may be ends after the last block that fits, with a warning."""
        made = self.timed(name, lambda clock: render.within(write, self.story, clock), None)
        if made is None:
            return write(Story((), ""), render.Meter())
        if not made[1]:
            self.warn(f"truncated: the {name} is longer than {self.judged.limits.max_output:,} characters (max_output)")
        return made[0]

    def warn(self, warning: str) -> None:
        """Add a warning, once."""
        if warning not in self.warnings:
            self.warnings = (*self.warnings, warning)
