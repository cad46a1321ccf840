"""Texts of blocks: cleaning of code, and words that only CSS keeps apart."""

from __future__ import annotations

import re

SHORT = 3  # letters of a label without a class name that says so: "Mc", "un" and their like begin words
SURROGATE = re.compile("[\ud800-\udfff]")  # half a character: no UTF-8 text can hold it


def well_formed(text: str) -> str:
    """A text with each lone surrogate replaced by U+FFFD, so that it can be encoded."""
    return text if text.isascii() else SURROGATE.sub("\ufffd", text)


def code_of(raw: str) -> str:
    """Code with its white space, without blank lines around it; no-break spaces become plain ones, since compilers reject them."""
    code = raw[raw.rfind("\n", 0, len(raw) - len(raw.lstrip())) + 1 :].rstrip().replace("\xa0", " ")
    return unnumbered(code) if code[:2] == "1\n" else code


def unnumbered(code: str) -> str:
    """Code without its line numbers, where each stands on a line of its own before the line that it numbers."""
    lines = code.split("\n")
    numbers = [line.strip() for line in lines[::2]]
    counted = len(numbers) > 1 and numbers == [str(number) for number in range(1, len(numbers) + 1)]
    return "\n".join(lines[1::2]) if counted else code


def glued(left: str, right: str, labelled: bool) -> bool:
    """Whether two texts that touch are a label and a value rather than parts of one word; ``labelled`` where a class name says so."""
    if len(left) < SHORT - labelled or len(right) < 2 - labelled or left[-1].isspace() or right[0].isspace():
        return False
    end, start = left[-1], right[0]
    if labelled and end.isalnum() and start.isalnum():
        return True
    if end == ":":
        return start.isalnum()
    if end.islower():
        return start.isupper() or (start.isdigit() and left.isalpha())
    return end.isdigit() and start.isupper() and right[1].islower()
