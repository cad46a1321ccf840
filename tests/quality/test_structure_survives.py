"""How much of a page's structure reaches the formats: items, headings, cells, code, images and links of the readability set's truth.

Two shares of each, in HTML and in Markdown: ``all`` of what the truth holds, which counts what the judge dropped as lost; and ``kept``, of
what stands in the text as whole blocks, which only counts what the formats lost. Floors as in test_floors.py.

Links to places on a page are not counted: references to footnotes are written anew.

Of what is kept, two things are counted apart and printed. A text that stands in the formats as another piece of the truth, as often as in
the document, is not kept twice: the table of contents went, the headings that it names stayed. And cells of tables that lay out a page are
written as paragraphs on purpose; such a table is one of a single row or column, or with a table in it, as browsers tell screen readers.
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
TEXT_KINDS = ("items", "headings", "cells")
PARSER = MarkdownIt("commonmark").enable("table")
EDIT = regex.compile(r"\[\s*edit\s*\]|[↑^]")  # links beside headings and notes, which are left out on purpose
NOTE = regex.compile(r"^\[\^[^\]]+\]: ", regex.M)  # footnotes in Markdown, which are items of a list in the truth
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
        elif tag == "a" and element.get("href") and element.text_content().strip() and "#" not in element.get("href"):
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

    def count(self, what: str) -> int:
        """How often a text stands there as whole blocks."""
        found, place = 0, self.text.find(what)
        while place >= 0:
            found += place in self.starts and place + len(what) in self.ends
            place = self.text.find(what, place + 1)
        return found


def laid_out(markup: str) -> Counter[str]:
    """The cells of the tables that lay out a page."""
    found: Counter[str] = Counter()
    for table in html.fromstring(f"<div>{markup}</div>").iter("table"):
        rows = [list(row.iterchildren("td", "th")) for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        if len(rows) < 2 or max(map(len, rows)) < 2 or next(table.iterdescendants("table"), None) is not None:
            found.update(key(cell.text_content()) for cells in rows for cell in cells)
    return found


def address(base: str, value: str) -> str:
    return urljoin(base, unquote(value.strip())).partition("?")[0].rstrip("/")


def shares(truth: dict[str, Any], page: bytes, totals: Counter[tuple[str, str]], apart: Counter[str]) -> None:
    """Count what of a page's truth the formats hold, and what is counted ``apart``."""
    document = extract(page, url=truth["url"])
    wanted = structure(truth["html"], truth["url"])
    kept = Kept(document)
    for name, written in (("html", document.html), ("markdown", PARSER.render(NOTE.sub("* ", document.markdown)))):
        got = structure(written, truth["url"])
        for kind, counts in wanted.items():
            here = sum((counts & got[kind]).values())
            lost = counts - got[kind]
            totals[f"{name} {kind} of all", "all"] += sum(counts.values())
            totals[f"{name} {kind} of all", "here"] += here
            if kind in ("items", "headings", "cells", "code"):
                layout = lost & laid_out(truth["html"]) if kind == "cells" else Counter()
                standing = Counter({what: min(n, kept.count(what)) for what, n in (lost - layout).items()})
                other = sum((wanted[kind] & got[kind] for kind in TEXT_KINDS), Counter())
                missed = Counter({what: min(n, max(0, kept.count(what) - other[what])) for what, n in standing.items()})
                totals[f"{name} {kind} of kept", "here"] += here
                totals[f"{name} {kind} of kept", "all"] += here + missed.total()
                apart[f"{name} {kind} that stand elsewhere"] += (standing - missed).total()
                apart[f"{name} {kind} of layout tables"] += sum(min(n, kept.count(what)) for what, n in layout.items())


def test_structure_survives(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> None:
    why = missing(DATA)
    if why:
        with capsys.disabled():
            print(f"\nSTRUCTURE IS NOT MEASURED: {why}")
        pytest.skip(why)
    totals: Counter[tuple[str, str]] = Counter()
    apart: Counter[str] = Counter()
    for truth, page in load(DATA):
        shares(truth, page, totals, apart)
    found = {name: totals[name, "here"] / totals[name, "all"] for name in sorted({name for name, _ in totals})}
    floors = json.loads(FILE.read_text("utf-8"))
    with capsys.disabled():
        print(f"\n{NAME}: " + "  ".join(f"{name} {value:.3f}" for name, value in found.items()))
        print("counted apart: " + "  ".join(f"{name} {count}" for name, count in sorted(apart.items()) if count))
    if request.config.getoption("--update"):
        floors[NAME] = raised(floors.get(NAME, {}), {name: round(value, DIGITS) for name, value in found.items()})
        FILE.write_text(json.dumps(floors, indent=2) + "\n", "utf-8")
    wrong = fallen(floors.get(NAME, {}), found)
    assert not wrong, f"{NAME}:\n  " + "\n  ".join(wrong)
