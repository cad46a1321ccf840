"""Pages in an envelope: MHTML archives and JSON; text that somebody else decoded wrongly."""

from __future__ import annotations

import json
import quopri
from base64 import encodebytes

import pytest

from declutter import extract

TEXT = "The town’s café by the river opens again in May, after two years in which the roof was mended. " * 4
PAGE = (
    "<!DOCTYPE html>\n<html lang='en'><head><title>The café opens again</title></head><body><nav><a href='/'>Home</a></nav>"
    f"<article><h1>The café opens again</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"
)


def archive(page: bytes, charset: str, transfer: str) -> bytes:
    body = quopri.encodestring(page) if transfer == "quoted-printable" else encodebytes(page)
    return b"\r\n".join(
        [
            b"From: <Saved by a browser>", b"Snapshot-Content-Location: https://river.example/cafe", b"MIME-Version: 1.0",
            b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----Part----"', b"", b"", b"------Part----",
            b"Content-Type: text/html" + (f"; charset={charset}" if charset else "").encode(), b"Content-ID: <frame-1>",
            b"Content-Transfer-Encoding: " + transfer.encode(), b"Content-Location: https://river.example/cafe", b"", body,
            b"------Part----", b"Content-Type: text/css", b"", b"p { color: red }", b"------Part------", b"",
        ]
    )  # fmt: skip


@pytest.mark.parametrize("transfer", ["quoted-printable", "base64"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", ""])
def test_mhtml_is_read(charset: str, transfer: str) -> None:
    data = archive(PAGE.encode(charset or "utf-8"), charset, transfer)
    for source in (data, data.decode()):
        document = extract(source)
        assert (document.title, document.url) == ("The café opens again", "https://river.example/cafe")
        assert document.text.count("The town’s café by the river") == 8
        assert "Part" not in document.text


def test_mhtml_without_a_page_is_named() -> None:
    document = extract(archive(b"", "utf-8", "base64"))
    assert (document.status, bool(document)) == ("not_html", False)
    assert "MHTML" in document.warnings[0]


@pytest.mark.parametrize(
    "value",
    [
        PAGE, {"url": "https://river.example/cafe", "html": PAGE}, [{"status": 200, "result": {"body": PAGE, "headers": ["<p>no</p>"]}}],
        {"title": {"rendered": "The café opens again"}, "excerpt": {"rendered": "<p>"}, "content": {"rendered": f"<p>{TEXT}</p>" * 2}}
    ],
)  # fmt: skip
@pytest.mark.parametrize("ascii_only", [True, False])
def test_html_in_json_is_read(value: object, ascii_only: bool) -> None:
    source = json.dumps(value, ensure_ascii=ascii_only)
    for given in (source, source.encode(), f"\n{source}\n"):
        document = extract(given)
        assert document.title == "The café opens again"
        assert document.text.count("The town’s café by the river") == 8
        assert "\\n" not in document.text


@pytest.mark.parametrize("source", ['"Quoted," she said.', "[1] A note", "{" * 100_000, "[" * 100_000, '""'])
def test_other_text_that_begins_like_json_is_no_page_in_json(source: str) -> None:
    assert extract(source).status in ("ok", "empty")


def test_json_without_html_is_no_page() -> None:
    assert extract('{"a": [1, "<", null]}').status == "not_html"


@pytest.mark.parametrize("wrong", ["latin-1", "cp1252"])
def test_a_str_that_was_decoded_wrongly_is_mended(wrong: str) -> None:
    text = "".join(bytes([byte]).decode(wrong, "ignore") or chr(byte) for byte in PAGE.encode())
    document = extract(text)
    assert document.title == "The café opens again"
    assert document.text.count("The town’s café by the river") == 8
    assert any("twice" in warning for warning in document.warnings)
