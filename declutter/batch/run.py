"""A run of ``declutter batch``: entries in, results in the order of the input, filters, shards out."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from declutter.batch.by_site import learned, parts
from declutter.batch.filters import Filters, Sieve
from declutter.batch.many import TIMEOUT, extract_many
from declutter.batch.progress import Progress
from declutter.batch.readers.entries import Entry, Meter, Skipped
from declutter.batch.readers.inputs import Inputs, entries, measure
from declutter.batch.resume import Counts, Ids, Manifest, Passed, Shard
from declutter.batch.shape import RENDERED, Shape
from declutter.batch.sink import PARTS, STATE, Sink, StandardOutput
from declutter.batch.writers import format_named
from declutter.batch.writers.format import Row
from declutter.options import Options
from declutter.pipeline import Pipeline

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import TextIO

    from declutter.batch.results import Extracted, Failure

SHARD = 1000  # entries
SHARD_CHARACTERS = 50_000_000  # of the texts of a shard, after which it ends early; it is held in memory until then
SKIPPED_IN_A_ROW = 1000  # entries that are no page, after which an empty page is sent along, so that results keep coming


@dataclass(frozen=True)
class Settings:
    """What a run is to do.

    Attributes:
        inputs: what is read.
        output: a file, or a folder.
        format: a word of ``declutter.batch.writers.FORMATS``.
        single: whether ``output`` is one file.
        shape: what is written of a document.
        options: of the extraction.
        filters: what is left out.
        shard: entries of a shard.
        workers: processes; None for as many as there are processors.
        timeout: seconds for a page; None for any time.
        by_site: whether lines that repeat on the pages of a site count against them; the input is then taken in parts of ``shard`` pages.
    """

    inputs: Inputs
    output: Path
    format: str
    single: bool
    shape: Shape = field(default_factory=Shape)
    options: Options = field(default_factory=Options)
    filters: Filters = field(default_factory=Filters)
    shard: int = SHARD
    workers: int | None = None
    timeout: float | None = TIMEOUT
    by_site: bool = False

    def determining(self) -> dict[str, Any]:
        """Everything that determines the output, as a flat dict in the form of JSON."""
        inputs = self.inputs
        return {
            "inputs": list(inputs.arguments),
            "reader": inputs.kind,
            **{f"{name}_field": value for name, value in inputs.fields._asdict().items()},
            "format": self.format,
            **asdict(self.shape),
            **{f"option_{name}": value for name, value in asdict(self.options).items()},
            **{name: list(value) if isinstance(value, tuple) else value for name, value in self.filters._asdict().items()},
            "shard_size": self.shard,
            "by_site": self.by_site,
        }

    def sink(self) -> Sink:
        """Where the rows go.

        Raises:
            ImportError: if the extra of the format is not installed.
        """
        printed = str(self.output) == "-"
        state = self.output.with_name(self.output.name + PARTS) if self.single else self.output / STATE
        kind = StandardOutput if printed else Sink
        return kind(self.output, format_named(self.format, self.shape), single=self.single, manifest=Manifest(state, self.determining()))


class Outcome(NamedTuple):
    """How a run ended: the counts of all its parts, and what this part of it did in how many seconds."""

    counts: Counts
    pages: int
    seconds: float


def run(settings: Settings, *, resume: bool = False, overwrite: bool = False, progress: TextIO | None = None) -> Outcome:
    """Do a run, or what is left of one.

    Args:
        settings: what is to be done.
        resume: whether an output that is begun is completed.
        overwrite: whether an output that exists is begun anew.
        progress: where progress is shown.

    Raises:
        ResumeError: if the output exists and neither is asked for, or it belongs to another run.
        OSError: for a folder or glob without pages, and if the output cannot be written.
        ImportError: if an extra is missing.
    """
    sink = settings.sink()
    sieve = Sieve(settings.filters)
    meter = Meter()
    if not sink.manifest.finished:
        measure(settings.inputs, meter)
    sink.open(resume=resume, overwrite=overwrite)
    work = Work(settings, sink, sieve, Progress(meter, progress))
    try:
        return work.all(meter)
    finally:
        work.progress.close()
        sink.manifest.close()


class Work:
    """A run at work: one shard is open at a time."""

    def __init__(self, settings: Settings, sink: Sink, sieve: Sieve, progress: Progress) -> None:
        self.settings, self.sink, self.sieve, self.progress = settings, sink, sieve, progress
        self.begin_shard()

    def begin_shard(self) -> None:
        """Open the next shard."""
        self.rows: list[Row] = []
        self.counts = Counts()
        self.failures: list[dict[str, str]] = []
        self.ids = Ids()
        self.entries = self.characters = 0

    def all(self, meter: Meter) -> Outcome:
        """Do all that is left."""
        manifest = self.sink.manifest
        before = manifest.counts.pages
        started = time.monotonic()
        if not manifest.finished:
            if self.sieve.seen is not None:
                self.sieve.seen.load(self.sink.seen())
            stream = passed_over(entries(self.settings.inputs, meter), manifest)
            self.progress.passing(before)
            if self.settings.by_site:
                settings = self.settings
                for part in parts(stream, settings.shard):
                    pipeline = learned(part, settings.options, settings.workers, settings.timeout)
                    self.some(results(iter(part), settings, meter, pipeline), whole=True)
            else:
                self.some(results(stream, self.settings, meter, Pipeline(self.settings.options)))
        self.sink.finish()
        return Outcome(manifest.counts, manifest.counts.pages - before, time.monotonic() - started)

    def some(self, found: Iterator[tuple[Entry | Skipped, Extracted | Failure | None]], *, whole: bool = False) -> None:
        """Take entries and their results; ``whole``, in one shard, so that a resumed run divides the input as this one does."""
        for entry, result in found:
            self.take(entry, result)
            if not whole and (self.entries >= self.settings.shard or self.characters >= SHARD_CHARACTERS):
                self.end_shard()
            if self.progress.due():
                self.progress.show(self.total())
        if self.entries:
            self.end_shard()

    def total(self) -> Counts:
        """The counts of all shards with the open one."""
        found = Counts()
        found.add(self.sink.manifest.counts)
        found.add(self.counts)
        return found

    def take(self, entry: Entry | Skipped, result: Extracted | Failure | None) -> None:
        """Take the next entry of the input and its result."""
        self.entries += 1
        self.ids.add(entry.id)
        if isinstance(entry, Skipped):
            if entry.failed:
                self.fail(entry.id, entry.kind, entry.message)
            else:
                self.counts.skipped[entry.kind] += 1
            return
        assert result is not None
        if not result:
            self.fail(entry.id, result.kind, result.message)  # type: ignore[union-attr]
            return
        record = result.value  # type: ignore[union-attr]
        self.counts.status[record["status"]] += 1
        if filtered := self.sieve.rejected_by(record):
            self.counts.filtered[filtered] += 1
            return
        self.counts.rows += 1
        self.characters += len(record["text"]) + len(record.get(RENDERED, ""))
        self.rows.append(Row({"id": entry.id, **record}, entry.name))

    def fail(self, identity: str, kind: str, message: str) -> None:
        """Note an entry that is lost."""
        self.counts.failed[kind] += 1
        self.failures.append({"id": identity, "kind": kind, "message": message})

    def end_shard(self) -> None:
        """Write the open shard and open the next one."""
        shard = Shard(self.sink.manifest.shards, self.entries, self.ids.hex(), self.counts, self.failures)
        self.sink.commit(self.rows, shard, None if self.sieve.seen is None else self.sieve.seen.fresh())
        self.begin_shard()


def passed_over(stream: Iterator[Entry | Skipped], manifest: Manifest) -> Iterator[Entry | Skipped]:
    """The entries behind those of finished shards.

    Raises:
        ResumeError: if the input has changed.
    """
    passed = Passed(manifest.listed() if manifest.entries else ())
    left = manifest.entries
    while left:
        passed.check(next(stream, Entry("", None, None, "")).id)
        left -= 1
    return stream


def results(
    stream: Iterator[Entry | Skipped], settings: Settings, meter: Meter, pipeline: Pipeline
) -> Iterator[tuple[Entry | Skipped, Extracted | Failure | None]]:
    """Entries, without their pages, and results, in the order of the input; the meter is told how far they are.

    Results are put in order here and not by `extract_many`, which would hold back new pages while one takes its time: a page that hangs
    costs the memory of the results that overtake it until its timeout, and nothing else.
    """
    waiting: dict[int, tuple[Entry | Skipped | None, int]] = {}  # entries, and how far the input was read then
    ready: dict[int, Extracted | Failure | None] = {}
    due = 0

    def pages() -> Iterator[tuple[int, Any, str | None]]:
        for number, entry in enumerate(stream_with_pauses(stream)):
            if isinstance(entry, Entry):
                waiting[number] = entry._replace(source=None), meter.read
                yield number, entry.source, entry.url
            elif entry is None:
                waiting[number] = None, meter.read
                yield number, "", None
            else:
                waiting[number], ready[number] = (entry, meter.read), None

    def in_order() -> Iterator[tuple[Entry | Skipped, Extracted | Failure | None]]:
        nonlocal due
        while due in ready:
            (entry, meter.done), found = waiting.pop(due), ready.pop(due)
            due += 1
            if entry is not None:
                yield entry, found

    for result in extract_many(pages(), workers=settings.workers, timeout=settings.timeout, output=settings.shape, pipeline=pipeline):
        ready[result.id] = result
        yield from in_order()
    yield from in_order()


def stream_with_pauses(stream: Iterator[Entry | Skipped]) -> Iterator[Entry | Skipped | None]:
    """The entries, with None after many in a row that are no page."""
    in_a_row = 0
    for entry in stream:
        yield entry
        in_a_row = in_a_row + 1 if isinstance(entry, Skipped) else 0
        if in_a_row == SKIPPED_IN_A_ROW:
            yield None
            in_a_row = 0
