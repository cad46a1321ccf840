"""How many pages per second ``declutter batch`` does on a WARC file, against trafilatura's command on the same pages in the same run.

    python tests/bench/batch.py [ARCHIVE.tar.xz] [--pages N] [--generated N] [--rounds N]

ARCHIVE holds HTML files; without it, the pages of the benchmark set wcxb-dev are taken. The WARC file (gzip, one member per record) has
these pages and as many generated ones as asked for; trafilatura reads the same pages as files. Both run with two processes and write to
the disk: JSON Lines here; plain text, and JSON with metadata, there. Reading, starting and writing are included. The contenders take turns;
wall-clock time is what a user sees, but only processor time can be compared on a machine that does other work.

At the end: the processor time that ``declutter --version`` and ``--help`` take.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import resource
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from benchmark_pages import ROOT, pages, shout

WORKERS = 2
STARTS = 5
WORDS = "harbour lighthouse ferry captain window garden market bridge river winter letter island museum kitchen teacher council".split()


class Took(NamedTuple):
    """Seconds of a run: on the clock, and of all processors."""

    wall: float
    processor: float


def archived(path: Path, count: int) -> list[bytes]:
    """About ``count`` HTML files, spread over an archive."""
    with tarfile.open(path) as archive:
        members = sorted((one for one in archive if one.isfile() and one.name.endswith((".html", ".htm"))), key=lambda one: one.name)
        chosen = members[:: max(1, len(members) // count)][:count]
        return [file.read() for one in chosen if (file := archive.extractfile(one)) is not None]


def generated(number: int) -> bytes:
    """A page of a news site: menus, an article, related headlines, comments, scripts."""
    chance = random.Random(number)

    def sentence() -> str:
        thing, place, who, speaker = (chance.choice(WORDS) for _ in range(4))
        return f"The {thing} of the {place} was seen by {chance.randrange(99)} {who}s, said the {speaker}."

    menu = "".join(f'<li class="nav-item"><a href="/{word}" class="nav-link">{word.title()}</a></li>' for word in WORDS * 2)
    story = "".join(f"<p>{' '.join(sentence() for _ in range(chance.randrange(2, 7)))}</p>" for _ in range(chance.randrange(6, 25)))
    related = "".join(f'<div class="teaser"><h3><a href="/{i}">{sentence()}</a></h3></div>' for i in range(12))
    script = f"<script>var data = {[chance.random() for _ in range(300)]};</script>"
    head = f'<meta charset="utf-8"><title>{sentence()} | Holm Times</title>{script}'
    article = f'<article><h1>{sentence()}</h1><p class="byline">By Calla Strand</p>{story}</article>'
    return (
        f'<!doctype html><html lang="en"><head>{head}</head><body><header><nav><ul>{menu}</ul></nav></header><main>{article}'
        f'<aside class="related">{related}</aside></main><footer><ul>{menu}</ul>Copyright Holm Times</footer>{script}</body></html>'
    ).encode()


def warc(path: Path, data: list[bytes]) -> None:
    """Write pages as response records."""
    with open(path, "wb") as file:
        for number, page in enumerate(data):
            block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(page) + page
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
                f"WARC-Target-URI: http://pages.example/{number}\r\nContent-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(block)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + block + b"\r\n\r\n", 6))


def timed(command: list[str], folder: Path) -> Took:
    """Run a command; fails loudly if it fails."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    wall, after = perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        shout(f"{' '.join(command[:4])} … ended with {done.returncode}: {done.stderr[-300:]}")
    return Took(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def contenders() -> dict[str, list[str]]:
    """Names and commands; each writes into the folder ``out``."""
    ours = [sys.executable, "-m", "declutter", "batch", "pages.warc.gz", "-o", "out/pages.jsonl", "--workers", str(WORKERS), "--quiet"]
    found = {"declutter batch, JSON Lines": ours}
    if (peer := shutil.which("trafilatura")) is None:
        shout("TRAFILATURA IS MISSING: pip install 'declutter-web[bench]'. There is no ratio against it in this run.")
        return found
    theirs = [peer, "--input-dir", "pages", "--output-dir", "out", "--parallel", str(WORKERS)]
    return found | {"trafilatura, plain text": theirs, "trafilatura, JSON with metadata": [*theirs, "--json", "--with-metadata"]}


def race(folder: Path, rounds: int) -> dict[str, list[Took]]:
    """All contenders, in turns."""
    times: dict[str, list[Took]] = {}
    for _ in range(rounds):
        for name, command in contenders().items():
            shutil.rmtree(folder / "out", ignore_errors=True)
            (folder / "out").mkdir()
            times.setdefault(name, []).append(timed(command, folder))
    return times


def report(times: dict[str, list[Took]], count: int) -> None:
    """One line per contender: the best round counts."""
    print(f"{'':34}{'pages/s':>9}{'processor ms a page':>21}   declutter does … times as many (clock, processor)")
    mine = next(iter(times.values()))
    wall, processor = min(took.wall for took in mine), min(took.processor for took in mine)
    for name, took in times.items():
        clock, own = min(one.wall for one in took), min(one.processor for one in took)
        print(f"{name:34}{count / clock:9.1f}{1000 * own / count:21.2f}   {clock / wall:8.2f}{own / processor:8.2f}")


def starts() -> None:
    """Processor time of a start of the command; the bar is 0.3 s."""
    for arguments in (["--version"], ["--help"], ["batch", "--help"]):
        took = median(timed([sys.executable, "-m", "declutter", *arguments], ROOT).processor for _ in range(STARTS))
        print(f"declutter {' '.join(arguments):14}{took:6.3f} s of processor time")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", nargs="?", type=Path, help="a tar file of HTML files")
    parser.add_argument("--pages", type=int, default=200, help="how many pages of it (default %(default)s)")
    parser.add_argument("--generated", type=int, default=200, help="how many generated pages besides (default %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="turns; the best counts (default %(default)s)")
    args = parser.parse_args()
    data = archived(args.archive, args.pages) if args.archive else [page for page, _ in pages("wcxb-dev", args.pages)[0]]
    data = [page for page in data if page.strip()] + [generated(number) for number in range(args.generated)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "pages").mkdir()
        for number, page in enumerate(data):
            (folder / "pages" / f"{number:06}.html").write_bytes(page)
        warc(folder / "pages.warc.gz", data)
        print(f"{len(data)} pages, {sum(map(len, data)) / len(data) / 1024:.0f} KiB each, {WORKERS} processes, best of {args.rounds}")
        report(race(folder, args.rounds), len(data))
    starts()


if __name__ == "__main__":
    main()
