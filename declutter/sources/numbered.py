"""Links as Lynx dumps them: a number before each, "[12]Sport", and a list of all addresses below the page. Both go."""

from __future__ import annotations

import re

MARK = re.compile(r"\[(\d{1,5})\] ?")
ADDRESS = re.compile(r"(\d{1,5})\. [a-z][a-z+.-]+:\S.*")
TITLE_WORDS = 2  # of what stands above the list, "References", and above its parts, "Visible links:", in the language of the user
FEWEST = 3  # addresses that it takes
MISSED = 5  # numbers in a row that may be missing in the text


def without_numbers(text: str) -> str:
    """The text without the numbers of its links and without their list; the same text where it has none."""
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
            parts.append([])  # the part above has a title of its own
    listed = [part[::-1] for part in parts if part]
    if sum(map(len, listed)) < FEWEST:
        return text
    return without_marks("\n".join(lines[:first]), listed[-1])


def without_marks(body: str, numbers: list[int]) -> str:
    """The body without the marks that count its links; an encyclopedia's own "[3]" is none of these."""
    pieces, place, counted = [], 0, 0
    for mark in MARK.finditer(body):
        soon = numbers[counted : counted + MISSED]
        if int(mark[1]) in soon:
            counted += soon.index(int(mark[1])) + 1
            pieces.append(body[place : mark.start()])
            place = mark.end()
    return "".join([*pieces, body[place:]])
