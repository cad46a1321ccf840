"""Words of menus, log-ins and share bars around the headline and the date are never authors, in any language and any order.

``pages_by_language.json`` has one skeleton page per language: a headline, a paragraph, a date line, and such words.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from declutter.annotate import annotate
from declutter.metadata import describe
from declutter.options import Options
from declutter.sources import read

PAGES = json.loads(Path(__file__).with_name("pages_by_language.json").read_text("utf-8"))
STORY = 4  # paragraphs
ORDERS = 4  # rotations of all words of a page, besides the pages with one word


def orders(buttons: list[str]) -> list[tuple[list[str], list[str], list[str]]]:
    """Words above the headline, between it and the date, and below the date."""
    size = len(buttons)
    found = [([], [word], []) for word in buttons] + [([], [], [word]) for word in buttons] + [([word], [], []) for word in buttons]
    for start in range(0, size, max(1, size // ORDERS)):
        turned = [*buttons[start:], *buttons[:start]]
        found += [(turned[:3], turned[3:5], turned[5:]), ([], turned, []), ([], [], turned), (turned, [], [])]
    return found


def source(language: str, kind: str, above: list[str], between: list[str], below: list[str]) -> str:
    """The page of a language as HTML or as plain lines, with its words in the given places."""
    page = PAGES[language]
    blocks = [*above, page["headline"], *between, page["day"], *below, *[page["paragraph"]] * STORY]
    if kind == "lines":
        return "\n".join(blocks)
    body = "".join(f"<h1>{block}</h1>" if block == page["headline"] else f"<p>{block}</p>" for block in blocks)
    return f"<html lang={language}><head><title>{page['headline']}</title></head><body><article>{body}</article></body></html>"


def authors(text: str, kind: str) -> tuple[str, ...]:
    return describe(annotate(read(text, Options(input=kind)))).authors


@pytest.mark.parametrize("kind", ["html", "lines"])
@pytest.mark.parametrize("language", PAGES)
def test_no_interface_word_is_an_author(language: str, kind: str) -> None:
    pages = (source(language, kind, *words) for words in orders(PAGES[language]["buttons"]))
    assert {name for page in pages for name in authors(page, kind)} == set()
