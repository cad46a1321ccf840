"""Text that was encoded in UTF-8 twice ("Ã¤" for "ä", "â€™" for "’"): recognised and mended.

It comes of UTF-8 bytes that were read as windows-1252 (or latin-1) and saved as UTF-8 again. A page is mended where all of it shows this,
and a paragraph that shows it often; a single "Ã¤" stays, as in a text about encodings.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import Final

from declutter.sources.charset_tables import charmap

_ASCII: Final = bytes(range(0x80))
#: What windows-1252 has for the bytes of one UTF-8 character.
_CHARACTER: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
#: Those of Latin letters and typographic punctuation, which are what can be told in a single paragraph.
_LATIN: Final = re.compile(rb"[\xc3-\xc5][\x80-\xbf]|\xe2\x80[\x93-\xa6]")
_NEXT: Final = (b"\xc2", b"\xc5", b"\xc6", b"\xcb", b"\xe2")  # how the others of windows-1252's characters begin in UTF-8
_RUN: Final = re.compile("[^\x00-\x7f]+")
_PARAGRAPH: Final = re.compile("[^<>\r\n]+")
_LONGEST: Final = 11  # UTF-8 bytes that one character of four bytes becomes
_SHARE: Final = 0.9  # of a page's non-ASCII characters that have to be of such sequences
_PAGE: Final = 2  # such sequences that it takes for a page
_MANY, _WORDS = 4, 8  # such sequences, and words, that it takes for a paragraph
_ROUNDS: Final = 3  # times that a page may have been encoded too often


def mended(text: str, data: bytes | None = None) -> tuple[str, str]:
    """The text as it was meant, and a warning that says what was mended; "" where nothing was. ``data`` is the text in UTF-8."""
    warning = ""
    for _ in range(_ROUNDS):
        high = (text.encode("utf-8", "replace") if data is None or warning else data).translate(None, _ASCII)
        leads = high.count(b"\xc3")  # each sequence begins with a letter from Â to ô, and goes on with one of these or more
        if leads < _PAGE or sum(map(high.count, _NEXT)) < _PAGE:
            break
        bytes_before = _bytes(high.decode("utf-8"), "replace")
        if leads * _LONGEST >= len(high):
            found = _CHARACTER.findall(bytes_before)
            if len(found) >= _PAGE and sum(map(len, found)) >= _SHARE * len(bytes_before):
                text, warning = _RUN.sub(_once, text), "the page was encoded in UTF-8 twice: mended"
                continue
        if not warning and len(_LATIN.findall(bytes_before)) >= _MANY:
            before, text = text, _PARAGRAPH.sub(_paragraph, text)
            warning = "a part of the page was encoded in UTF-8 twice: mended" if before != text else ""
        break
    return text, warning


def _bytes(text: str, errors: str) -> bytes:
    """The bytes that windows-1252 has for the characters."""
    return codecs.charmap_encode(text, errors, _windows_1252())[0]


@cache
def _windows_1252() -> dict[int, int]:
    return {ord(char): byte for byte, char in enumerate(charmap("windows-1252"))} | {byte: byte for byte in range(0x80, 0xA0)}


def _once(run: re.Match[str]) -> str:
    try:
        return _bytes(run[0], "strict").decode("utf-8")
    except UnicodeError:
        return run[0]


def _paragraph(match: re.Match[str]) -> str:
    """A paragraph whose non-ASCII characters are all of such sequences, and many; any other as it is."""
    text = match[0]
    if text.isascii() or len(text.split()) < _WORDS:
        return text
    runs = _RUN.findall(text)
    fixed = _RUN.sub(_once, text)
    return fixed if len(runs) >= _MANY and all(run not in fixed for run in runs) else text
