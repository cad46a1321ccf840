"""WARC and WET files, whole and broken, to pages."""

from __future__ import annotations

import gzip
import io
import random
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from warc_files import WRITERS, Answer, by_warcio, chunked, wet

from declutter import extract
from declutter.batch.readers.entries import Entry, Skipped
from declutter.batch.readers.warc import warc_entries

pytest.importorskip("fastwarc")
pytest.importorskip("warcio")

LIMIT = 1_000_000
TEXT = "The last ferry to Holm left the harbour on Saturday with a brass band on board, and café owners on both sides wept a little."
PAGE = f"<html><head><title>Ferry</title></head><body><article><p>{TEXT}</p><p>{TEXT} Grüße, said the captain.</p></article></body></html>"
HTML = ("Content-Type", "text/html")
ANSWERS = [
    Answer("http://holm.example/utf-8", PAGE.encode()),
    Answer("http://holm.example/latin", PAGE.encode("latin-1"), (("Content-Type", "text/html; charset=ISO-8859-1"),)),
    Answer("http://holm.example/koi", PAGE.replace("é", "\u0439").replace("ü", "\u044f").replace("ß", "").encode("koi8-r"),
           (("content-type", "text/html;charset=koi8-r"),)),
    Answer("http://holm.example/gzip", gzip.compress(PAGE.encode()), (HTML, ("Content-Encoding", "gzip"))),
    Answer("http://holm.example/chunked", chunked(PAGE.encode()), (HTML, ("Transfer-Encoding", "chunked"))),
    Answer("http://holm.example/both", chunked(gzip.compress(PAGE.encode())),
           (HTML, ("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip"))),
    Answer("http://holm.example/bare", PAGE.encode(), ()),
    Answer("http://holm.example/xhtml", PAGE.encode(), (("Content-Type", "application/xhtml+xml"),)),
]  # fmt: skip
NO_PAGES = [
    Answer("http://holm.example/404", PAGE.encode(), status="404 Not Found"),
    Answer("http://holm.example/moved", b"", (HTML, ("Location", "/utf-8")), "301 Moved Permanently"),
    Answer("http://holm.example/error", PAGE.encode(), status="503 Service Unavailable"),
    Answer("http://holm.example/picture", b"\x89PNG" * 100, (("Content-Type", "image/png"),)),
    Answer("http://holm.example/data", b'{"a": 1}', (("Content-Type", "application/json"),)),
    Answer("http://holm.example/nothing", b""),
]
SAME = [Answer(f"http://holm.example/{number}", PAGE.replace("Saturday", f"day {number}").encode()) for number in range(5)]


def read(data: bytes, limit: int = LIMIT) -> list[Entry | Skipped]:
    return list(warc_entries(io.BytesIO(data), "crawl.warc.gz", limit))


def urls(found: list[Entry | Skipped]) -> list[str]:
    return [str(one.url).rpartition("/")[2] for one in found if isinstance(one, Entry)]


def lost(found: list[Entry | Skipped]) -> list[str]:
    return [one.kind for one in found if isinstance(one, Skipped) and one.failed]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("writer", WRITERS)
def test_responses_by_charset_and_codings(writer: str, packed: bool) -> None:
    found = read(WRITERS[writer](ANSWERS, packed=packed))
    assert urls(found) == [answer.url.rpartition("/")[2] for answer in ANSWERS]
    for entry in found:
        assert isinstance(entry, Entry)
        document = extract(entry.source)
        assert (document.title, document.url) == ("Ferry", entry.url)
        assert ("caf\u0439" if str(entry.url).endswith("koi") else "café") in document.text
    assert len({entry.id for entry in found}) == len({entry.name for entry in found if isinstance(entry, Entry)}) == len(ANSWERS)


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("writer", WRITERS)
def test_what_is_no_page_is_counted_by_kind(writer: str, packed: bool) -> None:
    found = read(WRITERS[writer]([*NO_PAGES, SAME[0]], packed=packed))
    assert urls(found) == ["0"]
    kinds = [one.kind for one in found if isinstance(one, Skipped)]
    assert kinds == ["http_status"] * 3 + ["content_type"] * 2 + ["no_content"]
    assert not lost(found)


def test_wet_records_are_read_as_lines() -> None:
    odd = "<p> and <div> are tags of HTML\n<b>is bold</b>\n<i>is italic</i>\n<a>is a link, <ul> a list\n" + f"{TEXT}\n" * 3
    (entry,) = read(wet([("http://holm.example/tags", odd)]))
    assert isinstance(entry, Entry)
    assert extract(entry.source).judged.page.kind == "lines"
    assert TEXT in extract(entry.source).text


