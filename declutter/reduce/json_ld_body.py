"""The text of JSON-LD ``articleBody``, for pages whose visible part lacks most of it."""

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
SHARED = 0.5  # share of its runs of three words in the kept text, from which nothing is missing
READ_AT_MOST = 200_000  # characters
TAGS = re.compile(r"<[^<>]{0,500}>")
HALF_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{0,3})?$")  # where the bound cuts one in two
STRING = re.compile(r'"articleBody"\s*:\s*("(?:[^"\\]|\\.)*")', re.S)


def json_ld_body(page: Page, selection: Selection) -> str:
    """The ``articleBody`` where it is to be preferred: long, much longer than the kept text, and mostly missing from it; else ""."""
    kept = np.flatnonzero(selection.keep)
    enough = max(LEAST, LONGER * float(page.words[kept].sum()))
    for text in bodies(page):
        words = text.split()
        if len(words) >= enough:
            runs = threes(words)
            shared = runs & threes(" ".join(page.texts[i] for i in kept).split())
            if len(shared) < SHARED * len(runs):
                return text
    return ""


def bodies(page: Page) -> Iterator[str]:
    """Every ``articleBody`` of the page, a paragraph a line, without markup."""
    for block in page.head.json_ld:
        if KEY in block:
            for found in STRING.finditer(block):
                text = unescape(TAGS.sub(" ", decoded(found.group(1)[:READ_AT_MOST])))
                yield "\n".join(line for line in (" ".join(part.split()) for part in text.splitlines()) if line)


def decoded(literal: str) -> str:
    """A JSON string literal -> its text; "" where it is broken."""
    try:
        value: Any = json.loads(literal if literal.endswith('"') else HALF_ESCAPE.sub("", literal) + '"', strict=False)
    except ValueError:
        return ""
    return str(value)


def threes(words: list[str]) -> set[tuple[str, ...]]:
    return set(zip(words, words[1:], words[2:], strict=False))
