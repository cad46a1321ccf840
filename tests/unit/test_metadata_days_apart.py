"""Days that are told apart: whose they are, where in long pages they stand, and what scripts, stamps and threads say beside them."""

from __future__ import annotations

from datetime import date

import pytest

from declutter.annotate import annotate
from declutter.metadata import Metadata, describe
from declutter.metadata.parse import dates
from declutter.options import Options
from declutter.sources import read

STORY = "".join(
    f"<p>The ferry number {n} left the harbour of Orla in the morning, and nobody on the quay could say when it would be back again.</p>"
    for n in range(6)
)
DAY = date(2024, 5, 3)
TITLE = "Storm hits the northern coast"
SHOP = "".join(f"<p>The harbour shop sells ropes of kind {n}.</p>" for n in range(16))  # what parts a story from its sidebar
MESSAGE = (
    "<p>The ropes of the northern ferries wear out in one winter, and I have never found out where the harbour masters buy theirs.</p>"
)


def page(over: str = "", under: str = "", after: str = "", head: str = "", lang: str = "en") -> Metadata:
    """Metadata of an article with ``over`` before, ``under`` after its headline, and ``after`` below the story."""
    return whole(f"{over}<article><h1>{TITLE}</h1>{under}{STORY}</article>{after}", head, lang)


def whole(body: str, head: str = "", lang: str = "en", url: str = "https://courier.example/a/b") -> Metadata:
    """Metadata of a page with this body."""
    found = read(f"<html lang={lang}><head><title>{TITLE}</title>{head}</head><body>{body}</body></html>", Options())
    found.url = url
    return describe(annotate(found))


def day(found: Metadata) -> date | None:
    return found.published and dates.day_of(found.published)


@pytest.mark.parametrize(
    "script",
    [
        'dataLayer.push({"page": {"article_publication_date": "Fri, 03 May 2024 15:26:00 +0300", "words": 5}});',
        "window.site = { publishDate : '2024-05-03', author: 'x' };",
        'self.__next_f.push([1,"{\\"datePublished\\":\\"2024-05-03T09:00:00Z\\",\\"dateModified\\":\\"2024-06-01T09:00:00Z\\"}"])',
        'var product = {"published_at":"2024-05-03T06:22:28+01:00"};',
        'var page = {"publishedAt": 1714726948000, "lastPublishedDate": "2024-07-07"};',
        'var dataLayer = [{"pagePublishDate":"May 3, 2024","pagePostType":"post"}];',
    ],
    ids="analytics pub state shop epoch blog".split(),
)
def test_day_of_publication_in_a_script(script: str) -> None:
    found = page(after=f"<script>{script}</script>")
    assert (day(found), found.sources["published"]) == (DAY, "script")


@pytest.mark.parametrize(
    "script",
    [
        'var more = [{"publishedAt": "2024-05-03"}, {"publishedAt": "2024-05-04"}];',
        'var page = {"unpublishDate": "2024-05-03", "videoPublishedAt": "2024-05-03", "publisher": "2024-05-03"};',
        'var page = {"last_published_date": "2024-05-03"};',
    ],
    ids="list others last".split(),
)
def test_other_days_in_scripts_are_ignored(script: str) -> None:
    assert page(after=f"<script>{script}</script>").published is None


def test_a_day_at_the_headline_outweighs_one_in_a_script() -> None:
    assert day(page(under="<p>3 May 2024</p>", after='<script>var x = {"published_at": "2019-01-02"};</script>')) == DAY


@pytest.mark.parametrize(
    "under",
    [
        "<div><span class=updated>2024-06-07T10:10:52+01:00</span><span>3. Mai 2024</span><span>|</span></div>",
        "<div><a>Leitartikel</a><span>May 3, 2024</span><span>5 mins</span></div>",
        "<div><a>Leitartikel</a><span>May 3, 2024</span><span>11 mins</span></div>",
        "<p>May 03 09:34 2024</p>",
    ],
    ids="stamp minute minutes clock".split(),
)
def test_lines_with_separated_parts(under: str) -> None:
    assert day(page(under=under)) == DAY


