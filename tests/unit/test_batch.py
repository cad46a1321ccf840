"""``declutter batch``: what it reads and writes, what it leaves out, and what it says of it."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from batch_pages import batch, ids, page, rows, site
from warc_files import Answer, by_warcio, wet

from declutter import Options, extract
from declutter.batch.duplicates import Duplicates
from declutter.batch.progress import Progress, duration
from declutter.batch.readers.entries import Meter
from declutter.batch.readers.streams import zstd
from declutter.batch.resume import Counts
from declutter.batch.run import Settings, run
from declutter.batch.shape import Shape

pytest.importorskip("pyarrow")
pytest.importorskip("warcio")
zstd()

COUNT = 7


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return site(tmp_path / "in", COUNT)


def expected(folder: Path) -> list[dict[str, Any]]:
    files = sorted(folder.rglob("*.html"))
    return [{"id": file.relative_to(folder).as_posix(), **extract(file).to_dict()} for file in files]


# ---------------------------------------------------------------- outputs
def test_json_lines_have_the_records_in_the_order_of_the_input(folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert batch(folder, "-o", tmp_path / "out.jsonl", "--shard-size", "3") == 0
    assert rows(tmp_path / "out.jsonl") == expected(folder)
    assert f"{COUNT} pages, {COUNT} written" in capfd.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out.jsonl"]  # no parts, no failures are left


@pytest.mark.parametrize("suffix", ["jsonl.gz", "jsonl.zst", "csv", "parquet"])
def test_tables_hold_the_same_records(folder: Path, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"out.{suffix}"
    assert batch(folder, "-o", out, "--shard-size", "3", "--with-markdown", "--with-links", "--quiet") == 0
    wanted = [{"id": one["id"], **extract(folder / one["id"]).to_dict(markdown=True, links=True)} for one in expected(folder)]
    if suffix == "parquet":
        import pyarrow.parquet as pq

        assert pq.read_table(out).to_pylist() == wanted
    elif suffix == "csv":
        with open(out, encoding="utf-8", newline="") as file:
            found = list(csv.DictReader(file))
        assert [row["text"] for row in found] == [row["text"] for row in wanted]
        assert [json.loads(row["links"]) for row in found] == [row["links"] for row in wanted]
        assert [row["published"] for row in found] == ["" for _ in wanted]
    else:
        data = gzip.decompress(out.read_bytes()) if suffix.endswith("gz") else zstd().decompress(out.read_bytes())
        assert [json.loads(line) for line in data.splitlines()] == wanted


def test_columns_are_those_of_the_schema() -> None:
    schema = json.loads((Path(__file__).parents[2] / "declutter/document.schema.json").read_text("utf-8"))
    shape = Shape(markdown=True, links=True)
    assert set(shape.columns()) == {"id", *schema["properties"]} - {"blocks"}
    kinds = {"string": "string", "array": "strings", "integer": "integer", "number": "float", "boolean": "boolean"}
    for name, kind in shape.columns().items():
        stated = schema["properties"].get(name, {"type": "string"}).get("type", "string")
        assert kinds[stated if isinstance(stated, str) else stated[0]] == kind, name


def test_a_folder_of_shards(folder: Path, tmp_path: Path) -> None:
    assert batch(folder, "-o", tmp_path / "out", "--format", "jsonl.gz", "--shard-size", "3") == 0
    parts = sorted((tmp_path / "out").glob("part-*.jsonl.gz"))
    assert [path.name for path in parts] == [f"part-0000{number}.jsonl.gz" for number in range(3)]
    assert [json.loads(line) for part in parts for line in gzip.decompress(part.read_bytes()).splitlines()] == expected(folder)


@pytest.mark.parametrize(
    ("suffix", "arguments"), [("md", ["--front-matter", "--title"]), ("txt", []), ("json", []), ("html", []), ("tei", [])]
)
def test_a_folder_that_mirrors_the_input(folder: Path, tmp_path: Path, suffix: str, arguments: list[str]) -> None:
    (folder / "empty.html").write_text("<nav><a href='/'>Home</a></nav>", "utf-8")
    (folder / "part0" / "page000.htm").write_text(page(50), "utf-8")
    assert batch(folder, "-o", tmp_path / "out", "--format", suffix, *arguments) == 0
    made = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    wanted = {f"part{number % 3}/page{number:03}.{suffix}" for number in range(1, COUNT)}
    wanted |= {f"part0/page000.html.{suffix}", f"part0/page000.htm.{suffix}", ".declutter/manifest.jsonl"}
    assert made == wanted
    shown = (tmp_path / "out" / "part1" / f"page001.{suffix}").read_text("utf-8")
    document = extract(folder / "part1" / "page001.html")
    if suffix == "md":
        assert shown == document.to_markdown(title=True, front_matter=True) + "\n"
    elif suffix == "json":
        assert json.loads(shown) == json.loads(document.to_json())
    else:
        assert shown == getattr(document, "text" if suffix == "txt" else suffix) + "\n"


def test_standard_input_to_standard_output(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    lines = b"".join(json.dumps({"html": page(number), "id": number}).encode() + b"\n" for number in range(3))
    for data in (lines, gzip.compress(lines)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        assert batch("-", "-o", "-") == 0
        assert ids([json.loads(line) for line in capfd.readouterr().out.splitlines()]) == ["0", "1", "2"]


@pytest.mark.parametrize("output", [["out", "--format", "txt"], ["out.jsonl"], ["deep/out", "--format", "md"]])
def test_an_output_within_the_input_is_not_read(output: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    (folder / "deep").mkdir()
    (folder / "cut.jsonl").write_text("{broken", "utf-8")
    assert batch(".", "-o", *output, "--shard-size", "2") == 1
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert batch(".", "-o", *output, "--shard-size", "2", "--overwrite") == 1
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert batch(".", "-o", ".", "--format", "md") == 2


# ---------------------------------------------------------------- inputs
def test_all_kinds_of_input_in_one_run(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    given = site(tmp_path / "in", 1)
    lines = [
        json.dumps({"body": page(1), "at": "http://holm.example/1", "key": "one"}),
        "{broken",
        '["list"]',
        '{"at": "x"}',
        "",
        '{"body": 5}',
    ]
    (given / "a.jsonl").write_text("\n".join([*lines, json.dumps({"body": page(2)})]), "utf-8")
    packed = "\n".join(json.dumps({"body": page(number)}) for number in (3, 4)).encode()
    (given / "b.jsonl.gz").write_bytes(gzip.compress(packed))
    (given / "c.ndjson.zst").write_bytes(zstd().compress(packed))
    pq.write_table(
        pa.table({"body": [page(5), page(6).encode().decode(), None], "key": ["five", "six", "none"], "more": [1, 2, 3]}),
        given / "d.parquet",
    )
    (given / "e.warc.gz").write_bytes(
        by_warcio([Answer("http://holm.example/7", page(7).encode()), Answer("http://holm.example/no", b"x", (), "404 No")], packed=True)
    )
    (given / "f.warc.wet.gz").write_bytes(wet([("http://holm.example/8", extract(page(8)).text)]))
    (given / "g.parquet").write_bytes(b"no parquet")
    (given / "h.jsonl.gz").write_bytes(gzip.compress(packed)[:-20])
    out = tmp_path / "out.jsonl"
    assert batch(given, "-o", out, "--html-field", "body", "--url-field", "at", "--id-field", "key") == 1
    found = rows(out)
    known = ["one", "a.jsonl:7", "b.jsonl.gz:1", "b.jsonl.gz:2", "c.ndjson.zst:1", "c.ndjson.zst:2", "five", "six"]
    assert [identity for identity in ids(found) if not identity.startswith("urn:")][: len(known)] == known
    assert found[0]["url"] == "http://holm.example/1"
    assert {row["title"] for row in found} >= {f"Story {number}" for number in range(8)}
    assert sum(row["url"] in ("http://holm.example/7", "http://holm.example/8") for row in found) == 2
    failures = rows(tmp_path / "out.jsonl.failures.jsonl")
    assert [(one["id"], one["kind"]) for one in failures] == [
        ("a.jsonl:2", "broken_row"),
        ("a.jsonl:3", "broken_row"),
        ("a.jsonl:4", "broken_row"),
        ("a.jsonl:6", "broken_row"),
        ("none", "broken_row"),
        ("g.parquet", "broken_file"),
        (failures[-1]["id"], "truncated"),
    ]
    assert "there are at" in failures[2]["message"]
    shown = capfd.readouterr().err
    assert "http_status" in shown and "broken_row" in shown


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    assert batch(tmp_path / "none.html", tmp_path / "none.jsonl", "-o", tmp_path / "out.jsonl", "--quiet") == 1
    assert [one["kind"] for one in rows(tmp_path / "out.jsonl.failures.jsonl")] == ["unreadable", "unreadable"]


def test_many_entries_in_a_row_that_are_no_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("declutter.batch.run.SKIPPED_IN_A_ROW", 3)
    answers = [Answer(f"http://holm.example/{number}", b"x", (), "404 No") for number in range(10)]
    answers[5:5] = [Answer("http://holm.example/page", page(1).encode())]
    (tmp_path / "in.warc").write_bytes(by_warcio(answers, packed=False))
    assert batch(tmp_path / "in.warc", "-o", tmp_path / "out.jsonl", "--quiet") == 0
    assert len(rows(tmp_path / "out.jsonl")) == 1


# ---------------------------------------------------------------- filters
def test_filters_count_what_they_leave_out(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("rensa")
    near = page(1, words=120)
    pages = {
        "a": near,
        "b": near,
        "c": near.replace("It was day", "It was on day"),
        "d": page(2, words=120),
        "e": page(3, "de"),
        "f": "<article><p>The harbour was closed for the day.</p></article>",
        "g": "<nav><a href='/'>Home</a></nav>",
    }
    (tmp_path / "in.jsonl").write_text("\n".join(json.dumps({"id": name, "html": html}) for name, html in pages.items()), "utf-8")

    def kept(*arguments: str) -> tuple[list[str], dict[str, int]]:
        assert batch(tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl", "--overwrite", *arguments) == 0
        counted = [line.split() for line in capfd.readouterr().err.splitlines() if "left out" in line]
        return ids(rows(tmp_path / "out.jsonl")), {words[2]: int(words[3]) for words in counted}

    assert kept() == (list(pages), {})
    assert kept("--language", "de,fr") == (["e"], {"language": 6})
    assert kept("--min-words", "20") == (["a", "b", "c", "d", "e"], {"min_words": 2})
    assert kept("--min-quality", "0.01")[1] == {"min_quality": 1}
    assert kept("--duplicates", "exact") == (["a", "c", "d", "e", "f", "g"], {"duplicate": 1})
    assert kept("--duplicates", "near") == (["a", "d", "e", "f", "g"], {"duplicate": 1, "near_duplicate": 1})
    assert kept("--language", "en", "--min-words", "20", "--duplicates", "near") == (
        ["a", "d"],
        {"language": 2, "min_words": 1, "duplicate": 1, "near_duplicate": 1},
    )


def test_near_duplicates_are_remembered_by_a_resumed_run() -> None:
    pytest.importorskip("rensa")
    chance = random.Random(3)
    texts = [" ".join(chance.choices("a few words in any order make up a text of no meaning at all".split(), k=80)) for _ in range(30)]
    texts += [text.replace("few words", "two words", 1) for text in texts[:10]] + texts[:5]

    def kinds(seen: Duplicates, part: list[str]) -> list[str]:
        return [seen.kind(text) for text in part]

    whole = kinds(Duplicates(near=True), texts)
    assert whole[:30] == [""] * 30
    assert "near_duplicate" in whole[30:40]
    assert whole[40:] == ["duplicate"] * 5
    first, second = Duplicates(near=True), Duplicates(near=True)
    before = kinds(first, texts[:20])
    middle = first.fresh()
    before += kinds(first, texts[20:25])
    second.load([middle, first.fresh()])
    assert before + kinds(second, texts[25:]) == whole


# ---------------------------------------------------------------- what the command says
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-o", "out.jsonl"], "INPUT"),
        (["in"], "-o/--output"),
        (["in", "-o", "out.jsonl", "--format", "csv"], "cannot be written as csv"),
        (["in", "-o", "-", "--format", "md"], "cannot be written as md"),
        (["in", "-o", "-", "--resume"], "cannot be resumed"),
        (["in", "-o", "page.doc"], "page.doc is a file"),
        (["in", "-o", "out.jsonl", "--resume", "--overwrite"], "exclude each other"),
        (["nothing", "-o", "out.jsonl"], "nothing: no page in this folder"),
        (["*.nothing", "-o", "out.jsonl"], "no file matches"),
        (["in", "-o", "out.jsonl", "--encoding", "hex"], "'hex'"),
        (["in", "-o", "out.jsonl", "--shard-size", "0"], "--shard-size must be 1 or more"),
        (["in", "-o", "page.doc/out.jsonl"], "page.doc"),
    ],
)
def test_wrong_arguments(
    arguments: list[str], message: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder.parent)
    Path("page.doc").write_text("text", "utf-8")
    Path("nothing").mkdir()
    assert batch(*arguments) == 2
    assert message in capfd.readouterr().err
    assert not Path("out.jsonl").exists()


def test_config_file(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "run.toml").write_text(
        f'inputs = ["{folder.as_posix()}"]\nmin-words = 10000\nquiet = true\nlanguage = ["en", "de"]\n', "utf-8"
    )
    assert batch("--config", tmp_path / "run.toml", "-o", tmp_path / "out.jsonl") == 0
    assert rows(tmp_path / "out.jsonl") == []
    assert batch("--config", tmp_path / "run.toml", "-o", tmp_path / "out.jsonl", "--min-words", "1", "--overwrite") == 0
    assert len(rows(tmp_path / "out.jsonl")) == COUNT


@pytest.mark.skipif(os.name == "nt", reason="head is that of Unix")
def test_a_reader_that_has_seen_enough(folder: Path) -> None:
    shell = f"'{sys.executable}' -m declutter batch in -o - --workers 0 --shard-size 1 --quiet | head -c 9"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(["/bin/sh", "-c", shell], cwd=folder.parent, env=environment, capture_output=True, timeout=60, check=False)
    assert (done.stdout, done.stderr) == (b'{"id": "p', b"")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress() -> None:
    counts = Counts()
    counts.status.update(ok=80, empty=10)
    counts.failed.update(timeout=10)
    counts.rows = 75
    for stream in (io.StringIO(), Terminal()):
        progress = Progress(Meter(total=1000, done=400), stream)
        progress.begun_at, progress.passed, progress.started = 200, 50, progress.started - 10
        line = progress.line(counts, progress.started + 10)
        for part in ("40%", "100 pages", "5.0 pages/s", "75% kept", "10 failed", "30 s left"):
            assert part in line
        progress.show(counts)
        progress.close()
        assert ("\r" in stream.getvalue()) == stream.isatty()
    assert [duration(seconds) for seconds in (5, 65, 3700)] == ["5 s", "1 min 05 s", "1 h 01 min"]


def test_workers_give_what_this_process_gives(folder: Path, tmp_path: Path) -> None:
    from declutter.batch.readers.inputs import Inputs

    (folder / "cut.warc").write_bytes(by_warcio([Answer("http://holm.example/7", page(7).encode())], packed=False)[:-9])
    made = []
    for workers in (0, 1):
        settings = Settings(
            Inputs((str(folder),)), tmp_path / f"{workers}.jsonl", "jsonl", True, options=Options(focus="recall"), workers=workers
        )
        assert run(settings).counts.rows == COUNT + 1
        made.append((tmp_path / f"{workers}.jsonl").read_bytes())
    assert made[0] == made[1]
