"""Reader of Markdown, as reader services and converters (Pandoc, html2text, Turndown) make it of a page.

Its links, headings, lists and tables are parsed; its blocks are judged as plain lines, since no containers of the page are left.
"""

from __future__ import annotations

import json
import re
from functools import cache
from html import escape
from itertools import islice
from typing import TYPE_CHECKING

from declutter.limits import UNTIMED, Clock
from declutter.rules import NO_RULES, RuleSet
from declutter.sources.html import feed_text

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

    from declutter.page import Page

LINK = re.compile(r"\]\((?:<|/|#|\.|\w+:|[\w.%-]+[/.?#])")
HEADING = re.compile(r"^#{1,6} \S", re.M)
EMPHASIS = re.compile(r"(?<![\w*])\*\*(?=\S)[^*\n]+(?<=\S)\*\*(?![\w*])")
ITEM = re.compile(r"^ {0,3}[*+-] +\S", re.M)
TABLE = re.compile(r"^ {0,9}\|?(?: {0,9}:?-{3,}:? {0,9}\|)+(?: {0,9}:?-{3,}:? {0,9})?$", re.M)
ONLY_MARKDOWN = re.compile(r'!\[|\]\([^()\s]{1,2000} ["\']')  # images and titles of links, which inscriptis does not write
FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.M)
LINKS, HEADINGS, ITEMS = 3, 2, 3  # fewest of each in Markdown
APART = 50  # lines per empty line at most: Markdown separates paragraphs by empty lines
INDENTED = re.compile(r"^ {4,}(?![*+-] |\d+[.)] )\S", re.M)  # code in Markdown, but text as inscriptis indents it
LINE = re.compile(r"^[ \t]*(?![*+-] |\d+[.)] |>)\S", re.M)  # no item and no quotation
ADJACENT = re.compile(
    r"^(?![ \t]*(?:[*+-] |\d+[.)] |>))[^\n]*\S[^\n]*\n(?=[ \t]*(?![*+\s-]|\d+[.)] |>)\S)", re.M
)  # a line break inside a paragraph
LOOK_AT = 200_000  # characters that are inspected
# a link target broken to a width: html2text breaks at hyphens
BROKEN = re.compile(r"\]\((?=[/#<]|\w+:)([^\s()<>]*(?:\n[^\s()<>]+){1,8})(?=\)| \")")
FIELD = re.compile(r"([A-Za-z][\w .-]{0,40}):\s+(\S.*)")
PER_CHARACTER = 1e-7  # seconds at the very least; the parser first looks at each character, which nothing interrupts
FENCES = frozenset({"---", "..."})  # around front matter
SERVICE = "Markdown Content:"  # below the fields of a reader service
FIELD_LINES = 60
ADDRESSES = frozenset({"url", "url_source", "source", "canonical", "canonical_url", "permalink"})


def is_markdown(text: str) -> bool:
    """Whether text that is not HTML is Markdown: it has inline links, or headings and other marks."""
    start = text[:LOOK_AT].replace("\r\n", "\n")
    if start.count("\n") > APART * start.count("\n\n"):
        return False
    headings = sum(1 for _ in HEADING.finditer(start))
    marks = bool(EMPHASIS.search(start) or TABLE.search(start))
    if has_links(start):
        return bool(headings or marks or FENCE.search(start) or ONLY_MARKDOWN.search(start) or front_matter(start)[0]) or not only_linked(
            start
        )
    return headings >= HEADINGS and (marks or LINK.search(start) is not None) and sum(1 for _ in ITEM.finditer(start)) >= ITEMS


def has_links(text: str) -> bool:
    """Whether text has inline links."""
    return sum(1 for _ in islice(LINK.finditer(text[:LOOK_AT]), LINKS)) >= LINKS


def only_linked(start: str) -> bool:
    """Whether links are all that text has of Markdown: its lines are indented as code is, or are paragraphs without empty lines between."""
    lines = sum(1 for _ in LINE.finditer(start))
    indented = sum(1 for _ in INDENTED.finditer(start))
    adjacent = sum(1 for _ in ADJACENT.finditer(start))
    return 2 * indented > lines or 4 * adjacent > lines


@cache
def parser() -> MarkdownIt:
    """The parser, imported on first use."""
    from declutter.sources.markdown_parser import made

    return made()


def read_markdown(text: str, clock: Clock = UNTIMED, rules: RuleSet = NO_RULES) -> Page:
    """Parse Markdown into a Page of kind ``"lines"``; front matter goes into the head."""
    fields, body = front_matter(text.strip("\ufeff \t\r\n").replace("\r\n", "\n"))
    body = BROKEN.sub(lambda found: "](" + found[1].replace("\n", ""), body)
    head = "".join(map(element, fields))
    with clock.paused():
        made = parser()
    clock.need(PER_CHARACTER * len(body))
    written = made.render(body, {"clock": clock})
    page = feed_text(f"<html><head>{head}</head><body>{written}</body></html>", clock, rules)
    page.kind = "lines"
    return page


def front_matter(text: str) -> tuple[list[re.Match[str]], str]:
    """Fields of the front matter, as site generators and reader services write it, and the text below it."""
    lines = text.split("\n", FIELD_LINES)
    fenced = lines[0].strip() in FENCES
    for number, line in enumerate(lines[1:], 1):
        if line.strip() in FENCES if fenced else line.strip() == SERVICE:
            return [field for field in map(FIELD.match, lines[:number]) if field], "\n".join(lines[number + 1 :])
    return [], text


def scalar(value: str) -> str:
    """The value of a field as text: a string in JSON's form unescaped, a list joined by commas."""
    if value[:1] in ('"', "["):
        try:
            found = json.loads(value)
        except ValueError:
            return value.strip("\"'")
        return ", ".join(map(str, found)) if isinstance(found, list) else str(found)
    return value.strip("\"'")


def element(field: re.Match[str]) -> str:
    """The ``<link>`` or ``<meta>`` element for a field of the front matter."""
    name, value = field[1].strip().lower().replace(" ", "_"), escape(scalar(field[2].strip()))
    name = "author" if name == "authors" else name
    if name in ADDRESSES:
        return f'<link rel="canonical" href="{value}">'
    return f'<meta name="{name}" content="{value}">'
