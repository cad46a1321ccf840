"""Removal of numbered links as Lynx writes them: a number before each, "[12]Sport", and a list of URLs below the page."""

from __future__ import annotations

import re

from declutter.limits import UNTIMED, Clock

MARK = re.compile(r"\[(\d{1,5})\] ?")
PICTURE = re.compile(r"\[[^\s\[\]]{1,100}\.(?:jpe?g|png|gif|svg|webp|avif)\] ?|\[(?:INLINE|IMAGE|LINK)\] ?|\(BUTTON\) ?", re.I)
ADDRESS = re.compile(r"(\d{1,5})\. [a-z][a-z+.-]+:\S.*")
TITLE_WORDS = 2  # of the titles "References" above the list and "Visible links:" above its parts, which are localised
FEWEST = 3  # URLs in a list; fewer need a title, and their numbers in the text
CONTINUED = 2  # lines that a URL with spaces or line breaks goes on for
MISSED = 5  # consecutive numbers that may be missing in the text


def without_list(lines: list[str], clock: Clock = UNTIMED) -> tuple[list[str], list[int]]:
    """Lines above the list of URLs, and the numbers of the links in the text; all lines and no numbers if there is no list."""
    first, titled = len(lines), False
    parts: list[list[int]] = [[]]
    for number in clock.each(range(len(lines) - 1, -1, -1)):
        line = lines[number].strip()
        if found := ADDRESS.fullmatch(line):
            first = number
            parts[-1].append(int(found[1]))
        elif line and not any(ADDRESS.fullmatch(above.strip()) for above in lines[max(0, number - CONTINUED) : number]):
            if parts != [[]] and len(line.split()) <= TITLE_WORDS:
                first, titled = number, True
            if not line.endswith(":"):
                break
            parts.append([])  # the part above has its own title
    listed = [part[::-1] for part in parts if part]
    count = sum(map(len, listed))
    if count >= FEWEST or (titled and count and all(any(f"[{n}]" in line for line in lines[:first]) for n in listed[-1])):
        return lines[:first], listed[-1]
    return lines, []


def without_marks(body: str, numbers: list[int]) -> str:
    """Body without the link numbers, which count upwards, and the file names of pictures; footnote marks such as "[3]" stay."""
    pieces, place, counted = [], 0, 0
    for mark in MARK.finditer(body):
        soon = numbers[counted : counted + MISSED]
        if int(mark[1]) in soon:
            counted += soon.index(int(mark[1])) + 1
            pieces.append(body[place : mark.start()])
            place = mark.end()
    return PICTURE.sub("", "".join([*pieces, body[place:]]))
