"""Framework state: the text of pages that a script draws, out of the JSON that the script draws it from.

Next, Nuxt, Apollo, React Query and their kin leave their data in the page's scripts. Where the page shows next to nothing, the story is
one of the strings there, and mostly HTML. Scripts are never run, and no framework is known by name: only strings are looked at.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LEAST = 400  # letters of a text worth reading
LONGEST = 1_000_000  # characters of one script that are looked at
STRING = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"', re.S)
PARAGRAPHS = re.compile(r"</p>|<p[ >]|<br", re.I)
MARKUP = re.compile(r"<[^<>]{0,2000}>|\s+")
KEYS = 3  # ends of a JSON key in a string from which it holds JSON itself


def state_html(data: bytes) -> str:
    """The string with paragraphs that holds the most text, of all scripts of a page (UTF-8); "" where none is worth reading."""
    best, most = "", LEAST
    for script in scripts(data):
        for text in strings(script):
            if len(text) > most and PARAGRAPHS.search(text) and (letters := len(MARKUP.sub("", text))) > most:
                best, most = text, letters
    return best


def scripts(data: bytes) -> Iterator[str]:
    """What stands between the tags of each script; JSON-LD is read elsewhere."""
    low = data.lower()
    end = 0
    while (start := low.find(b"<script", end)) >= 0:
        begin = low.find(b">", start) + 1
        end = low.find(b"</script", begin)
        if not begin or end < 0:
            return
        if b"ld+json" not in low[start:begin]:
            yield data[begin : min(end, begin + LONGEST)].decode("utf-8", "replace")


def strings(script: str, nested: bool = False) -> Iterator[str]:
    """The long strings of a script; of those that hold JSON, the strings within instead."""
    place = script.find('"')
    while place >= 0 and (found := STRING.match(script, place)):
        if found.end() - place > LEAST and (text := decoded(found.group())):
            if text.count('":') < KEYS:
                yield text
            elif not nested:
                yield from strings(text, nested=True)
        place = script.find('"', found.end())


def decoded(literal: str) -> str:
    """A JSON string literal -> its text; "" where it is none."""
    try:
        return str(json.loads(literal, strict=False))
    except ValueError:
        return ""
