"""Parser of JSON-LD blocks, which tolerates broken JSON.

Size and depth are bounded before parsing, and objects are visited without recursion, so hostile blocks give nothing.
"""

from __future__ import annotations

import json
from html import unescape
from typing import TYPE_CHECKING, Any

import regex

from declutter.metadata.parse import loose_json
from declutter.metadata.parse.labels import words

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_CHARS = 2_000_000  # of one block
MOST_REPAIRED = 300_000  # characters of a broken block that is repaired
MOST_NODES = 20_000  # objects and lists of one page that are visited
DEEPEST = 150

# an unterminated string matches up to the end: without that the pattern would backtrack to every quote, in quadratic time
STRUCTURE = regex.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]', regex.S)
COMMENTS = regex.compile(r'("(?:[^"\\]++|\\.)*+"?)|/\*.*?(?:\*/|\Z)|<!--|-->|<!\[CDATA\[|\]\]>|//[^\n]*', regex.S)
TRAILING = regex.compile(r'("(?:[^"\\]++|\\.)*+"?)|,(?=\s*[\]},])', regex.S)
BAD_ESCAPE = regex.compile(r'\\(?:(u[0-9a-fA-F]{4}|["\\/bfnrt])|.)', regex.S)
ARTICLE_KEYS = frozenset({"headline", "datePublished", "dateModified"})
# subtrees about other pages, whose authors and dates are not those of this one
ELSEWHERE = frozenset(
    words(
        "itemListElement hasPart isPartOf mentions review reviews comment comments citation relatedLink"
        " significantLink video image logo thumbnail publisher isBasedOn potentialAction"
        " breadcrumb aggregateRating offers subjectOf about suggestedAnswer acceptedAnswer step recipeInstructions"
        " isRelatedTo isSimilarTo associatedMedia blogPost blogPosts workExample"
    )
)

# strict=False: control characters inside strings are common; float: parsing long integers takes quadratic time, and no number is used
DECODER = json.JSONDecoder(strict=False, parse_int=float)


def objects(blocks: list[str]) -> tuple[list[dict[str, Any]], dict[str, dict[str, Any]]]:
    """The objects that describe this page, in order of appearance, and all objects that have an ``@id`` with content."""
    found: list[dict[str, Any]] = []
    by_id: dict[str, dict[str, Any]] = {}
    left = MOST_NODES
    for block in blocks:
        for value in load(block):
            waiting = [value]
            while waiting and left > 0:
                node = waiting.pop()
                left -= 1
                if isinstance(node, list):
                    waiting.extend(child for child in reversed(node) if isinstance(child, (dict, list)))
                    continue
                found.append(node)
                identity = node.get("@id")
                if isinstance(identity, str) and len(node) > 1:
                    by_id.setdefault(identity, node)
                children = [child for key, child in node.items() if key not in ELSEWHERE and isinstance(child, (dict, list))]
                waiting.extend(reversed(children))
    return found, by_id


def load(block: str) -> list[Any]:
    """The values of one block: usually one; several if blocks were concatenated; none if it cannot be parsed."""
    text = block.strip().rstrip(";").strip("\ufeff \t\r\n")
    if not text or len(text) > MOST_CHARS or too_deep(text):
        return []
    value = decoded(text)
    if value is None and len(text) <= MOST_REPAIRED:
        if '"' not in text and "&quot;" in text:
            text = unescape(text)
        value = decoded(repaired(text))
    if value is None:
        value = loose(text)
    return [one for one in value if isinstance(one, (dict, list))]


def decoded(text: str) -> list[Any] | None:
    """All JSON values in ``text`` one after the other, or None at the first error."""
    found = []
    place = 0
    try:
        while place < len(text):
            value, place = DECODER.raw_decode(text, place)
            found.append(value)
            while place < len(text) and text[place] in " \t\r\n;,":
                place += 1
    except (ValueError, RecursionError):
        return None
    return found


def too_deep(text: str) -> bool:
    """Whether brackets nest deeper than `DEEPEST`, counted without recursion."""
    if text.count("{") + text.count("[") <= DEEPEST:
        return False
    depth = 0
    for token in STRUCTURE.finditer(text):
        sign = token.group()
        if sign in "{[":
            depth += 1
            if depth > DEEPEST:
                return True
        elif sign in "}]":
            depth -= 1
    return False


def repaired(text: str) -> str:
    """``text`` without comments, CDATA marks, trailing commas and invalid escapes."""
    text = COMMENTS.sub(lambda m: m.group(1) or " ", text)
    text = TRAILING.sub(lambda m: m.group(1) or " ", text)
    return str(BAD_ESCAPE.sub(lambda m: m.group() if m.group(1) else m.group()[1:], text).strip().rstrip(";"))


def loose(text: str) -> list[Any]:
    """The values of a block that cannot be repaired; an object whose type is lost counts as an article if it has the keys of one."""
    values = loose_json.read(text[:MOST_REPAIRED])
    for value in values:
        if isinstance(value, dict) and "@type" not in value and not ARTICLE_KEYS.isdisjoint(value):
            value["@type"] = "Article"
    return values


def strings(value: Any) -> Iterator[str]:
    """The plain strings of a value that may be one, a list of them, or an object with ``@value``, ``name`` or ``url``."""
    for one in value if isinstance(value, list) else [value]:
        text = (one.get("@value") or one.get("name") or one.get("url") or one.get("@id")) if isinstance(one, dict) else one
        if isinstance(text, str) and text.strip():
            yield text.strip()
