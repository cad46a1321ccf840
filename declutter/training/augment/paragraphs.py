"""Data augmentation: the same story in other elements, and shorter ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex
from lxml import etree

if TYPE_CHECKING:
    import random

    from declutter.training.dataset import LabelledPage

SENTENCE = regex.compile(r"(?<=[.!?…。！？])\s+|(?<=[。！？])")
ELEMENTS = ("ul", "ol", "table", "dl", "pre")
LISTED_AT_MOST = 3  # paragraphs of a page that become lists or tables
SENTENCES = 2  # least sentences of such a paragraph
FEW = (1, 4)  # paragraphs that a shortened story keeps
BUILDER = (("wp-block-group", "inner"), ("widget-wrap", "widget-container"), ("row", "column"), ("section", "text-module"), ("", ""))
BLOCKS = frozenset(
    "address article aside blockquote div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header li ol p pre table ul".split()
)


def text_of(element: etree._Element) -> str:
    """The text of an element, white space folded."""
    return " ".join("".join(map(str, element.itertext())).split())


def plain_paragraphs(root: etree._Element) -> list[etree._Element]:
    """Paragraphs that hold no other block-level element."""
    return [p for p in root.iter("p") if not any(child.tag in BLOCKS for child in p.iterdescendants("*"))]


def list_paragraphs(root: etree._Element, rng: random.Random) -> None:
    """Turn a few paragraphs into lists, tables, definition lists or preformatted text, one sentence per item."""
    candidates = [p for p in plain_paragraphs(root) if p.getparent() is not None and len(SENTENCE.split(text_of(p))) >= SENTENCES]
    for p in rng.sample(candidates, min(len(candidates), rng.randint(1, LISTED_AT_MOST))):
        write_items(p, [part for part in SENTENCE.split(text_of(p)) if part], rng.choice(ELEMENTS))


def write_items(element: etree._Element, items: list[str], tag: str) -> None:
    """Make ``element`` a list or table of these items."""
    tail = element.tail
    element.clear()
    element.tag, element.tail = tag, tail
    if tag == "pre":
        element.text = "\n".join(items)
        return
    for number, item in enumerate(items):
        if tag == "table":
            etree.SubElement(etree.SubElement(element, "tr"), "td").text = item
        else:
            etree.SubElement(element, "li" if tag != "dl" else "dd" if number % 2 else "dt").text = item


def box_paragraphs(root: etree._Element, rng: random.Random) -> None:
    """Put every paragraph, or most of them, into two boxes of its own, as page builders do."""
    outer, inner = rng.choice(BUILDER)
    for p in plain_paragraphs(root):
        parent = p.getparent()
        if parent is None or parent.tag in ("li", "td", "blockquote") or rng.random() < 0.1:
            continue
        box = etree.Element("div", {"class": outer} if outer else {})
        within = etree.SubElement(box, "div", {"class": inner} if inner else {})
        box.tail, p.tail = p.tail, None
        parent.replace(p, box)
        within.append(p)


def shorten_story(root: etree._Element, page: LabelledPage, rng: random.Random) -> LabelledPage:
    """Remove all but the first few paragraphs of the main text, from the page and from its truth; pages of snippets stay."""
    if not page.text:
        return page
    truth = " ".join(page.text.split())
    keep, text = rng.randint(*FEW), truth
    for p in plain_paragraphs(root):
        paragraph = text_of(p)
        if len(paragraph) < 40 or paragraph not in truth:
            continue
        keep -= 1
        if keep < 0:
            text = text.replace(paragraph, " ", 1)
            remove(p)
    return page._replace(text=text)


def remove(element: etree._Element) -> None:
    """Remove an element, and keep the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail and element.tail.strip():
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)
