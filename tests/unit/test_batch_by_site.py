"""``declutter batch --by-site``: what repeats on a site goes, other sites do not count, and resuming changes nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from batch_pages import batch, rows
from composed_sites import PAGES, manual, newspaper

from declutter.batch.by_site import parts, site_of
from declutter.batch.readers.entries import Entry, Skipped
from declutter.batch.sink import Sink

SITES = {"news.example": newspaper, "manual.example": manual}


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    """Pages of two sites in turns, one of a third site, and one without an address."""
    file = tmp_path / "crawl.jsonl"
    lines = []
    for number in range(PAGES):
        for host, make in SITES.items():
            lines.append({"id": f"{host}-{number}", "url": f"https://{host}/{number}", "html": make(number).source})
    lines.append({"id": "alone", "url": "https://alone.example/1", "html": newspaper(99).source})
    lines.append({"id": "nowhere", "html": newspaper(98).source})
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return file


def repeated(records: list[dict[str, Any]], host: str) -> tuple[int, int]:
    """Lines of boilerplate that the texts of a site keep, and lines of text that they lose."""
    kept = lost = 0
    for record in records:
        if record["id"].startswith(host):
            page = SITES[host](int(record["id"].rpartition("-")[2]))
            lines = record["text"].split("\n")
            kept += sum(line in lines for line in page.boilerplate)
            lost += sum(line not in lines for line in page.text)
    return kept, lost


@pytest.mark.parametrize("host", SITES)
def test_what_repeats_on_a_site_goes(host: str, crawl: Path, tmp_path: Path) -> None:
    assert batch(crawl, "-o", tmp_path / "plain.jsonl", "--quiet") == 0
    assert batch(crawl, "-o", tmp_path / "sites.jsonl", "--by-site", "--quiet") == 0
    plain, sites = rows(tmp_path / "plain.jsonl"), rows(tmp_path / "sites.jsonl")
    assert [record["id"] for record in plain] == [record["id"] for record in sites]
    assert repeated(plain, host)[0] > 0
    assert repeated(sites, host) == (0, repeated(plain, host)[1])
    assert plain[-2:] == sites[-2:], "pages of no site, or alone on theirs, are judged by themselves"


def test_a_resumed_run_is_the_same(crawl: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    options = ("--by-site", "--shard-size", "12", "--quiet")
    assert batch(crawl, "-o", tmp_path / "whole.jsonl", *options) == 0
    commit, calls = Sink.commit, []

    def failing(*arguments: Any) -> Any:
        calls.append(1)
        if len(calls) == 2:
            raise OSError("no space left on device")
        return commit(*arguments)

    monkeypatch.setattr(Sink, "commit", failing)
    assert batch(crawl, "-o", tmp_path / "parted.jsonl", *options) != 0
    monkeypatch.setattr(Sink, "commit", commit)
    assert batch(crawl, "-o", tmp_path / "parted.jsonl", *options, "--resume") == 0
    assert rows(tmp_path / "parted.jsonl") == rows(tmp_path / "whole.jsonl")


def test_files_of_a_folder_are_one_site(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(PAGES):
        (tmp_path / "in" / f"news.example-{number}.html").write_text(newspaper(number).source, "utf-8")
    assert batch(tmp_path / "in", "-o", tmp_path / "out.jsonl", "--by-site", "--quiet") == 0
    records = [{**record, "id": record["id"].removesuffix(".html")} for record in rows(tmp_path / "out.jsonl")]
    assert repeated(records, "news.example") == (0, 0)


def test_sites_of_pages() -> None:
    assert site_of(b"", "https://News.example:8080/a") == "news.example"
    assert site_of(Path("crawl/a.html"), None) == "folder crawl"
    assert site_of(b"<p>", None) == site_of(b"<p>", "http://[broken") == ""


def test_parts_are_bounded_by_their_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("declutter.batch.by_site.PART_BYTES", 100)
    stream = [Entry(str(n), b"x" * 40, None, "") for n in range(5)] + [Skipped("s", "image", "no page", failed=False)]
    assert [len(part) for part in parts(iter(stream), 10)] == [3, 3]
    assert [len(part) for part in parts(iter(stream), 2)] == [2, 2, 2]
