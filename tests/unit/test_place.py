"""Where a block stands: path, XPath and line."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from lxml import etree, html

from declutter import extract
from declutter.document.place import TellingNames

PAGES = sorted((Path(__file__).parents[2] / "fixtures").glob("pages/*/page.html"))
PAGE = """<html><body>
<main id="content"><div class="post wide">
<p>The lamp was lit at six, and nobody in the town remembers a winter in which it was not.</p>
<a href="/x"><div><p>Linked paragraph.</p></div></a>
<template><p>Never seen.</p><ul><li>No</li></ul></template>
<pre>one <div>line</div> of code</pre><div>After it.</div>
</div><ul class="share-list"><li>Share</li><li>Print</li></ul></main></body></html>"""


def test_path_names_tags_ids_and_classes() -> None:
    paths = {verdict.text: verdict.path for verdict in extract(PAGE).blocks}
    assert paths["Print"] == "main#content > ul.share-list > li"
    assert paths["Linked paragraph."] == "main#content > div.post.wide > div > p"


def test_xpath_leads_to_the_element() -> None:
    tree = etree.HTML(PAGE)
    for verdict in extract(PAGE).blocks:
        (found,) = tree.xpath(verdict.xpath)
        assert "".join(found.itertext()).split() == verdict.text.split()


def test_lines_are_those_of_the_tree() -> None:
    lines = {verdict.text: verdict.line for verdict in extract(html.fromstring(PAGE)).blocks}
    assert (lines["Linked paragraph."], lines["Print"]) == (4, 7)
    soup = {verdict.text: verdict.line for verdict in extract(BeautifulSoup(PAGE, "html.parser")).blocks}
    assert (soup["Linked paragraph."], soup["Print"]) == (4, 7)
    assert {verdict.line for verdict in extract(PAGE).blocks} == {None}, "the parser does not tell the line of an event"


@pytest.mark.parametrize("page", PAGES[::4], ids=lambda page: page.parent.name)
def test_xpaths_of_fixtures_lead_to_the_text(page: Path) -> None:
    document = extract(page)
    tree = etree.fromstring(page.read_bytes(), etree.HTMLParser(encoding="utf-8", huge_tree=True))
    for verdict in document.blocks:
        if verdict.xpath:
            (found,) = tree.xpath(verdict.xpath)
            held = "".join("".join(found.itertext()).split())
            assert all(word in held for word in verdict.text.split()[:5]), f"{verdict.xpath} {verdict.path}: {verdict.text!r}"
    assert any(verdict.xpath for verdict in document.blocks) or any("state" in warning for warning in document.warnings)


def test_places_survive_pickling() -> None:
    document = extract(html.fromstring(PAGE))
    copy = pickle.loads(pickle.dumps(document))
    assert [(v.path, v.xpath, v.line) for v in copy.blocks] == [(v.path, v.xpath, v.line) for v in document.blocks]


def test_plain_lines_have_no_place() -> None:
    blocks = extract("Home\n\nThe lamp was lit at six.\n", input="lines").blocks
    assert [(verdict.path, verdict.xpath, verdict.line) for verdict in blocks] == [("", "", None)] * 2
    assert {verdict.xpath for verdict in extract("# Lamps\n\n- one\n- two\n", input="markdown").blocks} == {""}


def test_a_deep_path_is_shortened() -> None:
    (verdict,) = extract("<div>" * 40 + "deep" + "</div>" * 40).blocks
    assert len(verdict.path.split(" > ")) == 13 and "…" in verdict.path


def test_the_name_that_tells_is_the_one_with_the_strongest_part() -> None:
    page = extract('<div class="x Body-text"><ul class="sideMenu y"><li>One</li></ul></div>').judged.page
    names = TellingNames(page, {"menu": -2.0, "body": 1.5, "y": -1.0, "x": 0.4})
    (region,) = page.region
    assert (names.most(region, text=False), names.most(region, text=True)) == ("sideMenu", "Body-text")
    assert TellingNames(page, {"x": 0.4, "<ul": -3.0}).most(region, text=True) == "", "too weak to be typical"
    assert TellingNames(page, {"x": 0.4, "<ul": -3.0}).most(region, text=False) == "<ul>"
