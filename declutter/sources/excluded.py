"""Blocks that are no part of any text, whatever the judge says: what the page hides, controls of code blocks, unfilled templates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from declutter.sources.hidden import SCREEN_READER, SIZED, UNSEEN, UNSHOWN, UNSIZED, WHITE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from declutter.page import Page

HIDDEN, CONTROL = "is hidden from sight", "is a control of a code block"
TEMPLATE = "is a place in a template that a script fills"
UNFILLED = re.compile(r"(?:\{\{[^{}]{1,200}\}\}\s*)+")  # of Angular, Vue, Handlebars
NEVER = re.compile(rf"(?<!\S)(?:{UNSEEN}|{UNSIZED}|{SCREEN_READER})(?!\S)")
MARKED = re.compile(rf"(?<!\S)(?:{UNSEEN}|{UNSIZED}|{UNSHOWN}|{WHITE}|{SCREEN_READER})(?!\S)")
MOST_NEVER, MOST = 0.5, 0.34  # shares of the page's characters above which what hides them is taken for the page's way of loading
OPENERS = frozenset({"h2", "h3", "h4", "h5", "h6", "button", "summary", "dt", "label", "legend"})  # a click on these shows what follows
WHOLES = frozenset({"html", "body", "main", "article", "section"})  # hidden until a script has drawn the page
SIBLINGS = 3  # paragraphs of the usual colour beside a white one from which the background is light
CONTROL_WORDS = 4
COPY = re.compile(r"(?:^|[\s_-])(?:copy|clipboard|copybtn|copy-?(?:btn|button|code|to)|codecopy)(?:[\s_-]|$)", re.I)


def excluded(page: Page, never: set[str], hidden: set[str]) -> dict[int, str]:
    """The blocks that are left out, with the reason; ``never`` and ``hidden`` are names that rules of the page's style sheets hide."""
    found = dict.fromkeys(hidden_blocks(page, never, hidden), HIDDEN)
    if "pre" in page.tags:
        found.update(dict.fromkeys(controls(page), CONTROL))
    found.update(dict.fromkeys(unfilled(page), TEMPLATE))
    return found


def unfilled(page: Page) -> list[int]:
    """Blocks that are nothing but ``{{ … }}``, as a page has them before its script runs; in code they are text."""
    places = [i for i, text in enumerate(page.texts) if text.startswith("{{") and page.tags[i] != "pre" and UNFILLED.fullmatch(text)]
    return [i for i in places if all(tag != "code" for tag, *_ in page.inlines.get(i, ((), ()))[1])]


def hidden_blocks(page: Page, never: set[str], hidden: set[str]) -> set[int]:
    """The blocks of hidden regions, unless they are so much of the page that a script must reveal them."""
    regions = page.regions
    distinct = set(regions.attrs)
    rules = named_in(never | hidden)
    if not MARKED.search("\n".join(distinct)) and not (rules and rules.search("\n".join(distinct))):
        return set()
    surely = {names for names in distinct if NEVER.search(names) or not never.isdisjoint(names.split())}
    maybe = {names for names in distinct - surely if MARKED.search(names) or hidden.issuperset(names.split() or [""])}
    sure = blocks_in(page, [region for region, names in enumerate(regions.attrs) if names in surely and UNSIZED not in names])
    unsure = blocks_in(page, [region for region, names in enumerate(regions.attrs) if names in maybe and for_good(page, region, names)])
    if any(UNSIZED in names for names in surely):
        sure |= without_size(page)
    total = sum(map(len, page.texts))
    sure = sure if characters(page, sure) <= MOST_NEVER * total else set()
    return sure | unsure if characters(page, sure | unsure) <= MOST * total else sure


def named_in(names: set[str]) -> re.Pattern[str] | None:
    """A pattern of any of these names as a whole word."""
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, sorted(names)))})(?!\S)") if names else None


def characters(page: Page, blocks: Iterable[int]) -> int:
    return sum(len(page.texts[block]) for block in blocks)


def blocks_in(page: Page, regions: list[int]) -> set[int]:
    """The blocks of regions that come in document order; of nested ones each block is looked at once."""
    found: set[int] = set()
    seen = 0
    for region in regions:
        last = page.regions.last[region]
        found.update(range(max(page.regions.first[region], seen), last))
        seen = max(seen, last)
    return found


def without_size(page: Page) -> set[int]:
    """The blocks inside a region of font size 0 without a font size of their own: some templates close gaps between columns so."""
    regions = page.regions
    unsized = regions.nearest(UNSIZED in names for names in regions.attrs)
    sized = regions.nearest(SIZED in names for names in regions.attrs)
    return {
        block
        for block, region in enumerate(page.region)
        if unsized[region] >= max(sized[region], 0) and SIZED not in page.inline_attrs[block]
    }


def for_good(page: Page, region: int, names: str) -> bool:
    """Whether nothing around an element that might be revealed says that it will be."""
    regions = page.regions
    if regions.tag[region] in WHOLES:
        return False
    if WHITE in names:
        return on_white(page, region)
    first, last, parent = regions.first[region], regions.last[region], regions.parent[region]
    before, after = first - 1, last
    opened = before >= regions.first[parent] and page.tags[before] in OPENERS
    return not opened or (after < regions.last[parent] and page.tags[after] not in OPENERS)


def on_white(page: Page, region: int) -> bool:
    """Whether white text stands among paragraphs of the usual colour, so that its background must be light."""
    regions, parent = page.regions, page.regions.parent[region]
    usual = white = 0
    for block in range(regions.first[parent], regions.last[parent]):
        holder = page.region[block]
        if regions.parent[holder] == parent and page.tags[block] == "p":
            white += WHITE in regions.attrs[holder]
            usual += WHITE not in regions.attrs[holder]
    return usual >= max(SIBLINGS, 3 * white)


def controls(page: Page) -> list[int]:
    """Buttons right before, inside or after a code block, and elements named for copying it."""
    tags, texts, regions = page.tags, page.texts, page.regions
    found = []
    for block, tag in enumerate(tags):
        beside = "pre" in (tags[block - 1] if block else "", tags[block + 1] if block + 1 < len(tags) else "")
        if tag == "button" and beside and len(texts[block].split()) <= CONTROL_WORDS:
            found.append(block)
        elif beside and tag != "pre" and len(texts[block].split()) <= CONTROL_WORDS:
            names = f"{regions.attrs[page.region[block]]} {page.inline_attrs[block]}"
            if COPY.search(names):
                found.append(block)
    return found
