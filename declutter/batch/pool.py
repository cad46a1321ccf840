"""Worker processes of one `extract_many`: a thread drives each, and replaces its process when a page hangs, crashes or eats memory."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from declutter.batch.results import Extracted, Failure
from declutter.batch.worker import ENDS, Answer, Job, receive, send

if TYPE_CHECKING:
    from collections.abc import Sequence

    from declutter.batch.items import Item
    from declutter.batch.results import Kind

    Chunk = list[tuple[int, Item]]  # places in the input, and items
    Result = tuple[int, Extracted | Failure]

START = 120.0  # seconds that a process may take to load the package and its weights
STARTS = 3  # processes in a row that may fail to start
TICK = 0.05  # seconds between two looks at the clock
LAST_LINE = 300  # characters of what a dying process wrote that go into the message


class Process:
    """One worker process."""

    def __init__(self, job: Job) -> None:
        self.errors = tempfile.TemporaryFile()  # lives as long as the process
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "OPENBLAS_NUM_THREADS": "1"}
        command = [sys.executable, "-c", "from declutter.batch.worker import main; raise SystemExit(main())"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors, env=environment)
        self.deadline = time.monotonic() + START
        self.timed_out = False
        assert self.process.stdin and self.process.stdout
        self.requests, self.answers = self.process.stdin, self.process.stdout
        with suppress(BrokenPipeError):
            send(self.requests, job)

    def check(self, now: float) -> None:
        """End the process if its page has taken too long."""
        if now > self.deadline and self.process.poll() is None:
            self.timed_out = True
            self.process.kill()

    def last_line(self) -> str:
        """How the process ended: its exit code, and the last line that it wrote."""
        code = self.process.wait()
        self.errors.seek(0)
        lines = self.errors.read().decode("utf-8", "replace").strip().split("\n")
        return f"exit code {code}{': ' if lines[-1] else ''}{lines[-1][:LAST_LINE]}"

    def end(self) -> None:
        """End the process and close its pipes."""
        self.process.kill()
        self.process.wait()
        for stream in (self.requests, self.answers, self.errors):
            with suppress(OSError):
                stream.close()


class Spare:
    """A process that is started ahead once one had to be replaced: where pages kill processes, no worker waits for the next one to load."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.lock = threading.Lock()
        self.process: Process | None = None
        self.closed = False

    def prepare(self) -> None:
        """Start a process, if none waits."""
        with self.lock:
            if self.process is None and not self.closed:
                self.process = Process(self.job)

    def take(self) -> Process:
        """The process that waits, else a new one; it may still be loading."""
        with self.lock:
            process, self.process = self.process, None
        process = process or Process(self.job)
        process.deadline = time.monotonic() + START
        return process

    def close(self) -> None:
        """End the process that waits."""
        with self.lock:
            self.closed = True
            if self.process is not None:
                self.process.end()


