"""JSON-LD: broken blocks, and which of several objects is the page's own."""

from __future__ import annotations

import json
import time
from datetime import date
from typing import Any

import pytest

from declutter.annotate import annotate
from declutter.metadata import Metadata, describe
from declutter.metadata.parse import loose_json
from declutter.metadata.parse.json_blocks import load
from declutter.options import Options
from declutter.sources import read

STORY = "<p>The ferry left the harbour in the morning, and nobody could say when it would be back again from the islands.</p>" * 4
URL = "https://www.courier.example/sea/ferry-is-late"
ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "The ferry is late",
    "description": 'A "quick" note, and more',
    "author": {"@type": "Person", "name": "Ann Lee"},
    "datePublished": "2024-05-03T10:15:00+02:00",
    "articleSection": ["News", "Sea"],
}
GOOD = json.dumps(ARTICLE, indent=1)


def page(
    *blocks: str, url: str | None = URL, script: str = "application/ld+json", head: str = "", headline: str = "The ferry is late"
) -> Metadata:
    scripts = "".join(f"<script type='{script}'>{block}</script>" for block in blocks)
    found = read(f"<html lang=en><head>{head}{scripts}</head><body><h1>{headline}</h1>{STORY}</body></html>", Options())
    found.url = url
    return describe(annotate(found))


@pytest.mark.parametrize(
    "block",
    [
        GOOD.replace('\\"', '"'),
        GOOD.replace('A \\"quick\\" note, and more', 'She said "late", and "very", twice'),
        GOOD.replace('late",', 'late"'),
        GOOD[: GOOD.index('"articleSection"')],
        GOOD[: GOOD.index('"News"') + 3],
        GOOD.replace("\n ", "\n\u00a0"),
        str(ARTICLE),
        GOOD.replace('"author"', "author").replace('"datePublished"', "datePublished"),
        GOOD.replace('"headline"', "“headline”"),
        GOOD + "}",
        "var data = " + GOOD + ";",
        GOOD.replace('["News"', "undefined, x: [NaN, 'News'").replace('"articleSection": undefined', '"articleSection": undefined'),
        GOOD.replace('"Ann Lee"', "Ann Lee"),
        "<!-- \n" + GOOD.replace('late",', 'late", // the headline\n /* and */'),
    ],
    ids="quotes quoted-commas comma cut cut-list nbsp single bare typographic extra assigned undefined unquoted comments".split(),
)
def test_broken_blocks_keep_author_and_day(block: str) -> None:
    found = page(block)
    assert (found.authors, found.published) == (("Ann Lee",), date(2024, 5, 3))


def test_the_type_of_the_script_is_case_insensitive() -> None:
    assert page(GOOD, script="Application/LD+JSON").authors == ("Ann Lee",)


def test_the_loose_reader_agrees_with_json_where_both_can_read() -> None:
    value = {"a": [1, 'x"y', {"b": None, "c": [True, "\u00e9 \U0001f600 \\ / \n"]}], "d": "it's", "e": 'a, "b": c'}
    text = json.dumps(value)
    found = loose_json.read(text)[0]
    assert isinstance(found, dict)
    assert {**found, "a": found["a"][1:]} == {**value, "a": value["a"][1:]}  # numbers come as text
    assert load(text) == [value]


@pytest.mark.parametrize(
    "unit", ['{"a":"', '{"a":"x"y', "[", '"', "{'a':", '{"a" "b" ', '{"d": "a "b" c ', "/*", '"a":"b",\\', '{"a": "x"' + " " * 300, "{a:"]
)
def test_hostile_blocks_take_linear_time(unit: str) -> None:
    started = time.perf_counter()
    loose_json.read(unit * (200_000 // len(unit)))
    assert time.perf_counter() - started < 2


def article(headline: str, author: str, day: str, **more: Any) -> str:
    value = {"@type": "NewsArticle", "headline": headline, "author": {"@type": "Person", "name": author}, "datePublished": day, **more}
    return json.dumps(value)


RELATED = [
    article("Storm in the north", "Ben Ode", "2023-01-01", url="https://www.courier.example/sea/storm"),
    article("Fog in the south", "Cy Fox", "2023-02-02", mainEntityOfPage={"@type": "WebPage", "@id": "https://courier.example/sea/fog"}),
]


@pytest.mark.parametrize(
    "own",
    [
        article("The ferry is late", "Ann Lee", "2024-05-03"),
        article("Late, again", "Ann Lee", "2024-05-03", url=URL),
        article("Late, again", "Ann Lee", "2024-05-03", mainEntityOfPage=URL + "/?utm_source=x#top"),
        article("Late, again", "Ann Lee", "2024-05-03", **{"@id": "http://courier.example/sea/ferry-is-late/#article"}),
    ],
    ids=["headline", "url", "mainEntityOfPage", "id"],
)
def test_the_page_s_own_object_is_chosen_among_related_ones(own: str) -> None:
    found = page(*RELATED, own)
    assert (found.authors, found.published) == (("Ann Lee",), date(2024, 5, 3))
    found = page(f'{{"@graph": [{",".join(RELATED)}, {own}]}}')
    assert (found.authors, found.published) == (("Ann Lee",), date(2024, 5, 3))


def test_objects_of_other_pages_are_refused() -> None:
    found = page(*RELATED)
    assert (found.title, found.authors, found.published) == ("The ferry is late", (), None)
    canonical = f"<link rel=canonical href={URL}>"
    assert page(*RELATED, url=None, head=canonical).authors == ()


def test_an_object_with_an_old_address_and_the_page_s_headline_is_its_own() -> None:
    own = article("The ferry is late", "Ann Lee", "2024-05-03", url="https://www.courier.example/sea/old-address")
    assert page(own).authors == ("Ann Lee",)
    front = article(
        "Something else", "Ann Lee", "2024-05-03", url="https://www.courier.example/", mainEntityOfPage="https://search.example/article"
    )
    assert page(front).authors == ("Ann Lee",)


def test_given_and_family_names() -> None:
    author = {"@type": "Person", "givenName": "Ann", "familyName": "Lee"}
    assert page(json.dumps({**ARTICLE, "author": author})).authors == ("Ann Lee",)


def test_days_of_an_event_are_not_its_publication() -> None:
    event = json.dumps({"@type": "MusicEvent", "name": "Market night", "startDate": "2024-06-01T19:00:00+02:00", "endDate": "2024-06-02"})
    head = f"<head><script type=application/ld+json>{event}</script></head>"
    found = read(f"<html lang=en>{head}<body><h1>Market night</h1><p>1 June 2024, 7 pm</p>{STORY}</body></html>", Options())
    assert describe(annotate(found)).published is None
