"""Code: the programming language of a code block, from the class names of syntax highlighters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from declutter.page import Page

NAMED = (
    re.compile(r"(?:^|\s)(?:lang|language)-([\w+#.-]+)"),  # Prism, highlight.js, Chroma, Rouge, Docusaurus
    re.compile(r"(?:^|\s)highlight-(?:source|text)-(?:[\w+#]+-(?!basic))*([\w+#]+)"),  # GitHub: text-html-basic, source-css-scss
    re.compile(r"(?:^|\s)highlight-([\w+#-]+)"),  # Sphinx
    re.compile(r"brush:\s*([\w+#-]+)|(?:^|\s)syntaxhighlighter\s+(?:nogutter\s+)?([\w+#-]+)"),  # SyntaxHighlighter, before and after
    re.compile(r"(?:^|\s)blob-wrapper\s.*?\btype-([\w+#-]+)"),  # GitHub's files and gists
    re.compile(r"(?:^|\s)(?:sourceCode |hljs |src src-)(?!hljs|lang)([\w+#-]+)"),  # Pandoc, highlight.js, Org
)
NAME = re.compile(r"[A-Za-z0-9+#._-]{1,40}")  # anything else in an info string could end it, or the fence
NO_LANGUAGE = frozenset("none default plain plaintext text nohighlight notranslate line-numbers code highlight source true auto".split())
AROUND = 4  # ancestors of <pre> that may name the language, not counting the table of a line-number layout
TABLE = frozenset("table tbody tr td".split())


def language(page: Page, block: int) -> str:
    """The language of a code block in lower case, ``""`` where the page does not state it."""
    region = page.region[block]
    regions = page.regions
    counts = regions.counts.get(region, {})
    attribute = counts.get("data-language") or counts.get("data-lang")
    names = [page.inline_attrs[block], counts.get("data-syntaxhighlighter-params", "")]
    steps = 0
    while region >= 0 and steps < AROUND:
        names.append(regions.attrs[region])
        steps += regions.tag[region] not in TABLE
        region = regions.parent[region]
    found = [match[match.lastindex or 0] for name in names for pattern in NAMED if (match := pattern.search(name))]
    known = [word for word in (attribute or "", *found) if NAME.fullmatch(word) and word.lower() not in NO_LANGUAGE]
    return known[0].lower() if known else ""
