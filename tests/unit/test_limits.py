"""Limits: what is read of a source, for how long, how many blocks and how much output; real files, devices, pipes and responses."""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup
from lxml import etree, html

from declutter import Limits, Options, Pipeline, extract
from declutter.limits import NONE, Clock, OutOfTimeError

if TYPE_CHECKING:
    from collections.abc import Callable

SENTENCES = [f"On day {n} the ferry carried {n * 7} people and their luggage to the islands." for n in range(400)]
PAGE = "<html><body><article>" + "".join(f"<p>{sentence}</p>" for sentence in SENTENCES) + "</article></body></html>"
LINES = "\n\n".join(SENTENCES)
UNIX = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes or /dev/zero")


@pytest.mark.parametrize("name", ["max_bytes", "max_blocks", "max_output"])
@pytest.mark.parametrize("value", [0, -1, 1.5, True, "10", None])
def test_limits_are_positive_whole_numbers(name: str, value: Any) -> None:
    with pytest.raises(ValueError, match=f"{name} must be a positive whole number"):
        Limits(**{name: value})


@pytest.mark.parametrize("value", [0, -0.5, float("nan"), True, "1", None])
def test_seconds_are_a_positive_number(value: Any) -> None:
    with pytest.raises(ValueError, match="max_seconds must be a positive number"):
        Limits(max_seconds=value)


def test_options_take_limits_and_nothing_else() -> None:
    with pytest.raises(ValueError, match=r"limits must be declutter\.Limits"):
        Options(limits=1000)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Options(max_bytes=1000)  # type: ignore[call-arg]
    assert hash(Options(limits=Limits(max_blocks=3))) != hash(Options())


# ---------------------------------------------------------------- bytes
class Endless(io.RawIOBase):
    """A file without an end that counts what is read of it."""

    def __init__(self, piece: int) -> None:
        self.piece, self.given = piece, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        size = min(self.piece, len(buffer))
        buffer[:size] = b"a" * size
        self.given += size
        return size


@pytest.mark.parametrize("piece", [1, 7, 10**6])
def test_one_byte_more_than_the_limit_is_read_of_a_file(piece: int) -> None:
    file = Endless(piece)
    document = extract(file, limits=Limits(max_bytes=1000))
    assert (document.status, document.text, file.given) == ("too_large", "", 1001)


TREES: dict[str, Callable[[str], Any]] = {
    "lxml": html.fromstring,
    "html.parser": lambda page: BeautifulSoup(page, "html.parser"),
    "soup of lxml": lambda page: BeautifulSoup(page, "lxml"),
}


