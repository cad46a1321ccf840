"""The words of a document in each format: the words of its text, if nothing was lost or glued."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree, html
from markdown_structure import PARSER

if TYPE_CHECKING:
    from declutter import Document

WORDS = re.compile(r"\w+")
TICKED = re.compile(r"(?<=<li>)(?:\s*<p>)?\[x\]")


def words_of(document: Document) -> dict[str, list[str]]:
    """The words of all formats."""
    return {
        "text": WORDS.findall(document.text),
        "html": words_of_html(document.html),
        "markdown": words_of_markdown(document.markdown),
        "tei": words_of_tei(document.tei),
    }


def words_of_markdown(markdown: str) -> list[str]:
    """The words of Markdown; the box of an item to tick (GFM 5.3) is no word."""
    return words_of_html(TICKED.sub("", PARSER.render(markdown)))


def words_of_html(fragment: str) -> list[str]:
    """The words of HTML, without the readings of ruby."""
    tree = html.fromstring(f"<div>{fragment}</div>")
    for reading in tree.iter("rt"):
        reading.text = ""
    return WORDS.findall(tree.text_content())


def words_of_tei(written: str) -> list[str]:
    """The words of a TEI document's body, without descriptions of figures."""
    body = etree.fromstring(written.encode()).find(".//{*}body")
    for description in body.iter("{*}figDesc"):
        description.text = ""
    return WORDS.findall("".join(body.itertext()))
