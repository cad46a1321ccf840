"""The headline of plain lines: below the date, not the masthead, a name, a labelled field or a breadcrumb."""

from __future__ import annotations

import pytest

from declutter.annotate import annotate
from declutter.metadata import describe
from declutter.options import Options
from declutter.sources import read

STORY = [
    f"The ferry number {n} left the harbour of Orla in the morning, and nobody on the quay could say when it would be back again."
    for n in range(6)
]
HEADLINE = "Ferries stay in the harbour"


@pytest.mark.parametrize(
    "above",
    [
        ["Harbour Courier", "News", "Sport", HEADLINE, "Ann Lee", "3 May 2024"],
        ["Harbour Courier", "Published: 3 May 2024", HEADLINE],
        ["The Courier of the North Coast", "News", "Sport", HEADLINE, "3 May 2024"],
        ["Harbour Courier", HEADLINE, "Jan van der Berg - Harbour Courier", "3 May 2024"],
        ["Home » News » " + HEADLINE, HEADLINE, "3 May 2024"],
        [HEADLINE, "Harbour Courier (Orla)", "Section: LOCAL NEWS; Pg. 4", "Length: 312 words", "Byline: Ann Lee", "Dateline: ORLA"],
        ["From: Ann Lee <ann@list.example>", "Date: Fri, 3 May 2024 10:15:00", "To: all@list.example", "Subject: Re: [ferry] " + HEADLINE],
        ["El Correu", HEADLINE, "Núria Serra", "3 de maig de 2024"],
    ],
    ids="name date-above masthead name-site breadcrumb export mail catalan".split(),
)
def test_the_headline_of_lines(above: list[str]) -> None:
    assert describe(annotate(read("\n".join([*above, *STORY]), Options(input="lines")))).title == HEADLINE


def test_the_name_over_the_dates_of_a_life_is_the_headline_and_no_author() -> None:
    above = ["Orla Funeral Homes", "Obituaries", "Plan ahead", "Malcolm James Verity", "March 3, 1931 — April 28, 2024", "Share Obituary"]
    found = describe(annotate(read("\n".join([*above, *STORY]), Options(input="lines"))))
    assert (found.title, found.authors) == ("Malcolm James Verity", ())


def test_the_entry_of_an_encyclopedia() -> None:
    above = ["Main page", "Orla Light", "From Coastpedia, the open encyclopedia of shores"]
    story = ["Orla Light is a lighthouse on the skerry of Orla, some nine kilometres off the coast of the county, and still lit.", *STORY]
    assert describe(annotate(read("\n".join([*above, *story]), Options(input="lines")))).title == "Orla Light"


@pytest.mark.parametrize(
    "above, authors",
    [
        (["낡은 나룻배가 섬으로 돌아오다", "김하늘 기자", "입력 2024.05.03 23:15"], ("김하늘",)),
        (["老渡船赶在冬天之前回到岛上", "2024-05-03 10:15 来源：港湾日报 作者：李安 责编：王宁"], ("李安",)),
        (["המעבורת חוזרת לאי לפני החורף", "נועה לוי", "6.5.2024"], ("נועה לוי",)),
        (["Ferries stay in the harbour", "BYLINE: Ann Lee", "LENGTH: 312 words"], ("Ann Lee",)),
        (["From: Ann Lee <ann@list.example>", "Subject: Ferries stay in the harbour"], ("Ann Lee",)),
    ],
    ids="korean chinese hebrew export mail".split(),
)
def test_authors_of_lines(above: list[str], authors: tuple[str, ...]) -> None:
    assert describe(annotate(read("\n".join([*above, *STORY]), Options(input="lines")))).authors == authors