def test_resource_records() -> None:
    from warcio.warcwriter import WARCWriter

    file = io.BytesIO()
    writer = WARCWriter(file, gzip=False)
    for url, kind in (("file:///page", "text/html"), ("file:///picture", "image/png")):
        writer.write_record(writer.create_warc_record(url, "resource", payload=io.BytesIO(PAGE.encode()), warc_content_type=kind))
    assert urls(read(file.getvalue())) == ["page"]


def test_page_that_is_too_large() -> None:
    found = read(by_warcio([Answer("http://holm.example/long", b"<p>" + b"x " * LIMIT), SAME[0]], packed=True))
    assert urls(found) == ["long", "0"]
    assert isinstance(found[0], Entry)
    assert len(found[0].source.body) <= LIMIT + 1


def places(data: bytes) -> list[int]:
    """Where the records begin."""
    return [at for at in range(len(data)) if begins(data, at)]


def begins(data: bytes, at: int) -> bool:
    if data.startswith(b"WARC/1.", at):
        return True
    try:
        return data.startswith(b"\x1f\x8b\x08", at) and zlib.decompressobj(31).decompress(data[at:], 7) == b"WARC/1."
    except zlib.error:
        return False


def zeros(data: bytes, at: int) -> bytes:
    return data[:at] + b"\0" * 8 + data[at + 8 :]


def hole(data: bytes, at: int) -> bytes:
    return data[: at + 30] + data[at + 90 :]


def length(data: bytes, at: int, new: bytes) -> bytes:
    begin = data.index(b"Content-Length: ", at) + len(b"Content-Length: ")
    return data[:begin] + new + data[data.index(b"\r", begin) :]


DAMAGES: dict[str, tuple[bool, Callable[[bytes, int], bytes]]] = {  # name -> whether the file is gzip, what is done to it
    "zeros": (False, zeros),
    "zeros in gzip": (True, lambda data, at: zeros(data, at + 100)),
    "hole in gzip": (True, hole),
    "short length": (False, lambda data, at: length(data, at, b"40")),
    "long length": (False, lambda data, at: length(data, at, b"1200")),
    "endless length": (False, lambda data, at: length(data, at, b"99999")),
    "no length": (False, lambda data, at: length(data, at, b"many")),
    "rubbish": (False, lambda data, at: data[:at] + b"what is this\r\n" * 9 + data[data.index(b"\r\n\r\n", at) :]),
}


@pytest.mark.parametrize("which", [0, 2, 4])
@pytest.mark.parametrize("name", DAMAGES)
def test_a_broken_record_is_reported_and_costs_no_other(name: str, which: int) -> None:
    packed, damage = DAMAGES[name]
    data = WRITERS["fastwarc"](SAME, packed=packed)
    found = read(damage(data, places(data)[which]))
    assert urls(found) == [str(number) for number in range(5) if number != which]
    assert len(lost(found)) == 1, found


@pytest.mark.parametrize("packed", [False, True])
def test_a_truncated_file_is_reported(packed: bool) -> None:
    data = WRITERS["fastwarc"](SAME, packed=packed)
    found = read(data[:-200])
    assert urls(found) == ["0", "1", "2", "3"]
    assert lost(found) == ["truncated"]


def test_answers_that_are_no_http() -> None:
    data = WRITERS["fastwarc"](SAME[:3], packed=False)
    found = read(data.replace(b"HTTP/1.1 200 OK", b"GARBAGE 200 OK!", 1))
    assert (urls(found), lost(found)) == (["1", "2"], ["broken_record"])


@pytest.mark.parametrize("packed", [False, True])
def test_any_damage_ends_without_an_exception(packed: bool) -> None:
    data = WRITERS["warcio"](SAME, packed=packed)
    chance = random.Random(7)
    for _ in range(60):
        damaged = bytearray(data)
        for _ in range(chance.randrange(1, 6)):
            damaged[chance.randrange(len(data))] = chance.randrange(256)
        start = chance.randrange(len(data))
        del damaged[start : start + chance.choice((0, 0, 1, 50, 500))]
        found = read(bytes(damaged))
        assert len(urls(found)) + len(lost(found)) >= 1


@pytest.mark.parametrize(
    "data", [b"", b"\r\n\r\n", b"no archive", b"\x1f\x8b\x08 no archive", gzip.compress(b"no archive", mtime=0), b"WARC/1.0\r\n"]
)
def test_files_that_are_no_archive(data: bytes) -> None:
    found: list[Any] = read(data)
    assert not urls(found)
    assert len(lost(found)) == (1 if data.strip() else 0)
