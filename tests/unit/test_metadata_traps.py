"""Traps of metadata: whose name and whose day it is not, and where the page's own stands instead."""

from __future__ import annotations

from datetime import date

import pytest

from declutter.annotate import annotate
from declutter.metadata import Metadata, describe
from declutter.metadata.parse import slug
from declutter.options import Options
from declutter.page import Head, Page, Regions
from declutter.sources import read

STORY = "".join(
    f"<p>The ferry number {n} left the harbour of Orla in the morning, and nobody on the quay could say when it would be back again.</p>"
    for n in range(6)
)
DAY = date(2024, 5, 3)
MODIFIED = '<meta property="article:modified_time" content="2024-05-01T10:00:00Z">'
PUBLISHED = '<meta property="article:published_time" content="2024-05-03T10:00:00Z">'


PRESS = "<p>Pressemitteilung vom 3. Mai 2024 | Orla – Die Fähre fuhr am Morgen ab, und niemand wusste, wann sie wiederkommt.</p>"


def page(head: str = "", under: str = "", after: str = "", lang: str = "en", url: str = "https://courier.example/a/b") -> Metadata:
    """Metadata of an article with ``under`` between headline and story, ``after`` below it."""
    body = f"<article><h1>Storm hits the northern coast</h1>{under}{STORY}{after}</article>"
    found = read(f"<html lang={lang}><head>{head}</head><body>{body}</body></html>", Options())
    found.url = url
    return describe(annotate(found))


def ld(content: str) -> str:
    return f'<script type="application/ld+json">{content}</script>'


def news(author: str) -> str:
    return ld(f'{{"@type":"NewsArticle","author":{author}}}')


def day(found: Metadata) -> date | None:
    when = found.published
    return when and date(when.year, when.month, when.day)


def test_a_scheduled_page_was_edited_before_publication() -> None:
    assert day(page(PUBLISHED + MODIFIED, "<p class=entry-meta><time class=updated datetime='2024-05-01'>1 May 2024</time></p>")) == DAY


@pytest.mark.parametrize(
    "lang, after",
    [
        ("en", "<p>This article was originally published on 3 May 2024 at 4:12pm but has been checked since.</p>"),
        ("de", "<div>Dieser Artikel wurde am 3. Mai 2024 um 14:48 von Heiner geschrieben und unter Fähren abgelegt.</div>"),
        ("de", "<p>Fähren nach Orla wurde am 03.05.2024 gepostet.</p>"),
    ],
)
def test_a_sentence_with_the_day_of_publication(lang: str, after: str) -> None:
    assert day(page(after=after, lang=lang)) == DAY


def test_a_sentence_with_another_day() -> None:
    assert day(page(after="<p>Die Mole wurde am 3. Mai 1994 um 14:48 eingeweiht und im Jahr darauf verlängert.</p>", lang="de")) is None


@pytest.mark.parametrize(
    "under",
    [
        "<p>03 | 05 | 2024</p>",
        "<p>ferryman03.05.2414:48</p>",
        PRESS,
    ],
)
def test_other_notations_of_days(under: str) -> None:
    assert day(page(under=under, lang="de")) == DAY


def test_a_visible_label_of_publication_outweighs_the_head() -> None:
    head = ld('{"@type":"Article","datePublished":"2025-08-21","dateModified":"2025-08-20"}')
    assert day(page(head, "<p>Published: May 3, 2024</p>")) == DAY


def test_a_day_in_a_quoted_message_is_ignored() -> None:
    head = ld('{"@type":"Article","datePublished":"2024-05-03","dateModified":"2024-05-03"}')
    quoted = "".join(f"<p>The quay was empty, said number {n}, and the lamps were out.</p>" for n in range(6))
    assert day(page(head, f"{quoted}<blockquote>A message of 27 Mar 2024 <time datetime='2024-03-27'>27 Mar</time></blockquote>")) == DAY


def test_last_updated_in_the_footer_is_a_change_only() -> None:
    found = page(after=20 * "<p>Harbour, quay, ferry</p>" + "<p>Last updated: 3 May 2024</p>")
    assert (found.published, found.modified) == (None, DAY)


