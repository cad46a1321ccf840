"""How much of a page's structure reaches the formats: items, headings, cells, code, images and links of the readability set's truth.

Two shares of each, in HTML and in Markdown: ``all`` of what the truth holds, which counts what the judge dropped as lost; and ``kept``, of
what stands in the text as whole blocks, which only counts what the formats lost. Floors as in test_floors.py.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from itertools import accumulate
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import pytest
import regex
from lxml import html
from markdown_it import MarkdownIt

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))
from benchmark_pages import missing
from test_floors import DIGITS, FILE, fallen, load, raised

from declutter import Document, extract

pytestmark = pytest.mark.quality

DATA = "readability"
NAME = f"{DATA} structure"
TEXTS = {"li": "items", **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "headings"), "td": "cells", "th": "cells"}
PARSER = MarkdownIt("commonmark").enable("table")
EDIT = regex.compile(r"\[\s*edit\s*\]|[↑^]")  # links beside headings and notes, which are left out on purpose
MATH = "/media/math/render/"  # pictures of formulas, which become LaTeX


def key(text: str) -> str:
    """The letters and digits of a text."""
    return str(regex.sub(r"[\W_]+", "", EDIT.sub("", text)).lower())


def structure(markup: str, base: str) -> dict[str, Counter[str]]:
    """What a piece of HTML holds of each kind."""
    found: dict[str, Counter[str]] = {kind: Counter() for kind in ("items", "headings", "cells", "code", "images", "links")}
    for element in html.fromstring(f"<div>{markup}</div>").iter():
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if tag in TEXTS:
            found[TEXTS[tag]][key(element.text_content())] += 1
        elif tag == "pre":
            found["code"].update(map(key, element.text_content().splitlines()))
        elif tag == "img" and element.get("src", "data:")[:5] != "data:" and MATH not in element.get("src"):
            found["images"][address(base, element.get("src"))] += 1
        elif tag == "a" and element.get("href") and element.text_content().strip():
            found["links"][address(base, element.get("href"))] += 1
    for counts in found.values():
        counts.pop("", None)
    return found


class Kept:
    """The text of a document, to ask whether something stands in it as whole blocks."""

    def __init__(self, document: Document) -> None:
        pieces = [key(line) for block in document.story.blocks for line in block.text.splitlines()]
        ends = list(accumulate(map(len, pieces)))
        self.text = "".join(pieces)
        self.starts = {0, *ends}
        self.ends = set(ends)

    def __contains__(self, what: str) -> bool:
        place = self.text.find(what)
        while place >= 0:
            if place in self.starts and place + len(what) in self.ends:
                return True
            place = self.text.find(what, place + 1)
        return False


def address(base: str, value: str) -> str:
    return urljoin(base, unquote(value.strip())).partition("?")[0].rstrip("/")


def shares(truth: dict[str, Any], page: bytes, totals: Counter[tuple[str, str]]) -> None:
    """Count what of a page's truth the formats hold."""
    document = extract(page, url=truth["url"])
    wanted = structure(truth["html"], truth["url"])
    kept = Kept(document)
    for name, written in (("html", document.html), ("markdown", PARSER.render(document.markdown))):
        got = structure(written, truth["url"])
        for kind, counts in wanted.items():
            here = sum((counts & got[kind]).values())
            lost = counts - got[kind]
            totals[f"{name} {kind} of all", "all"] += sum(counts.values())
            totals[f"{name} {kind} of all", "here"] += here
            if kind in ("items", "headings", "cells", "code"):
                totals[f"{name} {kind} of kept", "here"] += here
                totals[f"{name} {kind} of kept", "all"] += here + sum(n for what, n in lost.items() if what in kept)


def test_structure_survives(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> None:
    why = missing(DATA)
    if why:
        with capsys.disabled():
            print(f"\nSTRUCTURE IS NOT MEASURED: {why}")
        pytest.skip(why)
    totals: Counter[tuple[str, str]] = Counter()
    for truth, page in load(DATA):
        shares(truth, page, totals)
    found = {name: totals[name, "here"] / totals[name, "all"] for name in sorted({name for name, _ in totals})}
    floors = json.loads(FILE.read_text("utf-8"))
    with capsys.disabled():
        print(f"\n{NAME}: " + "  ".join(f"{name} {value:.3f}" for name, value in found.items()))
    if request.config.getoption("--update"):
        floors[NAME] = raised(floors.get(NAME, {}), {name: round(value, DIGITS) for name, value in found.items()})
        FILE.write_text(json.dumps(floors, indent=2) + "\n", "utf-8")
    wrong = fallen(floors.get(NAME, {}), found)
    assert not wrong, f"{NAME}:\n  " + "\n  ".join(wrong)
