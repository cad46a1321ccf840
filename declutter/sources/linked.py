"""Inline links of plain lines, ``[text](target)``, as inscriptis writes them: removed from the text, and recorded as links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from declutter.page.inline import Inline, Run

START, END = "\x01", "\x02"  # around the text of a link while lines are joined; none of both is left in a Page
# the target may hold pairs of parentheses; its start tells it from a remark after brackets
TOKEN = re.compile(r"\[|\]\(((?:/|#|\.|\?|\w+:|[\w.%-]+[/.?#])(?:[^()\s]|\([^()\s]*\)){0,3000}|)\)|\]")
FAR = 600  # characters of a link's text at most


def marked(text: str) -> tuple[str, list[str]]:
    """Text with ``START`` and ``END`` around the text of each link, and the targets in order."""
    text = text.replace(START, "").replace(END, "")
    opened: list[int] = []
    edits: list[tuple[int, int, str]] = []  # start, end, replacement
    links: list[tuple[int, str]] = []
    for token in TOKEN.finditer(text):
        if token[0] == "[":
            opened.append(token.start())
        elif opened and token.start() - opened[-1] > FAR:
            opened.clear()
        elif opened:
            start = opened.pop()
            if token[1] is not None:
                edits += ((start, start + 1, START), (*token.span(), END))
                links.append((start, token[1]))
                opened.clear()  # a link holds no other
    pieces: list[str] = []
    place = 0
    for start, end, replacement in sorted(edits):
        pieces += (text[place:start], replacement)
        place = end
    return "".join([*pieces, text[place:]]), [target for _, target in sorted(links)]


class LinkedLines:
    """Splits marked lines into text and links; a link may go on over several lines."""

    def __init__(self, targets: list[str]) -> None:
        self.targets = targets
        self.number = -1  # of the current link
        self.inside = False

    def split(self, line: str) -> tuple[str, Inline]:
        """Text of a line without marks, and its inline links."""
        pieces: list[str] = []
        runs: list[Run] = []
        for part in re.split(f"([{START}{END}])", line):
            if part == START:
                self.number += 1
                self.inside = True
            elif part == END:
                self.inside = False
            elif part:
                if self.inside and self.targets[self.number]:
                    runs.append(("a", self.targets[self.number], len(pieces), len(pieces) + 1))
                pieces.append(part)
        return "".join(pieces), (pieces, runs)