def test_days_before_a_story_far_below_its_headline() -> None:
    assert day(whole(f"<h1>{TITLE}</h1>{7 * SHOP}<h2>Northern diary</h2><div>Friday, 3 May 2024</div>{STORY}")) == DAY


def test_days_before_a_story_that_begins_over_its_headline() -> None:
    intro = MESSAGE + "<p>Tides</p><p>Winds</p><p>Ropes</p>"
    over = "<p>3 May 2024</p>" + "".join(f"<p>Quay {n}</p>" for n in range(6))
    assert day(whole(f"{over}<main>{intro}<h1>{TITLE}</h1>{STORY}</main>")) == DAY


def test_an_element_with_the_same_day_twice() -> None:
    twice = "<p><b class=intro-date>News | 03.05.2024 <time class=intro-date datetime=2024-05-03>03.05.2024</time></b></p>"
    assert day(page(after=SHOP + twice, lang="de")) == DAY


def test_days_of_previous_and_next_pages_are_ignored() -> None:
    others = "<a class=post-pagination><time class=pagination-date datetime=2024-05-01>1 May 2024</time> Ropes</a>"
    assert day(page(after=f"{SHOP}<div><time class=item-date datetime=2024-05-03>3 May 2024</time></div>{others}")) == DAY


@pytest.mark.parametrize("under", ["<p>02/05/2024</p>", "<p>02-05-2024</p>"], ids="slashes dashes".split())
def test_order_of_day_and_month_follows_an_unambiguous_day(under: str) -> None:
    assert day(page(under=under, after="<ul><li>Storm hits the northern coast, 2 May 2024</li></ul>")) == date(2024, 5, 2)


def test_a_thread_has_the_day_of_its_first_message() -> None:
    summary = "<div>23 replies, last post by ann_l <time datetime=2024-09-26T01:50:27-0400>Sep 26, 2024</time></div>"
    messages = "".join(
        f"<div class=post><a class=username>mate_{n}</a> <time datetime=2024-0{5 + n}-03T10:00:00Z>3 May</time>{MESSAGE}</div>"
        for n in range(4)
    )
    generator = '<meta name=generator content="XenForo">'
    assert day(whole(f"<h1>{TITLE}</h1>{summary}<div class=posts>{messages}</div>", generator)) == DAY


def test_the_only_day_before_a_story_is_that_of_its_last_change() -> None:
    over = "".join(f"<p>Rope {n}</p>" for n in range(30))
    assert day(whole(f"<h1>{TITLE}</h1>{over}<div class=byline-dates>Updated May 3, 2024</div>{over}{STORY}")) == DAY


def test_days_of_list_items_are_ignored() -> None:
    facts = "".join(f"<p>Mast {n}: oak</p>" for n in range(9))
    head = '<script type="application/ld+json">{"@type": "WebPage", "datePublished": "2024-05-03"}</script>'
    assert day(page(under=f"<p>May 3, 2024 Ann Lee 0</p>{facts}<p>Datum: 01/02/2024</p>", head=head, lang="de")) == DAY


def test_a_visible_day_resolves_a_contradictory_head() -> None:
    head = '<meta name="x:publicationdate" content="2024-09-08"><meta name=date content=2024-05-03>'
    assert day(page(under="<p>03.05.2024</p>", head=head, lang="de")) == DAY


def test_a_day_in_the_address_resolves_a_contradictory_head() -> None:
    head = '<meta property="article:published_time" content="2024-05-03T08:00:00Z"><meta name=date content=2024-09-08>'
    body = f"<article><h1>{TITLE}</h1><p><time datetime=2024-09-08>September 8, 2024</time></p>{STORY}</article>"
    assert day(whole(body, head, url="https://courier.example/2024/05/03/orla")) == DAY
    assert day(whole(body, head)) == date(2024, 9, 8)


def test_the_day_of_a_related_story_under_the_headline_is_ignored() -> None:
    other = "<div class=related><p>Read too</p><p>03/05/2023</p><p>Ropes of Orla</p></div>"
    head = '<meta property="article:published_time" content="2024-05-03T15:43:26Z">'
    assert day(page(under=other, head=head)) == DAY
