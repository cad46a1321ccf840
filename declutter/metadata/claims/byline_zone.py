"""Where on a page bylines and date lines stand: around the headline, and not in anything that belongs to other pages or readers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from declutter.metadata.parse import dates
from declutter.metadata.parse.labels import DATED, LATEST, SPACED
from declutter.metadata.parse.slug import spelt_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from declutter.page import Bools, Mark, Page

BEFORE, AFTER = 8, 14  # blocks around the headline
LATE, FAR = 8, 300  # blocks before a story that begins up to FAR blocks under its headline
OVER, UNDER = 2, 4  # blocks right over and under the headline
BEFORE_STORY, INTO_STORY = 14, 2  # blocks around the first paragraph, where there is no headline
CARDS = 3  # lines of one form that make a listing
MANY = 6  # lines that say the same and are no copies for other screens
APART = 1.3  # blocks for each such line, at least: a list of co-authors has none between
SPREAD = 8  # … and over so many blocks: name, day and minutes of one page stand closer
CARD_WORDS = 16  # of such a line
LINE = 160  # characters of a line that may name a day, or count a thread's messages
LISTED = 0.55  # trust that the days of a list have at most


class Place(NamedTuple):
    """Blocks ``start:end`` are around the headline, ``late:story`` right before the story where that begins far below it."""

    headline: int
    start: int
    end: int
    late: int
    story: int
    foreign: list[bool]  # which blocks belong to comments or related links
    listing: int = 0  # up to here the blocks over the headline name several days: a ticker's, a slider's

    def near(self, block: int) -> bool:
        """Whether a block stands around the headline or right before the story."""
        return self.start <= block < self.end or self.late <= block < self.story

    def blocks(self) -> Iterator[int]:
        """All blocks that are near."""
        yield from range(self.start, self.end)
        yield from range(max(self.late, self.end), self.story)

    def listed(self, block: int) -> bool:
        """Whether a block stands over the headline in a list of other pages with their days."""
        return self.start <= block < self.listing

    def own(self, block: int) -> bool:
        """Whether a block belongs to the page's own story. Right under the headline all is: bylines link to the comments."""
        return block >= len(self.foreign) or not self.foreign[block] or (-OVER <= block - self.headline <= UNDER and self.headline >= 0)


def of(page: Page) -> Place:
    """The place of the byline on ``page``."""
    size, first = len(page), page.layout.first
    spelt = spelt_line(page) if page.kind == "lines" else -1
    block = spelt if spelt >= 0 else page.headline.block
    if block < 0 and page.headline.repeats:  # a headline that is no heading element
        block = max((i for i in page.headline.repeats if i <= first), default=-1)
    elif block > page.layout.last >= 0 and spelt < 0:  # another page's headline, or this one's again, under the story
        block = max((i for i in page.headline.repeats if i <= first), default=-1)
    late = story = 0
    if block >= 0:
        start, end = block - BEFORE, block + AFTER
        if block < first < size:  # a byline may follow a headline and a standfirst, never the body's third paragraph
            end = max(min(end, first + INTO_STORY + 3), block + 4)
            if end < first < block + FAR:
                late, story = first - LATE, first + 1
        elif first < block < first + BEFORE_STORY:  # a standfirst over the headline
            start = min(start, first - BEFORE_STORY)
    else:
        first = first if first < size else 20
        start, end = first - BEFORE_STORY, first + INTO_STORY
    if page.kind == "lines" and first < size:  # without markup the headline is a guess, the story's begin is none
        start, end = min(start, first - BEFORE_STORY), min(max(end, first), first + INTO_STORY)
    start, end = max(0, start), min(size, max(end, 0))
    listing = block - 1 if len(days_in(page, start, block - 1)) > 1 else 0
    return Place(block, start, end, late, min(size, story), foreign(page).tolist(), listing)


def days_in(page: Page, start: int, end: int) -> set[date]:
    """The days that the lines ``start:end`` name."""
    lines = [text for text in page.texts[start : max(start, end)] if len(text) <= LINE and DATED.search(text)]
    return {dates.day_of(when) for text in lines if (when := dates.parse(text, page.language)) is not None}


def in_cards(page: Page, block: int) -> bool:
    """Whether a line stands in one of many like it, each under the same path and apart from the next: the cards of a listing."""
    if page.thread or block >= len(page):
        return False
    path = page.layout.path
    same = np.flatnonzero(path == path[block])
    if len(same) < CARDS or same[-1] - same[0] < max(APART * len(same), SPREAD) or (page.words[same] > CARD_WORDS).sum() > len(same) / 8:
        return False
    return len(same) > MANY or len({page.texts[i] for i in same.tolist()}) > 1


def of_latest(page: Page, mark: Mark) -> bool:
    """Whether a mark's day is the one of a thread's last message: "23 replies, last post by ann_l Sep 26, 2024"."""
    text = page.texts[mark.block] if mark.block < len(page) else ""
    place = text.find(mark.text) if mark.text else -1
    return 0 < place <= LINE and LATEST.search(text[:place]) is not None


def foreign(page: Page) -> Bools:
    """Which blocks belong to readers or to other pages; a byline that links to its comments does not."""
    inside = page.inside("comments", "related")
    alone = np.zeros(len(inside), np.bool_)
    alone[1:-1] = inside[1:-1] & ~inside[:-2] & ~inside[2:]
    result: Bools = inside & ~(alone & page.own("byline"))
    i = page.layout.last + 1
    if 0 < i < len(page) and result[i] and page.own("byline")[i] and SPACED.match(page.texts[i]):
        result[i] = False  # the story's own signature, in one row with the link to its comments
    return result
