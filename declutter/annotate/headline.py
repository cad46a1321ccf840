"""Find the headline: the block that shows it, and the blocks that repeat it."""

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
BOILERPLATE = ("navigation", "share", "legal", "byline", "player", "advert", "embed", "subscribe", "consent", "tags", "shop", "paywall")
LEAD_WORDS = 4  # words in a headline of plain lines, at least, for the full length score
STANDFIRST_WORDS = 14  # words above which a line is more likely a standfirst
BYLINE_WORDS = 8  # words in a byline at most
FAR = 30  # lines above the byline that are searched where the closer ones have no candidate
REACH = 10  # lines above the byline that are searched for the headline first
SAME = 0.75  # word overlap from which a heading and a title are the same headline


def fold(text: str) -> list[str]:
    """The tokens of a text: equal for two spellings of one headline."""
    return tokenize([text])[0]


def find(page: Page) -> Page:
    """Fill in ``page.headline``."""
    page.headline = in_html(page) if page.kind == "html" else in_lines(page)
    return page


def in_html(page: Page) -> Headline:
    """The heading that overlaps most with a title of the head, an h1 before others; else the head's title, without a block."""
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
    repeats = [words for words in (fold(text), *folded[:3]) if words]
    lengths = set(map(len, repeats))
    counts = page.token_index.counts.tolist()
    return Headline(text, chosen, tuple(i for i, count in enumerate(counts) if count in lengths and page.tokens[i] in repeats))


def head_titles(page: Page) -> Iterator[str]:
    """Titles of the head, most reliable first."""
    for wanted in TITLES:
        for name, content in page.head.metas:
            if name == wanted:
                yield content
    if page.head.title:
        yield page.head.title


def overlap(block: list[str], title: list[str]) -> float:
    """Word overlap (0..1) of a heading and a title, which may be longer by a site's name."""
    if not block or not title:
        return 0.0
    if block == title[: len(block)] and len(block) >= 3:
        return 1.0
    block_words, title_words = set(block), set(title)
    return len(block_words & title_words) / max(len(block_words), 0.7 * len(title_words))


def without_site(title: str) -> str:
    """The longest part of a title that is cut at separators: "Storm hits coast - Harbour Courier" -> "Storm hits coast"."""
    parts = [part for part in SEPARATOR.split(title) if part]
    return max(parts, key=len).strip() if parts else title.strip()


def in_lines(page: Page) -> Headline:
    """The line with the highest title score among the title-like lines above the byline, or above the story where there is no byline."""
    marked = [i for i, tag in enumerate(page.tags) if tag == "h1" and page.words[i] > 1]  # in Markdown
    if len(marked) == 1:
        return with_repeats(page, marked[0])
    layout = page.layout
    anchor = layout.start if 0 < layout.start <= layout.first else min(layout.first, len(page))
    candidates = [i for i in range(max(0, anchor - REACH), anchor) if is_title_like(page, i)]
    if not candidates:
        candidates = [i for i in range(max(0, anchor - FAR), min(layout.first, len(page))) if is_title_like(page, i)]
    candidates = [i for i in candidates if i in marked] or candidates
    if not candidates:
        return Headline("", -1, ())
    return with_repeats(page, max(candidates, key=lambda i: title_score(page, i, anchor)))


def title_score(page: Page, i: int, anchor: int) -> float:
    """Score of a candidate: repetition on the page, length of a headline, closeness to the byline."""
    words = page.words[i]
    length = 1.0 if LEAD_WORDS <= words <= STANDFIRST_WORDS else 0.6 if words > STANDFIRST_WORDS else 0.3 * words / LEAD_WORDS
    repeated = page.tokens.count(page.tokens[i]) > 1 and words >= LEAD_WORDS
    return 2.0 * repeated + length - 0.03 * (anchor - i)


def with_repeats(page: Page, block: int) -> Headline:
    """The headline in ``block``, with the blocks of the same words."""
    tokens = page.tokens[block]
    return Headline(page.texts[block], block, tuple(i for i, words in enumerate(page.tokens) if words == tokens))


def is_title_like(page: Page, i: int) -> bool:
    """Whether a line is short, without a full stop, not a menu row, and with few phrases of boilerplate lexicons."""
    words, text = page.words[i], page.texts[i]
    if not 2 <= words <= 30 or ENDS_SENTENCE.search(text.rstrip("?!？！")) or is_menu_row(page, i):
        return False
    if page.hits("byline")[i] > 0 and (words <= BYLINE_WORDS or page.digit_share[i] > 0):
        return False
    return sum(float(page.hits(name)[i]) for name in BOILERPLATE) + date_share(text) < 0.3
