"""Names of files for results whose id is no path: addresses and record ids."""

from __future__ import annotations

import re
from hashlib import sha256

UNSAFE = re.compile(r"[^\w.-]+")
LONGEST = 60  # characters of the readable part: file systems take 255 bytes, and a character can have four


def safe_name(text: str) -> str:
    """A readable name for any id or address, safe on every file system and different for different ids."""
    readable = UNSAFE.sub("_", re.sub(r"^(?:https?://(?:www\.)?|<?urn:uuid:)", "", text)).strip("._")[:LONGEST]
    return f"{readable or 'page'}-{sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
