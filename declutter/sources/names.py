"""Names of elements: the values of class, id, role and similar attributes, and the roles that they reveal."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMING = frozenset("class id role itemprop rel data-testid data-component data-type aria-label".split())
HIDING = frozenset({"hidden", "style", "aria-hidden"})
MARK_WORDS = ("author", "byline", "date", "publish", "creator", "timestamp", "license")
YOUTUBE = "https://www.youtube.com/watch?v="
WIDGETS = (("data-videoid", YOUTUBE), ("videoid", YOUTUBE), ("data-tweetid", "https://twitter.com/i/status/"))
NAMES_AT_MOST = 150  # characters of class and id that are read: utility-class frameworks emit kilobytes


SKIPPED = re.compile(
    r"(?:^|\s)(?:mw-editsection|katex-html|MathJax_(?:Preview|SVG|CHTML)|MathJax-Element-\d+-Frame"  # edit buttons; drawn formulas
    r"|headerlink|hash-link|header-anchor"  # permalinks of headings
    r"|mw-cite-backlink|reversefootnote|(?:data-)?footnote-back(?:ref|link)?"  # backlinks of footnotes
    # line numbers of code
    r"|linenos?|lineno|line-numbers-rows|line-number|lnt?|rouge-gutter|gutter|hljs-ln-numbers|blob-num|crayon-nums)(?:\s|$)"
)
# tables and cells that hold code without a <pre>
DRAWN_AS_CODE = re.compile(r"(?:^|\s)(?:js-file-line-container|crayon-code)(?:\s|$)")


@lru_cache(maxsize=8192)
def role_of(attrs: str) -> str:
    """Role of an inline element by its names: ``"mark"`` for an author, date or licence, ``"skip"`` for duplicates and controls."""
    if SKIPPED.search(attrs):
        return "skip"
    low = attrs.lower()
    for word in MARK_WORDS:
        if word in low:
            return "mark"
    return ""


def named(attrs: Mapping[str, str]) -> str:
    """The names of an element, and a name for how it is hidden, as one space-separated string."""
    if len(attrs) == 1:  # fast path: most elements have just a class, or just an address
        only = attrs.get("class")
        if only is not None:
            return only if len(only) <= NAMES_AT_MOST else only[:NAMES_AT_MOST]
    names = None
    for key in attrs:
        if key in NAMING:
            names = attrs[key] if names is None else f"{names} {attrs[key]}"
        elif key in HIDING and (hidden := hides(key, attrs[key])):
            names = hidden if names is None else f"{names} {hidden}"
    if names is None:
        return ""
    return names if len(names) <= NAMES_AT_MOST else names[:NAMES_AT_MOST]


def hides(key: str, value: str) -> str:
    """A class-like name for an attribute that hides its element, else ``""``."""
    if key == "style":
        return "attr-hidden" if "none" in value and "display:none" in value.replace(" ", "").lower() else ""
    if key == "aria-hidden":
        return "attr-aria-hidden" if value == "true" else ""
    return "attr-hidden"


def frame_source(tag: str, attrs: Mapping[str, str]) -> str:
    """The address of the content of a frame; for widgets that only give the id of a video or post, the address is built from it."""
    source = attrs.get("src") or attrs.get("data-src") or attrs.get("data-lazy-src")
    if source:
        return source
    for key, address in WIDGETS:
        if (number := attrs.get(key)) and number.replace("-", "").replace("_", "").isalnum():
            return f"https://vimeo.com/{number}" if "vimeo" in tag else address + number
    return ""
