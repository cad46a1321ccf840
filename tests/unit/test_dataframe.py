"""Documents as rows of a DataFrame, and through Parquet: days sort and convert without loss."""

from __future__ import annotations

from datetime import date, datetime, timezone
from pathlib import Path

import pytest

from declutter import Document, extract

pandas = pytest.importorskip("pandas")
pytest.importorskip("pyarrow")

PAGES = sorted((Path(__file__).parents[2] / "fixtures" / "pages").glob("*/page.html"))[:50]


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return [extract(page) for page in PAGES]


def test_published_is_a_plain_day_on_every_page(documents: list[Document]) -> None:
    days = [document.published for document in documents if document.published is not None]
    assert len(PAGES) == 50 and len(days) > 25
    assert {type(day) for day in days} == {date}
    assert sorted(days)[0] <= days[0] <= max(days)
    instants = [document.published_at for document in documents if document.published_at is not None]
    assert instants and all(isinstance(at, datetime) and at.tzinfo is not None for at in instants)


def test_attributes_survive_parquet(documents: list[Document], tmp_path: Path) -> None:
    utc = [document.published_at and document.published_at.astimezone(timezone.utc) for document in documents]
    frame = pandas.DataFrame({"title": [document.title for document in documents], "day": [document.published for document in documents]})
    frame["at"] = pandas.to_datetime(pandas.Series(utc, dtype=object), utc=True)
    frame.to_parquet(tmp_path / "pages.parquet")
    back = pandas.read_parquet(tmp_path / "pages.parquet")
    assert [None if pandas.isna(day) else day for day in back["day"]] == [document.published for document in documents]
    assert [None if pandas.isna(at) else at.to_pydatetime() for at in back["at"]] == utc
    ordered = back.dropna(subset=["day"]).sort_values("day")["day"].tolist()
    assert ordered == sorted(document.published for document in documents if document.published)


def test_dicts_survive_parquet(documents: list[Document], tmp_path: Path) -> None:
    frame = pandas.DataFrame([document.to_dict() for document in documents])
    frame.to_parquet(tmp_path / "dicts.parquet")
    back = pandas.read_parquet(tmp_path / "dicts.parquet")
    days = pandas.to_datetime(back["published"], format="%Y-%m-%d")
    assert [None if pandas.isna(day) else day.date() for day in days] == [document.published for document in documents]
    instants = pandas.to_datetime(back["published_at"], format="ISO8601", utc=True)
    assert [None if pandas.isna(at) else at.to_pydatetime() for at in instants] == [document.published_at for document in documents]
