"""Next article: drops the article that a page loads below its own, which opens with a headline and a byline of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.lexicon.dates import date_share

if TYPE_CHECKING:
    from declutter.page import Page
    from declutter.reduce.selection import Selection

ARTICLE = 60.0  # words of running text of the page's own article, and of the next one
REACH = 4  # blocks after a headline in which its byline or day stands
OPENS = 4  # blocks of the container before its headline
SHORT = 12  # words of a byline
NAME = 6  # words of a byline that only its first word tells: "By Anna Berg and Tom Reed"
SIGNED = 0.5  # coverage by byline phrases, or share of a day, from which a short line is a byline


def next_article(page: Page, selection: Selection) -> None:
    """Drop each container below the article that begins with a heading like the headline, a byline, and running text."""
    top = page.headline.block
    if page.kind == "lines" or page.thread or top < 0 or not is_about(page):
        return
    words = np.concatenate(([0.0], np.cumsum(page.words * (selection.keep & page.layout.story), dtype=np.float64)))
    later = np.flatnonzero(page.tagged(page.tags[top]) & page.heading & (np.arange(len(page)) > top) & (page.words >= 2))
    end = top
    for i in later.tolist():
        if i < end or i in page.headline.repeats or words[i] - words[top] < ARTICLE:
            continue
        region = own_container(page, i, top)
        begin, end_of_region = page.regions.first[region], page.regions.last[region]
        if i - begin > OPENS or words[end_of_region] - words[i] < ARTICLE or not has_byline(page, i):
            continue
        end = end_of_region
        for block in (begin + np.flatnonzero(selection.keep[begin:end])).tolist():
            selection.flip(block, False, "next_article", "belongs to the next article")


def is_about(page: Page) -> bool:
    """Whether the page's title is that of its first article, as on the page of one article."""
    titles = [page.head.title, *(content for name, content in page.head.metas if name in ("og:title", "twitter:title"))]
    headline = page.headline.text.casefold()
    return any(headline in title.casefold() for title in titles)


def own_container(page: Page, i: int, top: int) -> int:
    """The largest container around block ``i`` without the block ``top``."""
    regions = page.regions
    region = page.region[i]
    while (parent := regions.parent[region]) >= 0 and regions.first[parent] > top:
        region = parent
    return region


def has_byline(page: Page, i: int) -> bool:
    """Whether a byline or a day stands right below a heading."""
    coverage, named = page.hits("byline"), page.inside("byline")
    for j in range(i + 1, min(i + 1 + REACH, len(page))):
        if page.words[j] > SHORT or page.sentence[j]:
            continue
        if named[j] or coverage[j] > SIGNED or (coverage[j] and page.words[j] <= NAME) or date_share(page.texts[j]) > SIGNED:
            return True
    return False
