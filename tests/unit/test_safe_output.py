"""No format carries live markup or a scripting address, whatever renders it. ``--all-vectors`` tries every attack."""

from __future__ import annotations

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

TRIED = 120  # attacks in every run; the whole of them are thousands
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


def test_a_url_that_is_none_of_the_web_is_left_out_and_said() -> None:
    document = extract("<p>A note.</p>", url="javascript:alert(1)")
    assert document.metadata.url == ""
    assert "http://" in document.warnings[-1]
