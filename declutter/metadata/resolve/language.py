"""Choose the language: the declared one, unless the text is in another; and the reading direction."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import regex

from declutter.annotate.language import ALIASES, detect_language, function_words

if TYPE_CHECKING:
    from declutter.metadata.claim import Claim
    from declutter.page import Page

WORDS_AT_LEAST = 80  # words of running text, below which the declaration is not checked
FOREIGN = 0.03  # share of function words below which a text is not in a language
RTL = frozenset("ar arc ckb dv fa ha-arab he iw ks ku-arab nqo ps sd syr ug ur yi".split())
RTL_LETTER = regex.compile(r"[\p{Arabic}\p{Hebrew}\p{Syriac}\p{Thaana}]")
TAG = regex.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*")


def choose_language(page: Page, claims: list[Claim]) -> tuple[str, str]:
    """(primary subtag, source) of the first declaration that the text does not contradict, else of the detected language.

    Args:
        page: a page with its words and story.
        claims: claims of the field "language".
    """
    for source, declared in (("html lang", page.head.lang), *((claim.source, claim.value) for claim in claims)):
        found = TAG.fullmatch(declared.strip())
        if found is None:
            continue
        language = found.group(1).lower()
        if language != page.language or not contradicted(page, language):
            return language, source
        detected = detect_language(page)
        return (detected, "text") if detected and ALIASES.get(detected, detected) != ALIASES.get(language, language) else (language, source)
    return (page.language, "text") if page.language else ("", "")


def contradicted(page: Page, language: str) -> bool:
    """Whether the story is long enough to check, and has too few function words of ``language``."""
    if ALIASES.get(language, language) not in function_words():
        return False
    story = page.layout.story
    words = page.words[story]
    total = float(words.sum())
    return total >= WORDS_AT_LEAST and float(np.dot(words, page.function_words[story])) / total < FOREIGN


def reading_direction(page: Page, language: str) -> str:
    """ "rtl" or "ltr", by the language, else by the headline's script; "" for a page without text."""
    if not len(page):
        return ""
    if language:
        return "rtl" if language in RTL else "ltr"
    sample = (page.headline.text or page.texts[0])[:200]
    return "rtl" if 2 * len(RTL_LETTER.findall(sample)) > sum(map(str.isalpha, sample)) else "ltr"
