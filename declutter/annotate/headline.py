"""The headline as the page shows it: which block it is, and which blocks repeat it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from declutter.annotate.layout import is_menu_row
from declutter.lexicon.dates import date_share
from declutter.lexicon.words import tokenize
from declutter.page import Headline, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

TITLES = ("og:title", "twitter:title", "dc.title", "citation_title", "parsely-title", "sailthru.title", "title", "headline")
SEPARATOR = regex.compile(r"\s+[|\-–—·•»«:/]+\s+|\s*[|»•]\s*|(?<=\p{Han})[_\-|](?=\p{Han})")
ENDS_SENTENCE = regex.compile(r"[.!?…。！？؟।:;,]['\"”’»)]*$")
FURNITURE = ("navigation", "share", "legal", "byline", "player", "advert", "embed", "subscribe", "consent", "tags", "shop", "paywall")
LEAD_WORDS = 4
STANDFIRST_WORDS = 14  # a line of more words is rather a standfirst
BYLINE_WORDS = 8
FAR = 30  # … where the lines closer by hold none
REACH = 10  # lines above the byline in which the headline is looked for
SAME = 0.75  # overlap of words from which two titles are the same headline


def fold(text: str) -> list[str]:
    """The words of a text: what two spellings of one headline share."""
    return tokenize([text])[0]


def find(page: Page) -> Page:
    """Fill in ``page.headline``."""
    page.headline = in_html(page) if page.kind == "html" else in_lines(page)
    return page


def in_html(page: Page) -> Headline:
    """The h1 that the head agrees with, else an h1 or heading that says the title, else the title itself."""
    named = [text for text in head_titles(page) if text.strip()]
    folded = tokenize(named)
    titles = [list(words) for words in dict.fromkeys(map(tuple, folded))]  # most heads state one title several times
    chosen = -1
    best = 0.0
    for i, tag in enumerate(page.tags):
        if tag not in ("h1", "h2", "h3") or page.words[i] > 60:
            continue
        agreement = max((overlap(page.tokens[i], title) for title in titles), default=0.0)
        weight = agreement + (0.3 if tag == "h1" else 0.0)
        if (agreement >= SAME or (tag == "h1" and agreement >= 0.4)) and weight > best:
            chosen, best = i, weight
    if chosen < 0:
        first = [i for i, tag in enumerate(page.tags) if tag == "h1" and page.words[i] > 2]
        if first and not named:
            chosen = first[0]
    text = page.texts[chosen] if chosen >= 0 else (without_site(named[0]) if named else "")
    same = [words for words in (fold(text), *folded[:3]) if words]
    lengths = set(map(len, same))
    counts = page.token_index.counts.tolist()
    return Headline(text, chosen, tuple(i for i, count in enumerate(counts) if count in lengths and page.tokens[i] in same))


def head_titles(page: Page) -> Iterator[str]:
    """Titles that the head states, best first."""
    for wanted in TITLES:
        for name, content in page.head.metas:
            if name == wanted:
                yield content
    if page.head.title:
        yield page.head.title


def overlap(block: list[str], title: list[str]) -> float:
    """Share of the block's words that the title has, if the title is no more than a site name longer."""
    if not block or not title:
        return 0.0
    if block == title[: len(block)] and len(block) >= 3:
        return 1.0
    mine, theirs = set(block), set(title)
    return len(mine & theirs) / max(len(mine), 0.7 * len(theirs))


def without_site(title: str) -> str:
    """The longest part of a title that is cut at separators: "Storm hits coast - Harbour Courier" -> "Storm hits coast"."""
    parts = [part for part in SEPARATOR.split(title) if part]
    return max(parts, key=len).strip() if parts else title.strip()


def in_lines(page: Page) -> Headline:
    """Of the title-like lines close above the byline (or above the story, where there is none) the most title-like."""
    marked = [i for i, tag in enumerate(page.tags) if tag == "h1" and page.words[i] > 1]  # in Markdown
    if len(marked) == 1:
        return with_repeats(page, marked[0])
    layout = page.layout
    anchor = layout.start if 0 < layout.start <= layout.first else min(layout.first, len(page))
    quiet = [i for i in range(max(0, anchor - REACH), anchor) if is_title_like(page, i)]
    if not quiet:
        quiet = [i for i in range(max(0, anchor - FAR), min(layout.first, len(page))) if is_title_like(page, i)]
    quiet = [i for i in quiet if i in marked] or quiet
    if not quiet:
        return Headline("", -1, ())
    return with_repeats(page, max(quiet, key=lambda i: title_score(page, i, anchor)))


def title_score(page: Page, i: int, anchor: int) -> float:
    """Repeated, of a headline's length, and close to the byline."""
    words = page.words[i]
    length = 1.0 if LEAD_WORDS <= words <= STANDFIRST_WORDS else 0.6 if words > STANDFIRST_WORDS else 0.3 * words / LEAD_WORDS
    repeated = page.tokens.count(page.tokens[i]) > 1 and words >= LEAD_WORDS
    return 2.0 * repeated + length - 0.03 * (anchor - i)


def with_repeats(page: Page, block: int) -> Headline:
    same = page.tokens[block]
    return Headline(page.texts[block], block, tuple(i for i, words in enumerate(page.tokens) if words == same))


def is_title_like(page: Page, i: int) -> bool:
    """A short line without a full stop that is no menu and that no furniture lexicon claims."""
    words, text = page.words[i], page.texts[i]
    if not 2 <= words <= 30 or ENDS_SENTENCE.search(text.rstrip("?!？！")) or is_menu_row(page, i):
        return False
    if page.hits("byline")[i] > 0 and (words <= BYLINE_WORDS or page.digit_share[i] > 0):
        return False
    return sum(float(page.hits(name)[i]) for name in FURNITURE) + date_share(text) < 0.3