@pytest.mark.parametrize("kind", TREES)
def test_trees_are_counted_while_they_are_walked(kind: str) -> None:
    tree = TREES[kind](PAGE)
    assert extract(tree, limits=Limits(max_bytes=2 * len(PAGE))).text == extract(tree).text != ""
    document = extract(tree, limits=Limits(max_bytes=len(PAGE) // 2))
    assert (document.status, bool(document), document.text) == ("too_large", False, "")
    assert "the tree has more than" in document.warnings[0]


def test_a_tree_of_empty_elements_has_a_size_too() -> None:
    root = html.Element("div")
    for _ in range(1000):
        root.append(html.Element("br"))
    assert extract(root, limits=Limits(max_bytes=5000)).status == "too_large"


@UNIX
def test_devices_and_pipes_by_their_path(tmp_path: Path) -> None:
    limits = Limits(max_bytes=100_000)
    assert extract(Path("/dev/zero"), limits=limits).status == "too_large"
    assert extract(Path("/dev/null"), limits=limits).status == "empty"
    pipe = tmp_path / "page.html"
    os.mkfifo(pipe)
    written: list[int] = []

    def write(data: bytes) -> None:
        try:
            with pipe.open("wb", buffering=0) as file:
                for _ in range(10_000):
                    written.append(file.write(data))
        except BrokenPipeError:
            pass

    writer = threading.Thread(target=write, args=(b"a" * 10_000,))
    writer.start()
    assert extract(pipe, limits=limits).status == "too_large"
    writer.join(10)
    assert not writer.is_alive() and sum(written) < 1_000_000, "what is behind the limit was read too"


@UNIX
@pytest.mark.parametrize("source", ["/dev/zero", "-"])
def test_the_command_answers_to_sources_without_an_end(source: str) -> None:
    with open("/dev/zero", "rb") as zeros:
        start = time.monotonic()
        command = [sys.executable, "-m", "declutter", source, "--max-bytes", "1000000"]
        done = subprocess.run(command, stdin=zeros, capture_output=True, timeout=30, check=False)
        assert time.monotonic() - start < 20
    assert (done.returncode, done.stdout) == (3, b"")
    assert b"larger than 1,000,000 bytes" in done.stderr


# ---------------------------------------------------------------- seconds
def test_a_page_that_takes_too_long_is_a_timeout() -> None:
    document = extract(PAGE * 5, url="https://ferry.example/", limits=Limits(max_seconds=0.001))
    assert (document.status, bool(document), document.text, document.url) == ("timeout", False, "", "https://ferry.example/")
    assert document.warnings == ("the page takes longer than 0.001 seconds of processor time (max_seconds)",)
    assert document.markdown == document.html == ""
    assert document.to_json() and document.tei and document.blocks == ()
    assert pickle.loads(pickle.dumps(document)) == document


@pytest.mark.parametrize("make", [str, str.encode, html.fromstring, lambda page: BeautifulSoup(page, "html.parser")])
@pytest.mark.parametrize("kind", ["auto", "markdown", "lines"])
def test_time_is_kept_whatever_the_source(make: Any, kind: Any) -> None:
    source = make((PAGE if kind == "auto" else LINES) * 100)
    for first in ("html", "markdown", "lines"):  # what is loaded once is loaded
        extract(SENTENCES[0], input=first, limits=Limits(max_seconds=9))  # type: ignore[arg-type]
    start = time.thread_time()
    assert extract(source, input=kind, limits=Limits(max_seconds=0.01)).status == "timeout"
    assert time.thread_time() - start < 0.2


def test_loading_of_weights_is_on_nobodys_account() -> None:
    code = """
from declutter import Limits, extract
print(extract("<p>The ferry sails again on Monday, as the owner of the line told the town.", limits=Limits(max_seconds=0.2)).status)
"""
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout == "ok\n"


def test_the_clock_of_another_thread_begins_anew() -> None:
    clock = Clock(Limits(max_seconds=0.05))
    while not clock.over():
        pass
    with pytest.raises(OutOfTimeError):
        clock.check()
    with pytest.raises(OutOfTimeError):
        list(clock.each(range(10)))
    made: list[bool] = []

    def look() -> None:
        while not made or time.thread_time() < 0.02:
            made.append(clock.over())

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert not any(made)


def test_a_clock_without_limit_never_ends() -> None:
    clock = Clock()
    assert list(clock.each(range(1234))) == list(range(1234))
    assert clock.rest() is NONE and pickle.loads(pickle.dumps(clock)).limits == NONE


# ---------------------------------------------------------------- blocks
@pytest.mark.parametrize("make", [str, str.encode, html.fromstring, lambda page: BeautifulSoup(page, "html.parser")])
def test_the_first_blocks_are_kept(make: Any) -> None:
    document = extract(make(PAGE), limits=Limits(max_blocks=100))
    assert (document.status, bool(document), len(document.blocks)) == ("truncated", True, 100)
    assert document.text.split("\n") == SENTENCES[:100]
    assert [warning.startswith("truncated: the page has more than 100 blocks") for warning in document.warnings] == [True]
    assert document.html.count("<p>") == 100


@pytest.mark.parametrize("kind", ["lines", "markdown"])
def test_the_first_lines_are_kept(kind: Any) -> None:
    document = extract(LINES, input=kind, limits=Limits(max_blocks=100))
    assert (document.status, document.text.split("\n")) == ("truncated", SENTENCES[:100])


def test_a_page_with_as_many_blocks_as_there_may_be_is_whole() -> None:
    document = extract(PAGE, limits=Limits(max_blocks=len(SENTENCES)))
    assert (document.status, document.warnings, document.text) == ("ok", (), "\n".join(SENTENCES))


def test_containers_without_text_are_bounded_too() -> None:
    document = extract("<div>" * 20_000 + PAGE, limits=Limits(max_blocks=50))
    assert document.status == "truncated" and len(document.judged.page.regions) < 3000


def test_what_follows_the_last_block_is_ignored_wherever_it_stands() -> None:
    rest = "<pre>code</pre><p>a <aside>b</aside> c</p><table><tr><td>d</table><span hidden>e</span><math><mi>f</mi></math><h2>g</h2>"
    for most in range(1, 12):
        document = extract(f"<div><p>{SENTENCES[0]}</p>{rest * 3}", limits=Limits(max_blocks=most))
        assert (document.status, len(document.blocks)) == ("truncated", most)
        assert document.markdown and document.tei


# ---------------------------------------------------------------- output
@pytest.mark.parametrize("source", [PAGE, LINES])
def test_the_text_ends_after_the_last_block_that_fits(source: str) -> None:
    whole = extract(source)
    for most in (len(SENTENCES[0]), len(SENTENCES[0]) + len(SENTENCES[1]), 5000, len(whole.text) - 1):
        document = extract(source, limits=Limits(max_output=most))
        assert document.status == "truncated" and len(document.text) <= most
        assert whole.text.startswith(document.text + "\n") and len(document.text) > most - 100
        assert any("max_output" in warning for warning in document.warnings)
    assert extract(source, limits=Limits(max_output=len(whole.text))).status == "ok"


FORMATS = {"markdown": "Markdown", "html": "HTML", "tei": "TEI"}
RICH = "<article>" + "".join(
    f"<h2>Day {n}</h2><p>{s} <b>{s}</b></p><ol start={n + 1}><li>{s}<ol><li>{s}</ol><li value={n + 9}>{s}</ol><pre>code {n}</pre>"
    f"<table><tr><th>a<th>b<tr><td>{n}<td>{n}</table><blockquote><p>{s}</blockquote><figure><img src=/{n}.jpg></figure>"
    for n, s in enumerate(SENTENCES[:60])
) + "</article>"  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_ends_after_the_last_block_that_fits(name: str) -> None:
    whole = getattr(extract(RICH, url="https://ferry.example/"), name)
    for most in (1500, 9000, len(whole) - 1):
        document = extract(RICH, url="https://ferry.example/", limits=Limits(max_output=most))
        document.judged.selection.keep[:] = extract(RICH).judged.selection.keep  # the text may be longer than the format
        written = getattr(document, name)
        assert most * 0.75 - 1000 < len(written) <= most
        assert any(f"truncated: the {FORMATS[name]} is longer than {most:,} characters" in warning for warning in document.warnings)
        if name == "tei":
            etree.fromstring(written.encode())
        if name == "html":
            assert written.count("<ol") == written.count("</ol>") and whole.startswith(written[: most // 2])
    assert getattr(extract(RICH, url="https://ferry.example/", limits=Limits(max_output=len(whole) + 1)), name) == whole


@pytest.mark.parametrize("name", [*FORMATS, "blocks", "images", "links", "story"])
def test_a_format_for_which_no_time_is_left_is_empty(name: str) -> None:
    document = extract(RICH * 20)
    document.judged = document.judged._replace(limits=Limits(max_seconds=0.001))
    start = time.thread_time()
    made = getattr(document, name)
    assert time.thread_time() - start < 0.3
    assert any("the time of the page is up" in warning for warning in document.warnings)
    assert not made or name in ("tei", "story")
    assert SENTENCES[0] in document.text
    assert name == "story" or document.chunks() == []
    assert pickle.loads(pickle.dumps(document)).text == document.text


def test_nothing_fits() -> None:
    document = extract(PAGE, limits=Limits(max_output=5))
    assert (document.status, bool(document), document.text, document.markdown) == ("truncated", False, "", "")


def test_one_pipeline_has_its_limits() -> None:
    pipeline = pickle.loads(pickle.dumps(Pipeline(Options(limits=Limits(max_blocks=10)))))
    assert len(pipeline.extract(PAGE).blocks) == 10


# ---------------------------------------------------------------- memory
def resident() -> int:
    """Bytes of memory that this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


LONG = """
import gc, sys
sys.path.insert(0, "tests/unit")
from test_limits import hostile, resident
from declutter import extract
for n in range(50):
    if n == 10:
        gc.collect(); before = resident()
    document = extract(hostile(n), url="https://ferry.example/")
    document.to_dict(); document.markdown
    del document
gc.collect()
print(resident() - before)
"""


def hostile(number: int) -> str:
    """A page whose names, styles and addresses are long, and on no other page."""
    long = f"{number}x" * 40_000
    return (
        f"<head><meta name='{long}a' content=b><link rel=icon href='{long}'></head><p>{SENTENCES[0]}</p>"
        f"<p style='a:b({long})'>{SENTENCES[1]} <a href='{long}'>a</a> <span class='{long}c' property='{long}d'>b</span></p>"
        f"<img src='data:image/png;base64,{long}'><time datetime='{long}e'>c</time><p>By {long}</p>"
    )


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system does not tell how much memory a process holds")
def test_pages_with_long_names_and_addresses_are_forgotten() -> None:
    done = subprocess.run([sys.executable, "-c", LONG], capture_output=True, text=True, check=True)
    held = sum(len(hostile(number)) for number in range(10, 50))
    assert held > 25_000_000
    assert int(done.stdout) < held / 4
