"""Pages of WARC and WET files: responses, resources and conversions; redirects, errors and images are passed over and counted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO

from declutter.batch.names import safe_name
from declutter.batch.readers.archive import Broken, Record, fields, records
from declutter.batch.readers.entries import Entry, Skipped
from declutter.sources.responses import Response, dechunked, decoded

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE_TYPES = frozenset(  # media types that can be a page; of "" and octet-stream, the bytes decide
    ("", "text/html", "application/xhtml+xml", "text/plain", "text/xml", "application/xml", "text/markdown", "multipart/related")
) | {"message/rfc822", "application/octet-stream", "unknown/unknown"}
OK_STATUS = range(200, 300)
HEADER_END = re.compile(rb"\r?\n\r?\n")
STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})")


def warc_entries(stream: BinaryIO, file: str, limit: int) -> Iterator[Entry | Skipped]:
    """The pages of a WARC or WET file; records of other types (requests, metadata) are no pages and not counted.

    Args:
        stream: its bytes as they are stored.
        file: its name, for ids.
        limit: bytes of a page; a larger one is cut there and one byte later, so that it is seen to be too large.
    """
    folder = re.sub(r"\.(?:warc|wet|gz)\b", "", file)
    for number, found in enumerate(records(stream, limit), 1):
        place = f"{file}:{number}"
        if isinstance(found, Broken):
            yield Skipped(place, found.kind, found.message, True)
        elif found.headers.get("warc-type", "").lower() in ("response", "resource", "conversion"):
            yield entry(found, place, folder, limit)


def entry(record: Record, place: str, folder: str, limit: int) -> Entry | Skipped:
    """The page of a record."""
    url = record.headers.get("warc-target-uri", "").strip("<>")
    name = record.headers.get("warc-record-id", "").strip("<>") or place
    kind = record.headers["warc-type"].lower()
    if kind == "response" and not url.lower().startswith(("dns:", "whois:", "ftp:")):
        response = http_response(record.block, url, limit)
        if isinstance(response, str):
            return Skipped(name, "broken_record", f"{url}: {response}", True)
    else:
        content_type = record.headers.get("content-type", "") if kind != "response" else "text/dns"
        response = Response(record.block, content_type, 0, url, "lines" if kind == "conversion" else "")
    if response.status and response.status not in OK_STATUS:
        return Skipped(name, "http_status", f"{url}: the server answered with status {response.status}", False)
    media_type = response.content_type.partition(";")[0].strip().lower()
    if media_type not in PAGE_TYPES:
        return Skipped(name, "content_type", f"{url}: {media_type}", False)
    if not response.body.strip():
        return Skipped(name, "no_content", f"{url}: the answer has no content", False)
    return Entry(name, response, url or None, f"{folder}/{safe_name(url or name, name)}")


def http_response(block: bytes, url: str, limit: int) -> Response | str:
    """The HTTP response of a block, or why it is none."""
    status = STATUS.match(block)
    end = HEADER_END.search(block)
    if status is None:
        return "no HTTP response"
    if end is None:
        return "the HTTP header does not end"
    header = fields(block[block.find(b"\n") + 1 : end.start()], "latin-1")
    body = block[end.end() :]
    if "chunked" in header.get("transfer-encoding", "").lower():
        body = dechunked(body)
    return Response(decoded(body, header.get("content-encoding", ""), limit), header.get("content-type", ""), int(status[1]), url)
