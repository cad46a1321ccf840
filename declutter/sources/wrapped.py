"""Lines that were broken to a width, as mail, terminals and converters to plain text break them -> whole paragraphs.

Such a text is filled greedily: a line ends where its next word would not have fitted. So the first word of the line below says whether a
break was made for want of room, or meant.
"""

from __future__ import annotations

import re

NARROWEST, WIDEST = 50, 120  # characters a line
FULL, OVER = 0.95, 1.1  # most lines are no longer than the width, and the longest of these not much shorter; addresses and tables stick out
LONG = 0.5  # of the width: shorter lines were hardly broken for want of room
PAIRS = 5  # breaks after long lines that it takes to tell
BROKEN = 0.6  # share of these breaks that were made for want of room
ENDED = 0.5  # share of them that may end a sentence; where more do, each line is a paragraph, and all are as long by chance
ENDS = (".", "!", "?", "…")
OWN_LINE = re.compile(r"[*•·+#>|]|- |\d+\. |[\[(][ x*]\] ")  # how a line begins that is an item, a heading, a quotation or a row
# "well-\nknown", but not "short-\nand long-term"
INSIDE_WORD = re.compile(r"\w-\n(?!(?:and|or|und|oder|bzw\.|en|of|och|eller|og)\b)(?=\w)")


def unwrapped(drawn: list[str]) -> list[str]:
    """The lines (``""`` for an empty one) with runs of blanks as one, and with paragraphs joined that were broken to a width."""
    lines = [" ".join(line.split()) for line in drawn]
    ends = [len(line.rstrip()) for line in drawn]  # with what a line is indented by
    above = [i for i, (line, below) in enumerate(zip(lines, lines[1:], strict=False)) if line and below and not OWN_LINE.match(below)]
    width = width_of(sorted(ends[i] for i in above))
    long = [i for i in above if LONG * width <= ends[i] <= width]
    broken = {i for i in long if not fits(ends[i], lines[i + 1], width)}
    ended = sum(lines[i].endswith(ENDS) for i in broken)
    if len(long) < PAIRS or len(broken) < BROKEN * len(long) or ended > ENDED * len(broken):
        return lines
    result: list[list[str]] = []
    for i, line in enumerate(lines):
        if i - 1 in broken:
            result[-1] += (between(lines[i - 1], line), line)
        else:
            result.append([line])
    return ["".join(pieces) for pieces in result]


def width_of(lengths: list[int]) -> int:
    """The width that sorted lengths were broken to, 0 where they cannot have been."""
    most = lengths[int(FULL * (len(lengths) - 1))] if lengths else 0
    width = max((length for length in lengths if length <= OVER * most), default=0)
    return width if NARROWEST <= width <= WIDEST else 0


def fits(end: int, below: str, width: int) -> bool:
    """Whether the first word of the line below had room at the end of a line."""
    return end + 1 + len(below.partition(" ")[0]) <= width


def between(line: str, below: str) -> str:
    """What stands between two lines that are one: nothing inside a word with a hyphen."""
    return "" if INSIDE_WORD.match(f"{line[-2:]}\n{below[:8]}") else " "
