"""A worker process: reads chunks of pages from its input, writes one answer for each page.

It is started as a program of its own, not forked: it shares no locks, threads or open files with the caller, needs no
``if __name__ == "__main__"`` there, and works in notebooks and inside event loops. Messages are pickles with their length in front.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import struct
import sys
import time
from contextlib import suppress
from importlib import import_module
from typing import IO, TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from declutter.batch.results import Output
    from declutter.pipeline import Pipeline

GOES_ON, ENDS = "goes on", "ends"  # what a worker says at the end of a chunk: a process that ends is sent no other
LENGTH = struct.Struct("<Q")
PAGE = "<p>Warm up.</p>"  # loads the weights of HTML before the first page's time runs
LINES = "Warm up."


class Job(NamedTuple):
    """What a worker is told when it starts."""

    pipeline: Pipeline
    output: Output
    max_memory: int | None  # bytes that the process may take beyond what it has once the weights are loaded
    max_pages: int  # pages after which it ends, so that memory that C libraries lose is given back


class Answer(NamedTuple):
    """The answer to one page: a value, or kind and message of a failure, and the seconds that it took."""

    value: Any
    kind: str
    message: str
    seconds: float


def send(stream: IO[bytes], value: Any) -> None:
    """Write one message."""
    data = pickle.dumps(value, protocol=5)
    stream.write(LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read one message.

    Raises:
        EOFError: if the other side has ended.
    """
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError
    size = LENGTH.unpack(head)[0]
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return pickle.loads(data)


def answer(source: Any, url: str | None, job: Job) -> Answer:
    """Extract one page."""
    from declutter.batch.results import render

    start = time.perf_counter()
    value, kind, message = None, "", ""
    try:
        value = render(job.pipeline.extract(source, url), job.output)
    except MemoryError:
        kind, message = "memory", "the page needs more memory than max_memory allows"
    except Exception as error:  # whatever a page does, the next one is served
        kind, message = "error", f"{type(error).__name__}: {error}"
    return Answer(value, kind, message, time.perf_counter() - start)


def limit_memory(extra: int) -> None:
    """Let the process take ``extra`` bytes more than it has now. Systems without such limits (Windows) have none here either."""
    with suppress(ImportError, OSError, ValueError):
        resource = import_module("resource")
        with open("/proc/self/statm", "rb") as file:
            used = int(file.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + extra, used + extra))


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer chunks of pages until the input ends, a page ran out of memory, or ``max_pages`` are done."""
    job: Job = receive(requests)
    for warm_up in (PAGE, LINES):
        job.pipeline.extract(warm_up)
    gc.collect()
    gc.freeze()  # weights and lexicons stay: the collector need not look at them after every few pages
    if job.max_memory is not None:
        limit_memory(job.max_memory)
    send(answers, "ready")
    served = 0
    while served < job.max_pages:
        for source, url in receive(requests):
            reply = answer(source, url, job)
            try:
                send(answers, reply)
            except (pickle.PicklingError, TypeError, AttributeError) as error:
                reply = Answer(None, "error", f"the result cannot be sent: {error}", reply.seconds)
                send(answers, reply)
            if reply.kind == "memory":
                return  # what is left of the chunk goes to a fresh process
            served += 1
        send(answers, GOES_ON if served < job.max_pages else ENDS)


def main() -> int:
    """Run the worker on standard input and output."""
    with suppress(ValueError, OSError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the caller, who ends its workers
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a library that prints must not break the messages
    with suppress(EOFError, BrokenPipeError):
        serve(requests, answers)
    return 0
