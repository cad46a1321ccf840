"""Records and Arrow batches that all adapters share; messages of adapters whose engine is not installed."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from declutter import Options, Pipeline, extract
from declutter.adapters.record import column_types, empty_record, failed, record

pytest.importorskip("pyarrow")

STORY = "<h1>Rye bread</h1>" + "<p>The oven of the bakery has never gone cold since the winter of 1911, and nobody knows why.</p>" * 4


def test_a_record_is_the_flat_dict_and_an_error() -> None:
    made = record(Pipeline(), STORY, "https://a.example/rye", markdown=True, links=True)
    assert made == {**extract(STORY, url="https://a.example/rye").to_dict(markdown=True, links=True), "error": None}


@pytest.mark.parametrize("source", [None, 3, type("Broken", (), {"read": lambda self: 1 / 0})()])
def test_no_source_makes_a_record_raise(source: Any) -> None:
    made = record(Pipeline(), source, "https://a.example/")
    assert (made["status"], made["url"], made["text"]) == ("error", "https://a.example/", "")
    assert ": " in made["error"] and set(made) == set(empty_record())


def test_every_column_has_the_type_of_its_values() -> None:
    kinds = {"string": str, "strings": list, "integer": int, "float": float, "boolean": bool}
    page = (
        STORY
        + '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Rye bread", "isAccessibleForFree": false}</script>'
    )
    made = record(Pipeline(), page, markdown=True, links=True)
    types = column_types(markdown=True, links=True)
    assert list(types) == list(made)
    assert made["is_paywalled"] is True
    assert not [name for name, value in made.items() if value is not None and type(value) is not kinds[types[name]]]


def test_batches_hold_64_rows_and_strings_without_a_form_in_utf_8() -> None:
    import pyarrow as pa

    from declutter.adapters.arrow import batches, rows_for

    made = rows_for(Options(), ["links"])
    rows: list[dict[str, Any]] = [{**failed(None, "no page", links=True), "title": "half \ud83d", "tags": ["\udc00"]}] * 150
    found = [*batches(rows, pa.schema(made.fields()))]
    assert [batch.num_rows for batch in found] == [64, 64, 22]
    assert found[0].to_pylist()[0]["title"] == "half ?" and found[0].to_pylist()[0]["tags"] == ["?"]


def test_large_rows_make_small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    import pyarrow as pa

    from declutter.adapters import arrow

    monkeypatch.setattr(arrow, "CHARACTERS", 100)
    rows = [{"text": "x" * 60}] * 4
    assert [batch.num_rows for batch in arrow.batches(rows, pa.schema([pa.field("text", pa.string())]))] == [2, 2]


def test_columns_are_carried_over_and_checked() -> None:
    import pyarrow as pa

    from declutter.adapters.ray import ExtractPages

    table = pa.table({"url": ["a", "b"], "html": [STORY.encode(), None], "crawl": [7, 8]})
    rows = ExtractPages(keep=["crawl"])(table).to_pylist()
    assert [(row["id"], row["crawl"], row["status"]) for row in rows] == [("a", 7, "ok"), ("b", 8, "error")]
    with pytest.raises(ValueError, match="there is no column page; there are url, html, crawl"):
        ExtractPages("page")(table)
    with pytest.raises(ValueError, match="markdown of its own"):
        ExtractPages(keep=["markdown"])(table.append_column("markdown", [["x", "y"]]))
    with pytest.raises(ValueError, match="not 'tei'"):
        ExtractPages(also=["tei"])


@pytest.mark.parametrize(
    ("module", "missing", "extra"),
    [("spark", "pyspark", "spark"), ("datatrove", "datatrove", "datatrove"), ("ray", "pyarrow", "spark"), ("scrapy", "scrapy", "scrapy")],
)
def test_without_its_engine_an_adapter_names_the_extra(module: str, missing: str, extra: str) -> None:
    code = f"import sys; sys.modules['{missing}'] = None; sys.modules['itemadapter'] = None; import declutter.adapters.{module}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1 and f"pip install 'declutter-web[{extra}]'" in done.stderr, done.stderr
