"""Fuzzing campaign: ``python tests/fuzz/campaign.py --seconds 7200 --kind html``. What it checks: docs/robustness.md, section Fuzzing.

The parent gathers the seeds and forks a worker; a worker that dies or hangs is a finding, and another goes on behind its input.
"""

from __future__ import annotations

import argparse
import gc
import mmap
import os
import resource
import signal
import struct
import sys
import time
from pathlib import Path
from typing import Any

if "atheris" in sys.argv:
    from guided import instrument  # before anything imports the library

    instrument()

from checks import Finding, findings, reduced
from compose import KINDS, compose
from records import keep, load, report, save
from seeds import Seeds, gather

PLACES = struct.Struct("<QQdQQQ")  # number of the input, findings, when it began, inputs of each kind
HANG = 180  # seconds after which a worker is ended; the watchdog in it counts processor time
MEMORY = 4 << 30  # bytes of a worker


class Counts:
    """What worker and parent share: the number at work, and how many were done."""

    def __init__(self, first: int) -> None:
        self.memory = mmap.mmap(-1, PLACES.size)
        self.values = [first, 0, time.time(), 0, 0, 0]
        self.save()

    def save(self) -> None:
        self.memory[:] = PLACES.pack(*self.values)  # type: ignore[arg-type]

    def load(self) -> list[Any]:
        self.values = list(PLACES.unpack(self.memory[:]))
        return self.values


def work(seeds: Seeds, kinds: list[str], counts: Counts, end: float, out: Path) -> None:
    """Check one input after the other, until the time is over."""
    calm_collector()
    values = counts.load()
    while (now := time.time()) < end:
        number = int(values[0])
        kind = kinds[number % len(kinds)]
        values[2] = now
        counts.save()
        case = compose(number, kind, seeds)
        found = findings(case, number)
        for finding in found:
            keep(out, case, number, finding)
        values[0] += 1
        values[1] += len(found)
        values[3 + KINDS.index(kind)] += 1
        counts.save()


def calm_collector() -> None:
    """Have the garbage collector pass over the seeds and run less often: a quarter of the time is its own otherwise."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def child(seeds: Seeds, kinds: list[str], counts: Counts, end: float, out: Path) -> int:
    """Fork a worker; its process id."""
    worker = os.fork()
    if not worker:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        status = 1
        try:
            work(seeds, kinds, counts, end, out)
            status = 0
        finally:
            sys.stderr.flush()
            os._exit(status)
    return worker


def campaign(seeds: Seeds, kinds: list[str], seconds: float, first: int, out: Path) -> list[Any]:
    """Run workers until the time is over; the counts."""
    counts = Counts(first)
    end = time.time() + seconds
    while time.time() < end:
        worker = child(seeds, kinds, counts, end, out)
        ended, status = 0, 0
        while not ended:
            time.sleep(0.5)
            ended, status = os.waitpid(worker, os.WNOHANG)
            if not ended and time.time() - counts.load()[2] > HANG:
                os.kill(worker, signal.SIGKILL)
        values = counts.load()
        if status:
            number = int(values[0])
            kind = kinds[number % len(kinds)]
            keep(out, compose(number, kind, seeds), number, Finding("dies", f"status {status}"))
            values[0] += 1
            values[1] += 1
            counts.save()
    return counts.load()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--kind", choices=(*KINDS, "all"), default="all")
    parser.add_argument("--engine", choices=("mutator", "atheris"), default="mutator", help="atheris needs the extra fuzz")
    parser.add_argument("--pages", type=Path, nargs="*", default=[], help="folders, archives (tar) or files of more pages")
    parser.add_argument("--first", type=int, default=0, help="number of the first input; each input follows from its number and the seeds")
    parser.add_argument("--out", type=Path, default=Path("fuzz-findings"), help="folder for findings")
    parser.add_argument("--replay", type=Path, nargs="*", default=[], help="check saved findings instead")
    parser.add_argument("--reduce", action="store_true", help="with --replay: reduce each to what it needs")
    given = parser.parse_args()
    if given.replay:
        replay(given.replay, given.reduce)
        return
    given.out.mkdir(parents=True, exist_ok=True)
    kinds = list(KINDS) if given.kind == "all" else [given.kind]
    seeds = gather(given.pages)
    for number in range(3):
        findings(compose(number, KINDS[number], seeds))  # loads the weights and lists
    began = time.time()
    if given.engine == "atheris":
        from guided import guided  # an extra

        guided(seeds, kinds, given.seconds, given.first, given.out)
        return
    values = campaign(seeds, kinds, given.seconds, given.first, given.out)
    report(given.out, "mutator", dict(zip(KINDS, values[3:], strict=True)), time.time() - began, values[1])


def replay(paths: list[Path], reduce: bool) -> None:
    """Check saved findings anew, and print what they are."""
    for path in paths:
        case, number, finding = load(path)
        now = findings(case)
        print(path.name, "was:", *finding, "| now:", *now)
        if reduce and now:
            case = reduced(case, now[0])
            save(path.with_suffix(".reduced"), case, number, now[0])
            print(repr(case.source), case.arguments)


if __name__ == "__main__":
    main()
