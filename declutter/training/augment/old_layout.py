"""Data augmentation: a page, or parts of it, as pages were written before style sheets: fonts, line breaks and layout tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    import random

HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
RENAMED = {
    **dict.fromkeys(
        "header footer nav aside section article main figure figcaption hgroup details summary fieldset address".split(), "div"
    ),
    "strong": "b",
    "em": "i",
}
BOXES = frozenset("div table tr td th tbody thead ul ol li p pre form blockquote dl dt dd center".split()) | HEADINGS
IN_FONTS, IN_LINES, IN_TABLES = 0.6, 0.5, 0.85  # shares of the old layouts that change headings or paragraphs, menus, boxes
BAR, COLUMNS, NESTED = 0.4, 0.6, 0.35  # shares of menus in one line, of neighbours side by side, of boxes in a table of their own
LINKED = 0.8  # share of a list's words in links from which it counts as a menu


def use_old_layout(root: etree._Element, rng: random.Random) -> None:
    """Rewrite a page, or parts of it, as pages were written before style sheets."""
    for element in root.iter(*RENAMED):
        element.tag = RENAMED[element.tag]
    if rng.random() < IN_FONTS:
        for element in list(root.iter(*HEADINGS)):
            between_breaks(element, "b", 1 if element.tag > "h2" else 2)
    if rng.random() < IN_FONTS:
        for element in list(root.iter("p")):
            if not has_boxes(element):
                between_breaks(element, "font", 2)
    if rng.random() < IN_LINES:
        for element in list(root.iter("ul", "ol")):
            if is_menu(element):
                write_menu(element, rng.random() < BAR)
    if rng.random() < IN_TABLES:
        for element in list(root.iter("div")):
            if element.tag == "div":  # not turned into a table cell by now
                write_box(element, rng)


def between_breaks(element: etree._Element, tag: str, breaks: int) -> None:
    """Turn a block-level element into a run of text between line breaks."""
    element.tag = tag
    before = element.getprevious()
    if before is None or before.tag != "br" or is_text(before.tail):
        element.addprevious(etree.Element("br"))
    for _ in range(breaks):
        line_break = etree.Element("br")
        line_break.tail, element.tail = element.tail, None
        element.addnext(line_break)


def is_text(text: str | None) -> bool:
    return bool(text and text.strip())


def has_boxes(element: etree._Element) -> bool:
    return any(child.tag in BOXES for child in element)


def is_menu(element: etree._Element) -> bool:
    """Whether a list is mostly links, one line per item."""
    if is_text(element.text) or any(child.tag != "li" or has_boxes(child) or is_text(child.tail) for child in element):
        return False
    return sum(map(words, element.iter("a"))) >= LINKED * words(element)


def words(element: etree._Element) -> int:
    return len(str(etree.tostring(element, encoding="unicode", method="text", with_tail=False)).split())


def write_menu(element: etree._Element, bar: bool) -> None:
    """Write a menu in one line with bars between its items, or one line per item."""
    items = list(element)
    between_breaks(element, "font", 1)
    for item in items:
        if not bar:
            between_breaks(item, "font", 1)
        elif item is not items[-1]:
            item.tag, item.tail = "font", " | "
        else:
            item.tag = "font"


def write_box(element: etree._Element, rng: random.Random) -> None:
    """Turn a box of text into lines, and a box of boxes into a table with one column per box where there are few."""
    if not has_boxes(element):
        between_breaks(element, "font", 1)
        return
    columns = [child for child in element if child.tag == "div"]
    bare = len(columns) == len(element) and not any(map(is_text, [element.text, *(column.tail for column in columns)]))
    if bare and 2 <= len(columns) <= 3 and rng.random() < COLUMNS:
        row = etree.SubElement(element, "tr")
        for column in columns:
            column.tag = "td"
            row.append(column)
        element.tag = "table"
    elif rng.random() < NESTED:
        row = etree.Element("tr")
        cell = etree.SubElement(row, "td")
        cell.text, element.text = element.text, None
        cell.extend(list(element))
        element.append(row)
        element.tag = "table"
