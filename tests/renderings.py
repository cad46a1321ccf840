"""Renderings: a document in every format, and its Markdown as HTML by renderers that let raw HTML through."""

from __future__ import annotations

import json
import re
from functools import cache
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

import commonmark
import lxml.html
import markdown
import marko
import mistune
import nh3
from lxml import etree
from markdown_it import MarkdownIt

from declutter import extract

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vectors import Vector

    from declutter import Document

NESTED_FENCE = re.compile(
    r"^(?:[ >]+|[ >]*(?:[-*]|\d+[.)]) +)(?:```|~~~)", re.M
)  # Python-Markdown knows fences at the start of a line alone
CHUNK_WORDS = 20


def by_commonmark(text: str) -> str:
    return str(commonmark.HtmlRenderer({"safe": False}).render(commonmark.Parser().parse(text)))


def by_python_markdown(text: str) -> str:
    return "" if NESTED_FENCE.search(text) else markdown.markdown(text, extensions=["extra"])


RENDERERS: dict[str, Callable[[str], str]] = {
    "markdown-it": MarkdownIt("commonmark", {"html": True}).enable("table").render,
    "commonmark": by_commonmark,
    "marko": marko.Markdown(extensions=["gfm"]).convert,
    "mistune": mistune.create_markdown(escape=False, plugins=["table", "strikethrough", "footnotes", "math"]),  # type: ignore[dict-item]
    "python-markdown": by_python_markdown,
}

# What may stand in any of them: our own elements, and those with which renderers write tables, footnotes and formulas.
ELEMENTS = frozenset(
    "a article b blockquote br code dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr img input li ol p pre rt ruby s"
    " section small span strong sub summary sup table tbody td th thead tr ul".split()
)
ATTRIBUTES = frozenset(
    "alt class colspan height href id reversed role rowspan src start title value width checked disabled type align".split()
)
STYLE = re.compile(r"text-align: ?\w+;?")  # of a column
SCHEMES = frozenset({"http", "https", "mailto", "tel", "ftp", "geo", "sms", "magnet"})
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.I)
SCRIPT = re.compile(r"(?:javascript|vbscript|data|livescript|view-source|feed|blob):", re.I)
DRAWN = re.compile(r"[\s\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202e\ufeff]+")
JSON_ENDS = re.compile(r"</script|<!--|[\u2028\u2029]", re.I)
HREF = re.compile(r"(?<!\\)(?:\\\\)*\\href\s*\{\s*(?!https?:|mailto:|#|/)")  # of a formula
YAML_ENDS = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
CLEANED = {tag: set(ATTRIBUTES) - {"href", "src"} for tag in ELEMENTS} | {"a": ATTRIBUTES - {"src"}, "img": ATTRIBUTES - {"href"}}


def extracted(vector: Vector) -> Document:
    """The document of an attack, with all that is left out unless asked for."""
    return extract(vector.source, input=vector.input, url=vector.url, comments=True, embeds=True)  # type: ignore[arg-type]


def fragments(document: Document) -> dict[str, str]:
    """Everything that a document gives for a browser, as HTML by the name of format and renderer."""
    whole = document.to_markdown(title=True, front_matter=True)
    pieces = "\n\n".join(chunk.markdown for chunk in document.chunks(CHUNK_WORDS, markdown=True))
    found = {"html": document.to_html(title=True), "notebook": document._repr_html_()}
    found |= {f"Markdown by {name}": str(render(whole)) for name, render in RENDERERS.items()}
    found["chunks by markdown-it"] = RENDERERS["markdown-it"](pieces)
    return {name: fragment for name, fragment in found.items() if fragment.strip()}


def is_script(address: str) -> bool:
    """Whether an address is a script to anybody: with references and percent signs resolved, as it is, and without what is not drawn."""
    spellings = (address, unescape(address), unquote(unescape(address)))
    if any(SCRIPT.match(DRAWN.sub("", spelling)) for spelling in spellings):
        return True
    scheme = SCHEME.match(re.sub(r"[\x00-\x20]", "", address))
    return scheme is not None and scheme[1].lower() not in SCHEMES


def live(fragment: str) -> Iterator[str]:
    """Elements, attributes and addresses of a fragment of HTML that are not on the list."""
    for element in tree(fragment).iter():
        if not isinstance(element.tag, str) or element.tag not in ELEMENTS:
            yield f"<{element.tag}>"
            continue
        for name, value in zip(element.keys(), element.values(), strict=True):
            known = name in ATTRIBUTES or (name == "style" and STYLE.fullmatch(value)) or name.startswith("data-")
            if not known or (name in ("href", "src") and value != "#harmful-link" and is_script(value)):
                yield f"<{element.tag} {name}={value!r}>"


def tree(fragment: str) -> lxml.html.HtmlElement:
    return lxml.html.fragment_fromstring(fragment, create_parent="div")


def pieces_of(fragment: str) -> Iterator[tuple[str, list[tuple[str, str]], str]]:
    """Elements with their attributes and the text in and behind them; ``<tbody>``, which parsers add, aside."""
    for element in tree(fragment).iter():
        if element.tag != "tbody":
            yield str(element.tag), sorted(element.items()), f"{element.text or ''}|{element.tail or ''}".strip()


def faults(document: Document) -> Iterator[str]:
    """Everything unsafe in a document's formats and fields."""
    for name, fragment in fragments(document).items():
        yield from (f"{name}: {found}" for found in live(fragment.replace(f' style="{view_style()}"', "", 1)))
    html = document.html
    clean = nh3.clean(html, tags=set(ELEMENTS), attributes=CLEANED, url_schemes=set(SCHEMES), link_rel=None)
    if html.strip() and list(pieces_of(html)) != list(pieces_of(clean)):
        yield "html: nh3 changes it"
    for element in etree.fromstring(document.tei.encode()).iter():
        yield from (f"tei: {value}" for name, value in element.attrib.items() if name in ("target", "url") and is_script(str(value)))
        if not str(element.tag).startswith("{http://www.tei-c.org/ns/1.0}"):
            yield f"tei: {element.tag}"
    if HREF.search(document.tei) or HREF.search(" ".join(re.findall(r"\$[^$]+\$", document.markdown))):
        yield "a formula links to a script"
    yield from data_faults(document)


def data_faults(document: Document) -> Iterator[str]:
    """What is unsafe in JSON, in the front matter and in the fields."""
    text = document.to_json(blocks=True, markdown=True, links=True)
    if JSON_ENDS.search(text):
        yield "json: ends a <script>"
    front = document.to_markdown(front_matter=True).partition("\n---")[0]
    if YAML_ENDS.search(front):
        yield "front matter: a character that YAML has not"
    data = json.loads(text)
    addresses = [link.url for link in document.links] + [embed.url for embed in document.embeds]
    addresses += [address for image in document.images for address in (image.src, image.link)]
    addresses += [data[name] for name in ("canonical_url", "image", "license")]
    addresses += [] if data["url"].startswith("file:") else [data["url"]]
    yield from (f"field: {address!r}" for address in addresses if is_script(address))


@cache
def view_style() -> str:
    """The style of a document in a notebook, the only one that we write."""
    from declutter.document.export import VIEW_STYLE

    return VIEW_STYLE
