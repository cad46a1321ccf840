"""Removal of numbered links as Lynx writes them: a number before each, "[12]Sport", and a list of URLs below the page."""

from __future__ import annotations

import re

MARK = re.compile(r"\[(\d{1,5})\] ?")
ADDRESS = re.compile(r"(\d{1,5})\. [a-z][a-z+.-]+:\S.*")
TITLE_WORDS = 2  # of the titles "References" above the list and "Visible links:" above its parts, which are localised
FEWEST = 3  # URLs in a list
MISSED = 5  # consecutive numbers that may be missing in the text


def without_numbers(text: str) -> str:
    """Text without the numbers of its links and their list; unchanged if it has none."""
    lines = text.split("\n")
    first = len(lines)
    parts: list[list[int]] = [[]]
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number].strip()
        if found := ADDRESS.fullmatch(line):
            first = number
            parts[-1].append(int(found[1]))
        elif line:
            if parts != [[]] and len(line.split()) <= TITLE_WORDS:
                first = number
            if not line.endswith(":"):
                break
            parts.append([])  # the part above has its own title
    listed = [part[::-1] for part in parts if part]
    if sum(map(len, listed)) < FEWEST:
        return text
    return without_marks("\n".join(lines[:first]), listed[-1])


def without_marks(body: str, numbers: list[int]) -> str:
    """Body without the link numbers, which count upwards; footnote marks such as "[3]" stay."""
    pieces, place, counted = [], 0, 0
    for mark in MARK.finditer(body):
        soon = numbers[counted : counted + MISSED]
        if int(mark[1]) in soon:
            counted += soon.index(int(mark[1])) + 1
            pieces.append(body[place : mark.start()])
            place = mark.end()
    return "".join([*pieces, body[place:]])
