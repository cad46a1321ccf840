"""No format carries live markup or a scripting address, whatever renders it. ``--all-vectors`` tries every attack."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING
from urllib.parse import unquote

import lxml.html
import pytest
from renderings import RENDERERS, extracted, faults, is_script, live
from vectors import RUN, vectors

from declutter import extract

if TYPE_CHECKING:
    from vectors import Vector

    from declutter import Document

TRIED = 80  # attacks in every run; the whole of them are thousands
SEED = 7
STORY = "<p>The millers of the valley met at the weir on Friday and agreed to clear the sluice before the first snow falls.</p>" * 3


def harm(attacks: list[Vector]) -> list[str]:
    return [f"{vector.name}: {fault}" for vector in attacks for fault in faults(extracted(vector))]


def test_attacks_do_no_harm() -> None:
    found = harm(Random(SEED).sample(list(vectors()), TRIED))
    assert not found, "\n".join(found[:20])


@pytest.mark.all_vectors
def test_no_attack_does_harm() -> None:
    found = harm(list(vectors()))
    assert not found, f"{len(found)} faults\n" + "\n".join(found[:40])


def test_the_checks_find_what_they_look_for() -> None:
    assert list(live(f"<p><img src=x onerror={RUN}></p>"))
    assert list(live('<a href="java&#10;script:x">x</a>'))
    assert list(live("<p><textarea></p>"))
    assert is_script("javascript&colon;alert(1)") and is_script("\xa0JavaScript:x") and not is_script("https://a.example/?javascript:x")
    names = [vector.name for vector in vectors()]
    assert len(names) > 4000


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://a.example/?a=1&amp;copy=2", "https://a.example/?a=1&copy=2"),
        ("https://a.example/?a=1&amp;amp;copy;=2", "https://a.example/?a=1&amp;copy;=2"),
        ("/a(b)c", "/a(b)c"),
        ("/it's%20a", "/it's%20a"),
        ("mailto:weir@a.example", "mailto:weir@a.example"),
        ("?q=javascript:x", "?q=javascript:x"),
    ],
)
def test_an_address_survives_markdown(address: str, kept: str) -> None:
    story = "<p>The millers of the valley met at the weir on Friday and agreed to clear the sluice before the first snow falls.</p>" * 3
    document = extract(
        f'<article>{story}<p>See <a href="{address}">the map</a> of the weir and of all the pools above it.</p>{story}</article>'
    )
    assert [link.url for link in document.links] == [kept]
    for name in ("markdown-it", "commonmark"):  # mistune leaves character references to the browser
        render = RENDERERS[name]
        hrefs = lxml.html.fragment_fromstring(render(document.markdown), create_parent="div").xpath("//a/@href")
        assert [unquote(href) for href in hrefs] == [unquote(kept)], name


@pytest.mark.parametrize("url", ["javascript:alert(1)", "\xa0JavaScript:1", "data:text/html,x", "C:\\pages\\a.html", "file-system:x"])
def test_a_url_that_no_page_has_is_left_out_and_said(url: str) -> None:
    document = extract("<p>A note.</p>", url=url)
    assert document.metadata.url == ""
    assert "http://" in document.warnings[-1]


def test_links_of_a_file_stay_relative() -> None:
    document = extract(
        f'{STORY}<p>See <a href="map.html">the map</a> of the weir and of all the pools.</p>{STORY}', url="file:///pages/weir.html"
    )
    assert document.metadata.url == "file:///pages/weir.html"
    assert not document.warnings
    assert [link.url for link in document.links] == ["map.html"]


@pytest.mark.parametrize(
    "address", ["javascript&amp;colon;x", "intent&amp;#58;//x", "view-source:https://a.example", "foo:bar", "java\nscript:x"]
)
def test_an_address_that_runs_is_left_out_and_its_words_stay(address: str) -> None:
    document = extract(f'{STORY}<p>See <a href="{address}">the map</a> of the weir and of all the pools above it.</p>{STORY}')
    assert document.links == ()
    assert "See the map of the weir" in document.markdown


def formula(latex: str) -> Document:
    written = f"<math><semantics><mi>a</mi><annotation encoding='application/x-tex'>{latex}</annotation></semantics></math>"
    return extract(f"{STORY}<p>The flow is {written} and <code>&lt;img src=x&gt;</code> draws it.</p>{STORY}")


@pytest.mark.parametrize(
    ("latex", "written"),
    [
        ("\\`", "$\\grave $"),
        ("a`b", "$a\u2018b$"),
        ("\\href{javascript:x}{a}", "$href{javascript:x}{a}$"),
        ("\\\\href{x:y}{a}", "$\\\\href{x:y}{a}$"),
        ("\\\\\\href {x:y}{a}", "$\\\\href {x:y}{a}$"),
        ("\\href{https://a.example}{a} \\hrefx", "$\\href{https://a.example}{a} \\hrefx$"),
        ("\\mmlToken{mi}[href=x]{a} \\frac{a}{b}", "$mmlToken{mi}[href=x]{a} \\frac{a}{b}$"),
    ],
)
def test_a_formula_neither_ends_early_nor_links_to_a_script(latex: str, written: str) -> None:
    document = formula(latex)
    assert written in document.markdown
    assert "<code>&lt;img src=x&gt;</code>" in RENDERERS["markdown-it"](document.markdown)
    assert written.strip("$") in document.html.replace("&lt;", "<") or "`" in latex


def test_front_matter_is_yaml_and_inert_markdown() -> None:
    title = 'The "weir" <img src=x onerror=y> [map](javascript:z) \u2028 \x9f'
    document = extract("<p>A note.</p>")
    document.metadata = replace(document.metadata, title=title, url="https://a.example/?a=<b>")
    front = document.to_markdown(front_matter=True)
    assert json.loads(front.split("\n")[1].removeprefix("title: ")) == title  # YAML reads what stands in double quotes as JSON does
    assert front.isprintable() or set(front) - set(filter(str.isprintable, front)) == {"\n"}
    for name, render in RENDERERS.items():
        assert not list(live(str(render(front)))), name


def test_json_may_stand_in_a_script() -> None:
    document = extract(f"{STORY}<p>It says &lt;/script&gt;&lt;!-- and &#x2028; here, and nothing else is in it.</p>{STORY}")
    assert "</script><!--" in document.text
    assert not {"<", "\u2028"} & set(document.to_json(blocks=True, indent=1))
    assert json.loads(document.to_json())["text"] == document.text
