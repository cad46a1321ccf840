"""Author, day and nesting level of each reader comment, from the container that holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from declutter.lexicon.dates import first_day
from declutter.structure import block_spans
from declutter.structure.comment import Comment

if TYPE_CHECKING:
    from declutter.page import Bools, Page

PART = r"s|[-_]?(?:body|content|text|message|meta|author|header|footer)"
ITEM = regex.compile(rf"(?:^|[\s_-])(?:comment|reply|review|message|post)(?!{PART})", regex.I)  # class names of one comment's container
REPLIES = regex.compile(r"(?:^|[\s_-])(?:children|replies|nested)(?:$|[\s_-])", regex.I)
DEPTH = 8  # containers from a text up to the container of its comment
LARGEST = 40  # blocks of a comment's container
LONGEST_NAME = 60  # characters of a line that names the author
NAME_END = r"[|·•,:(]|\s[–—-]\s|\d|$|\b(?:says|said|wrote|disse|schrieb|sagt|dit|dice|scrive|on|le|am)\b"
NAME = regex.compile(rf"\p{{L}}[^\d|·•,:(\n]{{1,40}}?(?=\s*(?:{NAME_END}))")
AGO = regex.compile(
    r"\d+\s*(?:[hdwmy]|\p{L}+\s+(?:ago|atrás|fa|sitten|siden|sedan|назад|temu|önce))\b"
    r"|\b(?:vor|il y a|hace|há)\s+\d+|\d+\s?(?:前|전)",
    regex.I,
)
COUNT = regex.compile(r"\d[\d.,]*\s*$")
BEFORE_NAME = regex.compile(r"^(?:\p{L}+\s+)?(?:by|von|par|por|di|da|от)\s+", regex.I)
ISO_DAY = regex.compile(r"\d{4}-\d\d-\d\d")


def with_authors(page: Page, texts: list[int], section: Bools) -> list[Comment]:
    """Blocks of readers' texts -> comments, with author and day from the other blocks of each comment's container."""
    texts = [block for block in texts if not is_byline(page, block)]
    if page.kind == "lines":
        return [Comment(page.texts[block]) for block in texts]
    boxes: dict[int, list[int]] = {}
    for block in texts:
        boxes.setdefault(item_of(page, block, section), []).append(block)
    found = []
    for item, blocks in boxes.items():
        box = widened(page, item, set(texts) - set(blocks), section)
        first, last = page.regions.first[box], page.regions.last[box]
        first -= (
            first > 0 and page.regions.tag[box] == "dd" and page.tags[first - 1] == "dt"
        )  # the author is the term, the comment its description
        beside = [b for b in range(first, last) if b not in blocks]
        text = "\n".join(page.texts[b] for b in blocks)
        found.append((nesting(page, item), Comment(text, author_of(page, beside, blocks[0]), day_of(page, beside))))
    depths = sorted({depth for depth, _ in found})
    return [comment._replace(level=depths.index(depth)) for depth, comment in found]


def item_of(page: Page, block: int, section: Bools) -> int:
    """The innermost container that is one comment by its tag or class name; else the block's own container."""
    regions = page.regions
    region = page.region[block]
    for _ in range(DEPTH):
        if region <= 0 or not section[regions.first[region] : regions.last[region]].all():
            break
        if regions.tag[region] in ("li", "article", "dd") or ITEM.search(regions.attrs[region]):
            return region
        region = regions.parent[region]
    return page.region[block]


def widened(page: Page, item: int, others: set[int], section: Bools) -> int:
    """The largest container around a comment that holds no text of another comment and lies within the comment section."""
    regions = page.regions
    while (parent := regions.parent[item]) > 0:
        first, last = regions.first[parent], regions.last[parent]
        wide = last - first > LARGEST or page.heading[first:last].any() or not section[first:last].all()
        if wide or any(first <= other < last for other in others):
            break
        item = parent
    return item


def is_byline(page: Page, block: int) -> bool:
    """Whether a block is a line about a comment (author, age, number of likes) rather than its text."""
    text = page.texts[block]
    if len(text) > LONGEST_NAME or page.sentence[block]:
        return False
    return AGO.search(text) is not None or first_day(text) is not None or COUNT.search(text) is not None


def nesting(page: Page, item: int) -> int:
    """Number of lists and reply containers around a comment."""
    regions = page.regions
    depth = 0
    region = regions.parent[item]
    while region > 0:
        depth += regions.tag[region] in ("ul", "ol") or REPLIES.search(regions.attrs[region]) is not None
        region = regions.parent[region]
    return depth


def author_of(page: Page, beside: list[int], text: int) -> str:
    """Author of a comment: a name with author markup in its container, else the name at the start of the short line above the text."""
    for mark in page.head.marks:
        if mark.block in beside and mark.tag != "time" and "author" in mark.attrs.lower() and 0 < len(mark.text) <= LONGEST_NAME:
            return leading_name(mark.text)
    for block in (b for b in beside if b < text and not page.heading[b]):
        line = page.texts[block]
        if len(line) > 2 * LONGEST_NAME:
            continue
        for span in block_spans(page, block):
            if span.kind in ("link", "strong", "emphasis") and span.start <= 2 and (name := leading_name(line[span.start : span.end])):
                return name
        if name := leading_name(line):
            return name
    return ""


def leading_name(line: str) -> str:
    """The name that a line begins with."""
    found = NAME.match(BEFORE_NAME.sub("", line.strip()))
    return found[0].strip() if found else ""


def day_of(page: Page, beside: list[int]) -> str:
    """The day of a comment as ISO date; ``""`` where its container has none."""
    marked = (mark.value for mark in page.head.marks if mark.block in beside and mark.tag == "time" and ISO_DAY.match(mark.value))
    if day := next(marked, ""):
        return day[:10]
    days = (first_day(page.texts[block]) for block in beside if len(page.texts[block]) <= 2 * LONGEST_NAME)
    return next((day.isoformat() for day in days if day), "")
