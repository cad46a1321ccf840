"""What verdicts cost beside the extraction of their page: all of them with their reasons, and the contributions of one block.

    python tests/bench/explain.py [--pages N] [--set NAME] [--items N]

Processor time, best of three passes over each page. The shares and microseconds are of the same run; shares are what to compare.
``--items`` is the number of ``<li>`` of a page that shows whether time and memory stay linear, 0 to leave it out.
"""

from __future__ import annotations

import argparse
import resource
from collections import Counter
from collections.abc import Callable, Iterator
from time import process_time
from typing import Any

from benchmark_pages import pages

from declutter import Document, Pipeline

PASSES = 3
MEGABYTE = 1024  # kilobytes, in which Linux counts ru_maxrss
STEPS: dict[str, Callable[[Document], Any]] = {
    "verdicts": lambda document: document.blocks,
    "reasons": lambda document: [(verdict.kept, verdict.label, verdict.score, verdict.reason) for verdict in document.blocks],
    "contributions": lambda document: [verdict.contributions for verdict in document.blocks],
    "by signal": lambda document: [verdict.signals for verdict in document.blocks],
}


def seconds(call: Callable[..., Any], *args: Any) -> tuple[float, Any]:
    """Processor time of a call, and its result."""
    start = process_time()
    result = call(*args)
    return process_time() - start, result


def timed(pipeline: Pipeline, page: bytes, url: str | None) -> tuple[Counter[str], int]:
    """Seconds of each step on a page, best of the passes, and its number of blocks."""
    best: Counter[str] = Counter()
    document = pipeline.extract(page, url)
    for number in range(PASSES):
        took, document = seconds(with_text, pipeline, page, url)
        spent = {"extraction": took}
        for name, step in STEPS.items():
            spent[name] = seconds(step, document)[0]
        best = Counter({name: min(spent[name], best[name] if number else spent[name]) for name in spent})
    return best, len(document.blocks)


def with_text(pipeline: Pipeline, page: bytes | str, url: str | None = None) -> Document:
    """The document of a page, its text made."""
    document = pipeline.extract(page, url)
    _ = document.text
    return document


def report(total: Counter[str], blocks: int, count: int) -> Iterator[str]:
    """A line for each step: its share of extraction, and microseconds per block."""
    yield f"{blocks / count:.0f} blocks and {1000 * total['extraction'] / count:.1f} ms of extraction a page"
    for name in STEPS:
        yield f"{name:14}{total[name] / total['extraction']:8.1%} of extraction {1e6 * total[name] / blocks:8.1f} us a block"
    yield f"{'all with reasons':14}{(total['verdicts'] + total['reasons']) / total['extraction']:6.1%}"


def long_list(pipeline: Pipeline, items: int) -> str:
    """Seconds and memory of a page of list items with all its verdicts."""
    page = "<html><body><ul>" + "".join(f"<li>Item number {number}</li>" for number in range(items)) + "</ul></body></html>"
    took, document = seconds(with_text, pipeline, page)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    more = sum(seconds(STEPS[name], document)[0] for name in ("verdicts", "reasons"))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return (
        f"{items} list items: extraction {took:.1f} s, verdicts with reasons {more:.1f} s; "
        f"memory at most {before / MEGABYTE:.0f} MB, then {after / MEGABYTE:.0f} MB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=100, help="how many pages, spread over the set (default %(default)s)")
    parser.add_argument("--set", default="wcxb-dev", help="the set of pages (default %(default)s)")
    parser.add_argument("--items", type=int, default=200_000, help="list items of the long page (default %(default)s)")
    args = parser.parse_args()
    data, source = pages(args.set, args.pages)
    pipeline = Pipeline()
    timed(pipeline, *data[0])
    total: Counter[str] = Counter()
    blocks = 0
    for page, url in data:
        spent, count = timed(pipeline, page, url)
        total.update(spent)
        blocks += count
    print(f"{len(data)} pages of {source}, best of {PASSES} passes")
    print(*report(total, blocks, len(data)), sep="\n")
    if args.items:
        print(long_list(pipeline, args.items))


if __name__ == "__main__":
    main()
