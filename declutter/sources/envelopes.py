"""Pages in an envelope: MHTML archives ("save as single file"), and HTML that came as a JSON value."""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any, Final, NamedTuple

from declutter.sources.detect import FRAGMENT, OPENING

HEADERS: Final = 4096  # bytes of an MHTML archive that its headers are looked for in
_MHTML: Final = re.compile(rb"(?:\A|\n)content-type:\s{0,20}multipart/(?:related|alternative|mixed)\b", re.I)
_HEADER: Final = re.compile(rb"\s{0,20}[A-Za-z][A-Za-z-]{1,40}:[ \t]")
_TYPES: Final = ("text/html", "application/xhtml+xml")


class Letter(NamedTuple):
    """The page of an MHTML archive: its bytes, content type and address."""

    data: bytes
    content_type: str
    url: str | None


def is_mhtml(data: bytes) -> bool:
    """Whether the bytes are an MHTML archive."""
    head = data[:HEADERS]
    return bool(_HEADER.match(head) and b"ime-" in head.lower() and _MHTML.search(head))


def open_mhtml(data: bytes) -> Letter | None:
    """The first page of an MHTML archive; None where it holds none."""
    from email import message_from_bytes  # 15 ms, for the few that need it

    for part in message_from_bytes(data).walk():
        if part.get_content_type() in _TYPES:
            payload = part.get_payload(decode=True)
            charset = part.get_content_charset()
            address = part.get("Content-Location")
            if isinstance(payload, bytes) and payload.strip():
                url = str(address) if str(address).startswith(("http://", "https://")) else None
                return Letter(payload, f"text/html; charset={charset}" if charset else "text/html", url)
    return None


def open_json(text: str) -> str | None:
    """The HTML that a JSON text holds: the text itself as a string, or the longest such string in it; None where there is none."""
    if text.lstrip()[:1] not in ('"', "{", "["):
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    found = max((string for string in _strings(value) if _is_html(string)), key=len, default=None)
    if found is None or OPENING.match(found) or not isinstance(value, dict):
        return found
    title = value.get("title")
    title = title.get("rendered") if isinstance(title, dict) else title
    return f"<html><head><title>{escape(title)}</title></head><body>{found}</body></html>" if isinstance(title, str) else found


def _is_html(text: str) -> bool:
    return bool(OPENING.match(text) or FRAGMENT.match(text))


def _strings(value: Any) -> list[str]:
    """Every string in a JSON value."""
    found, left = [], [value]
    while left:
        item = left.pop()
        if isinstance(item, str):
            found.append(item)
        elif isinstance(item, dict):
            left.extend(item.values())
        elif isinstance(item, list):
            left.extend(item)
    return found
