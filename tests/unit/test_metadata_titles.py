"""Titles: what belongs to the site, to a column or to a forum, and what to the page."""

from __future__ import annotations

import pytest

from declutter.annotate import annotate
from declutter.metadata import describe
from declutter.options import Options
from declutter.sources import read

STORY = "".join(
    f"<p>The ferry number {n} left the harbour of Orla in the morning, and nobody on the quay could say when it would be back again.</p>"
    for n in range(6)
)


def title(head: str, body: str, url: str = "https://courier.example/a/b") -> str:
    found = read(f"<html lang=en><head>{head}</head><body>{body}{STORY}</body></html>", Options())
    found.url = url
    return describe(annotate(found)).title


@pytest.mark.parametrize(
    "stated, site, heading, url",
    [
        (
            "Kleine Fährkunde | Häfen der Küste – Tagebuch",
            "Häfen der Küste – Tagebuch",
            "Kleine Fährkunde",
            "https://haefen.example/a",
        ),
        ("Orla The Ferry Diary: Storms And Ferries", "Orla The Ferry Diary", "Storms And Ferries", "https://orla.blogspot.com/2024/a.html"),
        (
            "Orla 4 you » Archive » Storms of the north",
            "Orla 4 you",
            "Storms of the north",
            "https://archive.example/web/2013/http://orla4you.example/a/b",
        ),
        ("Storage - orla Harbour", "orla Harbour.", "Storage", "https://orla-harbour.example/a"),
    ],
    ids="umlaut platform archive one-word".split(),
)
def test_a_site_that_is_called_like_its_address(stated: str, site: str, heading: str, url: str) -> None:
    assert title(f"<title>{stated}</title>", f"<h1>{site}</h1><h2>{heading}</h2>", url) == heading


def test_what_follows_the_site_s_name_goes_with_it() -> None:
    stated = '<meta property="og:title" content="Pike in winter | orla-harbour.example | Your magazine for the north">'
    assert title(stated, "", "https://www.orla-harbour.example/a") == "Pike in winter"


@pytest.mark.parametrize(
    "shown, stated, expected",
    [
        (
            "<span class=label>News</span> Ferries: a new line to Orla?",
            "News - Ferries: a new line to Orla?",
            "Ferries: a new line to Orla?",
        ),
        ("Storm – the film of the harbour", "Storm - the film of the harbour", "Storm – the film of the harbour"),
        ("Ferry news", "Ferry - news", "Ferry news"),
    ],
    ids="label dash short".split(),
)
def test_a_label_in_front_of_a_thread(shown: str, stated: str, expected: str) -> None:
    assert title(f"<title>{stated} | Harbour Forum</title><meta property=og:title content='{stated}'>", f"<h1>{shown}</h1>") == expected


def test_a_kicker_that_only_a_newspaper_s_data_has() -> None:
    data = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Orla - So the last ferry of the year left"}</script>'
    assert title(data, "<p>Orla</p><h1>So the last ferry of the year left</h1>") == "So the last ferry of the year left"


@pytest.mark.parametrize("generic", ["news", "Untitled Document", "undefined", "index.html", "Ropeworks v3 documentation"])
def test_a_generic_title_loses_to_the_only_h1(generic: str) -> None:
    menu = "<ul><li><a href=/n>News</a></li></ul>"
    assert title(f"<title>{generic}</title>", f"{menu}<h1>Ferries stay in the harbour</h1>") == "Ferries stay in the harbour"


@pytest.mark.parametrize(
    "stated",
    ["冬の渡し船｜港の新聞", "冬の渡し船：港の新聞", "冬の渡し船_港の新聞", "冬の渡し船-港の新聞", "港の新聞｜冬の渡し船"],
)
def test_separators_without_spaces(stated: str) -> None:
    assert title(f'<title>{stated}</title><meta property="og:site_name" content="港の新聞">', "") == "冬の渡し船"


def test_placeholders_of_programs_reach_no_field() -> None:
    names = ("og:site_name", "og:description", "author", "article:section", "og:image", "og:title")
    head = "".join(
        f'<meta property="{name}" name="{name}" content="{value}">' for name in names for value in ("undefined", "[object Object]")
    )
    found = describe(
        annotate(read(f"<html lang=en><head>{head}</head><body><h1>The last ferry of the year</h1>{STORY}</body></html>", Options()))
    )
    values = (found.site_name, found.description, found.authors, found.categories, found.image, found.title)
    assert values == ("", "", (), (), "", "The last ferry of the year")


def test_a_headline_in_two_elements() -> None:
    stated = '<meta property="og:title" content="Storm at the quay: The last ferry stays">'
    assert title(stated, "<h1>Storm at the quay:</h1><h2>The last ferry stays</h2>") == "Storm at the quay: The last ferry stays"


@pytest.mark.parametrize("stated", ["The &lt;em&gt;last&lt;/em&gt; ferry", "The \u200flast\u200b ferry", "The <b>last</b> ferry"])
def test_markup_and_invisible_characters_go(stated: str) -> None:
    assert title(f'<meta property="og:title" content="{stated}">', "") == "The last ferry"
