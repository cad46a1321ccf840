"""What we know, as data: phrases per language, class and id hints, function words. ``annotate`` lays it over a page once.

Data files are read on first use and compiled once. All names, words and phrases of a page are looked up together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.letters import WIDE
from declutter.lexicon import elements
from declutter.lexicon.languages import count_words, function_share, page_language
from declutter.lexicon.learned import UNTAUGHT, of_words
from declutter.lexicon.phrases import phrase_columns
from declutter.lexicon.words import in_a_row

if TYPE_CHECKING:
    from declutter.lexicon.learned import Learned
    from declutter.page import Page

READ_AT_MOST = 300  # characters of a block whose words are looked at: a block says at its start what it is
LINKED = 0.7  # share of a menu's block in links from which its words are not looked at: half of a page, and a menu whatever they say


def annotate(page: Page, learned: Learned | None = None) -> Page:
    """Fill in the page's tokens, words, language, phrases said, container hints, and what was learned of its names and words."""
    page.wide = bool(page.letters.have(WIDE).any())
    page.words = count_words(page)
    learned = learned or UNTAUGHT
    elements.lay_over(page, learned)
    read = ~(page.inside("navigation") & (page.link_density > LINKED))
    page.spoken = in_a_row([text[:READ_AT_MOST] if wanted else "" for text, wanted in zip(page.texts, read.tolist(), strict=True)])
    page.tokens = page.spoken.tokens
    page.language = page_language(page)
    page.function_words = function_share(page)
    page.said = phrase_columns(page)
    page.word_odds = of_words(page, learned) if learned.words else page.word_odds
    return page
