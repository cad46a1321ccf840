"""The words of the text against those of the page: each stands there, in its order."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import lxml.html

from declutter.sources.decode import decode
from declutter.sources.texts import well_formed

if TYPE_CHECKING:
    from compose import Case

    from declutter import Document

NO_WORD = re.compile(r"[\W_]+")
ESCAPED = re.compile(r"&(?:#?\w+;?)|(?:\\u[0-9a-fA-F]{4})+")
# Formulas are read back into LaTeX, which has words of its own; in Markdown, what stands in <xmp> is escaped once more than it shows;
# an MHTML archive is encoded.
OTHER_WORDS = re.compile(r"<m(?!eta\b|ain\b|ark\b|ap\b|enu\b|y-)[a-z]|mjx|math|katex|tex\b|frac|sqrt|\\ce\b|<xmp|<plaintext|MIME-", re.I)
ALTERNATIVE = re.compile(r"alt|data-|svg", re.I)  # texts that are no text nodes
WRAPPED = re.compile(r"\s*[{\[\"]|[\w-]+: ", re.A)  # JSON or MHTML around a page
NOTES = re.compile(r"<aside|<small|note", re.I)  # beside a paragraph: they follow it
STRICT = 4  # one page in so many is parsed for the comparison


def words_missing(case: Case, document: Document) -> str:
    """What of the text stands in the page at no place behind the words before it; "" where all does.

    Letters and digits are compared, not words: a page may set letters of a word apart by elements. The page is its source with the
    character references and escapes resolved beside their spelling, so tags and attributes, scripts and alternative texts count as text:
    nothing that the library may show is missing there, which keeps the check sound. One page in four, if it has no formulas, is parsed,
    and only its text nodes count.
    """
    show = document.judged.show
    if show.comments or show.embeds or "twice" in "".join(document.warnings):  # comments stand after the story, embeds have labels
        return ""
    source = case.source if isinstance(case.source, str) else decode(case.source).text
    source = well_formed(source).replace("\0", "")
    if OTHER_WORDS.search(source):
        return ""
    strict = (
        document.judged.page.kind == "html" and not ALTERNATIVE.search(source) and not WRAPPED.match(source) and len(source) % STRICT == 0
    )
    strict = strict and "JSON" not in "".join(document.warnings)
    hay = text_nodes(source) if strict else letters(ESCAPED.sub(lambda found: found[0] + resolved(found[0]), source))
    missing = first_missing(document.text, hay, bool(NOTES.search(source)))
    return missing and f"{'parsed' if strict else 'raw'}: {missing}"


def resolved(escape: str) -> str:
    if escape[0] == "&":
        once = unescape(escape)
        return once + unescape(once) if "&" in once else once
    return escape.encode().decode("unicode_escape").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def text_nodes(source: str) -> str:
    tree = lxml.html.document_fromstring(
        source.encode("utf-8", "replace"),
        parser=lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True),
    )
    roots = [tree, *tree.itersiblings()]  # what stands behind </html>
    return letters("".join(text for root in roots for text in root.itertext()))


def letters(text: str) -> str:
    return NO_WORD.sub("", text)


def first_missing(text: str, hay: str, moved: bool) -> str:
    """The line of the text where the letters of the page run out; where notes are ``moved``, a line may stand before the one above it."""
    at = 0
    for line in text.split("\n"):
        wanted = letters(line)
        end = behind(wanted, hay, at)
        if end < 0 and moved:
            end = at if behind(wanted, hay, 0) >= 0 else -1
        if end < 0:
            return repr(line[:100])
        at = end
    return ""


def behind(wanted: str, hay: str, at: int) -> int:
    """The place behind the letters, which stand in their order after a place; -1 where they do not."""
    for letter in wanted:
        at = hay.find(letter, at) + 1
        if not at:
            return -1
    return at
