"""``declutter fixture add``: what it writes is a fixture as tests/test_pages.py reads it."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from declutter import extract
from declutter.cli import main

TESTS = Path(__file__).parent.parent
RIVER = "The river rose by two metres in one night, and the mayor asked everybody in the lower streets to leave at once."
OFFER = "Our partner lends rubber boats to readers for the weekend, with oars, vests and a lamp, and brings them to your door."
BRIDGE = "The bridge by the mill was closed at noon, when the water reached its deck and drove trees against the pillars."
STORY = f"""<html lang="en"><head><title>Flood in Vessin | Harbour Courier</title><meta name="author" content="Ida Marsh"></head><body>
<nav><a href="/">Home</a></nav><article><h1>Flood in Vessin</h1><p>{RIVER}</p><p>{OFFER}</p><p>{BRIDGE}</p></article>
<footer><p>Printed in Vessin</p></footer></body></html>"""


@pytest.fixture(scope="module")
def pages() -> ModuleType:
    """The fixture suite."""
    spec = importlib.util.spec_from_file_location("fixture_suite", TESTS / "test_pages.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def corrections(source: str | Path, kind: str = "html", **verdicts: bool) -> str:
    """Verdicts by the beginning of a block's text, as JSON by number."""
    blocks = extract(source, input=kind).blocks  # type: ignore[arg-type]
    return json.dumps({str(next(b.index for b in blocks if b.text.startswith(text))): keep for text, keep in verdicts.items()})


def add(tmp_path: Path, page: str, verdicts: str, *more: str, file: str = "Flood, day 1.html") -> int:
    (tmp_path / file).write_text(page, "utf-8")
    (tmp_path / "verdicts.json").write_text(verdicts, "utf-8")
    return main(
        ["fixture", "add", str(tmp_path / file), "--verdicts", str(tmp_path / "verdicts.json"), "-o", str(tmp_path / "made"), *more]
    )


def test_round_trip(tmp_path: Path, pages: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(tmp_path, STORY, corrections(STORY, Our=False, Printed=True), "--about", "A promotion between paragraphs.") == 0
    folder = tmp_path / "made" / "pages" / "flood-day-1"
    assert capsys.readouterr().out == f"{folder}: corrected lines: 1 kept, 1 dropped\n"
    assert (folder / "page.html").read_text("utf-8") == STORY
    assert (folder / "expected.txt").read_text("utf-8").splitlines() == [RIVER, BRIDGE, "Printed in Vessin"]
    expected, _ = pages.load(folder)
    assert expected["about"] == "A promotion between paragraphs."
    assert (expected["title"], expected["authors"], expected["language"]) == ("Flood in Vessin", ["Ida Marsh"], "en")
    assert pages.found_gaps(folder) == {"lost": ["Printed in Vessin"], "extra": [OFFER]}, "the corrections, and nothing else"


@pytest.mark.parametrize("folder", sorted((TESTS.parent / "fixtures").glob("*/*"))[::17], ids=lambda folder: folder.name)
def test_without_corrections_there_is_no_gap(folder: Path, tmp_path: Path, pages: ModuleType) -> None:
    if folder.parent.name not in pages.WRITTEN:
        return
    file, kind = pages.WRITTEN[folder.parent.name]
    (tmp_path / "verdicts.json").write_text("{}")
    arguments = ["--verdicts", str(tmp_path / "verdicts.json"), "-o", str(tmp_path), "--name", "x", "--input", kind]
    assert main(["fixture", "add", str(folder / file), *arguments]) == 0
    assert pages.found_gaps(tmp_path / folder.parent.name / "x") == {}


def test_lines(tmp_path: Path, pages: ModuleType) -> None:
    lines = "\n".join(("Home", RIVER, OFFER, BRIDGE, "Printed in Vessin"))
    assert add(tmp_path, lines, corrections(lines, "lines", Our=False), "--name", "Flood!", file="page.txt") == 0
    folder = tmp_path / "made" / "lines" / "flood"
    assert pages.found_gaps(folder) == {"extra": [OFFER]}


@pytest.mark.parametrize(
    ("verdicts", "message"),
    [
        ("[12]", 'must hold an object of block numbers and verdicts, such as {"12": true, "13": false}'),
        ('{"12": "yes"}', "must hold an object"),
        ('{"x": true}', "must hold an object"),
        ("{", "is no JSON"),
        ('{"99": true}', "the page has the blocks 0 to 5, and no block 99"),
    ],
)
def test_wrong_verdicts_take_one_line(verdicts: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(tmp_path, STORY, verdicts) == 2
    error = capsys.readouterr().err
    assert message in error and error.count("\n") == 1
    assert not (tmp_path / "made").exists()


def test_nothing_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(tmp_path, STORY, "{}") == 0
    assert add(tmp_path, STORY, "{}") == 2 and "exists: choose another --name" in capsys.readouterr().err
    assert add(tmp_path, "%PDF-1.7", "{}", "--name", "pdf") == 2 and "is not_html" in capsys.readouterr().err
    assert main(["fixture", "add", str(tmp_path / "none.html"), "--verdicts", str(tmp_path / "verdicts.json")]) == 2
