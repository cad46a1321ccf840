"""`extract_many`: a stream of pages in, a stream of results out, over worker processes that survive any page."""

from __future__ import annotations

import os
import pickle
import time
from typing import TYPE_CHECKING, Any

from declutter.batch.items import Item, numbered, portable
from declutter.batch.pool import Pool
from declutter.batch.results import OUTPUTS, Extracted, Failure
from declutter.batch.worker import Job, answer
from declutter.options import Options
from declutter.pipeline import Pipeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from declutter.batch.results import Output

TIMEOUT = 30.0  # seconds that a page may take: a thousand times the median page
MAX_MEMORY = 2_000_000_000  # bytes
MAX_PAGES = 10_000  # pages of one process
IN_A_CHUNK = 16  # pages that a worker is sent at a time
CHUNK_BYTES = 1_000_000  # bytes of pages from which a chunk is full
PATIENCE = 0.1  # seconds that the first page of a chunk waits for others
AHEAD = 3  # chunks in flight for each worker


def extract_many(
    items: Iterable[Any],
    *,
    workers: int | None = None,
    timeout: float | None = TIMEOUT,
    ordered: bool = False,
    output: Output = "record",
    max_memory: int | None = MAX_MEMORY,
    pipeline: Pipeline | None = None,
    **options: Any,
) -> Iterator[Extracted | Failure]:
    """Extract many pages in worker processes. Nothing that a page does ends the stream: a page that fails is a `Failure`.

    Args:
        items: sources as `declutter.extract` takes them, or tuples ``(id, source, url)``; any iterable, also an endless one. It is read
            only as far ahead as keeps the workers busy. Paths are read in the workers; trees are sent as their markup.
        workers: worker processes; as many as there are processors where left out. 0 extracts in this process, where nothing guards
            against a page that hangs or crashes.
        timeout: wall-clock seconds that a page may take before its process is ended; None for no limit.
        ordered: whether results come in the order of the items, instead of as they are ready.
        output: what an `Extracted` holds: ``"record"`` (the flat dict of `Document.to_dict`), ``"text"``, ``"markdown"``,
            ``"document"``, or what a picklable function makes of a `Document` in the worker.
        max_memory: bytes that a worker may take for a page; None for no limit. Not enforced on Windows and macOS.
        pipeline: an own `Pipeline`, which must be picklable, instead of ``options``.
        options: attributes of `Options`, as keyword arguments.

    Returns:
        An iterator over `Extracted` (true) and `Failure` (false). Close it, or leave it to the garbage collector, to end the workers early.

    Raises:
        TypeError: if ``items`` is not iterable, or for an unknown option.
        ValueError: for a number or an option out of range.
        OSError: while iterating, if no worker process can be started.
    """
    job = job_of(output, max_memory, pipeline, options)
    if isinstance(items, (str, bytes)):
        raise TypeError(f"items must be an iterable of pages, not {type(items).__name__}: for one page, use extract() or pass [page]")
    stream = iter(items)
    if timeout is not None and not timeout > 0:
        raise ValueError(f"timeout must be a positive number of seconds or None, not {timeout!r}")
    count = processors() if workers is None else workers
    if not isinstance(count, int) or isinstance(count, bool) or count < 0:
        raise ValueError(f"workers must be a number of processes, 0 or more, not {workers!r}")
    if count == 0:
        return here(numbered(stream), job)
    check_picklable(job.pipeline)
    return streamed(numbered(stream), job, Pool(job, count, timeout), ordered)


def job_of(output: Output, max_memory: int | None, pipeline: Pipeline | None, options: dict[str, Any]) -> Job:
    """What workers are told, with all arguments checked."""
    if not callable(output) and output not in OUTPUTS:
        raise ValueError(f"output must be one of {', '.join(map(repr, OUTPUTS))}, not {output!r}")
    if max_memory is not None and (not isinstance(max_memory, int) or isinstance(max_memory, bool) or max_memory <= 0):
        raise ValueError(f"max_memory must be a positive number of bytes or None, not {max_memory!r}")
    if pipeline is not None and options:
        raise TypeError(f"pass pipeline or options, not both: {', '.join(options)}")
    return Job(pipeline or Pipeline(Options(**options)), output, max_memory, MAX_PAGES)


def check_picklable(pipeline: Pipeline) -> None:
    """Raise a TypeError for a pipeline that another process cannot be sent."""
    try:
        pickle.dumps(pipeline)
    except Exception as error:  # what pickling raises is open
        raise TypeError(f"the pipeline cannot be sent to workers, its class must be at the top of a module ({error})") from error


def processors() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def here(items: Iterator[Item], job: Job) -> Iterator[Extracted | Failure]:
    """Extract in this process."""
    for item in items:
        found = answer(item.source, item.url, job)
        if found.kind:
            yield Failure(item.id, found.kind, found.message, found.seconds)  # type: ignore[arg-type]
        else:
            yield Extracted(item.id, found.value, found.seconds)


def streamed(items: Iterator[Item], job: Job, pool: Pool, ordered: bool) -> Iterator[Extracted | Failure]:
    """The result of each item: as they are ready, or in the order of the items. What is ahead of the caller is bounded either way."""
    chunks = chunked(items, job.pipeline.options.limits.max_bytes)
    sizes: dict[int, int] = {}  # place -> bytes, of items that were taken in and not given out
    ready: dict[int, Extracted | Failure] = {}  # results that wait for those before them
    due, more = 0, True
    try:
        pool.start()
        while more or sizes:
            while more and len(sizes) < pool.workers * AHEAD * IN_A_CHUNK and sum(sizes.values()) < pool.workers * AHEAD * CHUNK_BYTES:
                chunk = next(chunks, None)
                more = chunk is not None
                for place, item in chunk or ():
                    sizes[place] = size_of(item)
                    if isinstance(item, Failure):
                        pool.results.put((place, item))
                pool.submit([(place, item) for place, item in chunk or () if isinstance(item, Item)])
            if not sizes:
                break
            place, result = pool.take()
            ready[place] = result
            due = due if ordered else place
            while due in ready:
                del sizes[due]
                yield ready.pop(due)
                due += 1
    finally:
        pool.close()


def chunked(items: Iterator[Item], limit: int) -> Iterator[list[tuple[int, Item | Failure]]]:
    """Numbered items in chunks: full at `IN_A_CHUNK` pages, at `CHUNK_BYTES`, or when the input is slow. What cannot be sent has failed."""
    chunk: list[tuple[int, Item | Failure]] = []
    size, since = 0, time.monotonic()
    for place, item in enumerate(items):
        chunk.append((place, sent := sendable(item, limit)))
        size += size_of(sent)
        if len(chunk) >= IN_A_CHUNK or size >= CHUNK_BYTES or time.monotonic() - since > PATIENCE:
            yield chunk
            chunk, size, since = [], 0, time.monotonic()
    if chunk:
        yield chunk


def sendable(item: Item, limit: int) -> Item | Failure:
    """An item that another process can be sent."""
    try:
        return item._replace(source=portable(item.source, limit))
    except Exception as error:  # what pickling raises is open
        return Failure(item.id, "error", f"{type(error).__name__}: {error}", 0.0)


def size_of(item: Item | Failure) -> int:
    """Bytes (of a str: characters) of the page that an item holds; 0 for a path."""
    source = getattr(item, "source", None)
    source = getattr(source, "body", source)
    return len(source) if isinstance(source, (bytes, str)) else 0
