"""extract never raises, hangs or invents words: huge, deep, broken, empty, binary and random input."""

from __future__ import annotations

import gc
import gzip
import pickle
import random
import time
import weakref
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from lxml import etree, html

from declutter import Limits, Options, Pipeline, extract
from declutter.sources.html import read_html

if TYPE_CHECKING:
    from collections.abc import Callable

SENTENCES = [
    f"The {who} of the village met in the {where} on Monday, and after two hours of talk they agreed to {what} before the winter comes."
    for who, where, what in (
        ("farmers", "old school", "mend the road"),
        ("teachers", "town hall", "buy a bell"),
        ("bakers", "mill", "share an oven"),
    )
]
STORY = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
TEXT = "\n".join(SENTENCES)


def page(body: str) -> str:
    return f"<!doctype html><html><head><title>Village news</title></head><body>{body}</body></html>"


# ---------------------------------------------------------------- huge and deep
HUGE = {
    "100,000 nested div": page("<div>" * 100_000 + STORY + "</div>" * 100_000),
    "100,000 nested div that stay open": page("<div>" * 100_000 + STORY),
    "100,000 nested span": page("<div>" + "<span>" * 100_000 + "</span>" * 100_000 + "</div>" + STORY),
    "20,000 nested lists": page("<ul><li>" * 20_000 + "</ul>" * 20_000 + STORY),
    "20,000 nested custom elements": page("<my-box>" * 20_000 + STORY),
    "1 MB in a class attribute": page(f'<div class="{"wide-share " * 100_000}">{STORY}</div>'),
    "1 MB in one word of a class": page(f'<div class="{"x" * 1_000_000}">{STORY}</div>'),
    "50,000 attributes": page(f"<div {' '.join(f'data-{i}=x' for i in range(50_000))}>{STORY}</div>"),
    "11 MB in one script": page(f"<script>var a = '{'x' * 11_000_000}'</script>{STORY}"),  # more than libxml2 takes by itself
    "20,000 metas": page(STORY).replace("<title>", '<meta name="a" content="b">' * 20_000 + "<title>"),
    "JSON-LD nested 50,000 deep": page(STORY).replace("<title>", f'<script type="application/ld+json">{"[" * 50_000}</script><title>'),
}


@pytest.mark.parametrize("case", HUGE)
def test_huge_markup_around_a_story_changes_nothing(case: str) -> None:
    document = extract(HUGE[case])
    assert document.text == TEXT
    assert document.title == "Village news"


def test_deep_input_trees() -> None:
    """Deeper than Python's recursion limit."""
    soup = BeautifulSoup(page(STORY), "html.parser")
    inner = soup.body
    for _ in range(3000):
        outer = soup.new_tag("div")
        outer.append(inner.extract())  # type: ignore[union-attr]
        inner = outer
    assert extract(inner).text == TEXT
    deep = bottom = html.Element("div")
    for _ in range(1500):
        bottom = etree.SubElement(bottom, "div")
    bottom.append(html.fromstring(f"<article>{STORY}</article>"))
    assert extract(deep).text == TEXT


def test_fifty_thousand_links_in_one_paragraph() -> None:
    document = extract(page(f"<p>{'<a href=x>link </a>' * 50_000}</p><div>{STORY}</div>"))
    assert TEXT in document.text
    assert document.blocks[0].text == " ".join(["link"] * 50_000)


def test_twenty_thousand_paragraphs() -> None:
    lines = [f"{i}: {SENTENCES[i % 3]}" for i in range(20_000)]
    assert extract(page("".join(f"<p>{line}</p>" for line in lines))).text.splitlines() == lines


