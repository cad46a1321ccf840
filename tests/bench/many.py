"""What `extract_many` does with many pages: how two workers scale, what memory all processes take, what killers cost.

    python tests/bench/many.py [--pages N] [--generated N] [--rounds N] [--parts scale memory killers]

- scale: the same pages (of the benchmark set wcxb-dev, else generated) by one process and by two workers, in turns. Wall-clock time: only a
  machine that does nothing else gives the true figure.
- memory: generated pages through two workers; the memory of all processes (proportional set size: shared pages count once) at twenty
  places. Flat is: the highest of the second half is no more than 5 % above the highest of the first half after warm-up.
- killers: among the same pages, one in a hundred hangs, eats memory, ends its process or crashes it, and is ended after a second; the rate
  of the others, against that of the pages alone.
"""

from __future__ import annotations

import argparse
import os
import sys
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from batch import generated
from benchmark_pages import ROOT, missing, pages, shout

sys.path.insert(0, str(ROOT / "tests" / "unit"))
from killers import BOMB, EXIT, EXPECTED, HANG, SEGFAULT, Killer

from declutter import Failure, Pipeline, extract_many

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

WORKERS = 2
PLACES = 20  # at which memory is measured
WARM = 0.1  # share of the pages after which processes count as warm
FLAT = 1.05
EVERY = 100  # pages to a killer
TIMEOUT = 1.0  # seconds after which a page that hangs is ended
MEBIBYTE = 1 << 20


def timed(data: Iterable[bytes], workers: int) -> float:
    """Seconds for the texts of all pages but the first few, which wait until the weights are loaded."""
    results = extract_many(data, workers=workers, output="text")
    for _ in islice(results, 2 * WORKERS):
        start = perf_counter()
    for result in results:
        if not result:
            sys.exit(f"a page has failed: {result}")
    return perf_counter() - start


def scale(data: list[bytes], rounds: int) -> None:
    """Print how much faster two workers are than one process."""
    ratios = []
    for number in range(rounds):
        one, two = timed(data, 0), timed(data, WORKERS)
        ratios.append(one / two)
        rates = ", ".join(f"{len(data) / seconds:.0f}" for seconds in (one, two))
        print(f"round {number + 1}: {rates} pages a second by one process and by {WORKERS} workers: {ratios[-1]:.2f} times", flush=True)
    print(f"{WORKERS} workers: {median(ratios):.2f} times the rate of one process (median of {rounds} rounds, {len(data)} pages)\n")


def memory_of_all() -> float:
    """Proportional set size of this process and its children, in MiB; shared pages are divided among those who share them."""
    mine = str(os.getpid())
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = (folder / "stat").read_text().rpartition(")")[2].split()[1]
            if mine in (folder.name, parent):
                total += next(int(line.split()[1]) for line in (folder / "smaps_rollup").open() if line.startswith("Pss:"))
        except (OSError, StopIteration, IndexError):  # a process that has ended meanwhile
            continue
    return total * 1024 / MEBIBYTE


def memory(count: int) -> None:
    """Print the memory of all processes on the way through many generated pages."""
    if not Path("/proc/self/smaps_rollup").exists():
        shout("MEMORY IS NOT MEASURED: this system has no /proc/PID/smaps_rollup.")
        return
    found = []
    start = perf_counter()
    for number, _ in enumerate(extract_many((generated(n) for n in range(count)), workers=WORKERS), 1):
        if number % max(count // PLACES, 1) == 0:
            found.append(memory_of_all())
            print(f"{number:9,} pages {found[-1]:6.0f} MiB", flush=True)
    warm = found[max(round(WARM * len(found)), 1) :]
    early, late = max(warm[: len(warm) // 2]), max(warm[len(warm) // 2 :])
    rate = count / (perf_counter() - start)
    verdict = "flat" if late <= FLAT * early else "GROWS"
    print(f"{verdict}: {early:.0f} MiB at most in the first half, {late:.0f} in the second; {rate:.0f} pages a second\n")


def with_killers(data: Sequence[bytes], count: int) -> Iterator[bytes]:
    """The pages over and over, one killer among each hundred."""
    kinds = (HANG, BOMB, EXIT, SEGFAULT)
    for number, page in zip(range(count), cycle(data), strict=False):
        yield kinds[number // EVERY % len(kinds)] if number % EVERY == EVERY // 2 else page


def killers(data: Sequence[bytes], count: int) -> None:
    """Print how much slower the stream is with killers in it, and whether every other page came back."""
    rates = []
    for pipeline, stream in ((Pipeline(), islice(cycle(data), count)), (Killer(), with_killers(data, count))):
        start, delivered, failed = perf_counter(), 0, 0
        for result in extract_many(stream, workers=WORKERS, timeout=TIMEOUT, pipeline=pipeline, max_memory=1 << 30):
            if isinstance(result, Failure):
                failed += 1
                if result.kind not in EXPECTED.values():
                    sys.exit(f"a page has failed that is no killer: {result}")
            else:
                delivered += 1
        rates.append(delivered / (perf_counter() - start))
        print(f"{delivered} pages delivered, {failed} killed, {rates[-1]:.0f} pages a second", flush=True)
        if delivered + failed != count:
            sys.exit("pages are missing")
    print(f"with one killer in {EVERY} pages the rate falls by {1 - rates[1] / rates[0]:.0%}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=400, help="pages of the scaling, and five times as many for the killers")
    parser.add_argument("--generated", type=int, default=200_000, help="pages of the memory")
    parser.add_argument("--rounds", type=int, default=3, help="of the scaling")
    parser.add_argument("--parts", nargs="+", choices=("scale", "memory", "killers"), default=("scale", "memory", "killers"))
    arguments = parser.parse_args()
    if missing("wcxb-dev"):
        shout(f"ALL PAGES ARE GENERATED: {missing('wcxb-dev')}")
        data = [generated(number) for number in range(arguments.pages)]
    else:
        data = [page for page, _ in pages("wcxb-dev", arguments.pages)[0]]
    if "scale" in arguments.parts:
        scale(data, arguments.rounds)
    if "killers" in arguments.parts:
        killers(data, 5 * arguments.pages)
    if "memory" in arguments.parts:
        memory(arguments.generated)


if __name__ == "__main__":
    main()
