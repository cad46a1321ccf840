"""Text of other pages: the next article, headlines beside the article, copies, and boilerplate that is longer than the article."""

from __future__ import annotations

import numpy as np
import pytest

from declutter import Options
from declutter.annotate import annotate
from declutter.page import Page
from declutter.reduce import reduce
from declutter.sources import read


def story(word: str, paragraphs: int = 4) -> list[str]:
    """Paragraphs of about thirty words that nothing else on a page repeats."""
    return [
        f"The {word} of number {i} was mended in the winter by two brothers from the coast, who had learned the trade from an aunt and "
        f"took nothing for their work but bread, coal and the old {word}."
        for i in range(paragraphs)
    ]


def html(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def parsed(body: str, title: str = "Brothers mend the bridge") -> Page:
    return annotate(read(f"<html><head><title>{title}</title></head><body>{body}</body></html>", Options(input="html")))


def flipped(page: Page, by: str, low: dict[str, float] | None = None, focus: str = "balanced") -> list[str]:
    """The texts that a pass drops where all blocks are probable but those in ``low``."""
    probabilities = np.array([(low or {}).get(text, 0.95) for text in page.texts], np.float32)
    selection = reduce(page, probabilities, focus)
    return [page.texts[i] for i, flip in sorted(selection.flips.items()) if flip.by == by]


FIRST = f"<article><h1>Brothers mend the bridge</h1><p>By Anna Berg</p>{html(story('bridge'))}</article>"


@pytest.mark.parametrize(("byline", "dropped"), [("<p>By Tom Reed</p>", True), ("<p>12 May 2021</p>", True), ("", False)])
def test_an_article_below_with_its_own_headline_and_byline_is_dropped(byline: str, dropped: bool) -> None:
    page = parsed(f"{FIRST}<article><h1>Storm closes the harbour</h1>{byline}{html(story('harbour'))}</article>")
    assert [text for text in flipped(page, "next_article") if text in story("harbour")] == (story("harbour") if dropped else [])


def test_posts_of_a_page_that_is_about_none_of_them_stay() -> None:
    second = f"<article><h1>Storm closes the harbour</h1><p>By Tom Reed</p>{html(story('harbour'))}</article>"
    assert flipped(parsed(FIRST + second, "The valley blog"), "next_article") == []


HEADLINES = [f"Council number {i} votes on the new road to the quay" for i in range(8)]


@pytest.mark.parametrize(("probability", "dropped"), [(0.4, True), (0.9, False)])
def test_headlines_beside_an_article_get_one_verdict(probability: float, dropped: bool) -> None:
    items = "".join(f'<li><a href="/{i}">{text}</a></li>' for i, text in enumerate(HEADLINES))
    page = parsed(f"{FIRST}<div><ul>{items}</ul></div>")
    low = {text: probability - 0.03 * i for i, text in enumerate(HEADLINES)}
    assert (flipped(page, "records", low, "recall") != []) == dropped


def test_the_second_copy_of_a_text_is_dropped() -> None:
    copy = html(story("bridge"))
    page = parsed(f'<main><div class="small">{copy}</div><div class="large">{copy}</div></main>')
    assert flipped(page, "copies") == story("bridge")


def test_a_refrain_stays() -> None:
    verse = "<p>Row the boat and mend the sail, the night is long and cold</p>"
    page = parsed(f"<main>{''.join(f'<p>{text}</p>{verse}' for text in story('bridge'))}</main>")
    assert flipped(page, "copies") == []


@pytest.mark.parametrize("name", ["related-posts", "comments"])
def test_a_boilerplate_name_holds_for_what_is_longer_than_the_article(name: str) -> None:
    below = f'<div class="{name}">{html(story("harbour", 6))}</div>'
    hint = name.partition("-")[0]
    beside = parsed(f"<main>{html(story('bridge', 3))}</main>{below}")
    assert [text in story("harbour", 6) for text in beside.texts] == beside.inside(hint).tolist()
    alone = parsed(f'<div class="{name}">{html(story("harbour", 6))}</div><p>Imprint</p>')
    assert not alone.inside(hint).any()


def test_the_text_of_a_heading_as_an_id_is_no_hint() -> None:
    page = parsed(
        f'<section id="how-to-reply-to-a-text-message">{html(story("bridge"))}</section><p id="reply">Yes</p>{html(story("mill"))}'
    )
    assert page.inside("comments").sum() == 1
