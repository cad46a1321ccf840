"""How well each charset of the web explains bytes, by the chardet library (docs/decisions/charset-detection.md has the figures).

chardet counts on text. Markup, scripts and style are none, and they outweigh the few words of a page that tell its charset, so it is asked
about the runs of text that hold non-ASCII bytes alone.
"""

from __future__ import annotations

import re
from typing import Final

from declutter.charset_labels import web_codec

__all__ = ["DETECTABLE", "LATIN", "MULTI_BYTE", "runs_of_text", "scores"]

#: Bytes of text that chardet is asked about; its own models settle within 16 KiB.
_SAMPLE_BYTES: Final = 8192
#: Longest run of text that is looked at whole, in bytes.
_RUN_BYTES: Final = 4096
#: Where text ends. None of these bytes is part of a multi-byte character in any charset of the web.
_BETWEEN: Final = re.compile(rb'[<>";\r\n]+')
#: Non-ASCII bytes below which only the charsets of Latin letters are considered: a word of another script has more.
_FEW: Final = 4
#: Broken characters for each non-ASCII byte up to which a multi-byte charset is not ruled out.
_BROKEN: Final = 0.01

_LATIN: Final = ("windows-1252", "windows-1250", "windows-1254", "windows-1257", "iso-8859-2", "iso-8859-15", "macintosh")
_MULTI_BYTE: Final = ("shift_jis", "euc-jp", "euc-kr", "gb18030", "big5")
#: Charsets that undeclared pages are found in.
_CANDIDATES: Final = (
    *_LATIN, *_MULTI_BYTE, "windows-1251", "windows-1253", "windows-1255", "windows-1256", "windows-1258", "windows-874", "iso-8859-4",
    "iso-8859-5", "iso-8859-6", "iso-8859-7", "iso-8859-8", "iso-8859-13", "koi8-r", "koi8-u", "ibm866", "x-mac-cyrillic",
)  # fmt: skip
#: The codecs of the candidates, of those for Latin letters, and of those whose characters can be of several bytes.
DETECTABLE: Final = frozenset(map(web_codec, _CANDIDATES))
LATIN: Final = frozenset(map(web_codec, _LATIN))
MULTI_BYTE: Final = tuple(filter(None, map(web_codec, _MULTI_BYTE)))
_HIGH: Final = bytes(range(0x80, 0x100))


def runs_of_text(data: bytes) -> list[bytes]:
    """The runs of text with non-ASCII bytes, in page order."""
    return [run for run in _BETWEEN.split(data) if not run.isascii()]


def _high_bytes(data: bytes) -> int:
    return len(data) - len(data.translate(None, _HIGH))


def scores(data: bytes) -> dict[str, float]:
    """Codec -> chardet's confidence (0 to 1) that the page is written in it; empty where it can tell nothing.

    To chardet one broken character rules a multi-byte charset out. One in which the sample has few is asked about without them.
    """
    sample = b""
    for run in sorted(runs_of_text(data), key=_high_bytes, reverse=True):  # paragraphs before menus, which may be all capitals
        sample += run[:_RUN_BYTES] + b"\n"
        if len(sample) >= _SAMPLE_BYTES:
            break
    high = _high_bytes(sample)
    if high < _FEW:
        return _asked(sample, _LATIN)
    found = _asked(sample, _CANDIDATES)
    for codec in MULTI_BYTE:
        errors = sample.decode(codec, "replace").count("\ufffd")
        if 0 < errors <= max(1, high * _BROKEN):
            whole = sample.decode(codec, "ignore").encode(codec, "ignore")
            found[codec] = max(found.get(codec, 0.0), _asked(whole, _CANDIDATES).get(codec, 0.0))
    return found


def _asked(sample: bytes, candidates: tuple[str, ...]) -> dict[str, float]:
    from chardet import EncodingEra, detect_all  # 20 ms, for the few pages that are not UTF-8

    found: dict[str, float] = {}
    answers = detect_all(
        sample,
        ignore_threshold=True,
        encoding_era=EncodingEra.ALL,
        include_encodings=candidates,
        max_bytes=len(sample) + 1,
        no_match_encoding=_LATIN[0],  # chardet warns of answers that are not among the candidates
        empty_input_encoding=_LATIN[0],
    )
    for answer in answers:
        if codec := web_codec(answer["encoding"] or ""):
            found.setdefault(codec, answer["confidence"])
    return found
