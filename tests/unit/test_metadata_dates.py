"""Dates as pages in many languages and calendars write them."""

from __future__ import annotations

from datetime import date

import pytest

from declutter.metadata.parse import dates
from declutter.metadata.parse.calendars import from_jalali

MAY = date(2024, 5, 3)


@pytest.mark.parametrize(
    "language, text",
    [
        ("en", "May 3, 2024"),
        ("en", "Friday, 3rd of May 2024"),
        ("de", "3. Mai 2024, 10:15 Uhr"),
        ("fr", "Publié le 3 mai 2024 à 10h15"),
        ("es", "3 de mayo de 2024"),
        ("pt", "3 de maio de 2024"),
        ("it", "3 maggio 2024"),
        ("nl", "3 mei 2024"),
        ("sv", "3 maj 2024"),
        ("da", "3. maj 2024"),
        ("nb", "3. mai 2024"),
        ("fi", "3. toukokuuta 2024"),
        ("pl", "3 maja 2024"),
        ("cs", "3. května 2024"),
        ("sk", "3. mája 2024"),
        ("sl", "3. maja 2024"),
        ("hr", "3. svibnja 2024."),
        ("sr", "3. мај 2024."),
        ("bg", "3 май 2024 г."),
        ("ru", "3 мая 2024, 10:15"),
        ("uk", "3 травня 2024"),
        ("ro", "3 mai 2024"),
        ("hu", "2024. május 3."),
        ("el", "3 Μαΐου 2024"),
        ("tr", "3 Mayıs 2024"),
        ("lt", "2024 m. gegužės 3 d."),
        ("lv", "2024. gada 3. maijs"),
        ("et", "3. mai 2024"),
        ("ca", "3 de maig de 2024"),
        ("is", "3. maí 2024"),
        ("id", "3 Mei 2024"),
        ("ms", "3 Mei 2024"),
        ("vi", "3 tháng 5, 2024"),
        ("ar", "3 مايو 2024"),
        ("ar", "٣ مايو ٢٠٢٤"),
        ("he", "3 במאי 2024"),
        ("hi", "3 मई 2024"),
        ("hi", "३ मई २०२४"),
        ("bn", "৩ মে ২০২৪"),
        ("ur", "3 مئی 2024"),
        ("zh", "2024年5月3日"),
        ("ja", "2024年5月3日(金)"),
        ("ko", "2024년 5월 3일"),
        ("ko", "2024. 5. 3. 오전 10:15"),
        # other calendars
        ("th", "3 พ.ค. 2567"),
        ("th", "3 พฤษภาคม 2567"),
        ("th", "3 พ.ค. 2024"),
        ("th", "03/05/2567 น."),
        ("th", "2567-05-03"),
        ("fa", "۱۴ اردیبهشت ۱۴۰۳"),
        ("fa", "1403/02/14"),
        ("ja", "令和6年5月3日"),
        ("zh", "中華民國113年5月3日"),
        ("fa", "۱۴/۰۲/۱۴۰۳"),
        ("fa", "14 ثور 1403"),
        ("th", "3 พ.ค. 67"),
        ("th", "03/05/67"),
        # with other marks between
        ("en", "03/May/2024"),
        ("en", "03 - May - 2024"),
        ("en", "May-03-2024"),
        ("en", "2024-May-03"),
        ("en", "May 3rd, '24"),
        ("en", "Fri May 03 10:15:00 UTC 2024"),
        ("en", "/Date(1714694400000)/"),
        ("de", "03·05·2024"),
        ("ja", "2024·05·03"),
        ("sv", "3/5 2024"),
        ("da", "3/5-2024"),
        ("pl", "3.V.2024"),
        ("hu", "2024. V. 3."),
        ("ar", "3 أيار/مايو 2024"),
        ("ur", "3 مئی، 2024"),
        ("lt", "2024 m. gegužės mėn. 3 d."),
        # further languages
        ("be", "3 траўня 2024"),
        ("kk", "3 мамыр 2024"),
        ("eu", "2024ko maiatzaren 3a"),
        ("mt", "3 ta' Mejju 2024"),
        ("ga", "3 Bealtaine 2024"),
        ("cy", "3 Mai 2024"),
        ("el", "3 Μαϊ 2024"),
        ("mr", "3 मे 2024"),
        ("ne", "3 मे 2024"),
        ("gu", "3 મે 2024"),
        ("pa", "3 ਮਈ 2024"),
        ("te", "3 మే 2024"),
        ("kn", "3 ಮೇ 2024"),
        ("ml", "2024 മെയ് 3"),
        ("si", "2024 මැයි 3"),
        ("km", "3 ឧសភា 2024"),
        ("mn", "2024 оны 5 сарын 3"),
    ],
)
def test_languages_and_calendars(language: str, text: str) -> None:
    assert dates.day_of(dates.parse(text, language) or date.min) == MAY


@pytest.mark.parametrize(
    "language, text", [("hi", "फ़रवरी 7, 2024"), ("hi", "7 फ\u093cरवरी 2024"), ("hi", "7 \u095eरवरी 2024"), ("hi", "7 फर॰ 2024")]
)
def test_composed_and_decomposed_month_names(language: str, text: str) -> None:
    assert dates.parse(text, language) == date(2024, 2, 7)


def test_months_of_two_words() -> None:
    assert dates.parse("3 تشرين الثاني 2024", "ar") == date(2024, 11, 3)


def test_issue_numbers_are_not_days() -> None:
    assert dates.parse("Heft 3/5 2024", "de") is None


@pytest.mark.parametrize(
    "persian, common",
    [
        ((1399, 12, 30), date(2021, 3, 20)),
        ((1403, 1, 1), date(2024, 3, 20)),
        ((1403, 12, 30), date(2025, 3, 20)),
        ((1404, 1, 1), date(2025, 3, 21)),
    ],
)
def test_leap_years_of_the_persian_calendar(persian: tuple[int, int, int], common: date) -> None:
    assert from_jalali(*persian) == common


@pytest.mark.parametrize("text", ["令和6年", "พ.ค. 2567", "اردیبهشت ۱۴۰۳", "May 2024", "2024", "3 May", "1403/13/40", "32. Mai 2024"])
def test_incomplete_days_are_refused(text: str) -> None:
    assert dates.parse(text, "fa") is None
