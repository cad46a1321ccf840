"""Formats: what `html`, `tei`, `to_json` and the switches promise, on pages composed to break them and on the page fixtures."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from lxml import etree, html

import declutter
from declutter import Document, extract

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted((ROOT / "fixtures" / "pages").iterdir())
SCHEMA = json.loads((Path(declutter.__file__).parent / "document.schema.json").read_text("utf-8"))
TEI = etree.RelaxNG(etree.parse(Path(__file__).with_name("tei_subset.rng")))
LONG = "The ferry to the outer islands was late again on Tuesday, and the passengers waited on the quay with their baskets until noon."


def article(inside: str) -> Document:
    """A page whose story is a paragraph, ``inside``, and a paragraph."""
    return extract(
        f"<html><body><article><h1>The late ferry</h1><p>{LONG}</p>{inside}<p>{LONG.replace('Tuesday', 'Friday')}</p></article>",
        url="https://harbour.example/news/ferry",
    )


HOSTILE = {
    "script link": '<p>{} <a href="javascript:alert(1)">boat</a></p>',
    "script link with a tab": '<p>{} <a href="java\tscript:alert(1)">boat</a></p>',
    "script link after a control character": '<p>{} <a href="\x01javascript:alert(1)">boat</a></p>',
    "data link": '<p>{} <a href="data:text/html,<script>alert(1)</script>">boat</a></p>',
    "vbscript": '<p>{} <a href="VBScript:x">boat</a></p>',
    "attribute breakout": "<p>{} <a href='https://a.example/\"onmouseover=alert(1)'>boat</a></p>",
    "image that runs": '<p>{} <img src="https://a.example/x.png" onerror="alert(1)" alt="a &quot;b&quot; <c>"></p>',
    "image from a script": '<p>{} <img src="javascript:alert(1)" alt="x"></p>',
    "markup as text": "<p>{} &lt;script&gt;alert(1)&lt;/script&gt; &amp;lt;b&amp;gt;</p>",
    "style and handlers": '<p style="x:expression(1)" onclick="x()">{}</p>',
    "svg": '<p>{} <svg onload="alert(1)"><a xlink:href="javascript:x">y</a></svg></p>',
    "language of code": '<pre><code class="language-&quot;&gt;&lt;script&gt;">x = 1</code></pre><p>{}</p>',
    "formula": "<p>{} <math><mtext>&lt;img src=x onerror=alert(1)&gt;</mtext></math></p>",
}


@pytest.mark.parametrize("case", HOSTILE)
def test_html_is_safe_whatever_the_page_holds(case: str) -> None:
    document = article(HOSTILE[case].format(LONG.replace("ferry", "steamer")))
    assert "steamer" in document.text
    tree = html.fromstring(f"<div>{document.html}</div>")
    for element in tree.iter():
        assert element.tag not in ("script", "svg", "style"), document.html
        for name, value in element.attrib.items():
            assert not name.startswith("on") and name != "style", document.html
            if name in ("href", "src"):
                assert value.partition(":")[0] in ("https", "http"), document.html


@pytest.mark.parametrize("folder", PAGES, ids=lambda folder: folder.name)
def test_json_follows_its_schema_and_tei_its_grammar(folder: Path) -> None:
    document = extract(folder / "page.html", url="https://a.example/b", comments=True, embeds=True)
    for blocks in (False, True):
        jsonschema.validate(json.loads(document.to_json(blocks=blocks)), SCHEMA)
    written = etree.fromstring(document.tei.encode())
    assert TEI.validate(written), TEI.error_log.last_error


def test_json_schema_refuses_what_it_does_not_know() -> None:
    data = json.loads(article("").to_json(blocks=True))
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for change in ({"status": "fine"}, {"quality": 2}, {"more": 1}, {"blocks": [{"index": 0}]}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**data, **change}, SCHEMA)


def test_tei_has_the_metadata_as_header_and_no_character_that_xml_cannot_hold() -> None:
    page = (
        "<html lang=en><head><title>Tides &amp; times</title><meta name=author content='Hilda Quayle'>"
        f"<meta property=article:published_time content='2024-03-01T10:00:00+01:00'></head><body><p>{LONG}\x0b\x1f</p></body></html>"
    )
    root = etree.fromstring(extract(page, url="https://harbour.example/x").tei.encode())
    space = {"t": "http://www.tei-c.org/ns/1.0"}
    assert root.xpath("string(//t:titleStmt/t:title)", namespaces=space) == "Tides & times"
    assert root.xpath("string(//t:titleStmt/t:author)", namespaces=space) == "Hilda Quayle"
    assert root.xpath("string(//t:publicationStmt/t:date/@when)", namespaces=space) == "2024-03-01T10:00:00+01:00"
    assert root.xpath("string(//t:publicationStmt/t:idno)", namespaces=space) == "https://harbour.example/x"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"


def test_an_empty_document_is_empty_in_every_format() -> None:
    document = extract("")
    assert (document.text, document.markdown, document.html, document.images, document.chunks()) == ("", "", "", (), [])
    assert TEI.validate(etree.fromstring(document.tei.encode()))
    jsonschema.validate(json.loads(document.to_json(blocks=True)), SCHEMA)


TABLE = "<table><tr><th>Pier</th><th>Boats</th></tr><tr><td>North</td><td>4</td></tr><tr><td>South</td><td>7</td></tr></table>"
EVERYTHING = f"""<p>{LONG} See <a href="/log">the log</a>.</p><figure><img src="/a.jpg" alt="A quay"></figure>{TABLE}
<iframe src="https://www.youtube.com/embed/abc" title="The quay"></iframe>"""
SWITCHES = {
    "links": ("harbour.example/log", False),
    "images": ("harbour.example/a.jpg", False),
    "tables": ("South", False),
    "embeds": ("[video] https://www.youtube.com/embed/abc", True),
}


@pytest.mark.parametrize("name", SWITCHES)
def test_a_switch_does_the_same_in_every_format(name: str) -> None:
    sign, switched = SWITCHES[name]
    page = f"<html><body><article><h1>The late ferry</h1><p>{LONG}</p>{EVERYTHING}<p>{LONG}</p></article></body></html>"
    shown = {}
    for value in (True, False):
        document = extract(page, url="https://harbour.example/ferry", **{name: value})
        words = (document.markdown.replace("\\", ""), document.html, document.tei, document.text)
        shown[value] = [sign in text for text in (words[:3] if name in ("links", "images") else words)]
    assert all(shown[True]) and not any(shown[False])
    assert (sign in extract(page, url="https://harbour.example/ferry").markdown.replace("\\", "")) != switched


def test_a_switch_is_true_or_false() -> None:
    with pytest.raises(ValueError, match="links must be True or False, not 'no'"):
        extract("<p>x</p>", links="no")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="link"):
        extract("<p>x</p>", link=False)  # type: ignore[call-arg]
