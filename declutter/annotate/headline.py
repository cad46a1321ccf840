"""Find the headline: the block that shows it, and the blocks that repeat it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from declutter.annotate.headline_lines import in_lines
from declutter.lexicon.words import tokenize
from declutter.page import Headline, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

TITLES = ("og:title", "twitter:title", "dc.title", "citation_title", "parsely-title", "sailthru.title", "title", "headline")
SEPARATOR = regex.compile(
    r"\s+[|\-–—·•»«:/]+\s+|\s*[|»•｜┃│丨ㅣ]\s*|(?<=[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}！？。」』”])[_\-](?=[\p{Han}\p{Katakana}\p{Hangul}])"
)
GENERIC = regex.compile(  # a <title> that a program or a template left there
    r"(?:undefined|null|none|nan|untitled(?: document| page)?|new page(?: \d+)?|no title|unbenannt(?:es dokument)?|documents? sans titre"
    r"|documento sin título|sem título|senza titolo"
    r"|(?:my )?(?:page|document|article|artikel|news|nachrichten|noticias|actualités|blog|home(?: ?page)?"
    r"|start(?:seite)?|index|default|welcome|main|details?|content|print|post|title|test|website|site)(?:\.\w{2,5})?"
    r"|無題(?:ドキュメント)?|无标题(?:文档|页)?|제목 없음|без названия)",
    regex.I,
)
LONGEST_GENERIC = 60  # characters compared with GENERIC
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
    named = [text for text in head_titles(page) if text.strip() and GENERIC.fullmatch(text.strip()[:LONGEST_GENERIC]) is None]
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
