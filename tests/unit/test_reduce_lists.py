"""Passes over lists, tables, headings and headlines."""

from __future__ import annotations

import numpy as np
import pytest

from declutter import Options, extract
from declutter.annotate import annotate
from declutter.reduce import reduce
from declutter.sources import read

PARAGRAPH = "The crews of the northern line accepted the new timetable on Monday, after three weeks of talks with the harbour board."
ITEMS = [
    "Harbour walk, 3 miles",
    "Old mill loop, 5 miles",
    "Sort by",
    "Show all of the filters again",
    "Add to the list of favourites",
    "Map",
]
LINK = '<li><a href="/walks">{}</a></li>'
LIKELY = [0.9, 0.9, 0.1, 0.1, 0.1, 0.1]


def kept(paragraphs: int, item: str) -> list[str]:
    """The items that are kept beside so many paragraphs."""
    items = "".join(item.format(text) for text in ITEMS)
    page = annotate(read(f"{f'<p>{PARAGRAPH}</p>' * paragraphs}<ul>{items}</ul>", Options(input="html")))
    selection = reduce(page, np.array([0.95] * paragraphs + LIKELY, np.float32))
    return [page.texts[i] for i in np.flatnonzero(selection.keep) if page.texts[i] in ITEMS]


@pytest.mark.parametrize(
    ("paragraphs", "item", "wanted"),
    [(0, LINK, ITEMS[:2]), (6, LINK, []), (6, "<li>{}</li>", ITEMS[:2])],
    ids=["page of a list", "links in running text", "items in running text"],
)
def test_a_mostly_dropped_list_of_links_is_dropped_whole_in_running_text(paragraphs: int, item: str, wanted: list[str]) -> None:
    assert kept(paragraphs, item) == wanted


@pytest.mark.parametrize("focus", ["precision", "recall"])
def test_a_page_is_empty_for_every_focus_or_for_none(focus: str) -> None:
    page = annotate(
        read("<p>Welcome back to the old harbour walk</p><p>Sort</p><p>Filter the results</p><p>More</p>", Options(input="html"))
    )
    for likely in np.linspace(0.2, 0.9, 15):
        probabilities = np.array([likely, 0.3, 0.25, 0.2], np.float32)
        assert reduce(page, probabilities, focus).keep.any() == reduce(page, probabilities).keep.any(), likely


def test_a_layout_table_does_not_keep_its_menus() -> None:
    menu = "<td><p>More articles</p><p>Most discussed</p><p>Letters</p></td>"
    story = f"<td><p>{PARAGRAPH} {PARAGRAPH}</p><p>Foto: harbour board</p><p>{PARAGRAPH}</p></td>"
    page = annotate(read(f"<table><tr>{menu}{story}</tr></table>", Options(input="html")))
    keep = reduce(page, np.array([0.02, 0.02, 0.45, 0.9, 0.8, 0.9], np.float32)).keep
    assert [page.texts[i] for i in np.flatnonzero(keep)] == [f"{PARAGRAPH} {PARAGRAPH}", "Foto: harbour board", PARAGRAPH]


def left(html: str, likely: dict[str, float]) -> list[str]:
    """The short texts that are kept with the probabilities ``likely``, beside paragraphs of probability .9."""
    page = annotate(read(html, Options(input="html")))
    probabilities = np.array([likely.get(text, 0.95) for text in page.texts], np.float32)
    keep = reduce(page, probabilities).keep
    return [page.texts[i] for i in np.flatnonzero(keep) if page.texts[i] != PARAGRAPH]


@pytest.mark.parametrize(("cells", "stays"), [(0.4, True), (0.1, False)], ids=["in doubt", "improbable"])
def test_a_table_between_paragraphs_is_kept_whole_unless_improbable(cells: float, stays: bool) -> None:
    texts = ["Boat", "Day", "Gannet", "3 May 2021", "Petrel", "9 June 2021"]
    rows = "".join(f"<tr><td>{texts[i]}</td><td>{texts[i + 1]}</td></tr>" for i in (0, 2, 4))
    html = f"{f'<p>{PARAGRAPH}</p>' * 6}<table>{rows}</table>{f'<p>{PARAGRAPH}</p>' * 2}"
    likely = dict.fromkeys(texts, cells) | {"Gannet": 0.8}
    assert left(html, likely) == (texts if stays else ["Gannet"])


@pytest.mark.parametrize(("name", "stays"), [("references", True), ("more", False)])
def test_numbered_references_are_kept_from_a_lower_probability(name: str, stays: bool) -> None:
    texts = [f"Harbour records, volume {i}, page {i * 7}" for i in range(1, 9)]
    items = "".join(f"<li>{text}</li>" for text in texts)
    html = f'{f"<p>{PARAGRAPH}</p>" * 6}<ol class="{name}">{items}</ol>'
    likely = {text: 0.8 if i < 3 else 0.25 for i, text in enumerate(texts)}
    assert left(html, likely) == (texts if stays else texts[:3])


@pytest.mark.parametrize(
    ("heading", "likely", "holder", "stays"),
    [
        ("The talks of spring", 0.3, "div", True),
        ("The talks of spring", 0.1, "div", False),
        ("Related stories", 0.3, "div", False),
        ("The talks of spring", 0.3, "section", True),
    ],
    ids=["in doubt", "improbable", "heads something else", "in a container of its own"],
)
def test_a_heading_right_above_a_kept_paragraph_is_kept(heading: str, likely: float, holder: str, stays: bool) -> None:
    under = f"<p>{PARAGRAPH}</p>" if holder == "div" else f"<section><p>{PARAGRAPH}</p></section>"
    html = f"<div>{f'<p>{PARAGRAPH}</p>' * 3}<h2>{heading}</h2>{under}</div>"
    assert left(html, {heading: likely}) == ([heading] if stays else [])


@pytest.mark.parametrize(
    ("above", "likely", "stays"),
    [("They set out in the dark.", 0.9, True), ("They set out in the dark.", 0.4, False), ("", 0.9, False)],
    ids=["sure, text above", "doubtful", "opens the text"],
)
def test_a_probable_line_that_looks_like_a_headline_is_kept(above: str, likely: float, stays: bool) -> None:
    line = "Northern line crews accept the new timetable"
    page = annotate(read("\n".join(filter(None, [above, line, f"{PARAGRAPH} {PARAGRAPH}", PARAGRAPH])), Options(input="lines")))
    guess = page.texts.index(line)
    assert page.headline.block == guess
    probabilities = np.full(len(page), 0.95, np.float32)
    probabilities[guess] = likely
    assert reduce(page, probabilities).keep[guess] == stays


def test_a_price_list_of_few_words_is_main_content() -> None:
    rows = "".join(f"<tr><td>{name}</td><td>{price}</td></tr>" for name, price in (("Fork", 12), ("Spade", 14), ("Rake", 9), ("Hoe", 8)))
    page = f"""<html><head><title>Prices</title></head><body><nav><a href="/">Start</a> <a href="/team">Team</a></nav><main><h1>Prices</h1>
<p>All tools are sharpened before they go out.</p><table><tr><th>Tool</th><th>A day</th></tr>{rows}</table></main></body></html>"""
    document = extract(page)
    assert document.status == "ok"
    assert "Spade | 14" in document.text
