"""datatrove: a real pipeline from JSON lines of HTML to JSON lines of text, with pages that hang and crash."""

from __future__ import annotations

import gzip
import json
import os
import re
import time
from pathlib import Path
from typing import Any

import pytest
from generated import address, page

from declutter import Pipeline

pytest.importorskip("datatrove", reason="datatrove is missing: pip install 'declutter-web[datatrove]'")

from declutter.adapters.datatrove import Declutter

pytestmark = pytest.mark.filterwarnings("default")

COUNT = 60


class Sabotaged(Declutter):
    """Hangs on one page and kills the process on another, as no page should."""

    def extract(self, text: str, url: str = "") -> dict[str, Any]:
        if url == address(3):
            time.sleep(600)
        if url == address(4):
            os._exit(1)
        return super().extract(text, url)


@pytest.mark.parametrize("step", [Declutter, Sabotaged])
def test_pipeline(step: type[Declutter], tmp_path: Path) -> None:
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    (tmp_path / "in").mkdir()
    lines = [{"id": str(n), "text": page(n).decode("latin-1"), "metadata": {"url": address(n), "site_name": "given"}} for n in range(COUNT)]
    (tmp_path / "in" / "pages.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    steps = [
        JsonlReader(str(tmp_path / "in"), compression=None),
        step(timeout=20),
        JsonlWriter(str(tmp_path / "out"), output_filename="${rank}.jsonl.gz"),
    ]
    LocalPipelineExecutor(pipeline=steps, tasks=1, logging_dir=str(tmp_path / "logs")).run()
    with gzip.open(tmp_path / "out" / "00000.jsonl.gz", "rt", encoding="utf-8") as file:
        found = {line["id"]: line for line in map(json.loads, file)}
    pipeline = Pipeline()
    documents = {str(n): pipeline.extract(page(n).decode("latin-1"), address(n)) for n in range(COUNT)}
    wanted = {number for number, document in documents.items() if document}
    lost = {"3", "4"} if step is Sabotaged else set()
    assert len(wanted) > 50 and set(found) == wanted - lost
    assert all(found[number]["text"] == documents[number].text for number in found)
    assert found["0"]["metadata"]["title"] == documents["0"].title and found["0"]["metadata"]["site_name"] == "given"
    stats = json.loads((tmp_path / "logs" / "stats.json").read_text("utf-8"))
    counts = next(entry["stats"] for entry in stats if "declutter" in entry["name"])
    assert counts["status_ok"]["total"] if isinstance(counts["status_ok"], dict) else counts["status_ok"] == len(found)
    assert ("status_timeout" in counts, "status_crash" in counts) == (bool(lost), bool(lost))


def test_docs() -> None:
    """The block of docs/pipelines.md that needs datatrove."""
    text = (Path(__file__).resolve().parents[2] / "docs" / "pipelines.md").read_text("utf-8")
    (block,) = re.findall(r"^```python datatrove\n(.*?)^```$", text, flags=re.S | re.M)
    names: dict[str, Any] = {}
    exec(block, names)
    assert [type(step).__name__ for step in names["steps"]] == ["JsonlReader", "Declutter", "JsonlWriter"]
