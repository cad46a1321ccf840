"""Progress of a run on standard error: one line that is rewritten on a terminal, else a plain line from time to time."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from declutter.batch.readers.entries import Meter
    from declutter.batch.resume import Counts

ON_TERMINAL = 0.2  # seconds between two lines
ELSEWHERE = 10.0
BAR = 20  # characters


class Progress:
    """Shows how far a run is.

    Args:
        meter: of the input.
        stream: where to; None shows nothing.
    """

    def __init__(self, meter: Meter, stream: TextIO | None) -> None:
        self.meter, self.stream = meter, stream
        self.terminal = stream is not None and stream.isatty()
        self.started = self.shown = time.monotonic()
        self.begun_at = 0  # bytes of the input that an earlier run did
        self.passed = 0  # pages that an earlier run did

    def passing(self, pages: int) -> None:
        """Note that the work begins here: what was passed over does not count for the speed."""
        self.started, self.begun_at, self.passed = time.monotonic(), self.meter.read, pages
        self.meter.done = self.meter.read

    def due(self) -> bool:
        """Whether the last line is long enough ago."""
        return self.stream is not None and time.monotonic() - self.shown >= (ON_TERMINAL if self.terminal else ELSEWHERE)

    def show(self, counts: Counts) -> None:
        """Show the counts."""
        self.shown = time.monotonic()
        text = self.line(counts, self.shown)
        width = shutil.get_terminal_size().columns - 1
        print(f"\r{text[:width]:{width}}" if self.terminal else text, end="" if self.terminal else "\n", file=self.stream, flush=True)

    def line(self, counts: Counts, now: float) -> str:
        """The line: share of the input, pages, pages per second, share kept, failures, time left."""
        pages, failed = counts.pages, counts.failed.total()
        seconds = max(now - self.started, 1e-6)
        parts = [
            f"{pages:,} pages",
            f"{(pages - self.passed) / seconds:.1f} pages/s",
            f"{counts.rows / pages if pages else 0:.0%} kept",
            f"{failed:,} failed",
        ]
        if self.meter.total:
            share = min(1.0, self.meter.done / self.meter.total)
            filled = round(BAR * share)
            parts.insert(0, f"[{'#' * filled}{'.' * (BAR - filled)}] {share:.0%}" if self.terminal else f"{share:.0%}")
            since = (self.meter.done - self.begun_at) / self.meter.total
            if since > 0:
                parts.append(f"{duration(seconds * (1 - share) / since)} left")
        return "  ".join(parts)

    def close(self) -> None:
        """Remove the line of a terminal."""
        if self.terminal:
            print(f"\r{'':{shutil.get_terminal_size().columns - 1}}\r", end="", file=self.stream, flush=True)


def duration(seconds: float) -> str:
    """A time in words."""
    whole = round(seconds)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min {whole % 60:02} s" if minutes else f"{whole} s"


def summary(counts: Counts, seconds: float, pages: int) -> str:
    """What became of the pages, by status; ``pages`` is how many of them were done in ``seconds``."""
    rows = [f"{counts.pages:,} pages, {counts.rows:,} written; {pages:,} in {duration(seconds)} ({pages / max(seconds, 1e-6):.1f} pages/s)"]
    for name, what in (("status", "extracted"), ("filtered", "left out"), ("skipped", "no page"), ("failed", "failed")):
        rows += [f"  {what:10} {kind:16} {number:>10,}" for kind, number in sorted(getattr(counts, name).items())]
    return "\n".join(rows)
