"""Names of files for results whose id is no path: addresses and record ids."""

from __future__ import annotations

import re
from hashlib import sha256

SCHEME = re.compile(r"^(?:https?://(?:www\.)?|<?urn:uuid:)")
UNSAFE = re.compile(r"[^\w.-]+")
LONGEST = 60  # characters of the readable part: file systems take 255 bytes, and a character can have four


def safe_name(text: str, unique: str = "") -> str:
    """A readable name, safe on every file system.

    Args:
        text: what it is made of.
        unique: different for different pages; ``text`` where left out.
    """
    readable = UNSAFE.sub("_", SCHEME.sub("", text))[:LONGEST].strip("._")
    return f"{readable or 'page'}-{sha256((unique or text).encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
