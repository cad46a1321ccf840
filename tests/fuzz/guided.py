"""Coverage-guided fuzzing with atheris: libFuzzer keeps the inputs that reach new lines of the library, and mutates them on.

Half of the mutations are those of `mutate`, half libFuzzer's own. libFuzzer ends the process at the first exception that leaves the
function under test, so findings are kept instead, as those of the other engine are.
"""

from __future__ import annotations

import os
import random
import sys
import time
from typing import TYPE_CHECKING, Any

import atheris

if TYPE_CHECKING:
    from pathlib import Path

    from seeds import Seeds

SEEDS = 100  # inputs to begin with, of each kind
MOST = 4096  # bytes of an input
MARKS = {"html": b"h", "lines": b"l", "markdown": b"m"}  # the first byte of an input is its kind, the second chooses the arguments


def instrument() -> None:
    """Import the library so that its branches are counted; nothing may have imported it before."""
    assert "declutter" not in sys.modules
    with atheris.instrument_imports(include=["declutter"]):
        import declutter

        for source, kind in (("<p>a</p>", "html"), ("a\nb", "lines"), ("# a\n\n[b](/c)", "markdown")):
            document = declutter.extract(source, input=kind, url="https://e.example/")  # type: ignore[arg-type]
            _ = document.markdown, document.html, document.tei, document.to_json(blocks=True), document.chunks()


def guided(seeds: Seeds, kinds: list[str], seconds: float, first: int, out: Path) -> None:
    """Run libFuzzer for so many seconds, and end the process."""
    from checks import findings
    from compose import KINDS, Case, arguments, compose
    from mutate import mutated
    from records import keep, report

    corpus = out / "corpus"  # what reached new lines is there for the next run
    corpus.mkdir(exist_ok=True)
    for number in range(first, first + SEEDS * len(kinds)):
        kind = kinds[number % len(kinds)]
        case = compose(number, kind, seeds)
        data = case.source.encode("utf-8", "surrogatepass") if isinstance(case.source, str) else case.source
        (corpus / str(number)).write_bytes((MARKS[kind] + bytes([number % 256]) + data)[:MOST])
    done: dict[str, Any] = {"inputs": dict.fromkeys(KINDS, 0), "found": 0, "began": time.time()}
    by_mark = {mark[0]: kind for kind, mark in MARKS.items() if kind in kinds}

    def one(data: bytes) -> None:
        if time.time() - done["began"] > seconds:  # libFuzzer would end the process without a word
            report(out, "atheris", done["inputs"], time.time() - done["began"], done["found"])
            os._exit(0)
        if len(data) < 2:
            return
        kind = by_mark.get(data[0], kinds[data[0] % len(kinds)])
        case = Case(bytes(data[2:]), kind, arguments(random.Random(data[1]), kind))
        number = first + sum(done["inputs"].values())
        for finding in findings(case, number):
            done["found"] += 1
            keep(out, case, number, finding)
        done["inputs"][kind] += 1

    def change(data: bytes, most: int, seed: int) -> bytes:
        if seed % 2 or len(data) < 3:
            return bytes(atheris.Mutate(data, most))
        kind = by_mark.get(data[0], kinds[0])
        text = mutated(random.Random(seed), data[2:].decode("utf-8", "replace"), kind, seeds, MOST)
        return (data[:2] + text.encode("utf-8", "surrogatepass"))[:most]

    options = [f"-max_len={MOST}", "-timeout=300", "-rss_limit_mb=4096", "-len_control=0"]
    atheris.Setup(
        [sys.argv[0], *options, f"-seed={first % 2**31 + 1}", f"-artifact_prefix={out}/", str(corpus)], one, custom_mutator=change
    )
    atheris.Fuzz()
