"""Drawn formulas: what KaTeX and MathJax draw with styled boxes or SVG -> LaTeX, for pages that carry neither MathML nor TeX beside it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from declutter.sources.mathml import FUNCTIONS, LONGEST, Formula, bare, convert, tidy, token

if TYPE_CHECKING:
    from collections.abc import Mapping

TOP = re.compile(r"(?<![\w-])top\s*:\s*(-?\d*\.?\d+)em")
GLYPH = re.compile(r"(?:^|\s)mjx-c([0-9A-F]{2,5})(?:\s|$)")
CODE = re.compile(r"[0-9A-Fa-f]{1,5}")
ROLES = {
    "num": "numerator",
    "den": "denominator",
    "op": "base",
    "texatom": "mrow",
    "itable": "mtable",
    **{name: name for name in "mi mn mo mtext mfrac msup msub msubsup munder mover munderover msqrt mroot mtable mtr mtd mrow".split()},
    **{name: name for name in "numerator denominator script sup sub over under base c surd root sqrt msupsub op-limits accent".split()},
    **{name: name for name in "accent-body strut pstrut vlist-s frac-line rule nulldelimiter math".split()},
}
ROLES_OF_KATEX = frozenset("mfrac msupsub sqrt op-limits accent accent-body strut pstrut vlist-s frac-line nulldelimiter root".split())
LEAVES = frozenset({"mi", "mn", "mo", "mtext"})
SILENT = frozenset({"strut", "pstrut", "vlist-s", "frac-line", "surd", "rule", "nulldelimiter"})
PARTS = frozenset({"numerator", "denominator", "script", "sup", "sub", "over", "under", "base", "entry", "root"})
RADICAL = "\\surd"  # drawn as a letter of its own
SUPERSCRIPT = -2.9  # em; KaTeX sets subscripts below it and superscripts above
ACCENTS = {"^": "\\hat", "ˆ": "\\hat", "ˉ": "\\bar", "¯": "\\bar", "~": "\\tilde", "˜": "\\tilde", "˙": "\\dot", "⃗": "\\vec"}
NAME = re.compile(rf"\\({'|'.join(sorted(FUNCTIONS))})\b")
MOST_PARTS = 50  # of a box that hands its parts on; a larger one is a formula of its own


class Piece(NamedTuple):
    """A part of a formula: its role in the element around it, its LaTeX, and how far from the line it is drawn (em, None where inline)."""

    role: str
    latex: str
    top: float | None = None


class Drawn:
    """Converter of one drawn formula, fed with events; ``latex`` is the result. MathML inside, for screen readers, is preferred."""

    def __init__(self, display: bool = False) -> None:
        self.display = display
        self.attribute = ""  # LaTeX of the MathML in an attribute
        self.math: Formula | None = None  # MathML inside
        self.stack: list[tuple[str, list[Piece], float | None]] = [("math", [], None)]

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        if self.math is not None:
            self.math.start(tag, attrs)
            return
        if tag == "math":
            self.math = Formula(attrs)
            return
        top = TOP.search(attrs.get("style") or "")
        pieces: list[Piece] = []
        if glyph := GLYPH.search(attrs.get("class") or ""):
            pieces.append(Piece("glyph", glyph_of(glyph[1])))
        elif tag == "use" and (code := attrs.get("data-c")):
            pieces.append(Piece("glyph", glyph_of(code)))
        self.stack.append((role(tag, attrs), pieces, float(top[1]) if top else None))

    def data(self, text: str) -> None:
        if self.math is not None:
            self.math.data(text)
            return
        pieces = self.stack[-1][1]
        if pieces and pieces[-1].role == "glyph":  # the letter stands in the text too
            pieces.pop()
        if text.strip():
            pieces.append(Piece("glyph", text.strip()))

    def end(self) -> None:
        if self.math is not None:
            self.math.end()
        elif len(self.stack) > 1:
            self.end_box()

    def end_box(self) -> None:
        """Write the innermost box that is open, and hand it to the one around it."""
        name, pieces, top = self.stack.pop()
        if name in SILENT:
            return
        outer = self.stack[-1][1]
        if name == "script":
            outer += [Piece("script", piece.latex, piece.top) for piece in pieces if piece.latex.strip()]
        elif name == "c":
            outer += pieces
        elif name in ("", "vlist") and len(pieces) <= MOST_PARTS and top is None and any(piece.role in PARTS for piece in pieces):
            outer += pieces
        else:
            latex = written(name, pieces)[:LONGEST]
            if latex.strip():
                outer.append(Piece("entry" if top is not None and name not in PARTS else name, latex, top))

    @property
    def latex(self) -> str:
        """The formula as LaTeX; one that has no structure as the letters that it draws."""
        while len(self.stack) > 1:
            self.end_box()
        if latex := self.attribute or (self.math.latex if self.math is not None else ""):
            return latex
        text = tidy(joined(self.stack[0][1]))
        plain = NAME.sub(r"\1", text)
        return text if any(sign in plain for sign in "\\^_{") else plain


def glyph_of(code: str) -> str:
    """The character of a code in hexadecimal digits; "" for what is no code, or one of half a character or a control character."""
    number = int(code, 16) if CODE.fullmatch(code) else 0
    return "" if number < ord(" ") or 0xD800 <= number < 0xE000 else chr(number)


def role(tag: str, attrs: Mapping[str, str]) -> str:
    """What an element is in a formula, by its tag, its classes or what MathJax notes on its SVG; ``""`` for a mere box."""
    node = attrs.get("data-mml-node")
    if node:
        return ROLES.get(node.lower(), "")
    if tag.startswith("mjx-"):
        return ROLES.get(tag[4:], "")
    for word in (attrs.get("class") or "").split():
        if word in ROLES_OF_KATEX or word in LEAVES or word == "msubsup":
            return word
        if word.startswith("mjx-") and word[4:] in ROLES:
            return ROLES[word[4:]]
    return ""


def joined(pieces: list[Piece]) -> str:
    """The LaTeX of pieces that stand side by side."""
    return "".join(letters(piece.latex) if piece.role == "glyph" else piece.latex for piece in pieces)


def letters(text: str) -> str:
    """LaTeX of characters as they are drawn."""
    text = unicodedata.normalize("NFKC", text) if not text.isascii() else text
    if text in FUNCTIONS:
        return f"\\{text} "
    return "".join(token("mo", character) for character in text)


def written(name: str, pieces: list[Piece]) -> str:
    """LaTeX of an element from its pieces."""
    if name in LEAVES:
        text = "".join(piece.latex for piece in pieces)
        return token(name, unicodedata.normalize("NFKC", text).strip())
    parts = {piece.role: piece.latex for piece in pieces if piece.role in PARTS}
    entries = sorted((piece for piece in pieces if piece.role == "entry"), key=lambda piece: piece.top or 0.0)
    if name == "mfrac":
        above, below = parts.get("numerator"), parts.get("denominator")
        if above is None or below is None:
            whole = entries if len(entries) >= 2 else [piece for piece in pieces if piece.latex.strip()]
            above, below = (whole[0].latex, whole[-1].latex) if len(whole) >= 2 else (joined(pieces), "")
        return f"\\frac{{{bare(above.strip())}}}{{{bare(below.strip())}}}"
    if name in ("sqrt", "msqrt"):
        return f"\\sqrt{{{bare(joined([piece for piece in pieces if piece.role != 'root' and piece.latex.strip() != RADICAL]).strip())}}}"
    if name == "msupsub":
        return scripts(
            "", [p.latex for p in entries if (p.top or 0) >= SUPERSCRIPT], [p.latex for p in entries if (p.top or 0) < SUPERSCRIPT]
        )
    if name == "op-limits" and len(entries) >= 2:
        at = next((i for i, entry in enumerate(entries) if "\\" in entry.latex or len(entry.latex) > 2), len(entries) // 2)
        at = 1 if len(entries) == 3 else at
        return scripts(entries[at].latex.strip(), [p.latex for p in entries[at + 1 :]], [p.latex for p in entries[:at]])
    if name == "accent":
        mark = next((piece.latex.strip() for piece in pieces if piece.latex.strip() in ACCENTS), "")
        rest = joined([piece for piece in pieces if piece.latex.strip() != mark])
        return f"{ACCENTS[mark]}{{{rest.strip()}}}" if mark else rest
    if name in ("msup", "msub", "msubsup", "munder", "mover", "munderover"):
        return indexed(name, pieces, parts)
    if name in ("mtable", "mtr"):
        return convert(name, [piece.latex for piece in pieces if piece.latex.strip()], {})
    return joined(pieces)


def indexed(name: str, pieces: list[Piece], parts: Mapping[str, str]) -> str:
    """LaTeX of a base with indices or limits."""
    marks = [piece.latex for piece in pieces if piece.role == "script"]
    base = parts.get("base") or joined([piece for piece in pieces if piece.role not in PARTS])
    below, above = [parts[key] for key in ("sub", "under") if key in parts], [parts[key] for key in ("sup", "over") if key in parts]
    if name == "msubsup" and len(marks) == 2:
        above, below = [*above, marks[0]], [*below, marks[1]]
    elif marks:
        (below if name in ("msub", "munder") else above).extend(marks)
    if not below and not above:  # the children are bare: base, below, above
        found = [piece.latex for piece in pieces if piece.latex.strip()]
        base, rest = (found or [""])[0], found[1:]
        below, above = (rest[:1], rest[1:]) if name in ("msub", "munder", "msubsup", "munderover") else ([], rest)
    return scripts(base.strip(), below, above)


def scripts(base: str, below: list[str], above: list[str]) -> str:
    """A base with what stands below and above it."""
    low, high = "".join(below).strip(), "".join(above).strip()
    return base + (f"_{{{bare(low)}}}" if low else "") + (f"^{{{bare(high)}}}" if high else "")
