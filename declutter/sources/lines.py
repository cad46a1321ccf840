"""Reader of plain lines: each non-blank line is a block, all in one container without names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from declutter.limits import UNTIMED, Clock
from declutter.page import Page, Regions
from declutter.page.inline import ANY_INVISIBLE, INVISIBLE, UNDRAWN
from declutter.sources.exports import mail_headers, without_codes
from declutter.sources.fragments import rejoined
from declutter.sources.linked import LinkedLines, marked
from declutter.sources.markdown import has_links
from declutter.sources.numbered import without_list, without_marks
from declutter.sources.wrapped import RULE, unwrapped

if TYPE_CHECKING:
    from declutter.page.inline import Inline

EDIT_MARK = re.compile(r"(?<=\S)\s?\[\s?(?:edit|edit source|modifier|bearbeiten|editar|modifica|bewerken|править|edytuj|編集|编辑)\s?\]$")


def read_lines(text: str, clock: Clock = UNTIMED) -> Page:
    """Parse flattened text into a Page of kind ``"lines"``; ``breaks`` is 2 where an empty line precedes the block."""
    if "\0" in text:
        text = text.replace("\0", "")
    if not text.isascii() and ANY_INVISIBLE.search(text):
        text = text.translate(INVISIBLE)
    text, targets = marked(text) if has_links(text) else (text, [])
    head, body = mail_headers(text.splitlines())
    linked = LinkedLines(targets)
    texts: list[str] = []
    breaks: list[int] = []
    link_chars: list[int] = []
    inlines: dict[int, Inline] = {}
    gap = 0
    clock.check()
    most, status = clock.limits.max_blocks, ""
    for whole in clock.each(paragraphs(without_codes(body, clock), clock)):
        line, inline = linked.split(whole) if targets else (whole, ([], []))
        line = (EDIT_MARK.sub("", line) if line.endswith("]") else line).strip()
        if line.strip(UNDRAWN) and not RULE.fullmatch(line):
            if len(texts) == most:
                status = "truncated"
                break
            if inline[1]:
                inlines[len(texts)] = inline
            link_chars.append(sum(len(inline[0][first].strip()) for _, _, first, _ in inline[1]))
            texts.append(line)
            breaks.append(gap)
            gap = 0
        else:
            gap = 2
    count = len(texts)
    regions = Regions(["body"], [""], [-1], [0], [count])
    return Page(
        "lines", texts, ["line"] * count, [0] * count, link_chars, [""] * count, breaks, regions, head, inlines=inlines, status=status
    )


def paragraphs(body: list[str], clock: Clock) -> list[str]:
    """Lines with those joined that were broken to a width or at inline elements; ``""`` for an empty line."""
    raw, numbers = without_list(body, clock)
    lines = unwrapped(raw, clock)  # before the link numbers go, as these counted towards the line width
    if len(lines) == len(raw):
        lines = [" ".join(line.split()) for line in rejoined(raw, clock)]
    return without_marks("\n".join(lines), numbers).split("\n") if numbers else lines
