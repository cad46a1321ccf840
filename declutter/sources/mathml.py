"""Formulas: presentation MathML -> LaTeX, from parser events, without recursion.

LaTeX that a formula carries itself (a TeX ``annotation``, ``alttext``) is preferred to the conversion. The elements are those of MathML
Core (https://www.w3.org/TR/mathml-core/).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Mapping

TEX = frozenset({"application/x-tex", "tex", "latex", "application/x-latex", "text/latex"})
LOOKS_LIKE_TEX = re.compile(r"[\\^_{}]|^\w$")
STYLE = re.compile(r"^\{\\(?:displaystyle|textstyle)\s?(.*)\}$", re.S)
BARE_INDEX = re.compile(r"(?<![A-Za-z0-9])\s*(?<!\\)_\s*(?=\{)")  # gets spaces around it, so that Markdown does not read it as emphasis
STAR = re.compile(r"(\\[A-Za-z]*\*|\{[A-Za-z]+\*\})|\*")  # the operator, but neither "\operatorname*" nor "{align*}"
LONGEST_BARE = 300  # characters up to which outer braces are removed: keeps the cost linear for deeply nested formulas
LONGEST = 20_000  # characters of one formula
FUNCTIONS = frozenset(
    "sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh log ln exp lim max min sup inf det gcd arg deg dim".split()
)
SYMBOLS_TEXT = r"""
−=- ×=\times ÷=\div ±=\pm ∓=\mp ⋅=\cdot ·=\cdot ∗=* ≤=\le ≥=\ge ≠=\ne ≈=\approx ≡=\equiv ∼=\sim
∝=\propto ∞=\infty ∑=\sum ∏=\prod ∫=\int ∮=\oint ∂=\partial ∇=\nabla √=\surd ∈=\in ∉=\notin
⊂=\subset ⊆=\subseteq ∪=\cup ∩=\cap ∅=\emptyset ∀=\forall ∃=\exists ¬=\neg ∧=\wedge ∨=\vee →=\to
←=\leftarrow ⇒=\Rightarrow ⇔=\Leftrightarrow ↦=\mapsto …=\ldots ⋯=\cdots ℝ=\mathbb{R} ℕ=\mathbb{N}
ℤ=\mathbb{Z} ℚ=\mathbb{Q} ℂ=\mathbb{C} ∘=\circ ∥=\parallel ⊥=\perp ⟨=\langle ⟩=\rangle ℏ=\hbar
α=\alpha β=\beta γ=\gamma δ=\delta ε=\varepsilon ϵ=\epsilon ζ=\zeta η=\eta θ=\theta ι=\iota κ=\kappa
λ=\lambda μ=\mu ν=\nu ξ=\xi π=\pi ρ=\rho σ=\sigma τ=\tau υ=\upsilon φ=\varphi ϕ=\phi χ=\chi ψ=\psi
ω=\omega Γ=\Gamma Δ=\Delta Θ=\Theta Λ=\Lambda Ξ=\Xi Π=\Pi Σ=\Sigma Φ=\Phi Ψ=\Psi Ω=\Omega {=\{ }=\}
%=\% #=\# &=\& ′=' ″='' ⌊=\lfloor ⌋=\rfloor ⌈=\lceil ⌉=\rceil
"""
SYMBOLS = {pair[0]: pair[2:] for pair in SYMBOLS_TEXT.split()}
INVISIBLE = frozenset("\u2061\u2062\u2063\u2064\u200b")  # function application, times, separator, plus
ACCENTS = {
    "^": "\\hat",
    "ˆ": "\\hat",
    "¯": "\\bar",
    "‾": "\\bar",
    "→": "\\vec",
    "⃗": "\\vec",
    "~": "\\tilde",
    "˜": "\\tilde",
    "˙": "\\dot",
    "⏞": "\\overbrace",
}
FORMS = {
    "mfrac": "\\frac{{{0}}}{{{1}}}",
    "mroot": "\\sqrt[{1}]{{{0}}}",
    "msup": "{0}^{{{1}}}",
    "msub": "{0}_{{{1}}}",
    "msubsup": "{0}_{{{1}}}^{{{2}}}",
    "munderover": "{0}_{{{1}}}^{{{2}}}",
    "munder": "{0}_{{{1}}}",
}
VARIANTS = {"bold": "\\mathbf", "double-struck": "\\mathbb", "script": "\\mathcal", "fraktur": "\\mathfrak", "sans-serif": "\\mathsf"}
PRESCRIPTS = "\0"  # placeholder for <mprescripts/>: indices before the base follow
PIECES = {"mfrac": 2, "mroot": 2, "msup": 2, "msub": 2, "msubsup": 3, "munderover": 3, "munder": 2, "mover": 2}


class Formula:
    """Converter of one ``<math>`` element, fed with events; ``latex`` is the result."""

    def __init__(self, attrs: Mapping[str, str]) -> None:
        self.display = attrs.get("display") == "block"
        alternative = attrs.get("alttext") or ""
        self.attribute = attrs.get("data-latex") or (alternative if LOOKS_LIKE_TEX.search(alternative) else "")
        self.annotated = ""
        self.stack: list[tuple[str, list[str], Mapping[str, str]]] = [("math", [], {})]

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        self.stack.append((tag.rpartition(":")[2], [], dict(attrs)))

    def data(self, text: str) -> None:
        self.stack[-1][1].append(text)

    def end(self) -> None:
        if len(self.stack) == 1:
            return
        tag, parts, attrs = self.stack.pop()
        if tag.startswith("annotation"):
            if attrs.get("encoding", "").lower() in TEX:
                self.annotated = "".join(parts)
            return
        self.stack[-1][1].append(convert(tag, parts, attrs))

    @property
    def latex(self) -> str:
        """The formula as LaTeX, without delimiters, on one line."""
        while len(self.stack) > 1:
            self.end()
        return tidy(self.annotated or self.attribute or bare("".join(self.stack[0][1]).strip()))


def latex_of(mathml: str) -> str:
    """LaTeX of MathML in an attribute, ``""`` where it cannot be parsed."""
    try:
        root: Any = etree.fromstring(mathml[:LONGEST], etree.XMLParser(recover=True, resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return ""
    if root is None:
        return ""
    formula = Formula(dict(root.attrib))
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if node is root or not isinstance(node.tag, str):
            continue
        if event == "start":
            formula.start(node.tag.rpartition("}")[2], dict(node.attrib))
            formula.data(node.text or "")
        else:
            formula.end()
    return formula.latex


def tidy(text: str) -> str:
    """LaTeX on one line, without a ``\\displaystyle`` group around it."""
    text = " ".join(text[:LONGEST].split())
    found = STYLE.match(text)
    text = STAR.sub(lambda star: star[1] or "\\ast ", (found[1] if found else text).strip())
    return BARE_INDEX.sub(" _ ", text.strip())


def bare(text: str) -> str:
    """The text without its outer braces, if the first matches the last."""
    if text[:1] != "{" or text[-1:] != "}" or len(text) > LONGEST_BARE:
        return text
    depth = 0
    for place, character in enumerate(text):
        depth += ((character == "{") - (character == "}")) * (text[place - 1 : place] != "\\")
        if not depth:
            return text[1:-1] if place == len(text) - 1 else text
    return text


def convert(tag: str, parts: list[str], attrs: Mapping[str, str]) -> str:
    """LaTeX of an element from the LaTeX of its children."""
    if tag in ("mi", "mn", "mo", "mtext", "ms"):
        text = token(tag, "".join(parts).strip())
        variant = VARIANTS.get(attrs.get("mathvariant") or "")
        return f"{variant}{{{text.strip()}}}" if variant and text else text
    children = [part for part in parts if not part.isspace()]
    if tag == "mfrac" and attrs.get("linethickness", "").strip()[:1] == "0" and len(children) >= 2:
        return f"\\binom{{{bare(children[0])}}}{{{bare(children[1])}}}"
    if tag in FORMS and len(children) >= PIECES[tag]:
        base = children[0].strip()
        return FORMS[tag].format(bare(base) if tag in ("mfrac", "mroot") else base, *(bare(child.strip()) for child in children[1:]))
    if tag == "mover" and len(children) >= 2:
        accent = ACCENTS.get(children[1].strip()) or ACCENTS.get({"\\to ": "→"}.get(children[1], ""))
        return f"{accent}{{{bare(children[0])}}}" if accent else f"{children[0]}^{{{children[1]}}}"
    if tag == "mmultiscripts":
        return scripts(children)
    if tag == "mprescripts":
        return PRESCRIPTS
    if tag == "mphantom":
        return ""
    if tag == "mtr":
        return " & ".join(child.strip() for child in children) + " \\\\ "
    if tag == "mspace":
        return " "
    inside = "".join(children)
    if tag == "msqrt":
        return f"\\sqrt{{{bare(inside)}}}"
    if tag == "mtable":
        return f"\\begin{{matrix}} {inside.removesuffix(' ').removesuffix(chr(92) * 2).strip()} \\end{{matrix}}"
    if tag == "mfenced":
        separator = (attrs.get("separators", ",") or " ")[:1]
        return f"\\left{attrs.get('open', '(')}{separator.join(children)}\\right{attrs.get('close', ')')}"
    return f"{{{inside}}}" if tag == "mrow" and len(children) > 1 else inside


def scripts(children: list[str]) -> str:
    """LaTeX of ``<mmultiscripts>``: a base with indices after it and, following ``<mprescripts>``, before it."""
    base, *rest = children or [""]
    at = rest.index(PRESCRIPTS) if PRESCRIPTS in rest else len(rest)

    def pairs(found: list[str]) -> str:
        marks = zip(found, "_^" * len(found), strict=False)
        return "".join(f"{mark}{{{bare(text.strip())}}}" for text, mark in marks if text.strip())

    before = pairs(rest[at + 1 :])
    return f"{{}}{before}{base}{pairs(rest[:at])}" if before else base + pairs(rest[:at])


def token(tag: str, text: str) -> str:
    """LaTeX of an identifier, number, operator or piece of text."""
    if text in INVISIBLE:
        return ""
    if tag in ("mtext", "ms"):
        return f"\\text{{{text}}}" if text else " "
    if text in FUNCTIONS:
        return f"\\{text} "
    if tag == "mi" and len(text) > 1 and text.isalpha():
        return f"\\mathrm{{{text}}}"
    symbol = SYMBOLS.get(text, text)
    return f"{symbol} " if symbol[:1] == "\\" and symbol[-1:].isalpha() else symbol
