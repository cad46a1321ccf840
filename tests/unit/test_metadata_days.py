"""Where pages show their day: in tickers and footers it is not, or only it; how they write it; and which of two is believed."""

from __future__ import annotations

from datetime import date

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
TITLE = "Storm hits the northern coast"
SHOP = "".join(f"<p>The harbour shop sells ropes of kind {n}.</p>" for n in range(16))  # what parts a story from its sidebar


def page(
    under: str = "", after: str = "", over: str = "", head: str = "", lang: str = "en", url: str = "https://courier.example/a/b"
) -> Metadata:
    """Metadata of an article with ``over`` before, ``under`` after its headline, and ``after`` below the story."""
    body = f"{over}<article><h1>{TITLE}</h1>{under}{STORY}</article>{after}"
    found = read(f"<html lang={lang}><head><title>{TITLE}</title>{head}</head><body>{body}</body></html>", Options())
    found.url = url
    return describe(annotate(found))


def day(found: Metadata) -> date | None:
    when = found.published
    return when and date(when.year, when.month, when.day)


@pytest.mark.parametrize(
    "under",
    [
        "<p>On behalf of Orla Harbour Law and its many partners in the north | May 3, 2024 | Ferries, Harbours</p>",
        "<p>05/03/2024 by Ann Lee, harbour master and member of the council of Orla for more than ten years</p>",
        "<div>Why the ferries stay in the harbour of Orla for so long, once more <span class=byline>By Ann Lee on May 3, 2024</span></div>",
    ],
    ids="bars by byline".split(),
)
def test_days_inside_longer_lines(under: str) -> None:
    assert day(page(under)) == DAY


@pytest.mark.parametrize(
    "after",
    [
        "<p>Tags: harbour</p><p class=alt>Friday, May 3rd, 2024 at 11:00 am | Categories: Ferries, Harbours, Storms, what they leave</p>",
        "<p>This entry of the harbour diary is of May 3, 2024 and filed under Ferries, Harbours and Storms.</p>",
        f"{SHOP}<ul><li><i class=calendar title=Published></i> <time datetime=2024-05-03T09:09:24Z>Friday</time></li></ul>",
        f"{SHOP}<h4>Published</h4><time datetime=2024-05-03>3 May</time><h4>Reviewed</h4><time datetime=2024-06-06>6 June</time>",
        f"{SHOP}<ul><li class='date datePublished'>3. 5. 2024, 18:41</li></ul>",
    ],
    ids="categories filed far labelled named".split(),
)
def test_days_below_the_story(after: str) -> None:
    assert day(page(after=after)) == DAY


def test_several_days_below_the_story_belong_to_other_pages() -> None:
    cards = "".join(f"<p>Storm {n}</p><time datetime=2024-05-0{n}>May</time>" for n in range(1, 5))
    assert page(after=SHOP + cards).published is None


def test_the_day_of_a_single_review_is_ignored() -> None:
    assert page(after=f"{SHOP}<h5>Grinds well</h5><span class=review-date>Reviewed on 3 May 2024</span>").published is None


def test_days_of_a_ticker_above_the_headline_are_ignored() -> None:
    ticker = "".join(
        f"<li class=ticker-item><span class=ticker-date>[ June {n}, 2024 ]</span> <a href=/{n}>Ferry {n} is back in the harbour</a></li>"
        for n in range(1, 6)
    )
    under = "<div class=entry-meta><span class='meta-date updated'>May 3, 2024</span> <a href=#c>39</a></div>"
    assert day(page(under, over=f"<ul>{ticker}</ul><label>Search for:</label>")) == DAY


def test_a_day_in_the_title_is_ignored() -> None:
    title = "Ferries that were late (2024/5/1-2, fourteen of them)"
    body = f"<h1>Harbour diary of the ferries of Orla</h1><div>{title}</div><p>2024/05/03 | Ferries</p>{STORY}"
    found = read(
        f"<html lang=ja><head><title>{title} - Harbour diary of the ferries of Orla</title></head><body>{body}</body></html>", Options()
    )
    assert day(describe(annotate(found))) == DAY


