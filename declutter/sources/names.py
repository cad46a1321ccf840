"""How elements name themselves: class, id, role and the like."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMING = frozenset("class id role itemprop rel data-testid data-component data-type aria-label".split())
HIDING = frozenset({"hidden", "style", "aria-hidden"})
MARKING = ("author", "byline", "date", "publish", "creator", "timestamp", "license")
YOUTUBE = "https://www.youtube.com/watch?v="
WIDGETS = (("data-videoid", YOUTUBE), ("videoid", YOUTUBE), ("data-tweetid", "https://twitter.com/i/status/"))
NAMES_AT_MOST = 150  # characters of class and id that are read: utility-class frameworks write kilobytes


DRAWN_TWICE = re.compile(
    r"(?:^|\s)(?:mw-editsection|katex-html|MathJax_(?:Preview|SVG|CHTML)|MathJax-Element-\d+-Frame"  # "[edit]"; what is drawn of a formula
    r"|headerlink|hash-link|header-anchor"  # a heading's link to itself
    r"|mw-cite-backlink|reversefootnote|(?:data-)?footnote-back(?:ref|link)?"  # a footnote's link back to the text
    # numbers of code lines
    r"|linenos?|lineno|line-numbers-rows|line-number|lnt?|rouge-gutter|gutter|hljs-ln-numbers|blob-num|crayon-nums)(?:\s|$)"
)
# tables and cells that are code without a <pre>
DRAWN_AS_CODE = re.compile(r"(?:^|\s)(?:js-file-line-container|crayon-code)(?:\s|$)")


@lru_cache(maxsize=8192)
def role_of(attrs: str) -> str:
    """What an inline element's names say of its text: ``"mark"`` for an author, a date or a licence, ``"twice"`` for what is no text."""
    if DRAWN_TWICE.search(attrs):
        return "twice"
    low = attrs.lower()
    for word in MARKING:
        if word in low:
            return "mark"
    return ""


def named(attrs: Mapping[str, str]) -> str:
    """The values by which an element names itself, and whether it is hidden, as one string."""
    if len(attrs) == 1:  # most elements: a class and nothing else, or an address
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
    """A name for the attribute if it hides its element, else ``""``."""
    if key == "style":
        return "attr-hidden" if "none" in value and "display:none" in value.replace(" ", "").lower() else ""
    if key == "aria-hidden":
        return "attr-aria-hidden" if value == "true" else ""
    return "attr-hidden"


def frame_source(tag: str, attrs: Mapping[str, str]) -> str:
    """The address of what a frame shows; widgets that only name a film or a post by its number get one."""
    source = attrs.get("src") or attrs.get("data-src") or attrs.get("data-lazy-src")
    if source:
        return source
    for key, address in WIDGETS:
        if (number := attrs.get(key)) and number.replace("-", "").replace("_", "").isalnum():
            return f"https://vimeo.com/{number}" if "vimeo" in tag else address + number
    return ""
