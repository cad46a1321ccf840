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
        ("@janedoe", ()),
        ("https://facebook.com/jane", ()),
        ("admin", ()),
        ("Last Updated: January 7, 2025", ()),
        ("x" * 1000, ()),
    ],
)
def test_names(raw: str, expected: tuple[str, ...]) -> None:
    assert names.clean(raw) == expected


def test_catalogue_order_is_turned_round() -> None:
    assert names.clean("Verity, Malcolm", listed=True) == ("Malcolm Verity",)


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
