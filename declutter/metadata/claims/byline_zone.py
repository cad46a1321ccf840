"""The zone of a page in which bylines and date lines count: around the headline, outside comments, related links and cards."""

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
BEFORE_STORY, FAR = 8, 300  # blocks before a story that starts up to FAR blocks below its headline
OVER, UNDER = 2, 4  # blocks right above and below the headline, always part of the zone
BEFORE_STORY, INTO_STORY = 14, 2  # blocks around the first paragraph, where there is no headline
CARDS = 3  # blocks on one path of tags and classes that make a listing, at least
MANY = 6  # equal blocks at most that are copies of one for other screen sizes
APART = 1.3  # page blocks per such block, at least: co-authors stand side by side, cards do not
SPREAD = 8  # blocks between the first and the last such block, at least
CARD_WORDS = 16  # words in a block of a card at most
LINE = 160  # characters in a line that is searched for a date, or for a thread's last message, at most
MOSTLY = 0.5  # share of a block's letters
INTERFACE = (
    "navigation",
    "share",
    "subscribe",
    "shop",
    "player",
    "paywall",
    "related",
    "comments",
    "tags",
    "pagination",
    "legal",
    "advert",
    "consent",
    "error",
)
LISTED = 0.55  # highest trust of a date that stands in a list of other pages


class Place(NamedTuple):
    """The byline zone: blocks ``start:end`` around the headline, and ``before_story:story`` before a story that starts far below it."""

    headline: int
    start: int
    end: int
    before_story: int
    story: int
    foreign: list[bool]  # which blocks belong to comments or related links
    listing: int = 0  # end of the blocks above the headline where these have several dates: a news ticker, a slider

    def near(self, block: int) -> bool:
        """Whether a block stands around the headline or right before the story."""
        return self.start <= block < self.end or self.before_story <= block < self.story

    def blocks(self) -> Iterator[int]:
        """All blocks that are near."""
        yield from range(self.start, self.end)
        yield from range(max(self.before_story, self.end), self.story)

    def listed(self, block: int) -> bool:
        """Whether a block stands above the headline in a list of other pages with their dates."""
        return self.start <= block < self.listing

    def own(self, block: int) -> bool:
        """Whether a block belongs to the page's own story; around the headline all do: bylines link to comments."""
        return block >= len(self.foreign) or not self.foreign[block] or (-OVER <= block - self.headline <= UNDER and self.headline >= 0)


def of(page: Page) -> Place:
    """Compute the byline zone of ``page``."""
    size, first = len(page), page.layout.first
    spelt = spelt_line(page) if page.kind == "lines" else -1
    block = spelt if spelt >= 0 else page.headline.block
    if block < 0 and page.headline.repeats:  # a headline that is no heading element
        block = max((i for i in page.headline.repeats if i <= first), default=-1)
    elif block > page.layout.last >= 0 and spelt < 0:  # another page's headline, or this one's again, under the story
        block = max((i for i in page.headline.repeats if i <= first), default=-1)
    before_story = story = 0
    if block >= 0:
        start, end = block - BEFORE, block + AFTER
        if block < first < size:  # a byline may follow a headline and a standfirst, never the body's third paragraph
            end = max(min(end, first + INTO_STORY + 3), block + 4)
            if end < first < block + FAR:
                before_story, story = first - BEFORE_STORY, first + 1
        elif first < block < first + BEFORE_STORY:  # a standfirst over the headline
            start = min(start, first - BEFORE_STORY)
    else:
        first = first if first < size else 20
        start, end = first - BEFORE_STORY, first + INTO_STORY
    if page.kind == "lines" and first < size:  # without markup the first paragraph is a safer anchor than the headline
        start, end = min(start, first - BEFORE_STORY), min(max(end, first), first + INTO_STORY)
    start, end = max(0, start), min(size, max(end, 0))
    listing = block - 1 if len(days_in(page, start, block - 1)) > 1 else 0
    return Place(block, start, end, before_story, min(size, story), foreign(page).tolist(), listing)


def days_in(page: Page, start: int, end: int) -> set[date]:
    """The dates in the lines ``start:end``."""
    lines = [text for text in page.texts[start : max(start, end)] if len(text) <= LINE and DATED.search(text)]
    return {dates.day_of(when) for text in lines if (when := dates.parse(text, page.language)) is not None}


def is_interface(page: Page, block: int) -> bool:
    """Whether phrases of menus, log-ins, share bars and the like cover most of a block."""
    return any(page.hits(name)[block] > MOSTLY for name in INTERFACE)


def in_cards(page: Page, block: int) -> bool:
    """Whether a block is part of a listing's cards: several blocks on the same path of tags and classes, with others between them."""
    if page.thread or block >= len(page):
        return False
    path = page.layout.path
    same = np.flatnonzero(path == path[block])
    if len(same) < CARDS or same[-1] - same[0] < max(APART * len(same), SPREAD) or (page.words[same] > CARD_WORDS).sum() > len(same) / 8:
        return False
    return len(same) > MANY or len({page.texts[i] for i in same.tolist()}) > 1


def of_latest(page: Page, mark: Mark) -> bool:
    """Whether the date of an inline element is that of a thread's last message: "23 replies, last post by ann_l Sep 26, 2024"."""
    text = page.texts[mark.block] if mark.block < len(page) else ""
    place = text.find(mark.text) if mark.text else -1
    return 0 < place <= LINE and LATEST.search(text[:place]) is not None


def foreign(page: Page) -> Bools:
    """Mask of the blocks in comments or related links, without bylines that only link to the comments."""
    inside = page.inside("comments", "related")
    single = np.zeros(len(inside), np.bool_)
    single[1:-1] = inside[1:-1] & ~inside[:-2] & ~inside[2:]
    result: Bools = inside & ~(single & page.own("byline"))
    i = page.layout.last + 1
    if 0 < i < len(page) and result[i] and page.own("byline")[i] and SPACED.match(page.texts[i]):
        result[i] = False  # the signature of the story, in one row with the link to its comments
    return result
