"""The code pages of single-byte charsets as browsers read them (the WHATWG Encoding Standard), where Python's tables differ."""

from __future__ import annotations

from functools import cache
from typing import Final

#: Codecs whose decoder is a table of 256 characters, with the Windows code page that lends them its bytes 80-9F:
#: ISO 8859 has control characters there, which no page means; authors who wrote such a byte had a Windows editor.
SINGLE_BYTE: Final[dict[str, str]] = {
    **{f"windows-125{n}": f"cp125{n}" for n in range(9)},
    **{name: name for name in ("cp866", "cp874", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic")},
    **{f"iso-8859-{n}": "cp1250" for n in (2, 16)},
    **{f"iso-8859-{n}": "cp1252" for n in (3, 14, 15)},
    **{f"iso-8859-{n}": "cp1257" for n in (4, 10, 13)},
    "iso-8859-5": "cp1251", "iso-8859-6": "cp1256", "iso-8859-7": "cp1253", "iso-8859-8": "cp1255",
}  # fmt: skip


@cache
def charmap(codec: str) -> str:
    """Return the 256 characters of a codec in ``SINGLE_BYTE``; U+FFFE marks a byte without a character."""
    table = bytes(range(256)).decode(codec, "replace")
    lender = bytes(range(256)).decode(SINGLE_BYTE[codec], "replace")
    chars = [lender[b] if 0x80 <= b < 0xA0 and codec.startswith("iso-") else table[b] for b in range(256)]
    # The standard's indexes give C1 controls to the holes in 80-9F, so that these bytes are never errors.
    return "".join(chr(b) if c == "\ufffd" and b < 0xA0 else c.replace("\ufffd", "\ufffe") for b, c in enumerate(chars))
