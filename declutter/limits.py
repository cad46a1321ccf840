"""Limits of one page, in bytes, seconds, blocks and characters, and the clock that its steps look at."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from threading import get_ident
from time import thread_time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    T = TypeVar("T")

MAX_BYTES = 50_000_000  # the largest pages of archives of the web have some 10 MB
MAX_SECONDS = 60.0  # about ten times what an ordinary page of MAX_BYTES takes
MAX_BLOCKS = 200_000  # a block takes about 1.6 kB of memory; a book of a million words has 20,000
MAX_OUTPUT = 50_000_000  # characters; as large as the largest page
TIMEOUT = "the page takes longer than {:g} seconds of processor time (max_seconds)"
TRUNCATED = "truncated: the page has more than {:,} blocks (max_blocks); the text is from the first ones"
AT_A_TIME = 500  # items of a long loop between two looks at the clock: below a millisecond


@dataclass(frozen=True, slots=True)
class Limits:
    """What one page may take. A page that reaches a limit gives a `Document` with a status and a warning that say so; nothing is raised.

    Attributes:
        max_bytes: bytes of a source (characters of a str, and of the names and text of a tree), at most one more of which is read; a
            larger one comes back empty with the status ``"too_large"``.
        max_seconds: seconds of processor time of the thread, for extraction and any one format that is rendered later;
            ``float("inf")`` for no limit. A page that takes longer has the status ``"timeout"``, and text only if it was found in time.
        max_blocks: blocks (paragraphs, headings, items, cells, lines) that are read; the rest of the page is left out, and the status
            is ``"truncated"``.
        max_output: characters of the text, and of each format; what is longer ends after the last block that fits, and the status is
            ``"truncated"``.

    Raises:
        ValueError: for a limit that is no positive number, whole but for ``max_seconds``.
    """

    max_bytes: int = MAX_BYTES
    max_seconds: float = MAX_SECONDS
    max_blocks: int = MAX_BLOCKS
    max_output: int = MAX_OUTPUT

    def __post_init__(self) -> None:
        for name, unit in (("max_bytes", "bytes"), ("max_blocks", "blocks"), ("max_output", "characters")):
            value = getattr(self, name)
            if not isinstance(value, int) or isinstance(value, bool) or value <= 0:
                raise ValueError(f"{name} must be a positive whole number of {unit}, not {value!r}")
        seconds = self.max_seconds
        if not isinstance(seconds, (int, float)) or isinstance(seconds, bool) or not seconds > 0:
            raise ValueError(f"max_seconds must be a positive number of seconds, not {seconds!r}")


DEFAULT = Limits()
NONE = Limits(max_seconds=float("inf"))


class OutOfTimeError(Exception):
    """The time of a page is up. Never leaves the library."""


class Clock:
    """Measures the processor time of one page in its thread, without signals or threads.

    Args:
        limits: of the page; for a page that was made by hand, none on its time.
    """

    __slots__ = ("end", "limits", "start", "thread")

    def __init__(self, limits: Limits = NONE) -> None:
        self.limits = limits
        self.restart()

    def restart(self) -> None:
        """Begin anew, in the thread that is running."""
        self.thread, self.start = get_ident(), thread_time()
        self.end = self.start + self.limits.max_seconds

    def over(self) -> bool:
        """Whether the time is up."""
        if thread_time() <= self.end:
            return False
        if get_ident() != self.thread:  # a page that was read in another thread
            self.restart()
            return False
        return True

    def check(self) -> None:
        """Raise `OutOfTimeError` if the time is up."""
        if thread_time() > self.end and self.over():
            raise OutOfTimeError

    def need(self, seconds: float) -> None:
        """Raise `OutOfTimeError` if less than this is left: for what cannot be interrupted, with the least that it takes."""
        if thread_time() + seconds > self.end:
            raise OutOfTimeError

    def each(self, items: Iterable[T]) -> Iterator[T]:
        """The items of a long loop, with a look at the clock between some of them.

        Raises:
            OutOfTimeError: once the time is up.
        """
        rest = iter(items)
        while some := list(islice(rest, AT_A_TIME)):
            self.check()
            yield from some

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Time that is not counted."""
        start = thread_time()
        yield
        self.end += thread_time() - start

    def rest(self) -> Limits:
        """The limits of what is rendered later: the time is what is left."""
        if self.end == float("inf"):
            return self.limits
        return replace(self.limits, max_seconds=max(self.end - thread_time(), 1e-6))

    def __reduce__(self) -> tuple[type[Clock], tuple[Limits]]:
        return Clock, (self.limits,)


UNTIMED = Clock()
