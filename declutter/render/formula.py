"""Formulas: LaTeX that neither ends where it stands nor links to a script."""

from __future__ import annotations

import re

OWN_MARKS = {"\\(": "\\)", "\\[": "\\]", "$$": "$$"}  # of a formula: what opens it, and what closes it
ENTITY = re.compile(r"&(?=#?\w{1,32};)")
TAG_LIKE = re.compile(r"<(?=[A-Za-z/!?])")
BACKTICK = re.compile(r"(\\*)`")
# Commands with which typesetters (MathJax, KaTeX) make a link, an attribute, or another command's name, and line ends, which begin with the
# same sign. A link may have an address that begins as no script does.
COMMAND = re.compile(
    r"\\\\|\\(?!(?:href|url)\s*\{\s*(?:https?:|mailto:|#|/))(?=(?:href|url|mmlToken|csname|html[A-Z][A-Za-z]*)(?![A-Za-z]))"
)


def inert(latex: str) -> str:
    """LaTeX whose commands of links and attributes are words, unless they lead to a plain address."""
    return COMMAND.sub(lambda found: found[0] * (len(found[0]) // 2), latex) if "\\" in latex else latex


def between_dollars(latex: str, display: bool) -> str:
    """LaTeX between dollars, so that Markdown finds no emphasis, code or tag in it."""
    mark = "$$" if display else "$"
    if latex[:2] in OWN_MARKS and latex[2:].endswith(OWN_MARKS[latex[:2]]):
        latex = latex[2:-2].strip()
    elif len(latex) > 1 and latex[0] == latex[-1] == "$":
        latex = latex[1:-1]
    latex = ENTITY.sub(r"\\&", inert(latex).replace("](", "] ("))
    return f"{mark}{BACKTICK.sub(without_backtick, TAG_LIKE.sub('< ', latex))}{mark}"


def without_backtick(found: re.Match[str]) -> str:
    """A grave accent or an opening quote by other names: the next backtick of the text would make code of all between."""
    slashes = found[1]
    return f"{slashes}grave " if len(slashes) % 2 else f"{slashes}\u2018"
