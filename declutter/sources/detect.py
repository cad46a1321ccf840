"""Detection of the input: HTML, Markdown, plain lines, or data that is not a page."""

from __future__ import annotations

import json
import re

from declutter.charset_labels import web_codec
from declutter.sources.markdown import HEADING, is_markdown

LOOK_AT = 20_000  # characters that are inspected

OPENING = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
FRAGMENT = re.compile(r"\s*(?:<!--|<([a-z][\w-]*)(?:\s[^<>]*)?>.*?</\1\s*>)", re.I | re.S)  # opens with a comment or an element
TAG = re.compile(
    r"</?(?:a|article|b|body|br|div|footer|h[1-6]|head|header|html|i|img|li|link|main|meta|nav|ol|p|script|section|span|strong|table|td|title|tr|ul)(?:\s[^<>]*)?/?>",
    re.I,
)
CHARACTERS_PER_TAG = 250  # at most, in a page; an article about HTML has fewer tags

MAGIC = {
    b"%PDF-": "a PDF document",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"\x1f\x8b": "gzip-compressed data (pass what gzip.decompress gives)",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x00\x00\x00\x18ftyp": "a video",
    b"\x7fELF": "a program",
    b"BZh": "bzip2-compressed data",
    b"\xfd7zXZ": "xz-compressed data",
    b"\xd0\xcf\x11\xe0": "an old office document",
}
CODE_LOOK_AT = 8_000  # characters of a text that are inspected for code
CODE_SHARE = 0.8  # share of the characters that must be rules or statements
JSON_START = re.compile(r"[{\[]\s*[\"{\[\]}\d\-tfn]")
COMMENT = re.compile(r"/\*.*?(?:\*/|$)|^\s*//[^\n]*", re.S | re.M)
CSS_RULE = re.compile(r"[^{}]{1,500}\{\s*(?:[\w-]+\s*:[^{};]{1,400}(?:;\s*|(?=\})))+\}|@[\w-]+[^{};]{0,200}[;{]|\}")
SCRIPT_LINE = re.compile(r"[;{}(,\[\]]$|^[})\]]|=>")
SCRIPT_WORD = re.compile(r"\b(?:function\b|var |let |const |return\b|import .* from |export |window\.|document\.)|=>")
CONTROLS = bytes(set(range(32)) - {7, 8, 9, 10, 12, 13, 27}) + b"\x7f"
CODE_TYPES = ("css", "javascript", "ecmascript")
PAGE_TYPES = ("html", "xml", "text/", "json", "octet-stream", "unknown")


def input_kind(text: str) -> str:
    """``"html"``, ``"markdown"`` or ``"lines"`` for a str."""
    text = text.lstrip("\ufeff \t\r\n")  # a decoded byte order mark
    start = text[:LOOK_AT]
    if OPENING.match(start):
        return "html"
    if FRAGMENT.match(start):  # many README files start so
        return "markdown" if is_markdown(text) and HEADING.search(text) else "html"
    tags = sum(1 for _ in TAG.finditer(start))
    enough = max(1, min(len(start), LOOK_AT) // CHARACTERS_PER_TAG)
    if start.lstrip()[:1] == "<":
        return "html" if tags else "lines"
    if tags > enough and tags > 3:
        return "html"
    return "markdown" if is_markdown(text) else "lines"


def refusal(data: bytes, content_type: str = "", encoding: str | None = None) -> str | None:
    """Description of ``data`` if it is certainly not a page, else ``None``; ``encoding`` is the caller's."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind and (kind.endswith(CODE_TYPES) or not any(known in kind for known in PAGE_TYPES)):
        return f"content of type {kind}"
    start = data[:4096]
    first = start.lstrip(b"\r\n\t ")
    for magic, name in MAGIC.items():
        if data.startswith(magic) or first.startswith(magic):
            return name
    if start[:2] in (b"\xff\xfe", b"\xfe\xff") or start[:4] in (b"\x00\x00\xfe\xff", b"\xff\xfe\x00\x00"):
        return None  # UTF-16 and UTF-32 have many zero bytes
    if encoding and (web_codec(encoding) or "").startswith(("utf-16", "utf-32")):
        return None
    if utf16_zeros(start):
        start = start.replace(b"\0", b"")
    odd = len(start) - len(start.translate(None, CONTROLS))
    if odd > 8 and odd * 20 > len(start):
        return "binary data"
    return None


def utf16_zeros(start: bytes) -> bool:
    """Whether zero bytes are distributed as in UTF-16 without a byte order mark: at every other position."""
    first, second = start[::2].count(0), start[1::2].count(0)
    return max(first, second) > len(start) / 4 and min(first, second) * 10 <= max(first, second)


def not_a_page(text: str) -> str:
    """What a text is if it is JSON, a style sheet or a script, else "": by its syntax, since pages hold all of these."""
    start = text[:CODE_LOOK_AT].lstrip("\ufeff \t\r\n")
    if start[:1] in ("{", "[") and JSON_START.match(start):
        try:
            json.loads(text.lstrip("\ufeff"))
        except (ValueError, RecursionError):  # text of a hundred thousand brackets is none that anybody wrote as JSON
            return ""
        return "JSON data"
    if start[:1] == "<" or not ("{" in start and "}" in start):
        return ""
    bare = COMMENT.sub("", start)
    rules = sum(len(found[0]) for found in CSS_RULE.finditer(bare))
    if rules > CODE_SHARE * len(bare.strip()):
        return "a style sheet"
    lines = [line.strip() for line in bare.splitlines() if line.strip()]
    code = sum(len(line) for line in lines if SCRIPT_LINE.search(line))
    return "a script" if SCRIPT_WORD.search(bare) and code > CODE_SHARE * sum(map(len, lines)) else ""