class Driver(threading.Thread):
    """The thread that hands chunks to one worker process and collects its answers."""

    def __init__(
        self, spare: Spare, timeout: float | None, chunks: queue.SimpleQueue[Chunk | None], results: queue.SimpleQueue[Any]
    ) -> None:
        super().__init__(name="declutter-worker", daemon=True)
        self.spare, self.timeout, self.chunks, self.results = spare, timeout, chunks, results
        self.replaced = False  # a process had to be
        self.process: Process | None = None
        self.stopped = False

    def run(self) -> None:
        """Serve chunks until there is a None."""
        try:
            while (chunk := self.chunks.get()) is not None and not self.stopped:
                while chunk and not self.stopped:
                    chunk = self.serve(chunk)
        except Exception as error:  # the caller must hear of it, in its own thread
            self.results.put(error)
        finally:
            if self.process:
                self.process.end()

    def start_process(self) -> Process:
        """A process that is ready.

        Raises:
            OSError: if none gets ready.
        """
        reason = ""
        for _ in range(STARTS):
            process = self.process = self.spare.take()
            with suppress(EOFError):
                if receive(process.answers) == "ready":
                    if self.replaced:
                        self.spare.prepare()
                    return process
            reason = process.last_line()
            process.end()
            if self.stopped:
                break
        raise OSError(f"a worker process does not start ({reason})")

    def serve(self, chunk: Chunk) -> Chunk:
        """Send a chunk and collect answers; returns the items that another process has to serve."""
        process = self.process
        if process is None or process.process.poll() is not None:
            process = self.start_process()
        done = 0
        started = self.begin(process)
        try:
            send(process.requests, [(item.source, item.url) for _, item in chunk])
            while isinstance(reply := receive(process.answers), Answer):
                self.put(chunk[done], reply)
                done += 1
                started = self.begin(process)
        except (EOFError, OSError):
            if not self.stopped and done < len(chunk) and not (done and reply_ends(reply)):
                self.put(chunk[done], self.reason(process, time.monotonic() - started))
                done += 1
            self.replace(process)
            return chunk[done:]
        process.deadline = float("inf")
        if reply == ENDS:
            self.replace(process)
        return []

    def replace(self, process: Process) -> None:
        """End a process; the next chunk gets a new one."""
        process.end()
        self.process = None
        self.replaced = True

    def begin(self, process: Process) -> float:
        """Set the clock for the next page."""
        now = time.monotonic()
        process.deadline = now + self.timeout if self.timeout else float("inf")
        return now

    def reason(self, process: Process, seconds: float) -> Answer:
        """Why the process died on a page."""
        ended = process.last_line()
        if process.timed_out:
            return Answer(None, "timeout", f"the page took longer than {self.timeout:g} seconds", seconds)
        if "MemoryError" in ended:
            return Answer(None, "memory", "the page needs more memory than max_memory allows", seconds)
        return Answer(None, "crash", f"the page ended its worker process ({ended})", seconds)

    def put(self, numbered: tuple[int, Item], reply: Answer) -> None:
        """Hand over the result of a page."""
        place, item = numbered
        kind: Kind = reply.kind  # type: ignore[assignment]
        result = Failure(item.id, kind, reply.message, reply.seconds) if kind else Extracted(item.id, reply.value, reply.seconds)
        self.results.put((place, result))


def reply_ends(reply: Answer | None) -> bool:
    """Whether a worker ends by itself after this answer: the next page of the chunk is not at fault."""
    return reply is not None and reply.kind == "memory"


class Pool:
    """The drivers, and the clock that watches their processes. To be closed, also after an error."""

    def __init__(self, job: Job, workers: int, timeout: float | None) -> None:
        self.chunks: queue.SimpleQueue[Chunk | None] = queue.SimpleQueue()
        self.results: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self.workers, self.watched = workers, 0.0
        self.spare = Spare(job)
        self.drivers = [Driver(self.spare, timeout, self.chunks, self.results) for _ in range(workers)]

    def start(self) -> None:
        """Start the workers."""
        for driver in self.drivers:
            driver.start()

    def submit(self, chunk: Chunk) -> None:
        """Hand over a chunk; the next free worker takes it."""
        if chunk:
            self.chunks.put(chunk)

    def take(self) -> Result:
        """The next result, from any worker.

        Raises:
            OSError: if no worker process starts.
        """
        while True:
            self.watch()
            try:
                found = self.results.get(timeout=TICK)
            except queue.Empty:
                continue
            if isinstance(found, Exception):
                raise found
            return found  # type: ignore[no-any-return]

    def watch(self) -> None:
        """End processes whose page has taken too long."""
        now = time.monotonic()
        if now - self.watched > TICK:
            self.watched = now
            for process in self.processes():
                process.check(now)

    def processes(self) -> Sequence[Process]:
        """The processes that run."""
        return [process for driver in self.drivers if (process := driver.process) is not None]

    def close(self) -> None:
        """End all workers; what they have not answered is lost."""
        for driver in self.drivers:
            driver.stopped = True
            self.chunks.put(None)
        for process in self.processes():
            process.process.kill()
        for driver in self.drivers:
            if driver.is_alive():
                driver.join()
        self.spare.close()
