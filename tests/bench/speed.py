"""How long a page takes, against resiliparse, trafilatura and lxml's bare parse in the same run, and where the time goes.

    python tests/bench/speed.py [--pages N] [--set NAME]

Processor time, not wall time. Contenders take turns on every page, so that a busy machine slows all of them alike, and the best of three
passes counts. Milliseconds differ from machine to machine; the ratios are what to compare.
"""

from __future__ import annotations

import argparse
import importlib.util
import statistics
import sys
from collections.abc import Callable, Iterable
from time import process_time
from typing import Any

from benchmark_pages import bench, missing, pages, shout
from lxml import etree

import declutter
from declutter.profile import best_of, table

Pages = list[tuple[bytes, str | None]]
Contender = Callable[[bytes, str | None], Any]
PASSES = 3


def ours(page: bytes, url: str | None) -> str:
    return declutter.extract(page, url=url).text


def bare_parse(page: bytes, url: str | None) -> Any:
    return etree.fromstring(page, etree.HTMLParser(huge_tree=True))


def with_metadata(page: bytes, url: str | None) -> tuple[str, Any]:
    document = declutter.extract(page, url=url)
    return document.text, document.metadata


def contenders() -> dict[str, Contender]:
    """Who runs: declutter, and what is installed to compare with."""
    found: dict[str, Contender] = {"declutter": ours, "declutter, metadata": with_metadata, "lxml parse": bare_parse}
    if importlib.util.find_spec("resiliparse") is None:
        shout("RESILIPARSE IS MISSING: pip install 'declutter-web[bench]'. There is no ratio against it in this run.")
    elif missing():
        shout(f"RESILIPARSE IS NOT RUN: {missing()}.")
    else:
        found["resiliparse"] = bench().resiliparse
        if importlib.util.find_spec("trafilatura") is not None:
            found["trafilatura"] = bench().trafilatura_text
    return found


def race(names: dict[str, Contender], data: Pages) -> dict[str, list[float]]:
    """Best seconds of each contender on each page."""
    best = {name: [float("inf")] * len(data) for name in names}
    failed: dict[str, set[int]] = {name: set() for name in names}
    for number in range(-1, PASSES):  # pass -1 warms up on a few pages
        for i, (page, url) in enumerate(data if number >= 0 else data[:5]):
            for name, call in names.items():
                start = process_time()
                try:
                    call(page, url)
                except Exception:
                    failed[name].add(i)
                if number >= 0:
                    best[name][i] = min(best[name][i], process_time() - start)
    for name, lost in failed.items():
        if lost:
            shout(f"{name} RAISED on {len(lost)} of {len(data)} pages")
    return best


def step_table(data: Pages) -> str:
    """What each step takes, best of a few passes.

    Raises:
        SystemExit: if the steps give another text than ``extract``: the pipeline has changed and ``declutter.profile`` has not.
    """
    pipeline = declutter.Pipeline()
    rows = []
    for page, url in data:
        timed = best_of(page, pipeline, url)
        if timed.text != ours(page, url) and not any("JSON-LD" in warning for warning in declutter.extract(page, url=url).warnings):
            sys.exit("the steps in declutter/profile.py are no longer those of declutter/pipeline.py: bring them up to date")
        rows.append(timed.seconds)
    return table(rows)


def format_table(data: Pages) -> str:
    """What each format costs beyond the text, as a share of a call that ends with it; best of a few passes."""
    names = ("markdown", "html", "tei")
    seconds = dict.fromkeys(("text", *names), 0.0)
    for page, url in data:
        best = dict.fromkeys(seconds, float("inf"))
        for _ in range(PASSES):
            start = process_time()
            _ = declutter.extract(page, url=url).text
            best["text"] = min(best["text"], process_time() - start)
            for name in names:
                document = declutter.extract(page, url=url)
                start = process_time()
                getattr(document, name)
                best[name] = min(best[name], process_time() - start)
        for name, value in best.items():
            seconds[name] += value
    return "  ".join(f"{name} {seconds[name] / (seconds['text'] + seconds[name]):.1%}" for name in names)


def report(best: dict[str, list[float]]) -> Iterable[str]:
    """Milliseconds a page of each contender, and declutter's ratio to it: of the sums, and on the median page."""
    yield f"{'':22}{'ms a page':>10}{'median':>9}   declutter takes … times as long (sum, median page)"
    mine = best["declutter"]
    for name, times in best.items():
        mean, median = 1000 * statistics.mean(times), 1000 * statistics.median(times)
        ratio = f"{sum(mine) / sum(times):8.2f}{statistics.median(a / b for a, b in zip(mine, times, strict=True) if b):8.2f}"
        yield f"{name:22}{mean:10.2f}{median:9.2f}   {ratio if name != 'declutter' else ''}".rstrip()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=150, help="how many pages, spread over the set (default %(default)s)")
    parser.add_argument("--set", default="wcxb-dev", help="the set of pages (default %(default)s)")
    args = parser.parse_args()
    data, source = pages(args.set, args.pages)
    print(f"{len(data)} pages of {source}, {sum(len(page) for page, _ in data) / len(data) / 1024:.0f} KiB each, best of {PASSES} passes")
    print(*report(race(contenders(), data)), sep="\n")
    print("\nwhere declutter's time goes")
    print(step_table(data))
    print("\nshare of a call that the format takes:", format_table(data))


if __name__ == "__main__":
    main()
