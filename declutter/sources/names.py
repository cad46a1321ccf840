"""Names of elements: the values of class, id, role and similar attributes, and the roles that they reveal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from declutter.bounded_cache import bounded_cache
from declutter.sources.hidden import SCREEN_READER, UNSEEN, UNSHOWN, UNSIZED, marker

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMING = frozenset("class id role itemprop rel data-testid data-component data-type aria-label".split())
MARKING = frozenset("hidden style aria-hidden data-math data-latex data-tex data-formula data-equation data-expr data-tex-source".split())
TEX = "attr-tex"  # marks an element with LaTeX in an attribute
TEX_KEYS, TEX_VALUE = ("data-latex", "data-tex", "data-math", "data-tex-source"), re.compile(r"[\\^_{}=+<>*/()|]|^\w$")
EXPRESSION_KEYS, EXPRESSION_VALUE = ("data-formula", "data-equation", "data-expr"), re.compile(r"\\[A-Za-z]|[\^{]")
MARK_WORDS = ("author", "byline", "date", "publish", "creator", "timestamp", "license")
BULLET, LISTED, UNSELECTED, PRE_SPACE = "attr-bullet", "attr-listed", "attr-unselected", "attr-pre"
IGNORED, MSO_LIST = re.compile(r"mso-list\s*:\s*ignore", re.I), re.compile(r"mso-list\s*:\s*l\d+\s+level(\d)", re.I)
PRESERVED = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)(?!-line)")
UNSELECTABLE = re.compile(r"user-select\s*:\s*none")
YOUTUBE = "https://www.youtube.com/watch?v="
WIDGETS = (("data-videoid", YOUTUBE), ("videoid", YOUTUBE), ("data-tweetid", "https://twitter.com/i/status/"))
NAMES_AT_MOST = 150  # characters of class and id that are read: utility-class frameworks emit kilobytes


SKIPPED = re.compile(
    r"(?:^|\s)(?:mw-editsection|katex-html|MathJax_(?:Preview|SVG|CHTML)|MathJax-Element-\d+-Frame"  # edit buttons; drawn formulas
    r"|headerlink|hash-link|header-anchor"  # permalinks of headings
    r"|mw-cite-backlink|reversefootnote|(?:data-)?footnote-back(?:ref|link)?"  # backlinks of footnotes
    # line numbers of code
    r"|linenos?|lineno|linenumber|line-numbers-rows|line-number|lnt?|rouge-gutter|gutter|hljs-ln-numbers|blob-num|crayon-nums"
    r"|react-syntax-highlighter-line-number|CodeMirror-(?:linenumber|gutters?)|cm-gutters?|ace_gutter|token-line-number|code-line-number"
    r"|pagenum|pageno|page-?no|x-ebookmaker-pageno|pagebreak)(?:\s|$)"  # page numbers of scanned books
)
# out of sight, save the copy of a formula for screen readers
CONCEALED = re.compile(rf"^(?!.*(?:math|katex|MJX))(?:|.*\s)(?:{UNSEEN}|{UNSIZED}|{UNSHOWN}|{SCREEN_READER})(?:\s|$)")
NUMBERS_OF_LINES = re.compile(
    r"line-?_?(?:no|num(?:ber)?)s?(?:[\s_-]|$)|ln-?num|gutter|prompt(?:[\s_]|$)|select-none|unselectable", re.I
)  # inside code
NOTE = re.compile(r"(?:^|[\s_-])(?:side-?note|margin-?note|foot-?note|end-?note|note)(?:-?(?:text|content|body|inline))?(?:\s|$)", re.I)
NO_NOTE = re.compile(r"ref|mark|num|link|anchor|toggle|index|label|back|caller", re.I)
DROP_CAP = re.compile(r"drop-?_?cap|initial-?(?:letter|cap)|lettrine|first-?letter|firstcharacter", re.I)
BLOCK_CODE = re.compile(r"(?:^|\s)(?:block|code-?block|multi-?line|attr-pre)(?:\s|$)")  # classes and styles of code without a <pre>
# tables and cells that hold code without a <pre>
DRAWN_AS_CODE = re.compile(r"(?:^|\s)(?:js-file-line-container|crayon-code)(?:\s|$)")


@bounded_cache(8192)
def role_of(attrs: str) -> str:
    """Role of an inline element by its names: ``"mark"`` (author, date, licence), ``"skip"`` (duplicate, control), ``"hidden"``."""
    if SKIPPED.search(attrs):
        return "skip"
    if CONCEALED.search(attrs):
        return "hidden"
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
    names = markers = ""
    for key in attrs:
        if key in NAMING:
            names = f"{names} {attrs[key]}" if names else attrs[key]
        elif key == "property" and role_of(attrs[key]):  # RDFa; other properties do not describe a block
            names = f"{names} {attrs[key]}" if names else attrs[key]
        elif key in MARKING and (marked := marks(key, attrs[key], attrs)):
            markers += f" {marked}"
    names = names if len(names) <= NAMES_AT_MOST else names[:NAMES_AT_MOST]
    return names + markers if names else markers[1:]


def marks(key: str, value: str, attrs: Mapping[str, str]) -> str:
    """Class-like names for an attribute that hides its element or holds LaTeX, else ``""``."""
    if key in ("style", "hidden"):
        return style_marks(value, attrs) if key == "style" else marker(key, value, attrs)
    if key == "aria-hidden":
        return "attr-aria-hidden" if value == "true" else ""
    return TEX if tex_of(attrs) else ""


def tex_of(attrs: Mapping[str, str]) -> str:
    """The LaTeX in an attribute of an element, ``""`` where there is none."""
    for keys, pattern in ((TEX_KEYS, TEX_VALUE), (EXPRESSION_KEYS, EXPRESSION_VALUE)):
        for key in keys:
            if (value := attrs.get(key)) and pattern.search(value):
                return value
    return ""


def style_marks(style: str, attrs: Mapping[str, str]) -> str:
    """The names that a style adds: how it hides, an item of a word processor's list and its bullet, text that cannot be selected."""
    if "mso-list" in style:
        return BULLET if IGNORED.search(style) else LISTED if MSO_LIST.search(style) else ""
    if "white-space" in style and PRESERVED.search(style):
        return PRE_SPACE
    if "user-select" in style and UNSELECTABLE.search(style):
        return UNSELECTED
    return marker("style", style, attrs)


def frame_source(tag: str, attrs: Mapping[str, str]) -> str:
    """The address of the content of a frame; for widgets that only give the id of a video or post, the address is built from it."""
    source = attrs.get("src") or attrs.get("data-src") or attrs.get("data-lazy-src")
    if source:
        return source
    for key, address in WIDGETS:
        if (number := attrs.get(key)) and number.replace("-", "").replace("_", "").isalnum():
            return f"https://vimeo.com/{number}" if "vimeo" in tag else address + number
    return ""
