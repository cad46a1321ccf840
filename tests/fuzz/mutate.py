"""Mutators: damage done to text, to HTML, to lines and to Markdown. Each takes a random generator, a text and the seeds."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

from words import ATTRIBUTES, CHARACTERS, JSON_VALUES, MARKDOWN, PHRASES, READ, TAGS, VALUES

if TYPE_CHECKING:
    from collections.abc import Callable

    from seeds import Seeds

    Mutator = Callable[[random.Random, str, Seeds], str]

OPENED = re.compile(r"<[a-zA-Z][\w-]*")
NAME = re.compile(r"(?<=<)/?[a-zA-Z][\w-]*")
END = re.compile(r"</[a-zA-Z][\w-]*>")
ELEMENT = re.compile(r"<([a-zA-Z][\w-]*)[^<>]*>[^<>]*</\1>")
ATTRIBUTE = re.compile(r"\s[\w:-]+=(\"[^\"]*\"|'[^']*'|[^\s>]+)")
ENTITY = re.compile(r"&#?\w+;")
JSON_VALUE = re.compile(r'":\s*("(?:[^"\\]|\\.){0,300}"|\d+|\[|\{|true|false|null)')
JSON_MARK = re.compile(r'[{}\[\]",:\\]')
NUMBER = re.compile(r"\d+")
NUMBERS = ("0", "-1", "99999999999999", "13", "31", "2024", "²", "٣٣", "1e5", "0000", "")
TARGETS = re.compile(r"[\[\]()*_`|#>!-]+")


def position(r: random.Random, text: str) -> int:
    return r.randrange(len(text) + 1)


def span(r: random.Random, text: str, most: int = 600) -> tuple[int, int]:
    start = position(r, text)
    return start, min(len(text), start + r.randint(1, most))


def replaced(r: random.Random, text: str, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str], group: int = 0) -> str:
    """The text with one to five, seldom fifty, of what matches replaced."""
    found = list(pattern.finditer(text))
    for match in sorted(r.sample(found, min(len(found), r.choice((1, 1, 2, 5, 50)))), key=lambda match: -match.start()):
        text = text[: match.start(group)] + new(match) + text[match.end(group) :]
    return text


def insert(r: random.Random, text: str, new: Callable[[], str]) -> str:
    """The text with one to eight insertions."""
    for _ in range(r.choice((1, 1, 2, 8))):
        at = position(r, text)
        text = text[:at] + new() + text[at:]
    return text


# ---------------------------------------------------------------- any text


def flip(r: random.Random, text: str, seeds: Seeds) -> str:
    if not text:
        return text
    for _ in range(r.choice((1, 3, 10))):
        at = r.randrange(len(text))
        text = text[:at] + chr(r.choice((r.randrange(128), r.randrange(0x3000), r.randrange(0x11000)))) + text[at + 1 :]
    return text


def truncate(r: random.Random, text: str, seeds: Seeds) -> str:
    return text[: position(r, text)] if r.random() < 0.6 else text[position(r, text) :]


def drop(r: random.Random, text: str, seeds: Seeds) -> str:
    start, end = span(r, text)
    return text[:start] + text[end:]


def repeat(r: random.Random, text: str, seeds: Seeds) -> str:
    start, end = span(r, text)
    return text[:end] + text[start:end] * r.choice((1, 1, 2, 10)) + text[end:]


def flood(r: random.Random, text: str, seeds: Seeds) -> str:
    """A few characters over and over: what costs more than linear time, or writes more than it reads, shows."""
    start, end = span(r, text, r.choice((1, 3, 10, 40)))
    if r.random() < 0.5:
        found = NAME.search(text, start)
        start, end = (found.start() - 1, text.find(">", found.end()) + 1) if found else (start, end)
    return text[:end] + text[start:end] * r.choice((50, 500, 5000)) + text[max(start, end) :]


def swap(r: random.Random, text: str, seeds: Seeds) -> str:
    a, b, c = sorted(position(r, text) for _ in range(3))
    return text[:a] + text[b:c] + text[a:b] + text[c:]


def characters(r: random.Random, text: str, seeds: Seeds) -> str:
    return insert(r, text, lambda: r.choice(CHARACTERS))


def phrases(r: random.Random, text: str, seeds: Seeds) -> str:
    return insert(r, text, lambda: r.choice(PHRASES))


def digits(r: random.Random, text: str, seeds: Seeds) -> str:
    return replaced(r, text, NUMBER, lambda found: r.choice(NUMBERS))


def misdecoded(r: random.Random, text: str, seeds: Seeds) -> str:
    """UTF-8 read as windows-1252 or latin-1."""
    return text.encode("utf-8", "surrogatepass").decode(r.choice(("cp1252", "latin-1")), "replace")


# ---------------------------------------------------------------- HTML


def tag_names(r: random.Random, text: str, seeds: Seeds) -> str:
    return replaced(
        r, text, NAME, lambda found: found[0][:1].strip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") + r.choice(TAGS)
    )


def tags(r: random.Random, text: str, seeds: Seeds) -> str:
    def one() -> str:
        tag, attribute = r.choice(TAGS), r.choice(ATTRIBUTES) if r.random() < 0.5 else ""
        return r.choice(
            (f"<{tag} {attribute}>", f"</{tag}>", f"<{tag} {attribute}>{r.choice(CHARACTERS)}</{tag}>", f"<{tag} {attribute}/>")
        )

    return insert(r, text, one)


def unclosed(r: random.Random, text: str, seeds: Seeds) -> str:
    return replaced(r, text, END, lambda found: "")


def misnested(r: random.Random, text: str, seeds: Seeds) -> str:
    return replaced(r, text, END, lambda found: f"</{r.choice(TAGS)}>{found[0]}" if r.random() < 0.5 else found[0] * 2)


def attributes(r: random.Random, text: str, seeds: Seeds) -> str:
    return replaced(r, text, OPENED, lambda found: f"{found[0]} {r.choice(ATTRIBUTES)}")


def read_attributes(r: random.Random, text: str, seeds: Seeds) -> str:
    """Attributes that the library reads, of any value."""
    return replaced(r, text, OPENED, lambda found: f"{found[0]} {r.choice(READ)}='{r.choice(VALUES)}'")


def attribute_values(r: random.Random, text: str, seeds: Seeds) -> str:
    return replaced(
        r, text, ATTRIBUTE, lambda found: r.choice((r.choice(CHARACTERS), '"', "", r.choice(ATTRIBUTES).partition("=")[2], '""')), 1
    )


def many_attributes(r: random.Random, text: str, seeds: Seeds) -> str:
    found = OPENED.search(text, position(r, text))
    more = "".join(f" data-{i}={i}" for i in range(r.choice((10, 300))))
    return text[: found.end()] + more + text[found.end() :] if found else text


def splice(r: random.Random, text: str, seeds: Seeds) -> str:
    """A subtree of another page, between two tags or anywhere."""
    if not seeds.elements:
        return text
    at = text.find("<", position(r, text)) if r.random() < 0.8 else position(r, text)
    at = len(text) if at < 0 else at
    return text[:at] + r.choice(seeds.elements) + text[at:]


def moved(r: random.Random, text: str, seeds: Seeds) -> str:
    """A small element moved to another place."""
    found = ELEMENT.search(text, position(r, text))
    if not found:
        return text
    text = text[: found.start()] + text[found.end() :]
    at = position(r, text)
    return text[:at] + found[0] + text[at:]


def nested(r: random.Random, text: str, seeds: Seeds) -> str:
    """A part of the page inside of many elements of a kind."""
    tag, many = r.choice(TAGS), r.choice((1, 2, 5, 20, 20, 300))
    a, b = sorted((position(r, text), position(r, text)))
    end = f"</{tag}>" * many if r.random() < 0.7 else ""
    return text[:a] + f"<{tag}>" * many + text[a:b] + end + text[b:]


def entities(r: random.Random, text: str, seeds: Seeds) -> str:
    if "&" in text and r.random() < 0.5:
        return replaced(
            r, text, ENTITY, lambda found: r.choice((found[0][:-1], found[0][1:], "&amp;" + found[0][1:], "&#" + "9" * 20 + ";", "&"))
        )
    return insert(
        r, text, lambda: r.choice(("&#x", "&#", "&", "&lt", "&#x1F600;", "&#xFFFF;", "&NotEqualTilde;", "&#55296;", "&" + "a" * 40 + ";"))
    )


def json_values(r: random.Random, text: str, seeds: Seeds) -> str:
    return replaced(r, text, JSON_VALUE, lambda found: r.choice(JSON_VALUES), 1)


def json_marks(r: random.Random, text: str, seeds: Seeds) -> str:
    at = text.find("ld+json")
    return (
        text if at < 0 else text[:at] + replaced(r, text[at:], JSON_MARK, lambda found: r.choice(("", found[0] * 2, r.choice('{}[]",:\\'))))
    )


# ---------------------------------------------------------------- lines and Markdown


def line_order(r: random.Random, text: str, seeds: Seeds) -> str:
    lines = text.split("\n")
    if r.random() < 0.3:
        r.shuffle(lines)
    for _ in range(r.choice((1, 4))):
        lines.insert(r.randrange(len(lines) + 1), r.choice(PHRASES) + r.choice(CHARACTERS) * r.choice((0, 1)))
    return r.choice(("\n", "\n", "\r\n", "\n\n", " ", "\r", "\u2028")).join(lines)


def other_lines(r: random.Random, text: str, seeds: Seeds) -> str:
    source = r.choice(seeds.lines) if seeds.lines else []
    start = r.randrange(len(source) + 1)
    at = position(r, text)
    return text[:at] + "\n".join(source[start : start + r.randint(1, 8)]) + text[at:]


def indented(r: random.Random, text: str, seeds: Seeds) -> str:
    lead = r.choice(("  ", "    ", "\t", "> ", "- ", "1. ", "| ", "    - ", "\xa0"))
    return "\n".join(lead + line if r.random() < 0.5 else line for line in text.split("\n"))


def markdown_marks(r: random.Random, text: str, seeds: Seeds) -> str:
    return replaced(
        r, text, TARGETS, lambda found: r.choice(("", found[0] * 2, found[0][:-1], r.choice(MARKDOWN), found[0] * r.choice((1, 1, 1, 100))))
    )


def markdown_pieces(r: random.Random, text: str, seeds: Seeds) -> str:
    return insert(r, text, lambda: r.choice(MARKDOWN))


def markdown_splice(r: random.Random, text: str, seeds: Seeds) -> str:
    at = position(r, text)
    return text[:at] + r.choice(r.choice(seeds.markdown) or [""]) + text[at:] if seeds.markdown else text


PLAIN: list[Mutator] = [flip, truncate, drop, repeat, flood, swap, characters, phrases, digits, misdecoded]
MUTATORS: dict[str, list[Mutator]] = {
    "html": [
        *PLAIN,
        tag_names,
        tags,
        tags,
        unclosed,
        misnested,
        attributes,
        attributes,
        read_attributes,
        read_attributes,
        attribute_values,
        many_attributes,
        splice,
        splice,
        moved,
        nested,
        entities,
        json_values,
        json_marks,
    ],
    "lines": [*PLAIN, line_order, line_order, other_lines, other_lines, indented, entities, phrases],
    "markdown": [
        *PLAIN,
        line_order,
        indented,
        markdown_marks,
        markdown_marks,
        markdown_pieces,
        markdown_pieces,
        markdown_splice,
        tags,
        entities,
    ],
}


def mutated(r: random.Random, text: str, kind: str, seeds: Seeds, most: int) -> str:
    """The text after a few mutations, of at most ``most`` characters."""
    for _ in range(r.choice((1, 1, 2, 3, 6))):
        text = r.choice(MUTATORS[kind])(r, text, seeds)[:most]
    return text
