"""Evidence that a text is a person's name in scripts without capitals: frequent given and family names, and no interface words."""

from __future__ import annotations

from functools import cache

import regex

from declutter.metadata.parse.labels import INTERFACE_PARTS, NOT_IN_NAMES, sections

HAN = regex.compile(r"\p{Han}{2,4}")
JAPANESE = regex.compile(r"[\p{Han}々]{1,3}[\s　]?[\p{Han}\p{Hiragana}\p{Katakana}々]{1,4}")
HANGUL = regex.compile(r"\p{Hangul}{3,4}")
CASELESS = regex.compile(r"[\p{Lo}\p{M}\s.·・'’\u200c-]+")
PREFIX = regex.compile(r"^(?:ו|ה|ל|و|ال)(?=\S{3})")  # "and", "the", "to", written in one word with the next
MOST_WORDS = 4  # words in a name with spaces


@cache
def known_names() -> dict[str, frozenset[str]]:
    """Section of ``lexicon/caseless_names.txt`` -> its names."""
    return {name: frozenset(entries) for name, entries in sections("caseless_names.txt", " ").items()}


def is_caseless(text: str) -> bool:
    """Whether a text is written in a script without capitals, and in nothing else."""
    return not text.isascii() and CASELESS.fullmatch(text) is not None


def has_interface_word(text: str) -> bool:
    """Whether a text has a word of menus, log-ins or share bars; in scripts without spaces also inside a word."""
    if not NOT_IN_NAMES.isdisjoint(text.casefold().split()):
        return True
    return not text.isascii() and has_interface_part(text)


def has_interface_part(text: str) -> bool:
    """Whether an interface word of a script without spaces is part of a text."""
    return any(part in text for part in INTERFACE_PARTS)


def has_listed_name(name: str) -> bool:
    """Whether a text in a script without capitals has the form of a name and holds a frequent given or family name."""
    if has_interface_word(name):
        return False
    if HANGUL.fullmatch(name):
        return (name[0] in known_names()["hangul"] and len(name) == 3) or (name[:2] in known_names()["hangul"] and len(name) == 4)
    if JAPANESE.fullmatch(name) or HAN.fullmatch(name):
        return is_han_name(name)
    words = name.split()
    return 2 <= len(words) <= MOST_WORDS and any(
        word in known_names()["words"] or PREFIX.sub("", word) in known_names()["words"] for word in words
    )


def is_han_name(name: str) -> bool:
    """Whether Chinese characters or kana begin with a frequent family name of China or Japan and are as long as a name."""
    joined = "".join(name.split())
    chinese = HAN.fullmatch(joined) is not None and (
        (joined[0] in known_names()["han"] and len(joined) <= 3) or (joined[:2] in known_names()["han"] and 3 <= len(joined) <= 4)
    )
    return chinese or any(joined[:size] in known_names()["japanese"] and 1 <= len(joined) - size <= 4 for size in (3, 2, 1))
