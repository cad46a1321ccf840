"""Metadata from small composed pages: every source, what must be refused, and hostile input."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta, timezone

import pytest

from declutter.annotate import annotate
from declutter.metadata import Metadata, describe
from declutter.options import Options
from declutter.sources import read

STORY = "".join(
    f"<p>The ferry number {n} left the harbour of Orla in the morning, and nobody on the quay could say when it would be back again.</p>"
    for n in range(6)
)
STORY_LINES = "\n\n".join(
    f"The ferry number {n} left the harbour of Orla in the morning, and nobody on the quay could say when it would be back again."
    for n in range(6)
)


def html(head: str = "", under: str = "", after: str = "", lang: str = "en", url: str | None = "https://courier.example/a/b") -> Metadata:
    """Metadata of an article with ``under`` between headline and story."""
    source = (
        f"<html lang={lang}><head>{head}</head><body><nav><a href=/>Home</a></nav>"
        f"<article><h1>Storm hits the northern coast</h1>{under}{STORY}</article>"
        f"{after}</body></html>"
    )
    page = read(source, Options())
    page.url = url
    return describe(annotate(page))


def lines(*between: str) -> Metadata:
    """Metadata of an article in plain lines."""
    text = "\n".join(["Storm hits the northern coast of Orla", *between, "", STORY_LINES])
    return describe(annotate(read(text, Options(input="lines"))))


def ld(content: str) -> str:
    return f'<script type="application/ld+json">{content}</script>'


def test_json_ld_graph_with_references() -> None:
    found = html(
        ld(
            '{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"The Courier"},'
            '{"@type":"NewsArticle","headline":"Storm hits the northern coast",'
            '"author":[{"@id":"#ann"},{"@type":"Person","name":"Ben Ode"}],'
            '"datePublished":"2024-05-03T10:15:00+02:00","dateModified":"2024-05-04","keywords":["storm","coast"]},'
            '{"@id":"#ann","@type":"Person","name":"Ann Lee"}]}'
        )
    )
    assert found.title == "Storm hits the northern coast"
    assert found.authors == ("Ann Lee", "Ben Ode")
    assert found.published == date(2024, 5, 3)
    assert found.published_at == datetime(2024, 5, 3, 10, 15, tzinfo=timezone(timedelta(hours=2)))
    assert found.modified == date(2024, 5, 4)
    assert (found.site_name, found.tags) == ("The Courier", ("storm", "coast"))
    assert found.sources["published"] == found.sources["authors"] == "json-ld"


@pytest.mark.parametrize(
    "broken",
    [
        '<!-- {"@type":"Article","author":{"name":"Ann Lee"},"datePublished":"2024-05-03"} -->',
        '{"@type":"Article","author":{"name":"Ann Lee",},"datePublished":"2024-05-03",}',
        '{"@type":"Article","description":"a\nb\tc","author":{"name":"Ann Lee"},"datePublished":"2024-05-03"};',
        '/* seo */ {"@type":"Article", // note\n "author":["Ann Lee"],"datePublished":"2024-05-03"}'.replace(" // note", ""),
        '{"@type":"WebSite","name":"X"}{"@type":"Article","author":"Ann Lee","datePublished":"2024-05-03"}',
        '{"@type":"Article","name":"It\\\'s","author":"Ann Lee","datePublished":"2024-05-03"}',
    ],
)
def test_broken_json_ld_is_repaired(broken: str) -> None:
    found = html(ld(broken))
    assert (found.authors, found.published) == (("Ann Lee",), date(2024, 5, 3))


def test_truncated_json_ld_gives_its_plain_values() -> None:
    assert html(ld('{"@type":"Article","datePublished":"2024-05-03","author":{"name":"An')).published == date(2024, 5, 3)


def test_related_articles_are_ignored() -> None:
    found = html(ld('{"@type":"ItemList","itemListElement":[{"@type":"Article","author":"Ann Lee","datePublished":"2024-05-03"}]}'))
    assert (found.authors, found.published) == ((), None)


def test_meta_tags_and_links() -> None:
    found = html(
        '<title>Storm hits the northern coast | The Courier</title><meta property="og:site_name" content="The Courier">'
        '<meta name="author" content="Ann Lee &amp; Ben Ode"><meta property="article:published_time" content="2024-05-03T08:00:00Z">'
        '<meta name="description" content="Waves &quot;as high as houses&quot;">'
        '<link rel="canonical" href="/storm"><meta property="og:image" content="javascript:x">'
        '<meta name="twitter:image" content="/i.jpg"><meta name="keywords" content="storm, coast, storm">'
    )
    assert found.title == "Storm hits the northern coast"
    assert found.authors == ("Ann Lee", "Ben Ode")
    assert (found.published, found.published_at) == (date(2024, 5, 3), datetime(2024, 5, 3, 8, tzinfo=timezone.utc))
    assert (found.url, found.image) == ("https://courier.example/storm", "https://courier.example/i.jpg")
    assert found.description == 'Waves "as high as houses"'
    assert found.tags == ("storm", "coast")


@pytest.mark.parametrize(
    "under, authors, day",
    [
        ("<p>By Ann Lee</p><p>Published: 3 May 2024</p>", ("Ann Lee",), date(2024, 5, 3)),
        ("<p>By Ann Lee and Ben Ode, senior reporter</p>", ("Ann Lee", "Ben Ode"), None),
        ("<p>Submitted by Ann Lee on 3 May 2024</p>", ("Ann Lee",), date(2024, 5, 3)),
        (
            "<div class=byline><a rel=author href=/ann>Ann Lee</a></div><time datetime='2024-05-03'>Friday</time>",
            ("Ann Lee",),
            date(2024, 5, 3),
        ),
        ("<span itemprop=author>Ann Lee</span>", ("Ann Lee",), None),
        ("<p>31/02/2024</p>", (), None),
        ("<p>By noon the square was empty.</p>", (), None),
    ],
)
def test_visible_byline_and_date_line(under: str, authors: tuple[str, ...], day: date | None) -> None:
    found = html(under=under)
    assert (found.authors, found.published) == (authors, day)


def test_nothing_is_invented() -> None:
    found = html()
    assert (found.authors, found.published, found.modified, found.site_name, found.image) == ((), None, None, "", "")


def test_days_of_comments_and_tweets_are_ignored() -> None:
    tweet = '<blockquote class="twitter-tweet"><p>Stay at home.</p>— Orla Police (@orla) <a>March 1, 2024</a></blockquote>'
    comments = (
        "<section id=comments><h3>Comments</h3>"
        + "<div><b class=author>Joe Doe</b><time datetime=2024-06-01>1 June</time><p>Well said.</p></div>" * 3
    )
    assert html(under=STORY + tweet, after=comments).published is None


def test_published_never_after_the_last_change() -> None:
    head = '<meta property="article:modified_time" content="2024-05-03">'
    assert html(head, under="<p>9 June 2024</p>").published is None


def test_order_of_day_and_month_by_language() -> None:
    assert html(under="<p>Published 3/5/2024</p>").published == date(2024, 3, 5)
    assert html(under="<p>Published 3/5/2024</p>", lang="en-GB").published == date(2024, 5, 3)
    assert html(under="<p>Published 23/5/2024</p>").published == date(2024, 5, 23)


def test_whole_days_in_the_address() -> None:
    assert html(url="https://courier.example/2024/05/03/storm").published == date(2024, 5, 3)
    assert html(url="https://courier.example/2024/05/storm").published is None


@pytest.mark.parametrize(
    "between, authors, site, day",
    [
        (("By Ann Lee", "Published: 3 May 2024"), ("Ann Lee",), "", date(2024, 5, 3)),
        (("Von Anna Berg", "3. Mai 2024"), ("Anna Berg",), "", date(2024, 5, 3)),
        (("Par Anne Lefort", "Publié le 3 mai 2024 à 10:15"), ("Anne Lefort",), "", date(2024, 5, 3)),
        (("Автор: Марина Лосева", "15 ноября 2022, 12:30"), ("Марина Лосева",), "", date(2022, 11, 15)),
        (("By Euronews", "Published on", "Share this article"), (), "Euronews", None),
        (("2024年5月3日 09:12", "记者：周远帆"), ("周远帆",), "", date(2024, 5, 3)),
        (("Posted on May 3, 2024 by Ann Lee",), ("Ann Lee",), "", date(2024, 5, 3)),
        (("By", "Ann Lee | The Courier"), ("Ann Lee",), "", None),
        (("Ann Lee / COURIER / May 3, 2024, 17:07",), ("Ann Lee",), "", date(2024, 5, 3)),
        (("Опубликовано 3 мая 2024",), (), "", date(2024, 5, 3)),
        (("Updated 3 May 2024",), (), "", date(2024, 5, 3)),
        (("Publicado el 3 de mayo de 2024",), (), "", date(2024, 5, 3)),
    ],
)
def test_plain_lines(between: tuple[str, ...], authors: tuple[str, ...], site: str, day: date | None) -> None:
    found = lines(*between)
    assert (found.authors, found.site_name, found.published) == (authors, site, day)


@pytest.mark.parametrize(
    "block",
    [
        "[" * 5000,
        '{"a":' * 5000 + "1" + "}" * 5000,
        '"' + '\\"' * 500_000,
        '{"@type":"Article","author":"' + "x" * 10_000_000 + '"}',
        "/*" * 500_000,
        '{"@type":"Article","n":' + "9" * 500_000 + "}",
        "," * 500_000 + "]",
        '{"@type":"Article","author":{"@id":"a"}}' * 5000,
    ],
    ids=["open", "deep", "escapes", "long", "comments", "number", "commas", "many"],
)
def test_hostile_json_ld_ends_soon(block: str) -> None:
    started = time.perf_counter()
    assert html(ld(block)).authors == ()
    assert time.perf_counter() - started < 3


def test_hostile_names_and_addresses() -> None:
    head = (
        '<meta name="author" content="&lt;script&gt;alert(1)&lt;/script&gt; Ann\x01 Lee https://x.example @ann">'
        '<link rel=canonical href="javascript:alert(1)">'
        '<meta property="og:image" content="data:text/html,x">'
    )
    found = html(head)
    assert all("<" not in name and "@" not in name and "://" not in name for name in found.authors)
    assert (found.url, found.image) == ("https://courier.example/a/b", "")
