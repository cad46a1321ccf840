"""The words of a document in each format: the words of its text, if nothing was lost or glued."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree, html
from markdown_structure import PARSER, without_notes

if TYPE_CHECKING:
    from declutter import Document, Story

WORDS = re.compile(r"\w+")
TICKED = re.compile(r"(?<=<li>)(?:\s*<p>)?\[x\]")


def words_of(document: Document) -> dict[str, list[str]]:
    """The words of all formats."""
    return {
        "text": words_of_story(document.story),
        "html": words_of_html(document.html),
        "markdown": words_of_markdown(document.markdown),
        "tei": words_of_tei(document.tei),
    }


def words_of_story(story: Story) -> list[str]:
    """The words of the text, without the labels of notes and of references to them, which formats write in their own way."""
    text = list(story.text)
    for block in story.blocks:
        text[block.start : block.start + block.marker] = " " * block.marker
        for span in block.spans:
            if span.kind == "note":
                text[block.start + span.start : block.start + span.end] = " " * (span.end - span.start)
    return WORDS.findall("".join(text))


def words_of_markdown(markdown: str) -> list[str]:
    """The words of Markdown; the box of an item to tick (GFM 5.3) is no word."""
    return words_of_html(TICKED.sub("", PARSER.render(without_notes(markdown))))


def words_of_html(fragment: str) -> list[str]:
    """The words of HTML, without the readings of ruby."""
    tree = html.fromstring(f"<div>{fragment}</div>")
    for reading in tree.iter("rt"):
        reading.text = ""
    for reference in tree.xpath(".//sup/a[starts-with(@id, 'fnref-')]"):
        reference.text = " "
    return WORDS.findall(tree.text_content())


def words_of_tei(written: str) -> list[str]:
    """The words of a TEI document's body, without descriptions of figures."""
    body = etree.fromstring(written.encode()).find(".//{*}body")
    for description in body.iter("{*}figDesc"):
        description.text = ""
    for reference in body.iterfind(".//{*}ref[@type='note']"):
        reference.text = " "
    return WORDS.findall("".join(body.itertext()))
