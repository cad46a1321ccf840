"""Vocabularies of meta tags, RDFa and tag links."""

from __future__ import annotations

from datetime import date

import pytest

from declutter.annotate import annotate
from declutter.metadata import Metadata, describe
from declutter.options import Options
from declutter.sources import read

STORY = "<p>The ferry left the harbour in the morning, and nobody could say when it would be back again from the islands.</p>" * 4


def page(head: str = "", under: str = "", after: str = "") -> Metadata:
    body = f"<main><article><h1>The ferry is late</h1>{under}{STORY}{after}</article></main>"
    return describe(
        annotate(read(f"<html lang=en><head><title>The ferry is late</title>{head}</head><body>{body}</body></html>", Options()))
    )


@pytest.mark.parametrize(
    "head, under",
    [
        ("<meta name=authors content='Ann Lee'><meta name=dc:date content=2024-05-03>", ""),
        ("<meta name=DC:Creator content='Lee, Ann'><meta name=dcterms:issued content=2024-05-03>", ""),
        ("<meta name=eprints.creators_name content='Lee, Ann'><meta name=eprints.date content=2024-05-03>", ""),
        ("<meta name=bepress_citation_author content='Lee, Ann'><meta name=bepress_citation_online_date content=2024/5/3>", ""),
        (
            """<meta name=parsely-page content='{"authors": ["Ann Lee"], "pub_date": "2024-05-03T10:15:00Z"}'>""",
            "",
        ),
        (
            "",
            "<span property=schema:author>Ann Lee</span> <span property=schema:datePublished content=2024-05-03T08:00+02:00>Friday</span>",
        ),
        ("", "<p><span property=dc:creator>Ann Lee</span>, <span property='dc:date dc:created' content=2024-05-03>on Friday</span></p>"),
        (
            "<meta itemprop=datePublished content=2024-05-03T00:00:00-07:00>",
            "<span itemprop=author itemscope><link itemprop=url href=//v.example/@ann><link itemprop=name content='Ann Lee'></span>",
        ),
    ],
    ids="plural-and-colon dcterms eprints bepress parsely-page rdfa-schema rdfa-dc video".split(),
)
def test_author_and_day(head: str, under: str) -> None:
    found = page(head, under)
    assert (found.authors, found.published) == (("Ann Lee",), date(2024, 5, 3))


@pytest.mark.parametrize(
    "content", ["sea; storm; Orla", "sea, storm, Orla", "sea、storm、Orla", "sea، storm، Orla", "sea，storm；Orla", "sea | storm | Orla"]
)
def test_keywords(content: str) -> None:
    assert page(f"<meta name=keywords content='{content}'>").tags == ("sea", "storm", "Orla")


def test_entities_in_keywords_are_not_separators() -> None:
    assert page("<meta name=keywords content='sea &amp;amp; storm; Orla'>").tags == ("sea & storm", "Orla")


def test_tag_links_of_the_page_and_of_related_cards() -> None:
    related = "<aside class=related-posts><h2>Related</h2><p><a rel=tag href=/t/3>Mountains</a> A walk in the hills</p></aside>"
    assert page(after=f"<p>Tagged: <a rel=tag href=/t/1>Sea</a> <a href=/t/2 rel=tag>#Storm</a></p>{related}").tags == ("Sea", "Storm")
