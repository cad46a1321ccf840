"""No format carries live markup or a scripting address, whatever renders it. ``--all-vectors`` tries every attack."""

from __future__ import annotations

import json
import re
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote

import commonmark
import lxml.html
import mistune
import nh3
import pytest
from lxml import etree
from markdown_it import MarkdownIt
from vectors import RUN, Vector, vectors

from declutter import Document, extract

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SHOWN = 8  # one in so many is tried where not all are asked for
MARKDOWN_IT = MarkdownIt("commonmark", {"html": True}).enable("table")
MISTUNE = mistune.create_markdown(escape=False, plugins=["table", "strikethrough", "footnotes", "math"])


def by_commonmark(text: str) -> str:
    return str(commonmark.HtmlRenderer({"safe": False}).render(commonmark.Parser().parse(text)))


RENDERERS: dict[str, Callable[[str], str]] = {
    "markdown-it": MARKDOWN_IT.render,
    "commonmark": by_commonmark,
    "mistune": lambda text: str(MISTUNE(text)),
}
SCRIPT = re.compile(r"(?:javascript|vbscript|data|livescript|view-source|feed|blob):", re.I)
DRAWN = re.compile(r"[\s\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202e\ufeff]+")
MARKUP = {"sup", "sub", "del", "strong", "em", "code", "br", "ul", "ol", "li"}  # raw HTML that our Markdown has


def is_script(address: str) -> bool:
    """Whether an address is a script to anybody: with references and percent signs resolved, as it is, and without what is not drawn."""
    spellings = (address, unescape(address), unquote(unescape(address)))
    return any(SCRIPT.match(DRAWN.sub("", spelling)) for spelling in spellings)


def live(fragment: str) -> Iterator[str]:
    """What a browser would run of a fragment of HTML."""
    if not fragment.strip():
        return
    for element in lxml.html.fragment_fromstring(fragment, create_parent="div").iter():
        if not isinstance(element.tag, str) or element.tag in (
            "script",
            "svg",
            "style",
            "iframe",
            "object",
            "embed",
            "form",
            "textarea",
            "math",
        ):
            yield f"<{element.tag}>"
            continue
        for name, value in zip(element.keys(), element.values(), strict=True):
            if name.startswith("on") or name in ("style", "srcdoc") or is_script(value):
                yield f"<{element.tag} {name}={value!r}>"


def faults(document: Document) -> Iterator[str]:
    """Everything unsafe in a document's formats and fields."""
    cleaned = {
        tag: {"class", "id", "start", "value", "colspan", "rowspan", "reversed", "title", "width", "height"} for tag in nh3.ALLOWED_TAGS
    }
    yield from (f"html: {found}" for found in live(document.html))
    clean = nh3.clean(document.html, attributes=nh3.ALLOWED_ATTRIBUTES | cleaned, tags=nh3.ALLOWED_TAGS | {"section"})
    if set(tags(document.html)) - set(tags(clean)):
        yield "html: nh3 removes an element"
    for name, render in RENDERERS.items():
        yield from (f"Markdown by {name}: {found}" for found in live(render(document.markdown)))
    for element in etree.fromstring(document.tei.encode()).iter():
        yield from (f"tei: {value}" for name, value in element.attrib.items() if name in ("target", "url") and is_script(value))
    text = document.to_json(blocks=True)
    if re.search(r"</script|<!--|[\u2028\u2029]", text, re.I):
        yield "json: ends a <script>"
    data = json.loads(text)
    addresses = (
        [link.url for link in document.links] + [image.src for image in document.images] + [embed["url"] for embed in data["embeds"]]
    )
    addresses += [data[name] for name in ("url", "canonical_url", "image")]
    yield from (f"field: {address!r}" for address in addresses if is_script(address))
    yield from (f"notebook: {found}" for found in live(document._repr_html_().replace(' style="', ' class="')))


def tags(fragment: str) -> Iterator[str]:
    if fragment.strip():
        yield from (str(element.tag) for element in lxml.html.fragment_fromstring(fragment, create_parent="div").iter())


def test_vectors_do_no_harm(request: pytest.FixtureRequest) -> None:
    every = 1 if request.config.getoption("--all-vectors") else SHOWN
    found = []
    for vector in islice(vectors(), 0, None, every):
        document = extract(vector.source, input=vector.input, url=vector.url, comments=True, embeds=True)  # type: ignore[arg-type]
        found += [f"{vector.name}: {fault}" for fault in faults(document)]
    assert not found, "\n".join(found[:20])


def test_the_checks_find_what_they_look_for() -> None:
    assert list(live(f"<p><img src=x onerror={RUN}></p>"))
    assert list(live('<a href="java&#10;script:x">x</a>'))
    assert is_script("javascript&colon;alert(1)") and is_script("\xa0JavaScript:x") and not is_script("https://a.example/?javascript:x")
    assert len(list(vectors())) > 900
    assert all(isinstance(vector, Vector) for vector in islice(vectors(), 3))


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
