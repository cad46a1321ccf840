"""Framework state: the text of client-rendered pages, from the JSON data in their scripts.

Next, Nuxt, Apollo, React Query and similar frameworks serialise their data into the page's scripts. Where the page itself shows next to
nothing, the main text is usually one of the strings there, as HTML. Scripts are never run and no framework is known by name: the longest
string with paragraphs is taken.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from declutter.limits import UNTIMED, Clock

if TYPE_CHECKING:
    from collections.abc import Iterator

LEAST = 400  # characters, without markup and white space, of a text worth reading
LONGEST = 1_000_000  # bytes of one script that are searched
STRING = re.compile(r'"([^"\\]*(?:\\.[^"\\]*)*)"', re.S)
PARAGRAPHS = re.compile(r"</p>|<p[ >]|<br", re.I)
MARKUP = re.compile(r"<[^<>]{0,2000}>|\s+")
KEYS = 3  # occurrences of '":' in a string from which it is taken for nested JSON


def state_html(data: bytes, clock: Clock = UNTIMED) -> str:
    """The string literal with paragraphs and the most text among all scripts of a page (UTF-8); "" where none is long enough."""
    best, most = "", LEAST
    for script in scripts(data):
        clock.check()
        for text in strings(script):
            if len(text) > most and PARAGRAPHS.search(text) and (letters := len(MARKUP.sub("", text))) > most:
                best, most = text, letters
    return best


def scripts(data: bytes) -> Iterator[str]:
    """The content of each script; JSON-LD is read elsewhere."""
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
    """The long string literals of a script; for those that contain JSON, the strings in it instead."""
    place = script.find('"')
    while place >= 0 and (found := STRING.match(script, place)):
        if found.end() - place > LEAST and (text := decoded(found.group())):
            if text.count('":') < KEYS:
                yield text
            elif not nested:
                yield from strings(text, nested=True)
        place = script.find('"', found.end())


def decoded(literal: str) -> str:
    """Decode a JSON string literal; "" where it is malformed."""
    try:
        return str(json.loads(literal, strict=False))
    except ValueError:
        return ""
