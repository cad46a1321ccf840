"""Unwrapping of lines that mail, terminals and converters to plain text have broken to a width.

Such text is filled greedily: a line ends where its next word would not have fitted. So the first word of the line below shows whether
a break was needed for the width, or is a paragraph break.
"""

from __future__ import annotations

import re

NARROWEST, WIDEST = 50, 120  # characters a line
FULL, OVER = 0.95, 1.1  # quantile of line lengths that the width is near, and tolerance above it; only URLs and tables are longer
LONG = 0.5  # of the width: shorter lines were hardly broken by it
PAIRS = 5  # fewest breaks after long lines to decide by
BROKEN = 0.6  # share of these breaks that the width explains
ENDED = 0.5  # share of them that may end a sentence; above it, lines are paragraphs that happen to be equally long
ENDS = (".", "!", "?", "…")
OWN_LINE = re.compile(r"[*•·+#>|]|- |\d+\. |[\[(][ x*]\] ")  # start of an item, heading, quotation or table row
# "well-\nknown", but not "short-\nand long-term"
INSIDE_WORD = re.compile(r"\w-\n(?!(?:and|or|und|oder|bzw\.|en|of|och|eller|og)\b)(?=\w)")


def unwrapped(raw: list[str]) -> list[str]:
    """Lines (``""`` for an empty one) with white space collapsed, and with paragraphs joined that were broken to a width."""
    lines = [" ".join(line.split()) for line in raw]
    ends = [len(line.rstrip()) for line in raw]  # with the indent
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
    """Line width that explains the sorted lengths, 0 if none does."""
    most = lengths[int(FULL * (len(lengths) - 1))] if lengths else 0
    width = max((length for length in lengths if length <= OVER * most), default=0)
    return width if NARROWEST <= width <= WIDEST else 0


def fits(end: int, below: str, width: int) -> bool:
    """Whether the first word of the line below would have fitted at the end of a line."""
    return end + 1 + len(below.partition(" ")[0]) <= width


def between(line: str, below: str) -> str:
    """Separator of two joined lines: a space, or nothing inside a hyphenated word."""
    return "" if INSIDE_WORD.match(f"{line[-2:]}\n{below[:8]}") else " "
