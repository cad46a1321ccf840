"""Pages in every charset of the web: the UTF-8 pages of the benchmark sets, re-encoded, and those that came in another charset.

The languages that the sets lack are the composed texts of tests/unit/test_decode.py. What a page declares is taken out of it, so that
nothing but the text tells the charset.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from benchmark_pages import ROOT, bench, folder, missing, shout

from declutter.sources.decode import decode

WESTERN = "en de fr es pt it ca gl nl sv da nb no fi is et eu ga id sq"
CENTRAL = "cs sk pl hu hr sl bs sh sq"
#: Charset -> the languages that were written in it.
LANGUAGES = {
    "windows-1252": WESTERN, "iso-8859-15": WESTERN, "macintosh": WESTERN,
    "windows-1250": f"{CENTRAL} ro", "iso-8859-2": f"{CENTRAL} ro",
    "windows-1251": "ru uk bg sr mk be", "koi8-r": "ru bg", "koi8-u": "uk", "iso-8859-5": "ru uk bg sr mk be", "ibm866": "ru bg be",
    "x-mac-cyrillic": "ru uk bg sr mk be",
    "windows-1253": "el", "iso-8859-7": "el", "windows-1254": "tr", "windows-1255": "he", "iso-8859-8": "he",
    "windows-1256": "ar fa", "iso-8859-6": "ar", "windows-1257": "lt lv et", "iso-8859-13": "lt lv et", "iso-8859-4": "lt lv et",
    "windows-1258": "vi", "windows-874": "th",
    "shift_jis": "ja", "euc-jp": "ja", "iso-2022-jp": "ja", "euc-kr": "ko", "gbk": "zh", "big5": "zh",
}  # fmt: skip
#: Where Python's name is another, or its table is smaller than the one that browsers use.
PYTHON = {
    "macintosh": "mac-roman", "x-mac-cyrillic": "mac-cyrillic", "ibm866": "cp866", "windows-874": "cp874",
    "shift_jis": "cp932", "euc-kr": "cp949", "big5": "cp950",
}  # fmt: skip
#: Tone marks that windows-1258 has as characters of their own.
VIETNAMESE_MARKS = "\u0300\u0301\u0303\u0309\u0323"
LANG = re.compile(r"""<html\b[^>]{0,1000}?\s(?:xml:)?lang\s{0,20}=\s{0,20}["']?([a-z]{2,3})\b""", re.I)
DECLARATION = re.compile(r"""charset\s{0,20}=\s{0,20}["']?\s{0,20}[\w.:+-]{1,40}|<\?xml\s[^>]{0,200}\?>""", re.I)
#: Language, first and last letter of its script; Japanese before Chinese, with which it shares characters.
SCRIPTS = (("el", "α", "ω"), ("ru", "а", "я"), ("ja", "ぁ", "ん"), ("ko", "가", "힣"), ("zh", "一", "龥"), ("th", "ก", "๛"))
MARKUP = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.I | re.S)
LOST = 0.05  # a charset that cannot write more than this share of a page's non-ASCII characters was never used for it
SHORT = 400  # characters of a short page: a title and a teaser


class Sample(NamedTuple):
    """One page in one charset: its bytes and the text that they stand for."""

    group: str
    charset: str
    data: bytes
    text: str


def folded(text: str) -> str:
    """What two readings are compared by: canonically equivalent text is equal, and so are the kinds of line end."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n"))


def read_as(data: bytes, charset: str) -> str:
    """The text of the bytes in a charset, as browsers read it, for the comparison."""
    return folded(decode(data, encoding=charset).text)


def undeclared(page: bytes) -> str:
    """A UTF-8 page without its declarations."""
    return DECLARATION.sub("", page.decode("utf-8"))


def vietnamese(text: str) -> str:
    """The text with the tone marks apart, as far as windows-1258 has them apart."""
    out = []
    for char in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", char)
        mark = next((part for part in parts if part in VIETNAMESE_MARKS), "")
        out.append(char if not mark else unicodedata.normalize("NFC", parts.replace(mark, "")) + mark)
    return "".join(out)


def encoded(text: str, charset: str, language: str) -> bytes | None:
    """The page as an editor of that charset would save it, other characters as references; None where too many of them are."""
    if charset == "windows-1258":
        text = vietnamese(text)
    if language == "ro":
        text = text.translate(str.maketrans("șțȘȚ", "şţŞŢ"))
    codec = PYTHON.get(charset, charset)
    data = text.encode(codec, "xmlcharrefreplace")
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    lost = len(text) - len(text.encode(codec, "ignore").decode(codec))
    seven_bit = charset == "iso-2022-jp"
    return data if foreign and lost <= LOST * foreign and (seven_bit or not data.isascii()) else None


def script_language(text: str) -> str:
    """Language of a page that states none, where the script tells it."""
    for language, first, last in SCRIPTS:
        if sum(first <= char <= last for char in text) > len(text) / 50:
            return language
    return ""


def short(text: str, language: str) -> str:
    """A page of a few lines of the same text, from where its first non-ASCII characters are."""
    words = " ".join(MARKUP.sub(" ", text).split())
    start = next((i for i, char in enumerate(words) if char > "\x7f"), 0)
    return f'<html lang="{language}"><body><p>{words[max(0, start - SHORT // 4) : start + SHORT]}</p></body></html>'


def texts() -> dict[str, list[str]]:
    """Language -> pages of that language, from the sets, and one composed page each."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(folder().glob("*.tar.xz")):
        for truth, page in bench().load(path.stem.removesuffix(".tar")):
            try:
                text = undeclared(page)
            except UnicodeDecodeError:
                continue
            stated = LANG.search(text[:4096])
            language = (truth.get("lang") or truth.get("language") or (stated[1] if stated else ""))[:2].lower() or script_language(text)
            if language and not text.isascii():
                found[language].append(text)
    return found


def composed() -> dict[str, list[str]]:
    """Language -> one page of the unit tests' text."""
    sys.path.insert(0, str(ROOT / "tests" / "unit"))
    from test_decode import TEXTS

    return {language[:2] + language[5:].lower(): [f"<html><body><p>{text}</p></body></html>"] for language, text in TEXTS.items()}


def re_encoded(each: int) -> Iterator[Sample]:
    """Pages in all charsets of their languages: at most ``each`` of a language and a charset."""
    if why := missing():
        shout(f"NO BENCHMARK PAGES: {why}. Only the composed texts are measured.")
    by_language = texts() if not missing() else {}
    for kind, source in (("page", by_language), ("composed", composed())):
        for charset, languages in LANGUAGES.items():
            for language in languages.split():
                pages = [text for name, some in source.items() if name[:2] == language for text in some]
                for text in pages[:: max(1, len(pages) // each)][:each]:
                    for group, version in ((kind, text), ("short", short(text, language))) if kind == "page" else ((kind, text),):
                        if data := encoded(version, charset, language):
                            yield Sample(group, charset, data, read_as(data, charset))


def as_fetched() -> Iterator[Sample]:
    """The pages of the sets that are not UTF-8, read as they declare; the declaration is then taken out."""
    for path in sorted(folder().glob("*.tar.xz")):
        for _, page in bench().load(path.stem.removesuffix(".tar")):
            try:
                page.decode("utf-8")
            except UnicodeDecodeError:
                charset = decode(page).encoding
                data = re.sub(DECLARATION.pattern.encode(), b"", page, flags=re.I)
                yield Sample("as fetched", charset, data, read_as(data, charset))
