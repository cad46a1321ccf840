"""extract never raises, hangs or invents words: huge, deep, broken, empty, binary and random input."""

from __future__ import annotations

import gc
import gzip
import pickle
import random
import time
import weakref
from concurrent.futures import ThreadPoolExecutor

import pytest
from bs4 import BeautifulSoup
from growing_pages import SENTENCES, SHAPES, STORY, TEXT, page
from lxml import etree, html

from declutter import Limits, Options, Pipeline, extract
from declutter.sources.html import read_html

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


@pytest.mark.parametrize("shape", SHAPES)
def test_cost_is_linear_in_page_size(shape: str) -> None:
    """Four times the page may cost ten times the time: generous for a linear cost, out of reach for a quadratic one at its size.

    A busy machine can slow one run, or a few, but a quadratic cost shows in each of them.
    """
    kind, make = SHAPES[shape]
    small, large = (make(n) for n in (600, 2400))

    def seconds(source: str) -> float:
        start = time.process_time()
        document = extract(source, input=kind)
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