@pytest.mark.parametrize(
    "head, under, after, authors",
    [
        # the site's organisation in the head, a person on the page
        (news('{"@type":"Organization","name":"Orla Media Group"}'), "<p class=author>Ann Lee</p>", "", ("Ann Lee",)),
        # a list with the publisher in it
        (news('[{"name":"Ann Lee"},{"name":"The Courier"}],"publisher":{"name":"The Courier"}'), "", "", ("Ann Lee",)),
        # an agency beside a person, stated as an organisation
        (news('[{"@type":"Person","name":"Ann Lee"},{"@type":"Organization","name":"SDA"}]'), "", "", ("Ann Lee", "SDA")),
        # desks, and persons with a biography, each beside a date
        ("", "<h5>Orla Harbour Team</h5><p>3 May 2024</p>", "", ("Orla Harbour Team",)),
        ("", "<p>Stefan</p><p>3 May 2024</p>", "<h3>Stefan</h3><p>Stefan is the keeper of the lamp at Orla.</p>", ("Stefan",)),
        ("", "<p>Harbours</p><p>3 May 2024</p>", "", ()),
        # signatures under the story
        ("", "", "<p>Posted by David at May 3, 2024 11:15 AM</p>", ("David",)),
        ("", "", "<p>This post was written by Ann Lee, Head of Ferries</p>", ("Ann Lee",)),
        # customers and people who are quoted
        ("", "", "<div class=author>Kim K.</div>", ()),
        # a breadcrumb is not an author, and labels inside words are none
        ("", "<div class=post-meta-author>Home » Ferry Services Consulting » Storm</div>", "", ()),
        ("", "<p>By Ursula Eggers</p>", "", ("Ursula Eggers",)),
        ("", "<p>By Per Hansen</p>", "", ("Per Hansen",)),
    ],
)  # fmt: skip
def test_which_authors_are_chosen(head: str, under: str, after: str, authors: tuple[str, ...]) -> None:
    assert page(head, under, after).authors == authors


def test_names_on_the_cards_of_a_listing_are_not_authors() -> None:
    cards = "".join(f"<div class=card><h3>Ferry {n}</h3><p class=by>By Ann Lee{n * 'e'}</p><p>3 May 2024</p></div>" for n in range(4))
    found = read(f"<html lang=en><body><main><h1>All about the harbour</h1>{cards}</main></body></html>", Options())
    assert describe(annotate(found)).authors == ()


def test_the_user_who_asked_is_the_author_and_not_the_one_who_edited() -> None:
    user = "<div class=user-info><div class=user-action-time>{} Feb 11, 2024 at 9:12</div><div class=user-details><a>{}</a></div></div>"
    body = f"<h1>Which ferry goes to Orla?</h1>{STORY}{user.format('edited', 'Quillon')}{user.format('asked', 'user3080392')}"
    head = ld('{"@type":"QAPage","mainEntity":{"@type":"Question"}}')
    found = read(f"<html lang=en><head>{head}</head><body class=question-page>{body}</body></html>", Options())
    found.url = "https://board.example/questions/12/which-ferry"
    assert describe(annotate(found)).authors == ("user3080392",)


@pytest.mark.parametrize(
    "kind, stated, title",
    [
        ("NewsArticle", "Ferries stay in harbour as storm nears", "Ferries stay in harbour as storm nears"),
        ("NewsArticle", "Storm hits the &amp;#8230;", "Storm hits the northern coast"),
        ("NewsArticle", "Storm hits the", "Storm hits the northern coast"),
        ("BlogPosting", "Ferries stay in harbour as storm nears", "Storm hits the northern coast"),
    ],
)
def test_the_headline_of_a_json_ld_news_article(kind: str, stated: str, title: str) -> None:
    assert page(ld(f'{{"@type":"{kind}","headline":"{stated}"}}')).title == title


def test_joiners_stay_and_soft_hyphens_go() -> None:
    found = read("<title>پل قدیمی باز می‌شود</title><p>x</p>", Options())
    assert describe(annotate(found)).title == "پل قدیمی باز می‌شود"
    found = read('<meta property="og:title" content="Hubschrauber&shy;lande&shy;platz gebaut"><p>x</p>', Options())
    assert describe(annotate(found)).title == "Hubschrauberlandeplatz gebaut"


@pytest.mark.parametrize(
    "address, line",
    [
        ("https://courier.example/news/storm-hits-the-northern-coast-12345.html", 2),
        ("https://courier.example/storm_hits_northern_coast?id=3", 2),
        ("https://courier.example/2024/uber-die-fahre-nach-orla", 3),
        ("https://courier.example/2024/ueber-die-faehre-nach-orla", 3),
        ("https://courier.example/news/12345", -1),
        ("https://courier.example/recipes-for-a-long-winter", -1),
        ("", -1),
    ],
)
def test_the_line_that_the_address_spells(address: str, line: int) -> None:
    texts = ["Harbour Courier", "Northern news", "Storm hits the northern coast", "Über die Fähre nach Orla", "By Ann Lee"]
    plain = Page(
        "lines", texts, ["p"] * 5, [0] * 5, [0] * 5, [""] * 5, [0] * 5, Regions(["body"], [""], [-1], [0], [5]), Head(), url=address
    )
    assert slug.spelt_line(annotate(plain)) == line


def test_plain_lines_are_read_around_the_line_that_the_address_spells() -> None:
    menu = "\n".join(f"Harbour notes number {n}" for n in range(60))
    story = "\n\n".join(
        f"The ferry number {n} left the harbour of Orla in the morning, and nobody could say when it would be back." for n in range(6)
    )
    found = read(f"Storm hits the northern coast\nAnn Lee\n3 May 2024\n{menu}\n{story}", Options(input="lines"))
    found.url = "https://courier.example/storm-hits-the-northern-coast"
    result = describe(annotate(found))
    assert (result.title, result.authors, result.published) == ("Storm hits the northern coast", ("Ann Lee",), DAY)
