"""Tolerant JSON reader: closes what is open, and takes unescaped quotes, single quotes, bare keys and missing commas.

One pass with an explicit stack and bounded look-ahead, so the time is linear in the length of the text.
"""

from __future__ import annotations

from typing import Any

import regex

DEEPEST = 150  # nested objects and arrays
BLANKS = 200  # white space characters behind a quote that are looked over for what follows
CLOSERS = {'"': '"', "'": "'", "“": '”“"', "”": '”“"', "„": '“”"', "‘": "’‘'", "’": "’‘'"}
NAME = r"[\w@$:.\-]{1,60}"
OPENS = "[\"'“”„‘’]"
AFTER_KEY = regex.compile(rf"\s{{0,{BLANKS}}}(?::|{OPENS}|[{{\[])")
NEXT_KEY = rf"(?:{OPENS}{NAME}{OPENS}|{NAME})\s{{0,{BLANKS}}}:"
AFTER_VALUE = regex.compile(  # a comma may be missing before the next key
    rf"\s{{0,{BLANKS}}}(?:\Z|[}}\]]|,\s{{0,{BLANKS}}}(?:\Z|[}}\],{{]|{NEXT_KEY})|{OPENS}{NAME}{OPENS}\s{{0,{BLANKS}}}:)"
)
AFTER_ITEM = regex.compile(rf"\s{{0,{BLANKS}}}(?:\Z|[}}\]]|,\s{{0,{BLANKS}}}(?:\Z|[}}\],{{\[\d-]|{OPENS}|null|true|false))")
SKIPPED = regex.compile(r"[\s\u00a0\ufeff,;:=+]++|/\*.*?(?:\*/|\Z)|//[^\n]*+|<!--|-->|<!\[CDATA\[|\]\]>", regex.S)
BARE_KEY = regex.compile(rf"({NAME}?)\s{{0,{BLANKS}}}:(?!//)")
BARE_VALUE = regex.compile(r"[^,{}\[\]\n\r]+")
ESCAPE = regex.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", regex.S)
ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
LITERALS = {"null": None, "undefined": None, "none": None, "nan": None, "true": True, "false": False}


def read(text: str) -> list[dict[str, Any] | list[Any]]:
    """The objects and arrays of a text one after the other; a block that is cut off gives what it holds up to there."""
    roots: list[dict[str, Any] | list[Any]] = []
    stack: list[dict[str, Any] | list[Any]] = []
    key: str | None = None
    place = 0
    while place < len(text):
        sign = text[place]
        skipped = SKIPPED.match(text, place)
        here = stack[-1] if stack else None
        if skipped is not None:
            place = skipped.end()
        elif sign in "{[":
            opened: dict[str, Any] | list[Any] = {} if sign == "{" else []
            if here is None:
                roots.append(opened)
            else:
                add(here, key, opened)
            stack.append(opened)
            key, place = None, place + 1
            if len(stack) > DEEPEST:
                break
        elif sign in "}]":
            close(stack, dict if sign == "}" else list)
            key, place = None, place + 1
        elif here is None:
            place += 1
        elif isinstance(here, dict) and key is None:
            key, place = read_key(text, place)
        else:
            value, place = read_value(text, place, isinstance(here, list))
            add(here, key, value)
            key = None
    return roots


def add(container: dict[str, Any] | list[Any], key: str | None, value: Any) -> None:
    """Put a value into an array, or into an object if it has a key; the first value of a key counts."""
    if isinstance(container, list):
        container.append(value)
    elif key:
        container.setdefault(key, value)


def close(stack: list[dict[str, Any] | list[Any]], kind: type) -> None:
    """Close the innermost container of a kind with all that is open inside it; a bracket that closes nothing is ignored."""
    for depth in range(len(stack) - 1, -1, -1):
        if isinstance(stack[depth], kind):
            del stack[depth:]
            return


def read_key(text: str, place: int) -> tuple[str | None, int]:
    """The key at a place and where it ends; None for a word that is no key."""
    if text[place] in CLOSERS:
        return read_string(text, place, AFTER_KEY)
    found = BARE_KEY.match(text, place)
    if found is not None:
        return found.group(1), found.end()
    found = BARE_VALUE.match(text, place)
    return None, found.end() if found is not None else place + 1


def read_value(text: str, place: int, in_array: bool) -> tuple[Any, int]:
    """The plain value at a place and where it ends: a string, also without quotes, or a literal."""
    if text[place] in CLOSERS:
        return read_string(text, place, AFTER_ITEM if in_array else AFTER_VALUE)
    found = BARE_VALUE.match(text, place)
    if found is None:
        return None, place + 1
    word = found.group().strip()
    return LITERALS.get(word.lower(), word.strip("\"'")), found.end()


def read_string(text: str, place: int, after: regex.Pattern[str]) -> tuple[str, int]:
    """The string that opens at a place and where it ends: at the first quote that the context allows to close it."""
    closers = CLOSERS[text[place]]
    end = place + 1
    while end < len(text):
        sign = text[end]
        if sign == "\\":
            end += 2
            continue
        if sign in closers and after.match(text, end + 1) is not None:
            break
        end += 1
    return unescaped(text[place + 1 : end]), end + 1


def unescaped(text: str) -> str:
    """A string with its escapes resolved; surrogate pairs are joined."""
    if "\\" not in text:
        return text
    text = ESCAPE.sub(lambda found: chr(int(found.group(1), 16)) if found.group(1) else ESCAPES.get(found.group(2), found.group(2)), text)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
