"""Quality on pages that other programs have converted to text: ``python tests/quality/converted.py [SET…]``.

Each page is passed as plain lines, as Markdown by html2text (wrapped at 78 characters, its default) and by markdownify, and as dumped by
Lynx and w3m, without naming the format. Programs that are not installed are reported and skipped. The shipped weights were trained on
these pages.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))
from benchmark_pages import folder, missing, shout

from declutter import extract
from declutter.sources.decode import decode
from declutter.training.dataset import LabelledPage, read_set
from declutter.training.flatten import flatten
from declutter.training.score import score, summary

SETS = ("wcxb-dev", "fundus-dev")
PAGES = 100  # of each set, spread over it
LYNX = ("lynx", "-dump", "-stdin", "-assume_charset=utf-8", "-display_charset=utf-8")
W3M = ("w3m", "-dump", "-T", "text/html", "-I", "utf-8", "-O", "utf-8")


def html2text(source: bytes) -> str:
    from html2text import HTML2Text

    return str(HTML2Text().handle(decode(source).text))


def markdownify(source: bytes) -> str:
    from markdownify import markdownify as converted

    return str(converted(decode(source).text))


def dumped(*command: str) -> Callable[[bytes], str]:
    """Converter that pipes a page through a command, in UTF-8."""

    def convert(source: bytes) -> str:
        page = decode(source).text.encode("utf-8", "replace")
        return subprocess.run(command, input=page, stdout=subprocess.PIPE, check=True, timeout=60).stdout.decode("utf-8", "replace")

    return convert


def converters() -> dict[str, Callable[[bytes], str]]:
    """Installed converters by name."""
    found: dict[str, Callable[[bytes], str]] = {"lines": flatten}
    for name, convert in (("html2text", html2text), ("markdownify", markdownify)):
        if importlib.util.find_spec(name):
            found[name] = convert
    for command in (LYNX, W3M):
        if shutil.which(command[0]):
            found[command[0]] = dumped(*command)
    for name in ("html2text", "markdownify", "lynx", "w3m"):
        if name not in found:
            shout(f"{name} IS MISSING: there is no figure for it in this run.")
    return found


def word_f1(pages: list[LabelledPage], convert: Callable[[bytes], str]) -> float:
    """Mean word F1 of the pages after their conversion."""
    scored = summary((page, score(page, extract(convert(page.source), url=page.url).text)) for page in pages)
    return float(next(iter(scored.values()))["f1"])


def main(names: list[str]) -> int:
    if why := missing(*(names or SETS)):
        shout(why)
        return 1
    sets = {name: read_set(folder() / f"{name}.tar.xz") for name in names or SETS}
    chosen = {name: pages[:: max(1, len(pages) // PAGES)] for name, pages in sets.items()}
    print(" " * 12, *(f"{name} ({len(pages)})" for name, pages in chosen.items()), sep="  ")
    for name, convert in converters().items():
        print(f"{name:12}", *(f"{word_f1(pages, convert):.3f}".rjust(len(of) + 6) for of, pages in chosen.items()), sep="  ", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
