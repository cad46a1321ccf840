"""Copies of pages in older templates: the same words, without names, and the same copy each time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from declutter.training import augment as module
from declutter.training.augment import augment
from declutter.training.dataset import LabelledPage
from declutter.training.flatten import flatten

PAGES = sorted((Path(__file__).parents[2] / "fixtures" / "pages").iterdir())
MENU = '<body><nav class="top"><ul><li><a href="/a">News</a></li><li><a href="/b">Sport</a></li></ul></nav>'
PAGE = f'{MENU}<main id="story"><h1>Oven sold</h1><p>The baker sold his oven.</p><div><p>He kept the tins.</p></div></main></body>'


def copy(source: str | bytes) -> bytes:
    data = source if isinstance(source, bytes) else source.encode()
    return augment(LabelledPage("village", "1", data, None, "", "", (), ())).source


def body(source: bytes) -> str:
    return re.sub(r"(?s).*<body>|</body>.*|\s*\n\s*", "", source.decode())


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Every page is laid out anew, in every way."""
    for name in ("OLD", "IN_FONTS", "IN_LINES", "IN_TABLES", "BAR", "COLUMNS", "NESTED"):
        monkeypatch.setattr(module, name, 1.0)
    return monkeypatch


@pytest.mark.parametrize("folder", PAGES, ids=lambda folder: folder.name)
def test_a_copy_says_the_same_words_in_the_same_order(folder: Path, always: pytest.MonkeyPatch) -> None:
    page = (folder / "page.html").read_bytes()
    assert flatten(copy(page)).replace("|", " ").split() == flatten(page).replace("|", " ").split()


@pytest.mark.parametrize("folder", PAGES[:12], ids=lambda folder: folder.name)
def test_the_same_page_gives_the_same_copy_without_names(folder: Path) -> None:
    page = (folder / "page.html").read_bytes()
    assert copy(page) == copy(page)
    assert not re.search(rb"<(?:body|div|p|ul|li|td|font|b|h[1-6]|a|span)\b[^>]* (?:class|id|role|data-[\w-]+)=", copy(page))


def test_names_alone_may_go(always: pytest.MonkeyPatch) -> None:
    always.setattr(module, "OLD", 0.0)
    assert body(copy(PAGE)) == body(PAGE.replace(' class="top"', "").replace(' id="story"', "").encode())


def test_boxes_become_tables_and_lines(always: pytest.MonkeyPatch) -> None:
    columns = "<body><div><div><p>The baker sold his oven.</p></div><div><p>Sport</p><p>Culture</p></div></div>"
    assert body(copy(columns)).startswith("<table><tr><td>")
    assert "<font>The baker sold his oven.</font><br><br>" in body(copy("<body><p>The baker sold his oven.</p>"))
    assert "<b>Oven sold</b><br>" in body(copy("<body><h1>Oven sold</h1>"))


@pytest.mark.parametrize(("bar", "menu"), [(1.0, "News</a></font> | <font><a"), (0.0, "News</a></font><br><font><a")])
def test_a_menu_is_written_in_one_line_or_an_item_a_line(always: pytest.MonkeyPatch, bar: float, menu: str) -> None:
    always.setattr(module, "BAR", bar)
    assert menu in body(copy(PAGE))


@pytest.mark.parametrize("source", [b"", b"   ", b"<!-- only -->"], ids=["nothing", "blank", "a comment"])
def test_what_no_parser_reads_stays(source: bytes) -> None:
    assert copy(source) == source
