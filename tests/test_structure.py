"""The structure fixtures: small pages as generators write them, and their Markdown.

The judge is not used: every block of a page is kept. ``pytest tests/test_structure.py --update`` rewrites ``expected.md``; read the change.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import nh3
import numpy as np
import pytest
from lxml import html
from markdown_structure import parsed, parsed_spans, wanted, wanted_spans
from words_of_formats import words_of_html, words_of_markdown, words_of_story, words_of_tei

from declutter import Options, extract, render, structure
from declutter.annotate import annotate
from declutter.sources import read

if TYPE_CHECKING:
    from declutter.structure import Image, Story

FIXTURES = Path(__file__).parent.parent / "fixtures"
SHAPES = sorted((FIXTURES / "structure").iterdir())
PAGES = sorted((FIXTURES / "pages").iterdir())
ADDRESS = "https://example.org/guide/page"
NO_HEADER: dict[str, list[str]] = {key: [] for key in ("title", "author", "publisher", "date", "url", "language", "license")}
HTML_ATTRIBUTES = {  # as docs/formats.md names them
    "a": {"href", "id"},
    "img": {"src", "alt", "title", "width", "height"},
    "ol": {"start", "reversed"},
    "li": {"value", "id"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "code": {"class"},
    "span": {"class"},
    "section": {"class"},
}
HTML_ELEMENTS = {
    *HTML_ATTRIBUTES,
    *"h1 h2 h3 h4 h5 h6 p br ul dl dt dd blockquote pre table tr figure strong em sup sub del ruby rt details summary".split(),
    *"figcaption section article".split(),
}
SCHEMES = {"http", "https", "mailto", "tel", "ftp", "geo", "sms", "magnet"}


class Rendered(NamedTuple):
    """A story and its images, the input of every renderer."""

    story: Story
    images: tuple[Image, ...]


def read_story(folder: Path) -> Rendered:
    """All blocks of a structure fixture, or the story of a page fixture."""
    if folder.parent.name == "pages":
        document = extract(folder / "page.html", url=ADDRESS)
        return Rendered(document.story, document.images)
    flat = folder / "page.txt"
    page = annotate(read(flat if flat.exists() else folder / "page.html", Options(input="lines" if flat.exists() else "html")))
    everything = np.ones(len(page), np.bool_)
    images = structure.images(page, everything, ADDRESS)
    notes = structure.notes(page, everything)
    kept = sorted(set(range(len(page))) - {note.number_block for note in notes})
    return Rendered(structure.story(structure.Source(page, kept, images, (), (), ADDRESS, notes)), tuple(images.values()))


@pytest.fixture(params=SHAPES + PAGES, ids=lambda folder: f"{folder.parent.name}/{folder.name}", scope="module")
def rendered(request: pytest.FixtureRequest) -> Rendered:
    return read_story(request.param)


@pytest.mark.parametrize("folder", SHAPES, ids=lambda folder: folder.name)
def test_markdown_is_as_expected(folder: Path, request: pytest.FixtureRequest) -> None:
    markdown = render.markdown(*read_story(folder)) + "\n"
    expected = folder / "expected.md"
    if request.config.getoption("--update"):
        expected.write_text(markdown, "utf-8")
    assert markdown == expected.read_text("utf-8"), f"to accept: pytest tests/test_structure.py --update, then read {expected}"


def test_blocks_are_parts_of_the_text(rendered: Rendered) -> None:
    for block in rendered.story.blocks:
        assert rendered.story.text[block.start : block.end] == block.text
        for span in block.spans:
            assert 0 <= span.start <= span.end <= len(block.text)


def test_parsed_markdown_has_the_structure_of_the_blocks(rendered: Rendered) -> None:
    assert parsed(render.markdown(*rendered)) == wanted(rendered.story)


def test_parsed_markdown_has_the_spans_of_the_blocks(rendered: Rendered) -> None:
    assert parsed_spans(render.markdown(*rendered)) == wanted_spans(rendered.story)


def test_no_format_loses_or_glues_a_word(rendered: Rendered) -> None:
    words = words_of_story(rendered.story)
    assert words_of_html(render.html(*rendered)) == words
    assert words_of_markdown(render.markdown(*rendered)) == words
    assert words_of_tei(render.tei(*rendered, NO_HEADER)) == words


def test_html_passes_a_sanitiser_unchanged(rendered: Rendered) -> None:
    fragment = render.html(*rendered)
    clean = nh3.clean(fragment, tags=HTML_ELEMENTS, attributes=HTML_ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)
    assert elements(clean) == elements(fragment)


def elements(fragment: str) -> list[tuple[str, dict[str, str], str, str]]:
    """Elements with their attributes and texts, in order; parsers put a ``tbody`` into tables."""
    tree = html.fromstring(f"<div>{fragment}</div>")
    for body in tree.xpath("//tbody"):
        body.drop_tag()
    return [(el.tag, dict(el.attrib), (el.text or "").strip(), (el.tail or "").strip()) for el in tree.iter()]


def test_every_shape_has_a_fixture() -> None:
    assert len(SHAPES) >= 35