SHAPES: dict[str, Callable[[int], str]] = {
    "paragraphs": lambda n: page("".join(f"<p>{i}: {SENTENCES[i % 3]}</p>" for i in range(n))),
    "lines": lambda n: "\n".join(f"{i}: {SENTENCES[i % 3]}" for i in range(n)),
    "links": lambda n: page(STORY + "<ul>" + "<li><a href=x>More about it</a></li>" * n + "</ul>"),
    "nested": lambda n: page("<div>" * 12 * n + STORY),
    "inline": lambda n: page("<p>" + "<b>bold</b> and <i>italic</i>, " * 5 * n + "</p>" + STORY),
    "nested authors": lambda n: page("<p>" + '<span class="author">By Ann Lee ' * 4 * n + "</p>" + STORY),
    "tables": lambda n: page("<table>" + "<tr><td>Oslo</td><td>12</td></tr>" * n + "</table>" + STORY),
    "pictures of one figure": lambda n: page(
        STORY + "<figure>" + "<img src=a.jpg><figcaption>A boat</figcaption>" * n + "</figure>" + STORY
    ),
    "pictures between": lambda n: page(STORY + "<div><img src=a.jpg></div>" * 4 * n + STORY),
    "lists that touch": lambda n: page(STORY + f"<ul class=a><li>{SENTENCES[0]}</li></ul>" * n + STORY),
    "tables in tables": lambda n: page(STORY + "<table><tr><td>a</td><td>" * n + "b" + "</td></tr></table>" * n + STORY),
    "lists in lists": lambda n: page(STORY + "<ul><li>a " * n + "</li></ul>" * n + STORY),
    "quotes in quotes": lambda n: page("<blockquote>" * n + STORY + "</blockquote>" * n),
    "formulas": lambda n: page(f"<p>{TEXT}<math>" + "<mfrac><mi>a</mi>" * n + "<mi>x</mi>" + "</mfrac>" * n + "</math></p>" + STORY),
    "drawn formulas": lambda n: page(
        f"<p>{TEXT}" + '<span class="katex-html">' + '<span class="mfrac">a<span style="top:-3em">b' * n + "</p>" + STORY
    ),
    "notes in notes": lambda n: page(f"<p>{TEXT}" + '<span class="sidenote">a note of words<aside>b' * n + "</p>" + STORY),
    "labels in a sentence": lambda n: page(f"<p>{TEXT} " + "<label>one</label> <button>two</button> <b>Three</b><i>Four</i>" * n + "</p>"),
    "hidden in a sentence": lambda n: page(
        f"<p>{TEXT}" + '<span style="color:#fff">a</span><b class="sr-only">b</b>c ' * n + "</p>" + STORY
    ),
    "hidden blocks": lambda n: page(STORY + '<div style="display:none">a<p style="opacity:0">b</p>' * n + STORY),
    "code with breaks": lambda n: page(f"<p>{TEXT}<code>" + "a<br>b" * n + "</code></p><code>" + "a<br>b" * n + "</code>" + STORY),
    "style rules": lambda n: page("<style>" + ".a{display:none}.b{opacity:0}" * n + "</style>" + STORY),
    "dollars": lambda n: page(f"<p>{TEXT}" + " $a_1 \\(b " * n + "</p>" + STORY),
    "elements that cross": lambda n: page(f"<p>{TEXT}" + "<b>one<i>two</b>three</i> " * 4 * n + "</p>" + STORY),
    "cells of code": lambda n: page("<pre>" + "<b><td> one" * 4 * n + "</pre>" + STORY),
    "bare brackets": lambda n: page(STORY) + "<" * 8 * n + "<!-- " * 8 * n + "<a " * 8 * n,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_cost_is_linear_in_page_size(shape: str) -> None:
    """Four times the page may cost ten times the time: generous for a linear cost, out of reach for a quadratic one at its size.

    A busy machine can slow one run, or a few, but a quadratic cost shows in each of them.
    """
    small, large = (SHAPES[shape](n) for n in (600, 2400))

    def seconds(source: str) -> float:
        start = time.process_time()
        document = extract(source)
        assert document.markdown is not None and document.html is not None and document.tei and document.chunks() is not None
        return time.process_time() - start

    extract(small)
    rounds = ((seconds(small), seconds(large)) for _ in range(6))
    assert any(of_large < 10 * max(of_small, 0.002) for of_small, of_large in rounds)


# ---------------------------------------------------------------- broken
def test_nul_bytes_are_dropped_and_end_nothing() -> None:
    broken = page(STORY.replace("the", "\0t\0he"))
    for source in (broken, broken.encode(), TEXT.replace("the", "\0t\0he")):
        assert extract(source).text == TEXT


def test_lone_surrogates_lose_only_themselves() -> None:
    document = extract(page(STORY.replace("village", "vill\ud800age")))
    assert document.text == TEXT.replace("village", "vill\ufffdage")
    assert document.to_json().encode("utf-8")


def test_lone_surrogates_in_lines() -> None:
    document = extract(TEXT.replace("village", "vill\udfffage"))
    assert document.text.encode("utf-8", "replace").decode() == TEXT.replace("village", "vill\ufffdage")


@pytest.mark.parametrize(
    "tags",
    ["<div><p>", "<table><tr><td>", "<ul><li>", "<b><i><a href=x>", "</div></p></body></html>", "<p></span></b>", "<div <p", "<p class='"],
)
def test_tags_that_never_close_or_never_opened(tags: str) -> None:
    document = extract(f"<html><body><div>{STORY}</div>{tags}", input="html")
    assert document.text == TEXT
    assert extract(f"<html><body>{tags.replace(chr(39), '>')}>{STORY}", input="html").text.endswith(TEXT)


EMPTY = [
    "",
    " ",
    "\n\t \r\n",
    "\u00a0\u200b\ufeff",
    "<",
    "<!doctype html>",
    "<html></html>",
    "<!-- only --><!-- comments -->",
    "<!--",
    "\0",
    "<?xml version='1.0'?>",
]


@pytest.mark.parametrize("source", EMPTY)
def test_empty_input_gives_an_empty_document(source: str) -> None:
    for given_as in (source, source.encode()):
        document = extract(given_as)
        assert (document.status, bool(document), document.text, document.markdown, document.quality) == ("empty", False, "", "", 0)
        assert document.to_dict()["status"] == "empty"
        assert document.explain() is not None


# ---------------------------------------------------------------- no page
BINARY = {
    "PDF": b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj",
    "PNG": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "JPEG": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "gzip": gzip.compress(page(STORY).encode()),
    "ZIP": b"PK\x03\x04\x14\0",
    "program": b"\x7fELF\x02\x01\x01\0",
    "zeros": bytes(1000),
    "random": random.Random(7).randbytes(5000),
    "random with a tag in it": b"<html>" + random.Random(8).randbytes(5000),
    "16-bit sound": bytes(b for i in range(2000) for b in (i * 7 % 256, (0, 255)[i % 2])),
}


@pytest.mark.parametrize("kind", BINARY)
def test_binary_files_are_refused(kind: str) -> None:
    document = extract(BINARY[kind])
    assert (document.status, bool(document), document.text, document.blocks) == ("not_html", False, "", ())
    assert "not a page" in document.warnings[0]


def test_a_page_with_a_few_control_characters_is_a_page() -> None:
    assert extract(page(STORY.replace(", ", ",\x07\x1b ")).encode()).status == "ok"


# ---------------------------------------------------------------- threads, pickles
def test_eight_threads_give_what_one_gives() -> None:
    pipeline = Pipeline()
    sources = [page(f"<nav><a href=x>Home</a></nav><p>{i}</p>" + STORY * (i % 5 + 1)) for i in range(32)]
    expected = [pipeline.extract(source).to_json(blocks=True) for source in sources]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda source: pipeline.extract(source).to_json(blocks=True), sources * 3)) == expected * 3


def test_a_page_without_references_is_freed_at_once() -> None:
    gc.disable()  # a parser and its target are a circle; the page must not wait in it
    try:
        read = read_html(page(STORY).encode())
        gone = weakref.ref(read)
        del read
        assert gone() is None
    finally:
        gc.enable()


def test_pickled_documents_and_pipelines_are_the_same() -> None:
    document = extract(page("<nav><a href=x>Home</a></nav>" + STORY), url="https://example.com/a")
    again = pickle.loads(pickle.dumps(document))
    assert again.to_json(blocks=True) == document.to_json(blocks=True)
    assert (bool(again), again.markdown, again.explain()) == (True, document.markdown, document.explain())
    pipeline = pickle.loads(pickle.dumps(Pipeline(Options(input="lines", limits=Limits(max_bytes=99)))))
    assert pipeline.options == Options(input="lines", limits=Limits(max_bytes=99))
    assert pickle.loads(pickle.dumps(Pipeline())).extract(page(STORY)).text == TEXT
