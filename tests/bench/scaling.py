"""How the cost of a page grows with its size: time and memory of every shape of `tests/growing_pages.py`, as exponents.

    python tests/bench/scaling.py [--kilobytes N] [--doublings N] [--only WORD…] [--seconds N]

Every shape is made at a size and at its doubles, each extracted and written in every format by a process of its own. An exponent is the
slope of the cost against the size of the page, both as logarithms, by least squares: 1 is linear, 2 quadratic. Seconds are of the
processor; memory is what the process has at most, over what it has after a small page. Costs too small to tell are not fitted.
Prints a row per shape with the dearest step, and at the end those over the bar of 1.15.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
from pathlib import Path
from time import process_time
from typing import Any

from benchmark_pages import ROOT
from memory import MEBIBYTE, resident

sys.path.insert(0, str(ROOT / "tests"))
from growing_pages import SHAPES, STORY, page

from declutter import Limits, extract

BAR = 1.15
LEAST_SECONDS, LEAST_MEMORY = 0.1, 8.0  # of the largest page, below which an exponent is noise: seconds, MiB
STEPS = {
    "text": lambda document: document.text,
    "markdown": lambda document: document.markdown,
    "html": lambda document: document.html,
    "tei": lambda document: document.tei,
    "json": lambda document: document.to_json(),
    "blocks": lambda document: document.blocks,
    "chunks": lambda document: document.chunks(200),
}


def measure(shape: str, size: int) -> None:
    """Print what a page of about ``size`` characters costs: its size, and seconds and MiB of each step."""
    import resource  # not on Windows

    kind, make = SHAPES[shape]
    extract(page(STORY)).markdown  # noqa: B018 - what is loaded once is loaded
    extract(STORY, input=kind).to_json()
    source = make(max(1, size * 1000 // len(make(1000))))
    limits = Limits(max_bytes=1 << 30, max_seconds=3600, max_blocks=1 << 30, max_output=1 << 30)
    before, costs = resident(), {}
    start = process_time()
    document = extract(source, input=kind, limits=limits)
    costs["extract"] = process_time() - start
    for step, call in STEPS.items():
        start = process_time()
        call(document)
        costs[step] = process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / MEBIBYTE - before
    print(json.dumps({"size": len(source), "seconds": costs, "memory": memory, "output": len(document.markdown)}))


def cost(shape: str, size: int, seconds: float) -> dict[str, Any] | None:
    """What a child process measures; None if it takes longer than allowed."""
    command = [sys.executable, str(Path(__file__)), "--measure", shape, str(size)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, check=True)
    except subprocess.TimeoutExpired:
        return None
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def slope(sizes: list[float], costs: list[float]) -> float:
    """Least-squares slope of the logarithms of costs against those of sizes."""
    x, y = ([math.log(value) for value in values] for values in (sizes, costs))
    middle_x, middle_y = sum(x) / len(x), sum(y) / len(y)
    return sum((a - middle_x) * (b - middle_y) for a, b in zip(x, y, strict=True)) / sum((a - middle_x) ** 2 for a in x)


def row(shape: str, sizes: list[int], seconds: float) -> list[str]:
    """Measure a shape and print its row; the costs whose exponents are over the bar."""
    found = []
    for size in sizes:
        one = cost(shape, size, seconds)
        if one is None:
            print(f"{shape:36} over {seconds:g} seconds at {size:,} characters", flush=True)
            return [f"{shape}: over {seconds:g} seconds"]
        found.append(one)
    largest = found[-1]
    grown = [float(one["size"]) for one in found]
    exponents = {
        step: slope(grown, [max(one["seconds"][step], 1e-4) for one in found])
        for step in largest["seconds"]
        if largest["seconds"][step] >= LEAST_SECONDS
    }
    if largest["memory"] >= LEAST_MEMORY:
        exponents["memory"] = slope(grown, [max(one["memory"], 0.1) for one in found])
    dearest = max(largest["seconds"], key=lambda step: largest["seconds"][step])
    worst = max(exponents, key=lambda step: exponents[step], default="")
    print(
        f"{shape:36} {sum(largest['seconds'].values()):8.2f} s {largest['memory']:8.0f} MiB  dearest {dearest:9}"
        f" steepest {worst:9}{exponents.get(worst, 0):5.2f}  output {largest['output'] / largest['size']:5.2f} x",
        flush=True,
    )
    return [f"{shape}: {step} {exponent:.2f}" for step, exponent in exponents.items() if exponent > BAR]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kilobytes", type=int, default=500, help="characters of the smallest page, in thousands")
    parser.add_argument("--doublings", type=int, default=4, help="how often the size is doubled")
    parser.add_argument("--only", nargs="*", default=[], help="words of the names of the shapes to measure")
    parser.add_argument("--seconds", type=float, default=300.0, help="after which a page is given up")
    parser.add_argument("--measure", nargs=2, metavar=("SHAPE", "SIZE"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        measure(arguments.measure[0], int(arguments.measure[1]))
        return
    sizes = [arguments.kilobytes * 1000 << doubling for doubling in range(arguments.doublings + 1)]
    over = []
    for shape in SHAPES:
        if not arguments.only or any(word in shape for word in arguments.only):
            over += row(shape, sizes, arguments.seconds)
    print(f"{len(over)} costs over an exponent of {BAR}" + "".join(f"\n  {line}" for line in over))


if __name__ == "__main__":
    main()
