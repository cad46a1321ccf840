"""Days that are not those of the page, local days of UTC stamps, and orders that a weekday decides."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from declutter.annotate import annotate
from declutter.metadata import Metadata, describe
from declutter.metadata.parse import dates
from declutter.metadata.parse.other_days import is_other_day
from declutter.options import Options
from declutter.sources import read

STORY = "<p>The ferry left the harbour in the morning, and nobody could say when it would be back again from the islands.</p>" * 4
MAY = date(2024, 5, 3)


def page(under: str = "", head: str = "", lang: str = "en", url: str | None = None, body: str = "") -> Metadata:
    body = body or f"<main><article><h1>The ferry is late</h1>{under}{STORY}</article></main>"
    found = read(f"<html lang={lang}><head><title>The ferry is late</title>{head}</head><body>{body}</body></html>", Options())
    found.url = url
    return describe(annotate(found))


def stated(published: str, modified: str = "") -> str:
    change = f"<meta property=article:modified_time content='{modified}'>" if modified else ""
    return f"<meta property=article:published_time content='{published}'>{change}"


@pytest.mark.parametrize(
    "text, language",
    [
        ("March 3, 1931 — April 28, 2024", "en"),
        ("3 – 28 June 2024", "en"),
        ("3-28 June 2024", "en"),
        ("May 3-28, 2024", "en"),
        ("3 May - 28 June 2024", "en"),
        ("1.5. bis 3.6.2024", "de"),
        ("1.5.–3.6.2024", "de"),
        ("vom 3. bis 28. Juni 2024", "de"),
        ("* 3. Mai 1931 – † 28. April 2024", "de"),
        ("du 3 mai au 28 juin 2024", "fr"),
        ("dal 3 maggio al 28 giugno 2024", "it"),
        ("del 3 de mayo al 28 de junio de 2024", "es"),
        ("2024年5月3日～2024年6月28日", "ja"),
        ("2024-05-03 – 2024-06-28", ""),
        ("Joined: Tue Mar 01, 2005 7:11 pm", "en"),
        ("Mitglied seit: 01.03.2005", "de"),
        ("Inscrit le 1 mars 2005", "fr"),
        ("Зарегистрирован: 01.03.2005", "ru"),
        ("Lease runs to 1 June 2024", "en"),
        ("Valid until 28 June 2024", "en"),
        ("Gültig bis 28.6.2024", "de"),
    ],
)
def test_spans_and_days_with_other_labels(text: str, language: str) -> None:
    assert is_other_day(text, language)
    assert page(f"<p>{text}</p>", lang=language or "en").published is None


@pytest.mark.parametrize(
    "text, language",
    [
        ("3 May 2024 - 10:15", "en"),
        ("10:15 - 3 May 2024", "en"),
        ("By Ann Lee - 3 May 2024", "en"),
        ("5 min read - 3 May 2024", "en"),
        ("16 comments – May 3, 2024", "en"),
        ("Nr. 2 – 3. Mai 2024", "de"),
        ("Heft 12/2024 – 3. Mai 2024", "de"),
        ("Bergen – 3. mai 2024", "nb"),
        ("03-05-2024", "nl"),
        ("Publié le 3 mai 2024 à 10h15", "fr"),
    ],
)
def test_other_dashes_and_labels(text: str, language: str) -> None:
    assert not is_other_day(text, language)
    assert page(f"<p>{text}</p>", lang=language).published == MAY


@pytest.mark.parametrize(
    "text", ["0001-01-01T00:00:00Z", "0000-00-00", "1445-10-24", "2081-01-21", "1970-01-01", "9999-12-31", "1 June 2064"]
)
def test_placeholders_and_years_of_other_calendars(text: str) -> None:
    assert dates.parse(text, "ne") is None
    found = page("<p>3 May 2024</p>", stated(text, text))
    assert (found.published, found.modified) == (MAY, None)


def test_nothing_is_later_than_the_day_after_tomorrow() -> None:
    today = date.today()
    assert page(head=stated(str(today + timedelta(days=1)))).published == today + timedelta(days=1)
    assert page(head=stated(str(today + timedelta(days=4)))).published is None


@pytest.mark.parametrize(
    "stamp, under, url, day",
    [
        ("2024-05-02T22:00:00Z", "<p>Von Ann Lee, 3. Mai 2024</p>", "", MAY),
        ("2024-05-02T22:00:00+00:00", "<time datetime=2024-05-03T00:00:00+02:00>3. Mai 2024</time>", "", MAY),
        ("2024-05-02T22:30:00Z", "", "https://kurier.example/2024/05/03/faehre", MAY),
        ("2024-05-04T03:10:00Z", "<p>May 3, 2024</p>", "", MAY),
        ("2024-05-02T22:00:00Z", "", "", date(2024, 5, 2)),
        ("2024-05-02T04:00:00Z", "<p>3. Mai 2024</p>", "", date(2024, 5, 2)),  # no zone is so far ahead
        ("2024-05-02T22:00:00+02:00", "<p>3. Mai 2024</p>", "", date(2024, 5, 2)),
    ],
    ids="vienna mark address west none too-far zoned".split(),
)
def test_local_day_of_a_utc_stamp(stamp: str, under: str, url: str, day: date) -> None:
    found = page(under, stated(stamp), lang="de", url=url or None)
    assert found.published == day
    assert found.published_at is not None


def test_a_change_in_utc_moves_with_the_publication() -> None:
    found = page("<p>3. Mai 2024</p>", stated("2024-05-02T22:00:00Z", "2024-05-02T22:05:00Z"), lang="de")
    assert (found.published, found.modified) == (MAY, MAY)


@pytest.mark.parametrize(
    "path, day",
    [
        ("/29-10-2021/ferry", date(2021, 10, 29)),
        ("/ferry-29.10.2021.html", date(2021, 10, 29)),
        ("/10-29-2021/ferry", date(2021, 10, 29)),
        ("/08112021-ferry", date(2021, 11, 8)),
        ("/news/20211108/ferry", date(2021, 11, 8)),
        ("/92713202-ferry", None),
        ("/2021/10/ferry", None),
    ],
)
def test_days_in_addresses(path: str, day: date | None) -> None:
    assert page(url=f"https://courier.example{path}", lang="de").published == day


def test_an_address_from_before_an_import() -> None:
    found = page("<time datetime=2024-05-03>3 May 2024</time>", stated("2024-05-03"), url="https://blog.example/2017/7/12/ferry")
    assert found.published == date(2017, 7, 12)
    assert page(head=stated("2024-05-03"), url="https://weekly.example/2024/04/28/ferry.html").published == MAY


@pytest.mark.parametrize(
    "text, lang, day",
    [
        ("Friday 05/04/2019", "en", date(2019, 4, 5)),
        ("Thursday 05/09/2019", "en", date(2019, 5, 9)),
        ("Wed, 05/07/2023 - 17:57", "en", date(2023, 7, 5)),
        ("Sun, 05/07/2023 - 17:57", "en", date(2023, 5, 7)),
        ("vendredi 05/04/2019", "fr", date(2019, 4, 5)),
        ("sábado, 04/05/2019", "es", date(2019, 5, 4)),
    ],
)
def test_the_weekday_decides_between_day_and_month(text: str, lang: str, day: date) -> None:
    assert page(f"<p>{text}</p>", lang=lang).published == day


@pytest.mark.parametrize(
    "text, lang",
    [
        ("3 เม.ย. 67 10:30 น.", "th"),
        ("วันพุธที่ 3 เมษายน พ.ศ. 2567", "th"),
        ("二〇二四年四月三日", "zh"),
        ("二零二四年四月三日 星期三", "zh"),
        ("民國一一三年四月三日", "zh"),
        ("令和六年四月三日", "ja"),
        ("令和6.4.3", "ja"),
        ("R6.4.3", "ja"),
        ("24.04.03 10:15", "ko"),
        ("2024. április 3., szerda 10:22", "hu"),
        ("2024. ápr. 3-án", "hu"),
        ("24/09/1445 هـ - 03/04/2024", "ar"),
    ],
)
def test_numerals_and_short_years(text: str, lang: str) -> None:
    assert dates.parse(text, lang) == date(2024, 4, 3)
    assert page(f"<p>{text}</p>", lang=lang).published == date(2024, 4, 3)


ENGINE = {
    "phpbb": "<dl class=postprofile><dt><a class=username>ironmonger</a></dt><dd>Posts: 12</dd>"
    "<dd>Joined: Tue Mar 0{n}, 2005 7:11 pm</dd></dl>"
    "<p class=author>by <a class=username>ironmonger</a> » Fri May 0{n}, 2013 8:15 am</p>",
    "fluxbb": "<h2>#{n} 2013-05-0{n} 15:14:37</h2><dl><dt>ironmonger</dt><dd>Member</dd><dd>Registered: 2005-03-0{n}</dd></dl>",
    "german": "<div class=author>Eisenmann</div><div>Dabei seit: 0{n}.03.2005</div><div class=post-date>0{n}.05.2013, 08:15</div>",
}


@pytest.mark.parametrize("engine", list(ENGINE))
def test_a_thread_has_the_day_of_its_first_message(engine: str) -> None:
    posts = "".join(f"<div class=post>{ENGINE[engine].format(n=n)}<div class=content>{STORY[3:113]}</div></div>" for n in (3, 4, 5))
    body = f"<h1>The ferry is late</h1><div class=thread>{posts}</div>"
    found = page(
        body=body,
        head="<meta name=generator content=phpBB>",
        url="https://tools.example/viewtopic.php?t=7",
        lang="de" if engine == "german" else "en",
    )
    assert found.published == date(2013, 5, 3)


@pytest.mark.parametrize(
    "line, lang",
    [
        ("Publié le 3 mai 2024 à 10h52, mis à jour le 5 mai 2024 à 06h36", "fr"),
        ("Veröffentlicht am 3. Mai 2024, aktualisiert am 5. Mai 2024", "de"),
        ("Publicado el 3 de mayo de 2024, actualizado el 5 de mayo de 2024", "es"),
        ("Published 3 May 2024, updated 5 May 2024", "en"),
        ("입력 2024.05.03. 오후 11:15 / 수정 2024.05.05. 오전 1:00", "ko"),
        ("发布时间：2024-05-03 10:15 更新时间：2024-05-05 09:00", "zh"),
        ("Опубликовано: 3 мая 2024, обновлено: 5 мая 2024", "ru"),
    ],
)
def test_publication_and_change_in_one_line(line: str, lang: str) -> None:
    found = page(f"<p>{line}</p>", lang=lang)
    assert (found.published, found.modified) == (MAY, date(2024, 5, 5))
    text = "\n".join(["The ferry is late", line, *STORY.replace("<p>", "").split("</p>")])
    flat = read(text, Options(input="lines"))
    found = describe(annotate(flat))
    assert (found.published, found.modified) == (MAY, date(2024, 5, 5))
