"""Images of formulas: their LaTeX, from the alternative text or from the address of the service that draws them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from declutter.sources.mathml import tidy

if TYPE_CHECKING:
    from collections.abc import Mapping

# classes of images of formulas
DRAWN = re.compile(r"mwe-math-fallback|(?:^|\s)(?:tex|latex|mathjax|ql-img-\S+|math(?:tex|image|-inline)?|equation)(?:\s|$)", re.I)
COMMAND = re.compile(r"\\(?:[A-Za-z]{2,}|[,;!{}])|[A-Za-z0-9)}][\^_]\{?[A-Za-z0-9\\({-]")  # LaTeX rather than a caption
NO_TEX = re.compile(r"\\[A-Za-z]+\\|\.(?:png|jpe?g|gif|svg|webp)$|(?<![A-Za-z])[A-Za-z]:\\|https?:", re.I)  # paths and file names
# addresses of services that draw LaTeX: a word for what they do, then the LaTeX as a parameter, the whole query or the last part
SERVICE = re.compile(r"(?:latex|tex|math|equation|formula|eq|chart)[\w./-]*[?/]|cht=tx", re.I)
PARAMETER = re.compile(r"[?&](?:latex|tex|math|from|chl|eq|formula|equation|expr|q|source|code)=([^&#]+)", re.I)
QUERY = re.compile(r"\?([^#]+)|/(?:svg|png|gif|tex|latex|math)/([^?#]+)$", re.I)
DELIMITED = re.compile(r"^(?:\$\$?(.+?)\$\$?|\\\((.+)\\\)|\\\[(.+)\\\])$", re.S)
# settings of services, which are no part of the formula
SETTINGS = re.compile(r"\\(?:dpi|bg|fg|color)\{?[\w,]*\}?\s*|\\(?:inline|large|small|huge|LARGE|Large|tiny)(?![A-Za-z])\s*")


def formula_of(attrs: Mapping[str, str]) -> str:
    """The LaTeX of an ``<img>`` of a formula, from its text or from the address of a service that draws it; ``""`` for any other image."""
    alt = attrs.get("alt") or ""
    if alt:
        inner = DELIMITED.match(alt.strip())
        text = (inner[1] or inner[2] or inner[3]) if inner else alt
        if "class" in attrs and DRAWN.search(attrs["class"]):
            return tidy(text)
        if (inner or "\\" in alt) and COMMAND.search(text) and not NO_TEX.search(alt):
            return tidy(text)
    source = attrs.get("src") or ""
    if ("%5C" in source or "\\" in source or "%5c" in source or "^" in source or "cht=tx" in source) and SERVICE.search(source):
        found = PARAMETER.search(source) or QUERY.search(source)
        text = SETTINGS.sub("", unquote(next(filter(None, found.groups())).replace("+", " "))) if found else ""
        return tidy(text) if COMMAND.search(text) else ""
    return ""
