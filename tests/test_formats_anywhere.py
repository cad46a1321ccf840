"""Formats of pages that nobody would write: elements in any order, unclosed, crossing, with every sign that means something to Markdown."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from markdown_structure import parsed, parsed_spans, wanted, wanted_spans
from words_of_formats import WORDS, words_of_html, words_of_markdown, words_of_tei

from declutter import Options, render, structure
from declutter.annotate import annotate
from declutter.sources import read

BOXES = "p div ul ol li blockquote pre table tr td th dl dt dd h2 h3 figure figcaption details summary section".split()
INLINE = "b i em strong code a sup sub del span kbd u img br ruby rt input".split()
SIGNS = [
    *"one two* _three_ `four` [five] (six) <7> &amp; 8. - + # 1) nine! ten\\ | ~~ *** __init__ a_b_c".split(),
    *"http://x.y/z_(q) $5 ![x] ]( == ---".split(),
    *("漢字", "\u200d", "\u200b", " ", "  ", "\n", "\t", "\u00ad", "\u00a0", ">", "*", "_", "`", "``", "!", "]:", "&lt;b&gt;", "&amp;amp;"),
]
ATTRIBUTES = {
    "a": [' href="/x"', ' href="http://e.example/(a)"', ' href="javascript:x"', ' href="#f"', ' href="/a b"', ' href="/x*y_z"'],
    "img": [' src="/i.png"', ' src="/a b.png" alt="alt *x*"', ' src="/x(1).png" alt="[y]"'],
    "ol": ["", " start=5", " reversed"],
    "li": ["", " value=7", ' class="task-list-item"'],
    "td": ["", " colspan=2", " rowspan=2", ' class="crayon-code"'],
    "table": ["", "", ' class="js-file-line-container"'],
    "input": [' type="checkbox" class="task-list-item-checkbox"', ' type="checkbox" class="task-list-item-checkbox" checked'],
}
ADDRESS = "https://example.org/guide/page"
HEADER: dict[str, list[str]] = {name: [] for name in ("title", "author", "publisher", "date", "url", "language", "license")}
PAGES = 40  # of each seed


def piece(random: Random, depth: int) -> str:
    """Text, or an element with pieces in it."""
    if depth <= 0 or random.random() < 0.35:
        return "".join(random.choice(SIGNS) + random.choice(["", " "]) for _ in range(random.randint(1, 5)))
    tag = random.choice(BOXES if random.random() < 0.45 else INLINE)
    opening = f"<{tag}{random.choice(ATTRIBUTES.get(tag, ['']))}>"
    if tag in ("img", "br", "input"):
        return opening
    inside = "".join(piece(random, depth - 1) for _ in range(random.randint(1, 4)))
    return opening + inside + (f"</{tag}>" if random.random() < 0.95 else "")


@pytest.mark.parametrize("seed", range(10))
def test_no_page_loses_a_word_or_its_structure(seed: int) -> None:
    random = Random(seed)
    for _ in range(PAGES):
        source = "<html><body>" + "".join(piece(random, random.randint(1, 5)) for _ in range(random.randint(1, 4)))
        page = annotate(read(source, Options(input="html")))
        keep = np.array([random.random() < 0.8 for _ in range(len(page))], np.bool_)
        kept = np.flatnonzero(keep).tolist()
        images = structure.images(page, keep, ADDRESS)
        story = structure.story(structure.Source(page, kept, images, (), (), ADDRESS))
        shown = tuple(images.values())
        markdown, words = render.markdown(story, shown), WORDS.findall(story.text)
        assert render.text(page, kept) == story.text, source
        assert all(story.text[block.start : block.end] == block.text for block in story.blocks), source
        assert not words or words_of_html(render.html(story, shown)) == words, source
        assert not words or words_of_markdown(markdown) == words, source
        assert words_of_tei(render.tei(story, shown, HEADER)) == words, source
        assert parsed(markdown) == wanted(story), source
        assert parsed_spans(markdown) == wanted_spans(story), source
