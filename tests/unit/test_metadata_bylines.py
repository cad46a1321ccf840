"""Authors below the story (biographies, signatures, agency credits), and words beside a date that are not names."""

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
TITLE = "Storm hits the northern coast"
SHOP = "".join(f"<p>The harbour shop sells ropes of kind {n}.</p>" for n in range(12))  # distance between the story and the footer


def page(over: str = "", under: str = "", after: str = "", head: str = "", lang: str = "en") -> Metadata:
    """Metadata of an article with ``over`` before, ``under`` after its headline, and ``after`` below the story."""
    body = f"{over}<article><h1>{TITLE}</h1>{under}{STORY}</article>{after}"
    found = read(f"<html lang={lang}><head><title>{TITLE}</title>{head}</head><body>{body}</body></html>", Options())
    found.url = "https://courier.example/a/b"
    return describe(annotate(found))


@pytest.mark.parametrize(
    ("under", "after", "authors"),
    [
        (
            "",
            f"{SHOP}<h4>Ann Lee</h4><p>Ann Lee is the harbour master of Orla.</p>",
            ("Ann Lee",),
        ),
        ("<p>Ann Lee</p><p>Ann Lee is Archive Manager at the Museum of Orla.</p>", "", ("Ann Lee",)),
        (
            "",
            f"{SHOP}<h4>Ann Lee</h4><p>Ann Lee is the harbour master.</p><h4>Ben Ode</h4><p>Ben Ode is a pilot of Orla.</p>",
            (),
        ),
        ("", f"{SHOP}<p class=entry-meta>Posted By: <span class=entry-author>Ann</span> · In: Ferries, Ropes</p>", ("Ann",)),
        ("", "<p>Quelle: nordpress</p>", ("nordpress",)),
        ("", "<p>Quelle: the books of the harbour</p>", ()),
    ],
    ids="biography office two box credit books".split(),
)
def test_authors_around_the_story(under: str, after: str, authors: tuple[str, ...]) -> None:
    assert page(under=under, after=after).authors == authors


def test_topics_above_a_german_headline_are_not_names() -> None:
    assert page(over="<p>Seefahrt Hafenbetriebe 03.05.2024</p>", lang="de").authors == ()
    assert page(under="<p>03.05.2024 - Anna Leitner</p>", lang="de").authors == ("Anna Leitner",)


def test_the_author_in_json_ld_beats_the_theme_s_author_in_a_meta_tag() -> None:
    graph = '{"@type": "WebPage", "author": {"@type": "Person", "name": "Ann Lee"}, "name": "Storm"}'
    head = f'<meta name=author content="Theme Maker"><script type="application/ld+json">{graph}</script>'
    assert page(head=head).authors == ("Ann Lee",)


def test_an_account_name_in_json_ld_is_not_an_author() -> None:
    graph = '{"@type": "WebPage", "author": {"@type": "Person", "name": "alee"}, "name": "Storm"}'
    assert page(head=f'<script type="application/ld+json">{graph}</script>').authors == ()


@pytest.mark.parametrize(
    ("lang", "under", "authors"),
    [
        ("ar", "<div>أحمد عبد الرحمن</div><div>3 مايو 2024</div>", ("أحمد عبد الرحمن",)),
        ("he", "<p>נועה לוי</p><p>3.5.2024</p>", ("נועה לוי",)),
        ("ko", "<div>김하늘 기자</div><div>입력 2024.05.03. 오후 11:15</div>", ("김하늘",)),
        ("zh", "<div>2024-05-03 10:15　来源：海港日报　作者：李安　责编：王宁</div>", ("李安",)),
        ("el", "<p>Γράφει η Ελένη Παπαδάκη</p><p>3 Μαΐου 2024</p>", ("Ελένη Παπαδάκη",)),
        ("de", "<div>22. Januar 2024 @ 18:13 // Autor: k4ter // 1 Minute</div>", ("k4ter",)),
        ("en", "<h3>by</h3><h3>ferry201</h3>", ("ferry201",)),
        ("en", "<p class=byline><a href=/a>Ann Lee</a> <a href=/b>Ben Ode</a></p>", ("Ann Lee", "Ben Ode")),
        ("de", "<p class=byline>Von Anna</p><h3>Mehr von Anna Leitner</h3>", ("Anna Leitner",)),
    ],
)
def test_authors_under_the_headline(lang: str, under: str, authors: tuple[str, ...]) -> None:
    assert page(under=under, lang=lang).authors == authors


def test_a_name_alone_under_the_story() -> None:
    assert page(after="<p>Denise Moreau</p>", lang="fr").authors == ("Denise Moreau",)
    assert page(after="<p>Ferry Timetable</p><p>ferry timetable</p>").authors == ()


@pytest.mark.parametrize(("aside", "authors"), [("Susan December 3, 2023", ("Susan",)), ("More by Susan Lee", ("Susan Lee",))])
def test_a_first_name_is_completed_by_a_family_name_and_no_month(aside: str, authors: tuple[str, ...]) -> None:
    assert page(under="<p class=byline>By <a rel=author href=/susan>Susan</a></p>", after=f"<p>{aside}</p>").authors == authors


def test_authors_of_teasers_above_the_headline_are_not_the_page_s() -> None:
    teasers = "".join(
        f'<div class=top><a href="/{n}">The harbour of Orla gets its {n}th pier after all <span class=byline>{name}</span></a></div>'
        for n, name in ((4, "Carla Reed"), (5, "Dan Ulm"))
    )
    assert page(over=teasers, under="<p><span class=byline>Ann Lee</span></p>").authors == ("Ann Lee",)
    assert page(over="<p>Photographs and text by <span class=byline>Ann Lee</span></p>").authors == ("Ann Lee",)


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("Napsal uživatel Pavel Kosina dne 24 Únor, 2008 - 22:35.", "Pavel Kosina"),
        ("Vložil Pavel Kosina dne 24. února 2008", "Pavel Kosina"),
        ("Odoslal používateľ Ján Novák dňa 24. február 2008", "Ján Novák"),
        ("Dodał Jan Kowal dnia 24 lutego 2008", "Jan Kowal"),
    ],
)
def test_names_between_a_label_and_a_day(byline: str, author: str) -> None:
    found = page(under=f"<p class=submitted>{byline}</p>", lang="cs")
    assert (found.authors, found.published) == ((author,), date(2008, 2, 24))
