"""URLs: links and sources made absolute; URLs of unsafe schemes become empty."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

SCHEMES = frozenset({"http", "https", "mailto", "tel", "ftp", "geo", "sms", "magnet", ""})
IGNORED = re.compile(r"[\x00-\x20\x7f]")  # browsers ignore these when they read the scheme (URL standard)
WHOLE = re.compile(r"https?://[^\x00-\x20\x7f\[\]/?#]+(?:[/?#][^\x00-\x20\x7f]*)?")
PATH = re.compile(r"/(?![/.])(?:(?!/\.)[^\x00-\x20\x7f])*")
LONGEST = 4000  # characters


@lru_cache(maxsize=64)
def origin(base: str) -> str:
    """Scheme and host of an address."""
    parts = urlsplit(base)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


@lru_cache(maxsize=2048)
def absolute(address: str, base: str) -> str:
    """The address joined to ``base``; ``""`` for script and data URLs and for malformed ones."""
    address = address.strip()
    if not address or len(address) > LONGEST:
        return ""
    if WHOLE.fullmatch(address) and "/." not in address:  # the usual case, needs no parsing
        return address
    try:
        if PATH.fullmatch(address) and base:
            return origin(base) + address
        joined = urljoin(base, address) if base else address
        scheme = urlsplit(IGNORED.sub("", joined)).scheme.lower()
    except ValueError:
        return ""
    if scheme not in SCHEMES:
        return ""
    return IGNORED.sub(lambda found: f"%{ord(found[0]):02X}" if found[0] == " " else "", joined)
