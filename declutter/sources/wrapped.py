"""Unwrapping of lines that mail, terminals and converters to plain text have broken to a width.

Such text is filled greedily: a line ends where its next word would not have fitted. So the first word of the line below shows whether
a break was needed for the width, or is a paragraph break. Lines are compared with lines of the same indent, since converters fill lists
and quotations to other widths than paragraphs.
"""

from __future__ import annotations

import re
from collections import defaultdict

from declutter.limits import UNTIMED, Clock

NARROWEST, WIDEST = 50, 120  # columns per line
FULL, OVER = 0.95, 1.1  # quantile of line lengths that the width is near, and tolerance above it; only URLs and tables are longer
LONG = 0.5  # of the width: shorter lines were hardly broken by it
FEW, PAIRS = 3, 5  # fewest breaks after long lines to decide by: if the width explains all of them, and in general
TRIED = 0.9  # of the longest line: narrower widths are not tried
BROKEN = 0.6  # share of these breaks that the width explains
ENDED = 0.5  # share of them that may end a sentence; above it, lines are paragraphs that happen to be equally long
ENDS = (".", "!", "?", "…")
RULE = re.compile(r"(?:[=_~*–—-] ?){5,}")  # a horizontal rule of characters
OWN_LINE = re.compile(r"[*•·+#>|]|- |\d+\. |[\[(][ x*]\] ")  # start of an item, heading, quotation or table row
SIGNS = frozenset("*•·+#>|-=_~–—[(0123456789")  # that rules and such lines start with
# "well-\nknown", but not "short-\nand long-term"
INSIDE_WORD = re.compile(r"\w-\n(?!(?:and|or|und|oder|bzw\.|en|of|och|eller|og)\b)(?=\w)")
WIDE = re.compile(r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003ffff]")
# characters that may be broken at on both sides (no Hangul: Korean has spaces), and the marks that stay with the character before
UNSPACED = re.compile(r"[\u2e80-\u312f\u3190-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\U00020000-\U0003ffff]")
CLOSING = re.compile(r"[、。，．！？：；）」』】》〉”’]*")


def unwrapped(raw: list[str], clock: Clock = UNTIMED) -> list[str]:
    """Lines (``""`` for an empty one) with white space collapsed, and with paragraphs joined that were broken to a width."""
    lines = [" ".join(line.split()) for line in clock.each(raw)]
    broken = breaks_of_width(raw, lines, clock)
    if not broken:
        return lines
    result: list[list[str]] = []
    for i, line in enumerate(clock.each(lines)):
        if i - 1 in broken:
            result[-1] += (between(lines[i - 1], line), line)
        else:
            result.append([line])
    return ["".join(pieces) for pieces in result]


def breaks_of_width(raw: list[str], lines: list[str], clock: Clock) -> set[int]:
    """Numbers of the lines that were broken for the width."""
    ends = [columns(line.rstrip()) for line in clock.each(raw)]  # with the indent
    if not any(NARROWEST <= end <= WIDEST for end in ends):
        return set()
    groups: dict[int, list[int]] = defaultdict(list)
    for i, (line, below) in enumerate(clock.each(zip(lines, lines[1:], strict=False))):
        if line and below and not (below[0] in SIGNS and (OWN_LINE.match(below) or RULE.fullmatch(below))):
            if not (line[0] in SIGNS and RULE.fullmatch(line)):
                groups[indent(raw[i + 1])].append(i)
    broken: set[int] = set()
    widest = 0
    rest: list[int] = []
    for group in groups.values():
        clock.check()
        width, found = best_width(group, ends, lines)
        broken |= found
        widest = max(widest, width if found else 0)
        if not found and not width:
            rest += group
    if widest:  # too few lines of an indent to tell their width: the page's is taken
        broken |= {i for i in rest if LONG * widest <= ends[i] <= OVER * widest and not fits(ends[i], lines[i + 1], widest)}
    return broken


def best_width(group: list[int], ends: list[int], lines: list[str]) -> tuple[int, set[int]]:
    """Width that explains most breaks after the lines of a group, and those lines; (0, none) where too few lines are long.

    A single line that sticks out by a character or two would make all others look short, so the widths just below count as well.
    """
    most = width_of(sorted(ends[i] for i in group))
    long = [i for i in group if LONG * most <= ends[i] <= most]
    if not most or len(long) < FEW:
        return 0, set()
    tried = sorted({ends[i] for i in long if ends[i] >= max(TRIED * most, NARROWEST)}, reverse=True)
    width = max(tried, key=lambda width: sum(ends[i] <= width and not fits(ends[i], lines[i + 1], width) for i in long))
    long = [i for i in long if LONG * width <= ends[i] <= width]
    broken = {i for i in long if not fits(ends[i], lines[i + 1], width)}
    ended = sum(lines[i].endswith(ENDS) for i in broken)
    if len(long) < PAIRS and (ended or len(broken) < len(long)):
        return 0, set()
    return width, broken if len(broken) >= BROKEN * len(long) and ended <= ENDED * len(broken) else set()


def columns(text: str) -> int:
    """Width of a text on a terminal: East Asian characters take two columns."""
    return len(text) if text.isascii() else len(text) + len(WIDE.findall(text))


def indent(line: str) -> int:
    """Column in which the text of a line starts."""
    return len(line) - len(line.lstrip())


def width_of(lengths: list[int]) -> int:
    """Line width that explains the sorted lengths, 0 if none does."""
    most = lengths[int(FULL * (len(lengths) - 1))] if lengths else 0
    width = max((length for length in lengths if length <= OVER * most), default=0)
    return width if NARROWEST <= width <= WIDEST else 0


def fits(end: int, below: str, width: int) -> bool:
    """Whether the first word of the line below would have fitted at the end of a line."""
    if UNSPACED.match(below):
        closing = CLOSING.match(below, 1)
        return end + columns(below[: closing.end() if closing else 1]) <= width
    return end + 1 + columns(below.partition(" ")[0]) <= width


def between(line: str, below: str) -> str:
    """Separator of two joined lines: a space, or nothing inside a hyphenated word and between characters without spaces."""
    if INSIDE_WORD.match(f"{line[-2:]}\n{below[:8]}") or (UNSPACED.match(line[-1]) and UNSPACED.match(below)):
        return ""
    return " "
