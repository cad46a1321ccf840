"""Choose the language: the declared one, unless the text is in another; and the reading direction."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import regex

from declutter.annotate.language import ALIASES, UNSPACED, detect_language, function_word_shares, function_words

if TYPE_CHECKING:
    from declutter.metadata.claim import Claim
    from declutter.page import Page

WORDS_AT_LEAST = 40  # words of running text, below which the declaration is not checked
FOREIGN = 0.03  # share of function words below which a text is not in a language
USUAL = 0.25  # share of function words of the declared language from which no other is looked for
CLEAR = 0.12  # share of function words of another language above which the text is in that language …
TIMES = 1.8  # … if it also is so many times the share of the declared language (en over pl: 4; no over da, or cs over sk: 1.3)
RENAMED = {"iw": "he", "in": "id", "ji": "yi", "jw": "jv", "mo": "ro"}  # withdrawn codes of ISO 639
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
        language = RENAMED.get(found.group(1).lower(), found.group(1).lower())
        other = contradiction(page, language)
        return (other, "text") if other else (language, source)
    language = RENAMED.get(page.language, page.language)
    return (contradiction(page, language) or language, "text") if language else ("", "")


def contradiction(page: Page, language: str) -> str:
    """The language of the running text, where it clearly is not the declared one; else ""."""
    declared = ALIASES.get(language, language)
    story = np.flatnonzero(page.layout.story)
    words = page.words[story]
    total = float(words.sum())
    if declared not in function_words() or total < WORDS_AT_LEAST:
        return ""
    if language == page.language and float(np.dot(words, page.function_words[story])) / total > USUAL:
        return ""
    shares = function_word_shares(page, story.tolist())
    best = max(shares, key=lambda one: shares[one], default="")
    if best and declared not in UNSPACED and shares[best] > max(CLEAR, TIMES * shares.get(declared, 0.0)):
        return best
    if declared in UNSPACED or shares.get(declared, 0.0) >= FOREIGN:
        return ""
    detected = detect_language(page)
    return detected if detected and ALIASES.get(detected, detected) != declared else ""


def reading_direction(page: Page, language: str) -> str:
    """ "rtl" or "ltr", by the language, else by the headline's script; "" for a page without text."""
    if not len(page):
        return ""
    if language:
        return "rtl" if language in RTL else "ltr"
    sample = (page.headline.text or page.texts[0])[:200]
    return "rtl" if 2 * len(RTL_LETTER.findall(sample)) > sum(map(str.isalpha, sample)) else "ltr"
