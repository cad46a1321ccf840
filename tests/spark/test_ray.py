"""Ray Data on this machine: `map_batches` over generated pages, in two actors."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from generated import address, page

from declutter import Options, Pipeline
from declutter.adapters.ray import ExtractPages
from declutter.adapters.record import record

ray: Any = pytest.importorskip("ray", reason="Ray is missing: pip install 'declutter-web[ray]'")
pytestmark = pytest.mark.filterwarnings("default")  # Ray leaves files open

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
COUNT = 200


@pytest.fixture(scope="module")
def cluster() -> Iterator[None]:
    env = {"env_vars": {"PYTHONPATH": f"{ROOT}:{Path(__file__).parent}"}}
    ray.init(
        num_cpus=2,
        include_dashboard=False,
        runtime_env=env,
        log_to_driver=False,
        _system_config={"automatic_object_spilling_enabled": True},
    )
    yield
    ray.shutdown()


def test_rows_are_those_of_one_process(cluster: None) -> None:
    import ray.data

    pages = ray.data.from_items([{"url": address(n), "html": page(n), "crawl": n} for n in range(COUNT)], override_num_blocks=8)
    made = pages.map_batches(
        ExtractPages, batch_format="pyarrow", batch_size=64, concurrency=2, fn_constructor_kwargs={"keep": ["crawl"], "also": ["markdown"]}
    )
    rows = {row["crawl"]: row for row in made.take_all()}
    assert set(rows) == set(range(COUNT))
    pipeline = Pipeline()
    for number in range(COUNT):
        wanted = {"id": address(number), "crawl": number, **record(pipeline, page(number), address(number), markdown=True)}
        assert {**rows[number]} == wanted


def test_a_bad_page_is_a_row_and_wrong_columns_are_refused() -> None:
    import pyarrow as pa

    table = pa.table({"url": ["a", "b"], "html": ["<p>" + "The oven of the bakery has never gone cold. " * 9, None]})
    rows = ExtractPages(pipeline=Options(focus="recall"))(table).to_pylist()
    assert [row["status"] for row in rows] == ["ok", "error"] and rows[1]["error"].startswith("TypeError")
    with pytest.raises(ValueError, match="no column page"):
        ExtractPages("page")(table)


def test_docs(cluster: None) -> None:
    """The block of docs/pipelines.md that needs Ray."""
    import ray.data

    (block,) = re.findall(r"^```python ray\n(.*?)^```$", (ROOT / "docs" / "pipelines.md").read_text("utf-8"), flags=re.S | re.M)
    names = {"pages": ray.data.from_items([{"url": address(n), "html": page(n), "crawl": n} for n in range(9)])}
    exec(block, names)
    assert sorted(row["crawl"] for row in names["texts"].take_all()) == list(range(9))
