"""What declutter costs a process: time and memory of the import, memory after the first page, and growth over many pages.

    python tests/bench/memory.py [--extractions N] [--set NAME]

Growth that levels off is caches filling up, which are bounded; growth in every line to the last is a leak.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import pickle
import statistics
import subprocess
import sys
from importlib import import_module
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter

from benchmark_pages import ROOT, pages

STARTS = 5
DISTINCT = 60  # pages, over and over: growth is then not merely a page larger than those before
LINES = 8
MEBIBYTE = 1 << 20
CHILD = "import sys; sys.path[:0] = {paths!r}; import memory; memory.{call}"


def resident() -> float:
    """Resident memory of this process in MiB, now; where the system does not tell, the most it ever was."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / MEBIBYTE
    import resource  # not on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / MEBIBYTE


def fresh(call: str, data: bytes = b"") -> str:
    """What a function of this file prints in a process of its own, so that nothing done here counts."""
    code = CHILD.format(paths=[str(Path(__file__).parent), str(ROOT)], call=call)
    return subprocess.run([sys.executable, "-c", code], input=data, stdout=subprocess.PIPE, check=True).stdout.decode()


def time_import(module: str) -> None:
    """Print seconds, MiB and modules that an import adds."""
    memory, modules, start = resident(), len(sys.modules), perf_counter()
    import_module(module)
    print(json.dumps([perf_counter() - start, resident() - memory, len(sys.modules) - modules]))


def grow(extractions: int) -> None:
    """Extract the pages that come in at standard input, over and over, and print the memory on the way."""
    data: list[tuple[bytes, str | None]] = pickle.load(sys.stdin.buffer)
    extract = import_module("declutter").extract
    before, start = resident(), perf_counter()
    extract(data[0][0], url=data[0][1]).to_dict()
    seconds = perf_counter() - start
    last = resident()
    print(f"{'first page':20}{1000 * seconds:8.0f}{last - before:8.1f}   (word lists are read and compiled)")
    held = sum(len(page) for page, _ in data) / MEBIBYTE
    print(f"\nresident after one page {last:.1f} MiB, of which {held:.1f} are the pages that wait")
    print(f"growth over {extractions} extractions of {len(data)} pages")
    for number, (page, url) in enumerate(islice(cycle(data), 1, extractions + 1), 1):
        extract(page, url=url).to_dict()
        if number % max(1, extractions // LINES) == 0:
            gc.collect()
            now = resident()
            print(f"{number:8d} extractions {now:8.1f} MiB {now - last:+8.1f}")
            last = now


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--extractions", type=int, default=480, help="how many pages to extract (default %(default)s)")
    parser.add_argument("--set", default="wcxb-dev", help="the set of pages (default %(default)s)")
    args = parser.parse_args()
    print(f"{'':20}{'ms':>8}{'MiB':>8}{'modules':>9}")
    for module in ("lxml.etree", "numpy", "regex", "declutter"):
        runs = [json.loads(fresh(f"time_import({module!r})")) for _ in range(STARTS)]
        seconds, size, count = (statistics.median(values) for values in zip(*runs, strict=True))
        print(f"{'import ' + module:20}{1000 * seconds:8.0f}{size:8.1f}{count:9.0f}", flush=True)
    data, source = pages(args.set, DISTINCT)
    print(fresh(f"grow({args.extractions})", pickle.dumps(data)), end="")
    print(f"(pages of {source}; a fresh process each; imports are the median of {STARTS})")


if __name__ == "__main__":
    main()
