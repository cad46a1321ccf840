"""Word F1 on pages that other programs have converted to text: ``python tests/quality/converted.py [SET…] [--pages N] [--only PROGRAM]``.

Each page is converted by every program that is installed, and extracted without naming the format. Beside it stands the figure for our
own flattening (`training/flatten.py`), which the weights for lines are trained on. Missing programs are reported and skipped. The shipped
weights were trained on these pages, so the figures are in-sample.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))
from benchmark_pages import folder, missing, shout

from declutter import extract
from declutter.sources.decode import decode
from declutter.training.dataset import LabelledPage, read_set
from declutter.training.flatten import flatten
from declutter.training.score import score, summary

SETS = ("fundus-dev", "wcxb-dev", "readability")
PAGES = 100  # of each set, spread over it
CHARSET = re.compile(r"charset=[\"']?[\w-]+", re.I)  # declared in the page, which is passed in UTF-8
LYNX = ("lynx", "-dump", "-stdin", "-assume_charset=utf-8", "-display_charset=utf-8")
W3M = ("w3m", "-dump", "-T", "text/html", "-I", "utf-8", "-O", "utf-8")


def soup(source: bytes) -> Any:
    """The page without scripts and styles, as scrapers prepare it."""
    from bs4 import BeautifulSoup

    parsed = BeautifulSoup(decode(source).text, "lxml")
    for tag in parsed(["script", "style", "noscript", "template"]):
        tag.decompose()
    return parsed


def get_text_lines(source: bytes) -> str:
    return str(soup(source).get_text("\n"))


def get_text(source: bytes) -> str:
    return str(soup(source).get_text())


def inscriptis(source: bytes) -> str:
    from inscriptis import get_text as converted

    return str(converted(decode(source).text))


def inscriptis_links(source: bytes) -> str:
    from inscriptis import get_text as converted
    from inscriptis.model.config import ParserConfig

    return str(converted(decode(source).text, ParserConfig(display_links=True)))


def html2text(source: bytes) -> str:
    from html2text import HTML2Text

    return str(HTML2Text().handle(decode(source).text))


def markdownify(source: bytes) -> str:
    from markdownify import markdownify as converted

    return str(converted(decode(source).text))


def dumped(*command: str) -> Callable[[bytes], str]:
    """Converter that pipes a page through a command, in UTF-8."""

    def convert(source: bytes) -> str:
        page = CHARSET.sub("charset=utf-8", decode(source).text).encode("utf-8", "replace")
        return subprocess.run(command, input=page, stdout=subprocess.PIPE, check=True, timeout=60).stdout.decode("utf-8", "replace")

    return convert


PACKAGES: dict[str, tuple[str, Callable[[bytes], str]]] = {
    'get_text("\\n")': ("bs4", get_text_lines),
    "get_text()": ("bs4", get_text),
    "inscriptis": ("inscriptis", inscriptis),
    "inscriptis, links": ("inscriptis", inscriptis_links),
    "html2text": ("html2text", html2text),
    "markdownify": ("markdownify", markdownify),
}


def converters(only: str) -> dict[str, Callable[[bytes], str]]:
    """Installed converters by name."""
    found: dict[str, Callable[[bytes], str]] = {"own flattening": flatten}
    for name, (package, convert) in PACKAGES.items():
        if importlib.util.find_spec(package):
            found[name] = convert
        else:
            shout(f"{name} is skipped: {package} is not installed.")
    for command in (LYNX, W3M):
        if shutil.which(command[0]):
            found[command[0]] = dumped(*command)
        else:
            shout(f"{command[0]} is skipped: it is not installed.")
    return {name: convert for name, convert in found.items() if only in name}


def word_f1(pages: list[LabelledPage], convert: Callable[[bytes], str]) -> float:
    """Mean word F1 of the pages after their conversion."""
    scored = summary((page, score(page, extract(convert(page.source), url=page.url).text)) for page in pages)
    return float(next(iter(scored.values()))["f1"])


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Word F1 on pages that other programs have converted to text")
    parser.add_argument("sets", nargs="*", default=SETS, metavar="SET")
    parser.add_argument("--pages", type=int, default=PAGES, help="pages of each set at most")
    parser.add_argument("--only", default="", metavar="PROGRAM", help="programs whose name holds this")
    options = parser.parse_args(arguments)
    if why := missing(*options.sets):
        shout(why)
        return 1
    sets = {name: read_set(folder() / f"{name}.tar.xz") for name in options.sets}
    chosen = {name: pages[:: max(1, len(pages) // options.pages)] for name, pages in sets.items()}
    print(" " * 18, *(f"{name} ({len(pages)})" for name, pages in chosen.items()), sep="  ")
    for name, convert in converters(options.only).items():
        print(f"{name:18}", *(f"{word_f1(pages, convert):.3f}".rjust(len(of) + 6) for of, pages in chosen.items()), sep="  ", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
