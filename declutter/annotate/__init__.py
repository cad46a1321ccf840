"""Annotations that all classifiers share, computed once per page: tokens, phrases, hints, layout and headline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.annotate import elements, headline, layout
from declutter.annotate.language import count_words, function_share, page_language
from declutter.lexicon.learned import EMPTY, of_words
from declutter.lexicon.phrases import phrase_columns
from declutter.lexicon.words import index_tokens
from declutter.page.characters import WIDE

if TYPE_CHECKING:
    from declutter.lexicon.learned import Learned
    from declutter.page import Page

READ_AT_MOST = 300  # characters of a block that are tokenized: phrases of boilerplate stand at its start
LINKED = 0.7  # link density from which a block of a menu is not tokenized: these are half of a page's text, and menus whatever their words


def annotate(page: Page, learned: Learned | None = None) -> Page:
    """Annotate a page; ``learned`` holds the log-odds tables of a judge, none where left out."""
    look_up(page, learned)
    locate(page)
    return page


def look_up(page: Page, learned: Learned | None = None) -> None:
    """Fill in the page's tokens, words, language, phrases, container hints, and the learned log-odds of its names and words."""
    page.wide = bool(page.characters.have(WIDE).any())
    page.clock.check()
    page.words = count_words(page)
    learned = learned or EMPTY
    page.clock.check()
    elements.lay_over(page, learned)
    page.clock.check()
    read = ~(page.inside("navigation") & (page.link_density > LINKED))
    page.token_index = index_tokens(
        [text[:READ_AT_MOST] if wanted else "" for text, wanted in zip(page.texts, read.tolist(), strict=True)], page.clock
    )
    page.tokens = page.token_index.tokens
    page.clock.check()
    page.language = page_language(page)
    page.function_words = function_share(page)
    page.clock.check()
    page.said = phrase_columns(page)
    page.clock.check()
    page.word_odds = of_words(page, learned) if learned.words else page.word_odds


def locate(page: Page) -> None:
    """Fill in the page's layout and headline."""
    page.clock.check()
    layout.survey(page)
    page.clock.check()
    headline.find(page)
