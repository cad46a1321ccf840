"""Attacks in a browser: every format of every attack, by every renderer, is loaded; nothing runs, and no address is a script to it."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from renderings import ATTRIBUTES, ELEMENTS, SCHEMES, extracted, fragments
from vectors import BROKEN, RUN, vectors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Browser
    from vectors import Vector

LOOK = (Path(__file__).parent / "look.js").read_text("utf-8")
TOGETHER = 8  # attacks on a sheet, which is one frame of HTML and one of TEI
SHEETS = 8  # loaded by one script
Sheet = dict[str, list[str]]  # fragments of HTML, texts in JSON and in TEI


def found_in(browser: Browser, sheets: list[Sheet]) -> list[tuple[int, str, str]]:
    """What ran or could run on some sheets: the number of the sheet, how it was shown, what it is."""
    schemes = sorted({f"{scheme}:" for scheme in SCHEMES} | {"about:"})
    return [tuple(each) for each in browser.run(LOOK, sheets, sorted(ELEMENTS), sorted(ATTRIBUTES), schemes)]


def sheet(attacks: list[Vector], seen: set[str]) -> Sheet:
    """Every format of some attacks, what was ``seen`` before aside."""
    made: Sheet = {"html": [], "json": [], "tei": []}
    for vector in attacks:
        document = extracted(vector)
        texts = [("html", text) for text in fragments(document).values()]
        texts += [("tei", document.tei), ("json", document.to_json(blocks=True, markdown=True, links=True))]
        for kind, text in texts:
            if text not in seen:
                seen.add(text)
                made[kind].append(text)
    return made


def groups(attacks: Iterator[Vector]) -> Iterator[list[list[Vector]]]:
    while several := list(islice(attacks, TOGETHER * SHEETS)):
        yield [several[start : start + TOGETHER] for start in range(0, len(several), TOGETHER)]


def test_nothing_runs(browser: Browser) -> None:
    seen: set[str] = set()
    found = []
    for group in groups(vectors()):
        browser.open("<!doctype html><title>Attacks</title>")
        for number, how, what in found_in(browser, [sheet(attacks, seen) for attacks in group]):
            found.append(f"{how}: {what[:200]}, on the sheet from {group[number][0].name} to {group[number][-1].name}")
    print(f"{len(seen)} texts were loaded")
    assert not found, f"{len(found)} findings in {len(seen)} texts\n" + "\n".join(found[:40])


def test_the_browser_finds_what_it_looks_for(browser: Browser) -> None:
    browser.open("<!doctype html><title>Harmful on purpose</title>")
    html = (
        BROKEN,
        f"<script>{RUN}</script>",
        '<a href="java&#10;script&colon;x">x</a>',
        "<p><b>plain</b></p>",
        "<details open ontoggle=hit()>",
    )
    script = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><script xmlns="http://www.w3.org/1999/xhtml">parent.{RUN}</script></TEI>'
    sheets: list[Sheet] = [{"html": [fragment], "json": [], "tei": []} for fragment in html]
    sheets += [{"html": [], "json": ['["</script><script>hit(1)</script>"]'], "tei": []}, {"html": [], "json": [], "tei": [script]}]
    found = found_in(browser, sheets)
    assert {number for number, _, _ in found} == {0, 1, 2, 4, 5, 6}
    assert {number for number, how, _ in found if how == "ran"} >= {0, 1, 4, 5}


def test_a_file_is_opened_as_a_reader_would(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_text("<!doctype html><title>Report</title><p>A note.</p>", "utf-8")
    browser.open_file(page)
    assert browser.run("arguments[0](document.querySelector('p').textContent)") == "A note."
