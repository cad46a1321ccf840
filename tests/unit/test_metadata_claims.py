"""Every source of claims, one small page each; the traps that pages set; and which of two claims wins."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import pytest

from declutter.annotate import annotate
from declutter.metadata import Metadata, describe
from declutter.options import Options
from declutter.sources import read

STORY = "".join(
    f"<p>The ferry number {n} left the harbour of Orla in the morning, and nobody on the quay could say when it would be back again.</p>"
    for n in range(6)
)
DAY = date(2024, 5, 3)


def page(head: str = "", under: str = "", after: str = "", **settings: Any) -> Metadata:
    """Metadata of an article with ``under`` between headline and story, ``after`` below it."""
    lang, url = settings.get("lang", "en"), settings.get("url", "https://courier.example/a/b")
    headline = settings.get("headline", "<h1>Storm hits the northern coast</h1>")
    source = f"<html lang={lang}><head>{head}</head><body><article>{headline}{under}{STORY}{after}</article></body></html>"
    found = read(source, Options())
    found.url = url
    return describe(annotate(found))


def ld(content: str) -> str:
    return f'<script type="application/ld+json">{content}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{content}">'


@pytest.mark.parametrize(
    "head",
    [
        ld('{"@type":"NewsArticle","author":{"@type":"Person","name":"Ann Lee"},"datePublished":"2024-05-03"}'),
        ld(
            '[{"@type":"WebSite"},{"@type":["Article"],"author":[{"@id":"#a"}],"datePublished":"2024-05-03"},{"@id":"#a","name":"Ann Lee"}]'
        ),
        ld('{"@type":"WebPage","author":{"@id":"#a"},"datePublished":"2024-05-03"}') + ld('{"@type":"Person","@id":"#a","name":"Ann Lee"}'),
        meta("article:author", "Ann Lee") + meta("article:published_time", "2024-05-03"),
        meta("author", "Ann Lee") + meta("date", "2024-05-03"),
        meta("twitter:label1", "Written by") + meta("twitter:data1", "Ann Lee") + meta("pubdate", "2024-05-03"),
        meta("DC.creator", "Lee, Ann") + meta("DC.date.issued", "2024-05-03"),
        meta("dcterms.creator", "Ann Lee") + meta("dcterms.created", "2024-05-03"),
        meta("parsely-author", "Ann Lee") + meta("parsely-pub-date", "2024-05-03"),
        meta("sailthru.author", "Ann Lee") + meta("sailthru.date", "2024-05-03"),
        meta("citation_author", "Lee, Ann") + meta("citation_publication_date", "2024/05/03"),
        '<meta itemprop="author" content="Ann Lee"><meta itemprop="datePublished" content="2024-05-03">',
        meta("cms:author-name", "Ann Lee") + meta("w-published-date", "2024-05-03"),
    ],
    ids="json-ld graph page-author opengraph plain yoast dublin-core dcterms parsely sailthru citation microdata unlisted".split(),
)
def test_sources_of_the_head(head: str) -> None:
    found = page(head)
    assert (found.authors, found.published) == (("Ann Lee",), DAY)


@pytest.mark.parametrize(
    "under",
    [
        "<p>By Ann Lee</p><p>3 May 2024</p>",
        "<p>By Ann Lee, senior writer</p><p>Published: 3 May 2024 | Updated: 6 June 2024</p>",
        "<p>ByAnn Lee</p><p>Updated: 6 June 2024 | Published: 3 May 2024</p>",
        "<p>Written by</p><p>Ann Lee</p><p>Published</p><p>3 May 2024</p>",
        "<p>May 3, 2024 · Ann Lee</p>",
        "<p>Ann Lee | Senior Writer | May 3, 2024</p>",
        "<p>May 3, 2024Ann Lee</p>",
        "<p>By Ann Lee in Harbours</p><p>May 3, 2024</p>",
        "<p>Posted on May 3, 2024 by Ann Lee</p>",
        "<span class=byline><a rel=author href=/ann>Ann Lee</a></span> <time datetime='2024-05-03'>Friday</time>",
        "<p><span class='author vcard'><span class=fn>Ann Lee</span></span> <abbr class=published title='2024-05-03'>Friday</abbr></p>",
        "<p><a class='p-author h-card' href=/ann>Ann Lee</a> <time class=dt-published datetime='2024-05-03'>Friday</time></p>",
        "<p><span itemprop=author>Ann Lee</span><span itemprop=datePublished content='2024-05-03'>Friday</span></p>",
    ],
)
def test_sources_beside_the_headline(under: str) -> None:
    found = page(under=under)
    assert (found.authors, found.published) == (("Ann Lee",), DAY)


@pytest.mark.parametrize(
    "lang, under, authors",
    [
        ("de", "<p>Von Anna Berg und Jörg Tal</p>", ("Anna Berg", "Jörg Tal")),
        ("fr", "<p>Par Anne Lefort et Luc Morel</p>", ("Anne Lefort", "Luc Morel")),
        ("es", "<p>Por Ana López y Luis Pérez</p>", ("Ana López", "Luis Pérez")),
        ("it", "<p>di Anna Rossi e Luca Neri</p>", ("Anna Rossi", "Luca Neri")),
        ("pl", "<p>Autor: Anna Nowak</p>", ("Anna Nowak",)),
        ("ru", "<p>Автор: Марина Лосева</p>", ("Марина Лосева",)),
        ("zh", "<p>记者：周远帆</p>", ("周远帆",)),
        ("de", "<p>Text &amp; Fotos: Anna Berg</p>", ("Anna Berg",)),
        ("de", "<p>Anna Berg im Gespräch mit Jörg Tal</p>", ()),  # nothing says that this is a byline
        ("en", "<p>Reviewed by Ann Lee</p><p>By Ben Ode</p>", ("Ben Ode",)),
        ("en", "<p>By Ben Ode | Photos by Ann Lee</p>", ("Ben Ode",)),
        ("en", "<p>By Ann Lee, Chief Marketing Officer, AI at Work</p>", ("Ann Lee",)),
        ("en", "<p>By Jack Ma and Ann Lee</p>", ("Jack Ma", "Ann Lee")),
        ("en", "<p>By Ann Lee and Ann Lee</p>", ("Ann Lee",)),
        ("en", "<p>Facebook Twitter Mail</p><p>3 May 2024</p>", ()),
        ("en", "<p>Latest News</p><p>3 May 2024</p>", ()),
        ("en", "<p>By the numbers</p>", ()),
    ],
)
def test_bylines(lang: str, under: str, authors: tuple[str, ...]) -> None:
    assert page(under=under, lang=lang).authors == authors


@pytest.mark.parametrize(
    "head, under, authors",
    [
        (meta("author", "Mia Webb"), "<p>By Ann Lee</p>", ("Ann Lee",)),  # the account that typed it in, and who wrote it
        (meta("author", "webteam_3"), "<p>By Ann Lee</p>", ("Ann Lee",)),
        (meta("author", "admin"), "", ()),
        (meta("author", "Courier"), "", ()),  # the site's own name, as its address spells it
        (meta("author", "Ann Lee") + meta("og:site_name", "Ann Lee"), "", ("Ann Lee",)),  # a site of one person
        (meta("author", "Orla Council") + meta("og:site_name", "Orla Council"), "", ()),
        (meta("author", "Ann Lee"), "<p>By Ann Lee Transport editor</p>", ("Ann Lee",)),
        (meta("author", "Ann Lee"), "<p>Ann Lee, Ben Ode &amp; Cai Wu</p>", ("Ann Lee", "Ben Ode", "Cai Wu")),
        (meta("article:author", "https://facebook.example/ann"), "", ()),
        (ld('{"@type":"BlogPosting","author":{"@type":"Organization","name":"The Courier Group"}}'), "", ()),
    ],
)
def test_resolved_author(head: str, under: str, authors: tuple[str, ...]) -> None:
    assert page(head, under).authors == authors


def test_a_thread_is_its_first_message_s() -> None:
    post = "<div class=post><h4 class=username>{}</h4><time datetime={}>x</time><div class=message-body>{}</div></div>"
    posts = "".join(
        post.format(name, day, STORY) for name, day in (("ferryman", "2024-05-03"), ("orla_7", "2024-05-04"), ("Ben", "2024-05-05"))
    )
    head = '<meta name=generator content="phpBB">'
    found = read(f"<html lang=en><head>{head}</head><body class=forum><h1>Which ferry to Orla?</h1>{posts}</body></html>", Options())
    found.url = "https://board.example/viewtopic.php?t=12"
    result = describe(annotate(found))
    assert (result.page_type, result.authors, result.published) == ("forum", ("ferryman",), DAY)


@pytest.mark.parametrize(
    "head, under, day",
    [
        # the page shows its change; the head knows when it was published
        (
            meta("article:published_time", "2024-05-03T10:00:00Z") + meta("article:modified_time", "2024-06-06T10:00:00Z"),
            "<time class=entry-date datetime='2024-06-06'>6 June 2024</time><p>6 June 2024</p>",
            DAY,
        ),
        # an import into another system: its day is all the head knows
        (ld('{"@type":"Article","datePublished":"2025-01-01","dateModified":"2025-01-01"}'), "<p>3 May 2024</p>", DAY),
        # the day on which it was there, and the same moment in Greenwich
        (meta("article:published_time", "2024-05-04T02:00:00Z"), "<p>May 3, 2024 9:00 PM</p>", DAY),
        # the order of the figures by another claim of the page
        (meta("date", "2024-05-03"), "<p>Published 03.05.24</p>", DAY),
        (meta("last-modified", "2024-05-03"), "", None),
        ("", "<p>Page updated:</p><p>3 May 2024</p>", DAY),
        ("", "<p>3 May 2124</p>", None),
        ("", "<p>3 hours ago</p>", None),
        ("", "<p>May 2024</p>", None),
        ("", "<p>(03.05.2024) The ferry left the harbour in the morning, and nobody could say when it would be back again today.</p>", DAY),
    ],
)
def test_resolved_day(head: str, under: str, day: date | None) -> None:
    found = page(head, under).published
    assert (found and date(found.year, found.month, found.day)) == day


@pytest.mark.parametrize(
    "head, headline, title",
    [
        (
            "<title>Storm hits the northern coast | Courier</title>",
            "<h1>Storm hits the northern coast</h1>",
            "Storm hits the northern coast",
        ),
        (
            '<meta property="og:title" content="Storm hits the coast of Orla">',
            "<h1>Weather: Storm hits the coast of Orla</h1>",
            "Storm hits the coast of Orla",
        ),
        ("<title>Storm &amp;amp; sea by night on the coast - The Harbour Courier</title>", "", "Storm & sea by night on the coast"),
        ("<title>Harbour talk: Storm hits the coast</title>", "<h1>Harbour talk</h1><h2>Storm hits the coast</h2>", "Storm hits the coast"),
        ("<title>Weather news and forecasts</title>", "<h1>Storm hits the northern coast</h1>", "Storm hits the northern coast"),
        ("<title>3 boats lost</title>", "<h1>03.05.2024 - Three boats lost at sea</h1>", "Three boats lost at sea"),
    ],
)
def test_titles(head: str, headline: str, title: str) -> None:
    assert (
        page(head + '<meta property="og:type" content="article">', headline=headline, url="https://courier.example/blog/b").title == title
    )


def test_the_other_fields() -> None:
    found = page(
        ld(
            '{"@type":"NewsArticle","articleSection":["Sea","Weather"],"isAccessibleForFree":"False",'
            '"copyrightHolder":{"name":"Courier Ltd"},'
            '"license":"https://creativecommons.org/licenses/by/4.0/","headline":"Storm hits the northern coast"}'
        )
        + '<link rel=canonical href="/storm"><meta property="og:image" content="/i.jpg">',
    )
    assert (found.categories, found.is_paywalled, found.copyright_holder) == (("Sea", "Weather"), True, "Courier Ltd")
    assert found.license == "https://creativecommons.org/licenses/by/4.0/"
    assert (found.canonical_url, found.image) == ("https://courier.example/storm", "https://courier.example/i.jpg")
    assert (found.page_type, found.direction, found.date_precision) == ("article", "ltr", "")
    assert found.sources["is_paywalled"] == found.sources["license"] == "json-ld"


def test_licence_of_a_link() -> None:
    assert page(after='<p>Text: <a rel="license" href="https://creativecommons.org/licenses/by-sa/4.0/">CC BY-SA</a></p>').license.endswith(
        "by-sa/4.0/"
    )


def test_language_is_what_the_text_speaks() -> None:
    german = (
        "<p>"
        + "Die Fähre ist am Morgen aus dem Hafen gefahren, und niemand auf der Mole konnte sagen, wann sie wieder da sein würde. " * 8
        + "</p>"
    )
    assert page(under=german * 4, lang="fr").language == "de"
    assert page(lang="en-GB").language == "en"
    arabic = "<p>" + "غادرت العبارة الميناء في الصباح ولم يستطع أحد على الرصيف أن يقول متى ستعود " * 8 + "</p>"
    assert page(under=arabic * 4, lang="ar").direction == "rtl"


def test_candidates_are_the_claims_not_chosen() -> None:
    found = page(meta("author", "Mia Webb"), "<p>By Ann Lee</p>")
    assert [(claim.value, claim.source) for claim in found.candidates("authors")] == [("Mia Webb", "meta author")]
    assert found.sources["authors"] == "byline"
    assert all(claim.field != "authors" or claim.source != "byline" for claim in found.candidates())


@pytest.mark.parametrize(
    "hostile",
    [
        meta("author", "By " * 100_000),
        meta("author", "Ann Lee, " * 50_000),
        meta("author", "a" * 2_000_000),
        meta("article:published_time", "2024-" * 200_000),
        "<title>" + "Storm | " * 100_000 + "</title>",
        "".join(meta("article:tag", f"tag {n}") for n in range(20_000)),
        "<link rel=canonical href='" + "a/../" * 200_000 + "'>",
        "<link rel=license href='javascript:alert(1)'><link rel=canonical href='javascript:alert(1)'>",
    ],
    ids="labels commas letters date title tags address scheme".split(),
)
def test_hostile_heads_take_linear_time(hostile: str) -> None:
    started = time.perf_counter()
    found = page(hostile)
    assert time.perf_counter() - started < 2
    assert found.license == "" and not found.url.startswith("javascript")
    assert len(found.authors) <= 12 and all(len(name) <= 60 for name in found.authors)
    assert len(found.tags) <= 50 and len(found.title) <= 400


def test_hostile_bodies_take_linear_time() -> None:
    word = "a" * 300_000
    for under in (
        f"<p>Written by</p><p>Ann {word}@/(</p>",
        f"<p>By {word}@/</p>",
        f"<p>Published {word}1/</p>",
        "<p>By " * 5000,
        "<p>3 May 2024, " * 5000,
        "<p>© " * 5000,
        "<time datetime=2024-05-03>" * 5000,
    ):
        started = time.perf_counter()
        page(under=under)
        assert time.perf_counter() - started < 5