@pytest.mark.parametrize("label", ["Last updated", "Updated:"])
def test_labels_of_changes(label: str) -> None:
    found = page(f"<p>3 May 2024</p><p>{label} <time datetime=2024-06-06>6 June 2024</time></p>")
    assert (day(found), found.modified) == (DAY, date(2024, 6, 6))


def test_a_change_after_an_author() -> None:
    found = page("<p>3 May 2024</p><p>Ann Lee • Updated on Jun 6, 2024 • 28 min read</p>")
    assert (day(found), found.modified) == (DAY, date(2024, 6, 6))


@pytest.mark.parametrize(
    "lang, label",
    [
        ("de", "Veröffentlichungsdatum:"),
        ("fr", "Créé le"),
        ("it", "Inserito il"),
        ("pl", "Dodany:"),
        ("hr", "Objavljeno:"),
        ("tr", "Eklenme Tarihi:"),
        ("fa", "زمان انتشار:"),
        ("bn", "প্রকাশ:"),
        ("uk", "Розміщено:"),
        ("zh", "發佈時間："),
    ],
)
def test_labels_of_the_day(lang: str, label: str) -> None:
    assert day(page(f"<p>1.5.2024</p><p>{label} 2024-05-03</p>", lang=lang)) == DAY


@pytest.mark.parametrize(
    "under, after, url",
    [
        ("<p>3/5/2024</p>", "<p>Last ferry: 28/4/2024</p>", "https://courier.example/a/b"),
        ("<p>3/5/2024</p>", "", "https://courier.co.uk/a/b"),
        ("<p>Published on 03/05/2024 - 13:55</p><time datetime='2024-05-03 13:55:27'>today</time>", "", "https://courier.example/a/b"),
    ],
    ids="other-days country other-claim".split(),
)
def test_order_of_day_and_month_follows_the_other_days_of_the_page(under: str, after: str, url: str) -> None:
    assert day(page(under, after, url=url)) == DAY


def test_order_of_day_and_month_follows_the_language() -> None:
    assert day(page("<p>5/3/2024</p>", "<p>Last ferry: 4/28/2024</p>", url="https://courier.co.uk/a/b")) == DAY


PUBLISHED = '<meta property="article:published_time" content="2024-05-24T12:40:59Z">'
MODIFIED = '<meta property="article:modified_time" content="{}T08:16:16Z">'


@pytest.mark.parametrize(
    "shown, changed, published",
    [
        ("3 May 2024", "2024-06-02", DAY),  # an older day by the headline, from before the page was moved
        ("23 May 2024", "2024-06-02", date(2024, 5, 24)),  # a time zone explains it
        ("6 June 2024", "2024-06-06", date(2024, 5, 24)),  # the change
    ],
)
def test_a_visible_day_much_older_than_that_of_the_head(shown: str, changed: str, published: date) -> None:
    assert day(page(f"<p class=post-date>{shown}</p>", head=PUBLISHED + MODIFIED.format(changed))) == published


def test_a_labelled_day_outweighs_catalogue_tags() -> None:
    head = '<meta name="dc.date" content="2024-05-05"><meta name="date" content="2024-05-05">'
    assert day(page("<span>Erschienen am:</span><h2>03.05.2024</h2>", head=head, lang="de")) == DAY


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="script:ld+json" content=\'{"@type":"Article","datePublished":"2024-05-03"}\'>',
        '<meta name="DC.Date.available" content="2024-05-03">',
        '<meta name="article:createDate" content="2024-05-03">',
    ],
    ids="script-as-tag available create-date".split(),
)
def test_tags_of_the_head(head: str) -> None:
    assert day(page(head=head)) == DAY
