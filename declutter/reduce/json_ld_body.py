"""The text of JSON-LD ``articleBody``, for pages whose visible text lacks most of it."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from declutter.page import Page
    from declutter.reduce.selection import Selection

KEY = '"articleBody"'
LEAST = 80  # words of an articleBody
LONGER = 1.5  # times the kept words
SHARED = 0.5  # share of its word trigrams in the kept text from which nothing is missing
READ_AT_MOST = 200_000  # characters
TAGS = re.compile(r"<[^<>]{0,500}>")
HALF_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{0,3})?$")  # an escape sequence cut in two by the bound
STRING = re.compile(r'"articleBody"\s*:\s*("[^"\\]*(?:\\.[^"\\]*)*")', re.S)


def json_ld_body(page: Page, selection: Selection) -> str:
    """The ``articleBody`` if it is long, much longer than the kept text, and mostly missing from it; else ""."""
    kept = np.flatnonzero(selection.keep if selection.judged_keep is None else selection.judged_keep)
    enough = max(LEAST, LONGER * float(page.words[kept].sum()))
    for text in bodies(page):
        words = text.split()
        if len(words) >= enough:
            trigrams = word_trigrams(words)
            shared = trigrams & word_trigrams(" ".join(page.texts[i] for i in kept).split())
            if len(shared) < SHARED * len(trigrams):
                return text
    return ""


def bodies(page: Page) -> Iterator[str]:
    """Every ``articleBody`` of the page without markup, one line per paragraph."""
    for block in page.head.json_ld:
        if KEY in block:
            page.clock.check()
            for found in page.clock.each(STRING.finditer(block)):
                text = unescape(TAGS.sub(" ", decoded(found.group(1)[:READ_AT_MOST])))
                yield "\n".join(line for line in (" ".join(part.split()) for part in text.splitlines()) if line)


def decoded(literal: str) -> str:
    """A JSON string literal -> its text; "" where it is invalid."""
    try:
        value: Any = json.loads(literal if literal.endswith('"') else HALF_ESCAPE.sub("", literal) + '"', strict=False)
    except ValueError:
        return ""
    return str(value)


def word_trigrams(words: list[str]) -> set[tuple[str, ...]]:
    return set(zip(words, words[1:], words[2:], strict=False))
