"""WARC and WET files written by FastWARC and warcio, for tests of what reads them."""

from __future__ import annotations

import gzip
import io
from typing import Any, NamedTuple


class Answer(NamedTuple):
    """An HTTP answer of a record."""

    url: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=utf-8"),)
    status: str = "200 OK"


def by_warcio(answers: list[Answer], *, packed: bool) -> bytes:
    """A WARC file with a warcinfo and a request record besides, as crawlers write them."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    file = io.BytesIO()
    writer = WARCWriter(file, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("test.warc", {"software": "test"}))
    for answer in answers:
        head = StatusAndHeaders(answer.status, list(answer.headers), protocol="HTTP/1.1")
        record = writer.create_warc_record(answer.url, "response", payload=io.BytesIO(answer.body), http_headers=head)
        asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "holm.example")], is_http_request=True)
        writer.write_request_response_pair(writer.create_warc_record(answer.url, "request", http_headers=asked), record)
    return file.getvalue()


def by_fastwarc(answers: list[Answer], *, packed: bool) -> bytes:
    """A WARC file of response records."""
    from fastwarc.warc import WarcRecord, WarcRecordType

    file = io.BytesIO()
    for answer in answers:
        record = WarcRecord()
        record.init_headers(record_type=WarcRecordType.response)
        record.headers["WARC-Target-URI"] = answer.url
        record.headers["Content-Type"] = "application/http; msgtype=response"
        head = "".join(f"{name}: {value}\r\n" for name, value in answer.headers)
        record.set_bytes_content(f"HTTP/1.1 {answer.status}\r\n{head}\r\n".encode("latin-1") + answer.body)
        one = io.BytesIO()
        record.write(one, checksum_data=True)
        file.write(gzip.compress(one.getvalue()) if packed else one.getvalue())
    return file.getvalue()


def wet(pages: list[tuple[str, str]]) -> bytes:
    """A WET file, gzip: plain text of pages by address."""
    from warcio.warcwriter import WARCWriter

    file = io.BytesIO()
    writer = WARCWriter(file, gzip=True)
    for url, text in pages:
        record = writer.create_warc_record(url, "conversion", payload=io.BytesIO(text.encode()), warc_content_type="text/plain")
        writer.write_record(record)
    return file.getvalue()


def chunked(body: bytes, size: int = 100) -> bytes:
    """A body in chunked transfer coding."""
    parts = (body[start : start + size] for start in range(0, len(body), size))
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


WRITERS: dict[str, Any] = {"warcio": by_warcio, "fastwarc": by_fastwarc}
