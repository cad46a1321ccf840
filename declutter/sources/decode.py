"""From the bytes of a page to its text.

The order of evidence follows the WHATWG Encoding Standard (https://encoding.spec.whatwg.org/) and the HTML Standard's
"determining the character encoding", with one difference: bytes that are valid UTF-8 are read as UTF-8 whatever is
declared, because text in another charset is practically never valid UTF-8, while wrong declarations are common.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from functools import cached_property
from typing import Final, NamedTuple

from declutter.charset_labels import web_codec
from declutter.sources.charset_scores import DETECTABLE, scores
from declutter.sources.charset_tables import SINGLE_BYTE, charmap
from declutter.sources.mixed import read_mixed
from declutter.sources.mojibake import mended

__all__ = ["Decoded", "UnknownEncodingError", "decode"]

#: How far into a page a declaration is looked for.
_HEAD_BYTES: Final = 65_536

#: Byte order marks; UTF-32 LE must be tried before UTF-16 LE, whose mark it begins with.
_BOMS: Final = {
    codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF32_LE: "utf-32-le", codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be",
}  # fmt: skip

#: Codecs whose bytes are all ASCII -> the sign that they are in use.
_SEVEN_BIT: Final = {
    "iso-2022-jp": re.compile(rb"\x1b(?:\$[@B(]|\([IJ])"),
    "iso-2022-kr": re.compile(rb"\x1b\$\)C"),
    "hz": re.compile(rb"~\{"),
}

# Lengths are bounded so that no input makes these slow.
_MARK: Final = re.compile("&#(7[6-9][0-9]|80[0-9]);")
_COMMENT: Final = re.compile(rb"<!--.*?(?:-->|\Z)", re.S)
_META: Final = re.compile(rb"<meta[\s/]([^>]{0,2000})", re.I)
_ATTRIBUTE: Final = re.compile(rb"""([^\s=>"'/]{1,40})\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_CHARSET: Final = re.compile(rb"""charset\s{0,20}=\s{0,20}["']?\s{0,20}([\w.:+-]{1,40})""", re.I)
_XML: Final = re.compile(rb"""\s{0,100}<\?xml\s[^>]{0,200}?encoding\s{0,20}=\s{0,20}["']([\w.:+-]{1,40})""")


_HIGH: Final = bytes(range(0x80, 0x100))
#: How many times as likely as the declared charset one that nobody claims has to be (docs/decisions/charset-detection.md).
_CLEARLY: Final = 1.6
#: Non-ASCII bytes that it takes to pass over a declaration for a charset that nobody claims.
_ENOUGH: Final = 10


_LOST: Final = "not valid in {}, replaced by U+FFFD"


class UnknownEncodingError(ValueError, LookupError):
    """The encoding that the caller demanded is none of the web."""


class Decoded(NamedTuple):
    """Text of a page, the codec it was decoded with (a name Python knows), and what to know about the result."""

    text: str
    encoding: str
    warnings: tuple[str, ...]


def decode(data: bytes, *, encoding: str | None = None, http_charset: str | None = None) -> Decoded:
    """Decode the bytes of a page.

    The evidence, strongest first: ``encoding``; a byte order mark (removed from the text); validity as UTF-8;
    UTF-8 with a few broken bytes; ``http_charset``; ``<meta charset>``, ``<meta http-equiv>`` or the XML declaration;
    detection from the letters of the text. A declared charset is passed over if too many bytes are errors in it, or if
    the text clearly is in another. Charset names mean what the WHATWG Encoding Standard says: "latin-1" is
    windows-1252, "gb2312" is gb18030. UTF-7 is never decoded: it can hide markup.

    Args:
        data: The page as it was fetched.
        encoding: Name of the charset to use, whatever the page says; None to find it out.
        http_charset: The ``charset`` of the HTTP ``Content-Type`` header, if any. Unknown names are ignored.

    Returns:
        The text, the codec used, and warnings (bytes replaced by U+FFFD, wrong or missing declarations).

    Raises:
        UnknownEncodingError: ``encoding`` is not the name of an encoding of the web (a ValueError and a LookupError).
    """
    mark = next((codec for bom, codec in _BOMS.items() if data.startswith(bom)), "")
    if encoding is not None:
        codec = _demanded(encoding)
        return _finish(data, mark if mark[:6] == codec[:6] else codec)
    if mark and not _false_mark(data, mark):
        return _finish(data, mark)
    if 0 in data[:256] and (wide := _utf16_without_mark(data)):
        return _finish(data, wide, f"no byte order mark: the zero bytes show {wide}")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(data, http_charset)
    # The searches for single bytes are far cheaper than decoding, for two bytes they are not.
    if text.isascii() and (b"\x1b" in data or (b"~" in data and b"~{" in data)):
        return _decode_seven_bit(data, http_charset) or Decoded(text, "utf-8", ())
    if text.isascii():
        return Decoded(text, "utf-8", ())
    text, warning = mended(text, data)
    return Decoded(text, "utf-8", (warning,) if warning else ())


def _demanded(name: str) -> str:
    """The codec for a name given by the caller."""
    if not (codec := web_codec(name)):
        raise UnknownEncodingError(
            f"unknown encoding {name!r}: pass an encoding of the web, such as 'utf-8', 'windows-1252' or 'shift_jis', "
            "or None to have it found out from the page"
        )
    return codec


def _false_mark(data: bytes, mark: str) -> bool:
    """Whether a UTF-16 mark stands before 8-bit text, as when a converter left it there."""
    head = data[2:514]
    return mark.startswith("utf-16") and len(head) > 64 and head.isascii() and 0 not in head


def _utf16_without_mark(data: bytes) -> str | None:
    """Tell UTF-16 from stray zero bytes: its markup has zeros in every other place, on one side only."""
    head = data[:2048]
    even, odd = head[::2].count(0), head[1::2].count(0)
    markup = re.search(rb"(?:[ -~]\0){5}", head)
    if not markup or max(even, odd) < len(head) / 20 or min(even, odd) > max(even, odd) / 10:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _convert(data: bytes, codec: str) -> tuple[str, int]:
    """Decode with replacement; return the text and the number of errors."""
    if codec in SINGLE_BYTE:
        text: str = codecs.charmap_decode(data, "replace", charmap(codec))[0]
    else:  # of the codecs for ISO-2022-JP, the "ext" one alone knows half-width kana
        text = data.decode("iso2022_jp_ext" if codec == "iso-2022-jp" else codec, "replace")
    if codec == "windows-1258":  # tone marks are characters of their own in it, and those that it lacks stand as references
        text = unicodedata.normalize("NFC", _MARK.sub(lambda mark: chr(int(mark[1])), text))
    if codec == "big5hkscs":  # Python's table differs from the standard's in these
        text = text.replace("\u2022", "\u2027").replace("\u223c", "\uff5e")
    errors = text.count("\ufffd")
    if errors and codec == "euc-jp":  # NEC's characters, such as circled digits, are only in the later standard
        text = min(text, data.decode("euc_jis_2004", "replace"), key=lambda version: version.count("\ufffd"))
        errors = text.count("\ufffd")
    return text, errors - (data.count(b"\xef\xbf\xbd") if codec == "utf-8" else 0)


def _counted(errors: int, what: str) -> str:
    return f"{errors} byte sequence{'s' if errors > 1 else ''} {what}" if errors > 0 else ""


def _finish(data: bytes, codec: str, *warnings: str) -> Decoded:
    text, errors = _convert(data, codec)
    if errors > 0:
        warnings += (_counted(errors, _LOST.format(codec)),)
    return Decoded(text.removeprefix("\ufeff"), codec, warnings)


def _declarations(data: bytes, http_charset: str | None) -> Iterator[str]:
    """Yield the charset labels that the page is declared with, the most authoritative first."""
    if http_charset:
        yield http_charset
    head = _COMMENT.sub(b" ", data[:_HEAD_BYTES])
    for meta in _META.finditer(head):
        attributes = {m[1].lower(): m[2] or m[3] or m[4] or b"" for m in _ATTRIBUTE.finditer(meta[1])}
        label = attributes.get(b"charset", b"")
        if not label and not attributes.keys() & {b"name", b"property", b"itemprop"}:
            found = _CHARSET.search(attributes.get(b"content", b""))
            label = found[1] if found else b""
        if label:
            yield label.decode("ascii", "replace")
            break
    if xml := _XML.match(head):
        yield xml[1].decode("ascii")


def _decode_seven_bit(data: bytes, http_charset: str | None) -> Decoded | None:
    """Decode ISO-2022-JP, ISO-2022-KR or HZ where the bytes and (but for the first) a declaration say so."""
    declared = [web_codec(label) for label in _declarations(data, http_charset)]
    for codec, sign in _SEVEN_BIT.items():
        if codec in declared and sign.search(data):
            return _finish(data, codec)
    if _SEVEN_BIT["iso-2022-jp"].search(data):
        return _finish(data, "iso-2022-jp", "charset not declared: the escape sequences show iso-2022-jp")
    return None


def _decode_legacy(data: bytes, http_charset: str | None) -> Decoded:
    """Decode bytes that are not valid UTF-8."""
    labels = list(dict.fromkeys(_declarations(data, http_charset)))
    warnings = [f"unknown charset {label[:40]!r} ignored" for label in labels if web_codec(label) is None]
    # A declaration that can be read as ASCII is not in UTF-16; the standard takes such a claim for UTF-8.
    declared = ["utf-8" if codec.startswith("utf-") else codec for codec in map(web_codec, labels) if codec]
    if mixed := _utf8_with_runs(data, declared):
        return mixed._replace(warnings=(*warnings, *mixed.warnings))
    ranking = _Ranking(data)
    for codec in declared:
        text, errors = _convert(data, codec)
        errors -= text.endswith("\ufffd")  # a page cut off within a character says nothing about the charset
        if codec == "utf-8" or errors > min(max(ranking.high / 100, len(data) / 2000), ranking.high / 10):
            warnings.append(f"declared charset {codec} does not fit the bytes")
        elif better := ranking.overruling(codec, declared):
            return _finish(data, better, *warnings, f"declared charset {codec} gives no sensible text, {better} does")
        else:
            return _finish(data, codec, *warnings)
    best = ranking.best
    return _finish(data, best, *warnings, f"charset not declared, or wrongly: detected {best}")


def _utf8_with_runs(data: bytes, declared: list[str]) -> Decoded | None:
    """The page if it is UTF-8 with some damage, or with runs in another charset.

    Two-byte characters of other charsets look like UTF-8 about one time in five (GBK), letters of a single-byte
    charset hardly ever; so a majority of well-formed sequences is proof enough unless something else is declared.
    """
    text, broken = _convert(data, "utf-8")
    broken -= text.endswith("\ufffd")
    whole = len(text) - len(text.encode("ascii", "ignore")) - text.count("\ufffd")
    factor = 2 if not declared else 1 if declared[0] == "utf-8" else 4
    mostly = whole > 0 and whole >= factor * broken
    if not mostly and (whole < 2 or factor == 4):
        return None
    if not (mixed := read_mixed(data, whole=mostly)):
        return None
    warnings = (_counted(mixed.read, f"not valid in utf-8, read as {mixed.codec}"), _counted(mixed.lost, _LOST.format("utf-8")))
    return Decoded(mixed.text.removeprefix("\ufeff"), "utf-8", tuple(filter(None, warnings)))


class _Ranking:
    """How well each charset explains a page; worked out when first asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.high = len(data) - len(data.translate(None, _HIGH))

    @cached_property
    def _scores(self) -> dict[str, float]:
        return scores(self._data)

    @cached_property
    def best(self) -> str:
        """The likeliest codec; windows-1252, the browsers' default, where nothing can be told."""
        return max(self._scores, key=self._scores.__getitem__, default="windows-1252")

    def overruling(self, codec: str, declared: list[str]) -> str | None:
        """The codec to use instead of a declared one in which the bytes have no errors, if there is such a one.

        Nearly any bytes are free of errors in a single-byte charset, so the claim is held against the text: another
        claim has to explain it better, a charset that nobody claims clearly better, and on enough letters.
        """
        score = self._scores.get(codec, 0.0)
        if codec not in DETECTABLE or not self._scores:
            return None
        rival = max(declared, key=lambda name: self._scores.get(name, 0.0))
        if self._scores.get(rival, 0.0) > score:
            return rival
        return self.best if self.high >= _ENOUGH and self._scores[self.best] > _CLEARLY * score else None
