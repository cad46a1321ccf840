"""Author names and dates, cleaned and parsed."""

from __future__ import annotations

from datetime import date, datetime, timezone

import pytest

from declutter.metadata.parse import dates, names


@pytest.mark.parametrize(
    "raw, expected",
    [
        ("By Malcolm Verity, Transport editor", ("Malcolm Verity",)),
        ("Jane Doe, John Smith; Ann Lee & Ben Ode", ("Jane Doe", "John Smith", "Ann Lee", "Ben Ode")),
        ("Jane Doe and JANE DOE", ("Jane Doe",)),
        ("Dr. Jane Doe, PhD", ("Jane Doe",)),
        ("Jane Doe | Reuters", ("Jane Doe",)),
        ("Jane Doe on Friday, May 3, 2024", ("Jane Doe",)),
        ("Ortega y Gasset", ("Ortega y Gasset",)),
        ("Ana López y Luis Pérez", ("Ana López", "Luis Pérez")),
        ("By <b>Jane Doe</b>", ("Jane Doe",)),
        ("CBS News Staff", ("CBS News Staff",)),
        ("Jane Doe, Head of Sales and Community Development", ("Jane Doe",)),
        ("Jane Doe, Professor of Law, and Bob Ray", ("Jane Doe", "Bob Ray")),
        ("记者：周远帆", ("周远帆",)),
        ("AuthorJANE DOE", ("JANE DOE",)),
        ("Veröffentlicht von Anna Leitner", ("Anna Leitner",)),
        ("Erstellt von Anna Leitner am 3. Mai 2024", ("Anna Leitner",)),
        ("Rechtsanwältin Dr. Anna Leitner", ("Anna Leitner",)),
        ("Ludwig van den Berg, María José de la Cruz", ("Ludwig van den Berg", "María José de la Cruz")),
        ("Piet le Roux, Cape Town", ("Piet le Roux",)),
        ("Jane Doe, New York, on Tuesday", ("Jane Doe",)),
        ("Text: Jane Doe, Foto: Ben Ode", ("Jane Doe",)),
        ("Fuente: Diario Sur Autor: Ana Ruiz Fotos: Luis Gil", ("Ana Ruiz",)),
        ("来源：海港日报　作者：周远帆　责编：王宁", ("周远帆",)),
        ("責任編輯：王寧", ("王寧",)),
        ("記者王小明／台北報導", ("王小明",)),
        ("港支局・佐藤花子", ("佐藤花子",)),
        ("[항구일보 김하늘 기자]", ("김하늘",)),
        ("Publiziert", ()),
        ("Datum", ()),
        ("Last Modified", ()),
        ("Registriert", ()),
        ("Gesponserte Inhalte", ()),
        ("登录", ()),
        ("로그인", ()),
        ("تسجيل الدخول", ()),
        ("@janedoe", ()),
        ("https://facebook.com/jane", ()),
        ("admin", ()),
        ("Last Updated: January 7, 2025", ()),
        ("x" * 1000, ()),
    ],
)
def test_names(raw: str, expected: tuple[str, ...]) -> None:
    assert names.clean(raw) == expected


@pytest.mark.parametrize(
    "raw, expected",
    [
        ("Verity, Malcolm", ("Malcolm Verity",)),
        ("Verity, M. J.", ("M. J. Verity",)),
        ("García Márquez, Gabriel", ("Gabriel García Márquez",)),
        ("van der Berg, Jan", ("Jan van der Berg",)),
        ("Lee, Ann, PhD", ("Ann Lee",)),
        ("Verity, Malcolm; Ode, Ben", ("Malcolm Verity", "Ben Ode")),
        ("Malcolm Verity", ("Malcolm Verity",)),
    ],
)
def test_family_names_before_a_comma(raw: str, expected: tuple[str, ...]) -> None:
    assert names.clean(raw, listed=True) == expected


@pytest.mark.parametrize(
    "text, likely",
    [
        ("Ann Lee", True),
        ("أحمد عبد الرحمن", True),
        ("נועה לוי", True),
        ("周远帆", True),
        ("佐藤花子", True),
        ("김하늘", True),
        ("Main Menu", False),
        ("Mest Læste", False),
        ("最新文章", False),
        ("会員登録", False),
        ("이메일", False),
        ("القائمة الرئيسية", False),
        ("أخبار الميناء", False),
    ],
)
def test_names_without_a_label(text: str, likely: bool) -> None:
    assert names.is_likely_person(text) is likely


@pytest.mark.parametrize(
    "text, expected",
    [
        ("2024-05-03", date(2024, 5, 3)),
        ("2024-05-03T10:00:00Z", datetime(2024, 5, 3, 10, tzinfo=timezone.utc)),
        ("2024-05-03T10:00:00.123456+0000", datetime(2024, 5, 3, 10, tzinfo=timezone.utc)),
        ("2024-05-03 10:00:00", date(2024, 5, 3)),
        ("20240503", date(2024, 5, 3)),
        ("1714730000", datetime(2024, 5, 3, 9, 53, 20, tzinfo=timezone.utc)),
        ("Fri, 03 May 2024 10:00:00 GMT", datetime(2024, 5, 3, 10, tzinfo=timezone.utc)),
        ("May 3rd, 2024", date(2024, 5, 3)),
        ("7:48am 23rd January 2020", date(2020, 1, 23)),
        ("2023年04月08日 09:12", date(2023, 4, 8)),
        ("03.05.24", date(2024, 5, 3)),
        ("2024-02-30", None),
        ("3 May 1850", None),
        ("May 2024", None),
        ("10:15", None),
        ("3 hours ago", None),
        ("2024-05-03T10:00:00+99:99", date(2024, 5, 3)),
    ],
)
def test_dates(text: str, expected: date | None) -> None:
    assert dates.parse(text) == expected
