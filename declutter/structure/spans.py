"""Spans: the inline elements of a block, with character offsets in its text instead of indexes of the parser's pieces."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from itertools import accumulate
from typing import TYPE_CHECKING

from declutter.page.inline import ANY_INVISIBLE, INVISIBLE
from declutter.structure.addresses import absolute
from declutter.structure.blocks import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from declutter.page import Page
    from declutter.page.inline import Inline

KINDS = {
    "a": "link",
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("i", "em", "cite", "var", "dfn"), "emphasis"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
    **dict.fromkeys(("del", "s", "strike"), "deleted"),
    "sup": "superscript",
    "sub": "subscript",
    "math": "math",
    "ruby": "ruby",
    "img": "image",
}
BACKLINK = re.compile(
    r"#(?:_?(?:ftn|edn|fn|footnote|cite|user-content-fn)[_-]?(?:ref|anchor))", re.I
)  # from a footnote back to its reference
NEED_VALUE = frozenset({"link", "ruby"})
# TeX between its delimiters: \(…\), \[…\], $$…$$, an environment; $…$ only around what must be TeX, since prices have the sign too
TEX = re.compile(
    r"\\\((?:[^\\]|\\[^()])+\\\)|\\\[(?:[^\\]|\\[^\[\]])+\\\]|\$\$[^$]+\$\$"
    r"|\\begin\{(equation|align|gather|eqnarray|multline|displaymath|math)(\*?)\}.+?\\end\{\1\2\}"
    r"|(?<![\w$\\])\$(?=[^\s$])(?=[^$]{0,300}(?:\\[A-Za-z]+|[A-Za-z)}][\^_]))[^$]{1,300}(?<=[^\s\\])\$(?![\w$])",
    re.S,
)
FORMULA = re.compile(r"\\[A-Za-z]+|[\^_=+<>/|*]|^..\s*\w{1,2}\s*..$|\d", re.S)  # what tells a formula from escaped brackets
DISPLAY = re.compile(r"\\\[|\$\$|\\begin")
IN_CODE = frozenset({"link", "image"})  # other spans inside code are ignored
MERGED = frozenset({"strong", "emphasis", "deleted", "link"})


def tex(text: str, marked: bool) -> list[Span]:
    """Formulas between LaTeX delimiters, which stay part of the text; ``marked`` where the page says that the block holds TeX."""
    found = [match for match in TEX.finditer(text) if marked or FORMULA.search(match[0])]
    return [Span("math", match.start(), match.end(), "display" if DISPLAY.match(match[0]) else "") for match in found]


def spans(text: str, inline: Inline | None, base: str, formulas: Sequence[Span] = ()) -> tuple[Span, ...]:
    """The spans of a block of running text, outer before inner."""
    pieces, runs = inline or ([text], [])
    offsets = Offsets(text, pieces)
    found = list(formulas)
    for tag, value, first, last in runs:
        start, end = offsets.span(first, last)
        kind = KINDS[tag]
        resolved = value if kind != "link" else absolute(value, base) if not BACKLINK.match(value) else ""
        if (end > start and (resolved or kind not in NEED_VALUE)) or kind == "image":
            found.append(Span(kind, start, max(start, end), resolved))
    return nested(found, text)


def block_spans(page: Page, block: int) -> tuple[Span, ...]:
    """The spans of a block, with addresses as the page has them."""
    inline = page.inlines.get(block)
    return spans(page.texts[block], inline, "") if inline else ()


class Offsets:
    """Maps piece indexes to character offsets in the text. White space was collapsed in between, so the other characters are counted."""

    def __init__(self, text: str, pieces: Sequence[str]) -> None:
        self.text = text
        raw = "".join(pieces)
        self.same = raw == text
        if self.same:
            self.cuts = list(accumulate(map(len, pieces)))
            return
        if not raw.isascii() and ANY_INVISIBLE.search(raw):
            pieces = [piece.translate(INVISIBLE) for piece in pieces]
        self.solid = list(accumulate(len("".join(piece.split())) for piece in pieces))
        self.words = list(accumulate(map(len, text.split())))

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Start and end offsets of the pieces from ``first`` up to ``last``, without white space at the ends."""
        if self.same:
            start = self.cuts[min(first, len(self.cuts)) - 1] if first else 0
            end = self.cuts[min(last, len(self.cuts)) - 1] if last else 0
            part = self.text[start:end]
            return start + len(part) - len(part.lstrip()), start + len(part.rstrip())
        before = self.solid[min(first, len(self.solid)) - 1] if first else 0
        until = self.solid[min(last, len(self.solid)) - 1] if last else 0
        if until <= before:
            offset = until + max(bisect_left(self.words, until), 0)
            return offset, offset
        return before + bisect_right(self.words, before), until + bisect_left(self.words, until)


def nested(found: list[Span], text: str) -> tuple[Span, ...]:
    """Spans as a proper nesting, in order of their start: one that crosses the end of an outer one is split; none contains its kind."""
    if len(found) < 2:
        return tuple(found)
    result: list[Span] = []
    opened: list[Span] = []
    # the inner of two elements ends first, so of two spans with equal offsets the later one is the outer
    waiting = [(span.start, -span.end, number if span.kind == "image" else -number, span) for number, span in enumerate(merged(found))]
    waiting.sort()
    at = 0
    while at < len(waiting):
        _, _, number, span = waiting[at]
        at += 1
        while opened and (opened[-1].end < span.start or opened[-1].end == span.start < span.end):
            opened.pop()
        if any(outer.kind == span.kind or outer.kind == "math" or (outer.kind == "code" and span.kind not in IN_CODE) for outer in opened):
            continue
        if opened and span.end > opened[-1].end:
            end = opened[-1].end
            rest = end + len(text[end : span.end]) - len(text[end : span.end].lstrip())
            if span.kind in MERGED and rest < span.end:
                insort(waiting, (rest, -span.end, number, span._replace(start=rest)), lo=at)
            span = span._replace(end=end)
        result.append(span)
        if span.end > span.start:
            opened.append(span)
    return tuple(result)


def merged(found: list[Span]) -> list[Span]:
    """Merge equal spans that touch or are separated by one space: ``<b>a</b> <b>b</b>`` is one strong phrase."""
    result: list[Span] = []
    last: dict[tuple[str, str], int] = {}
    for span in sorted(found, key=lambda span: span.start):
        key = span.kind, span.value
        at = last.get(key)
        if at is not None and span.kind in MERGED and span.start <= result[at].end + 1:
            result[at] = result[at]._replace(end=max(result[at].end, span.end))
        else:
            last[key] = len(result)
            result.append(span)
    return result
