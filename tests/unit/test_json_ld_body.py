"""Pages whose text is only in their JSON-LD: it is used only when the visible page lacks it, and the document has a warning."""

from __future__ import annotations

import json

import pytest

from declutter import Document, extract
from declutter.reduce.json_ld_body import LEAST, READ_AT_MOST

WHO = ("farmers", "teachers", "bakers", "pilots", "sailors", "nurses", "masons", "millers", "tailors", "weavers")
WHERE = ("school", "harbour", "town hall", "mill", "library", "station", "market", "chapel", "theatre", "shipyard")


def sentence(n: int) -> str:
    """A sentence of 20 words or more that shares few word trigrams with the next."""
    who, where, other = WHO[n % 10], WHERE[n * 3 % 10], WHO[(n + 3) % 10]
    return (
        f"Number {n} of the {who} walked {n + 2} miles to the {where}, where {n + 5} {other} had waited "
        f"since {n} o'clock with letter {n * 7} and key {n * 11} of the {where}."
    )


BODY = [" ".join(sentence(4 * p + s) for s in range(4)) for p in range(4)]
VISIBLE = [" ".join(sentence(100 + 4 * p + s) for s in range(4)) for p in range(2)]


def page(json_ld: str, shown: str = "") -> str:
    """An app shell around the visible text, with a JSON-LD script."""
    script = f'<script type="application/ld+json">{json_ld}</script>' if json_ld else ""
    return (
        f'<!doctype html><html lang="en"><head><title>Letters and keys | Holm Courier</title>{script}</head><body>'
        f'<nav><a href="/">Home</a> <a href="/news">News</a></nav><main id="app">{shown}</main>'
        "<footer>Copyright 2024 Holm Courier</footer></body></html>"
    )


def ld(body: str) -> str:
    return json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Letters and keys", "articleBody": body})


def paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def is_from_json_ld(document: Document) -> bool:
    """Whether the text is that of the JSON-LD, by warning and verdicts, which must agree."""
    warned = any("JSON-LD" in warning for warning in document.warnings)
    assert warned == any(verdict.decided_by == "json_ld" for verdict in document.blocks)
    return warned


@pytest.mark.parametrize("shown", ["", "<p>Please switch on JavaScript.</p>", f"<article>{paragraphs([sentence(200)])}</article>"])
def test_a_json_ld_body_that_the_page_lacks_is_used(shown: str) -> None:
    document = extract(page(ld("\n\n".join(BODY)), shown), url="https://holm-courier.test/letters")
    assert is_from_json_ld(document)
    assert document.status == "ok"
    assert document.text.splitlines() == BODY
    assert (document.title, document.url) == ("Letters and keys", "https://holm-courier.test/letters")
    assert document.warnings == ("the visible page lacks the text that its JSON-LD states; the text is the stated one",)
    assert 0 < document.quality <= 1
    assert all(verdict.kept and "articleBody" in verdict.reason for verdict in document.blocks)


def test_a_text_that_the_page_shows_is_taken_from_there() -> None:
    document = extract(page(ld("\n\n".join(BODY)), f"<article>{paragraphs(BODY)}</article>"))
    assert not is_from_json_ld(document)
    assert document.text.splitlines() == BODY
    assert document.warnings == ()


def test_a_text_that_is_shown_in_other_blocks_is_not_missing() -> None:
    """Half a paragraph a block: the words are there, however they are cut."""
    halves = [half for text in BODY for half in (text[: text.find(". ") + 1], text[text.find(". ") + 2 :])]
    assert not is_from_json_ld(extract(page(ld(" ".join(BODY)), f"<article>{paragraphs(halves)}</article>")))


def test_a_short_json_ld_body_is_not_used() -> None:
    short = " ".join(" ".join(BODY).split()[: LEAST - 1])
    assert not is_from_json_ld(extract(page(ld(short))))
    assert is_from_json_ld(extract(page(ld(f"{short} here"))))


def test_a_json_ld_body_hardly_longer_than_what_is_shown_is_not_used() -> None:
    """Two texts of a kind: the one that readers see is the page's."""
    document = extract(page(ld("\n".join(BODY[:2])), f"<article>{paragraphs(VISIBLE)}</article>"))
    assert not is_from_json_ld(document)
    assert document.text.splitlines() == VISIBLE


WHOLE = json.dumps("\n".join(BODY))


@pytest.mark.parametrize(
    ("json_ld", "used"),
    [
        (f'{{"articleBody": {WHOLE}', True),  # the rest is broken, the text is not
        (f'{{"name": "a "quoted" name", "articleBody" : {WHOLE}}}', True),
        (f'{{"articleBody": {WHOLE[:-1]}', False),  # a string that never ends
        (f'{{"articleBody": {WHOLE[:-1]}\\x"}}', False),  # no escape of JSON
        (f'{{"articleBody": {WHOLE[:-1]}\\u12"}}', False),
        (f'{{"articleBody": [{WHOLE}]}}', False),
        ('{"articleBody": null}', False),
        ('{"articleBody": ""}', False),
        ('{"articleBody"', False),
        (f'{{"description": {WHOLE}}}', False),
        ("", False),
    ],
)
def test_broken_json(json_ld: str, used: bool) -> None:
    document = extract(page(json_ld))
    assert is_from_json_ld(document) == used
    assert (document.text.splitlines() == BODY) == used


def test_line_breaks_inside_the_string_are_line_breaks() -> None:
    """JSON forbids them; pages have them."""
    document = extract(page(f'{{"articleBody": "{chr(10).join(BODY)}"}}'))
    assert document.text.splitlines() == BODY


def test_the_first_text_that_is_long_enough_is_used() -> None:
    document = extract(page(f"[{ld('Read more.')}, {ld(chr(10).join(BODY))}]"))
    assert document.text.splitlines() == BODY


def test_markup_inside_the_text_is_dropped() -> None:
    marked = "\n".join(f'<p class="a">{text.replace("walked", "<b>walked</b>")}<br/></p>' for text in BODY)
    document = extract(page(ld(marked).replace("</", "<\\/")))
    assert is_from_json_ld(document)
    assert document.text.splitlines() == BODY


def test_a_comparison_is_no_markup() -> None:
    document = extract(page(ld("\n".join([*BODY, "So 3 < 4 in every key."]))))
    assert document.text.splitlines()[-1] == "So 3 < 4 in every key."


@pytest.mark.parametrize("cut_at", [READ_AT_MOST - 2, READ_AT_MOST - 1, READ_AT_MOST])
def test_a_huge_text_is_read_as_far_as_the_bound(cut_at: int) -> None:
    """An escape across the bound costs itself, not the text."""
    lines = [sentence(n) for n in range(READ_AT_MOST // 50)]
    whole = " ".join(lines)
    body = whole[: cut_at - 1] + "\n" + whole[cut_at - 1 :]  # the opening quote counts too
    document = extract(page(ld(body)))
    assert is_from_json_ld(document)
    assert READ_AT_MOST - 10 <= len(document.text) <= READ_AT_MOST
    assert document.text.startswith(lines[0])
    assert body.startswith(document.text)
