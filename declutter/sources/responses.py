"""Responses: body, headers, status and address of what an HTTP client or a web archive hands over, by the attributes that they share.

Known to work: requests, httpx, urllib, urllib3, aiohttp (after ``await response.read()``), Scrapy, and records of warcio and FastWARC.
"""

from __future__ import annotations

import gzip
import importlib
import re
import zlib
from contextlib import suppress
from inspect import iscoroutinefunction
from typing import Any, Literal, NamedTuple

CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,100}\r?\n")  # size line of chunked transfer coding (RFC 9112, section 7.1)
GZIP = b"\x1f\x8b"


class Response(NamedTuple):
    """What is read of a response: its body without content codings, its ``Content-Type``, status (0: unknown), address and kind.

    The kind is ``"lines"`` for the text that somebody made of a page (WET), else ``""``: the body tells.
    """

    body: bytes
    content_type: str
    status: int
    url: str
    kind: Literal["", "lines"] = ""


def is_record(source: Any) -> bool:
    """Whether ``source`` is a record of a web archive."""
    return hasattr(source, "rec_headers") or (hasattr(source, "record_type") and hasattr(source, "reader"))


def response_of(source: Any, limit: int) -> Response | None:
    """The response that ``source`` is, or None where it is none; at most ``limit`` bytes and one more of its body."""
    if isinstance(source, type):
        return None
    if is_record(source):
        return record_of(source, limit)
    status = next((value for name in ("status_code", "status") if isinstance(value := getattr(source, name, None), int)), None)
    headers = getattr(source, "headers", None)
    if status is None or headers is None:
        return None
    body = body_of(source, limit)
    if body is None:
        return None
    url = ""
    with suppress(RuntimeError):  # an httpx response that was made by hand has no request to take the address from
        url = str(getattr(source, "url", None) or "")
    return Response(decoded(body, header(headers, "Content-Encoding"), limit), header(headers, "Content-Type"), status, url)


def body_of(source: Any, limit: int) -> bytes | None:
    """The body: what the client has read already, else what is left of its stream."""
    for name in ("content", "body", "_body", "data"):  # requests and httpx; Scrapy; aiohttp, once it is awaited; urllib3
        value = getattr(source, name, None)
        if isinstance(value, bytes):
            return value
    if iscoroutinefunction(getattr(source, "read", None)):
        raise TypeError(
            f"extract() cannot await: pass what `await response.read()` of this {type(source).__name__} gives, or call that first"
        )
    if callable(getattr(source, "read", None)):
        data = source.read(limit + 1)
        return data if isinstance(data, bytes) else None
    return None


def header(headers: Any, name: str) -> str:
    """The value of a header, whatever holds them: a mapping with or without regard to case, str or bytes; "" where it is not set."""
    value = None
    for key in (name, name.lower()):
        with suppress(TypeError, AttributeError, KeyError):
            value = value or headers.get(key)
    if value is None:
        pairs = headers.items() if hasattr(headers, "items") else getattr(headers, "headers", None) or ()
        value = next((v for k, v in pairs if text(k).lower() == name.lower()), "")
    return text(value[0] if isinstance(value, (list, tuple)) and value else value)


def text(value: Any) -> str:
    """A name or value of a header as str."""
    return value.decode("latin-1") if isinstance(value, bytes) else str(value or "")


def record_of(record: Any, limit: int) -> Response:
    """The HTTP response of a WARC record."""
    own = record.rec_headers if hasattr(record, "rec_headers") else record.headers
    kind = header(own, "WARC-Type").lower()
    if kind not in ("response", "resource", "conversion"):
        raise TypeError(f"extract() takes WARC records of type response, resource or conversion, not {kind}")
    if getattr(record, "http_headers", None) is None and getattr(record, "is_http", False) and hasattr(record, "parse_http"):
        record.parse_http()
    http = record.http_headers
    data = (record.content_stream() if hasattr(record, "content_stream") else record.reader).read(limit + 1)
    if http is None:
        content_type = header(own, "Content-Type") if kind != "response" else ""
        return Response(data, content_type, 0, header(own, "WARC-Target-URI"), "lines" if kind == "conversion" else "")
    if "chunked" in header(http, "Transfer-Encoding").lower():
        data = dechunked(data)
    status = text(getattr(http, "status_code", "") or (http.get_statuscode() if hasattr(http, "get_statuscode") else ""))
    number = int(status) if status.isdecimal() and len(status) < 6 else 0
    return Response(
        decoded(data, header(http, "Content-Encoding"), limit), header(http, "Content-Type"), number, header(own, "WARC-Target-URI")
    )


def dechunked(data: bytes) -> bytes:
    """A body without chunked transfer coding, if it still has it."""
    parts, place = [], 0
    while found := CHUNK.match(data, place):
        size = int(found[1], 16)
        parts.append(data[found.end() : found.end() + size])
        place = found.end() + size
        place += 2 if data[place : place + 2] == b"\r\n" else 1 if data[place : place + 1] == b"\n" else 0
        if not size:
            break
    return b"".join(parts) if parts else data


def decoded(body: bytes, codings: str, limit: int) -> bytes:
    """A body without its content codings, if it still has them: most clients undo them, and leave the header as it was."""
    for coding in reversed(codings.lower().replace(" ", "").split(",")):
        if coding in ("gzip", "x-gzip", "deflate"):
            body = inflated(body, limit)
        elif coding in ("br", "zstd"):
            body = unpacked(body, coding)
    return body


def inflated(body: bytes, limit: int) -> bytes:
    """gzip or zlib data uncompressed, at most ``limit`` bytes and one more; other data as it is."""
    if not body.startswith(GZIP) and (len(body) < 2 or body[0] & 15 != 8 or int.from_bytes(body[:2], "big") % 31):
        return body
    with suppress(zlib.error, EOFError, gzip.BadGzipFile):
        return zlib.decompressobj(47).decompress(body, limit + 1)
    return body


def unpacked(body: bytes, coding: str) -> bytes:
    """brotli or zstd data uncompressed, if a module for it is installed; data that is not compressed stays as it is."""
    for name in ("brotli", "brotlicffi") if coding == "br" else ("compression.zstd", "backports.zstd", "zstandard"):
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        try:
            return bytes(module.decompress(body))
        except Exception:
            return body
    return body
