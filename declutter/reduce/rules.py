"""Own rules: what the caller decides about blocks, after all passes.

Of several rules on a block, that of the element nearest to its text decides; a phrase is nearer than any element. Where two are as near,
the one that keeps.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import regex

from declutter.lexicon.phrase_book import NUMBER, UNSPACED
from declutter.lexicon.words import tokenize
from declutter.reduce.selection import Flip

if TYPE_CHECKING:
    from collections.abc import Mapping

    from declutter.page import Page
    from declutter.reduce.selection import Selection
    from declutter.rules import Rule

RULE = "rule"  # `Verdict.decided_by`
FIGURE = r"\d\S*"


class Decisions(NamedTuple):
    """What own rules say of a page: of each block that they match whether it is kept, and which rule says so; the rules without a block."""

    blocks: dict[int, tuple[bool, str]]
    unmatched: tuple[str, ...]


def decisions(page: Page) -> Decisions:
    """What the rules of a page say of it."""
    if not page.rules:
        return Decisions({}, ())
    found, matched = by_phrase(page)
    following = list(range(len(page) + 1))  # of each block the first from there on that nothing has decided yet
    for block in found:
        following[block] = block + 1
    for element in page.clock.each(sorted(page.ruled, key=lambda element: (-element.depth, element.first))):
        matched |= element.rules
        rule = strongest(page.rules.rules, element.rules)
        block = undecided(following, element.first)
        while block < element.last:
            found[block] = (rule.keep, rule.reason)
            following[block] = block + 1
            block = undecided(following, block)
    return Decisions(found, tuple(rule.shown for number, rule in enumerate(page.rules.rules) if not matched >> number & 1))


def undecided(following: list[int], block: int) -> int:
    """The first undecided block from here on; the way there is shortened for the next time (path halving)."""
    while following[block] != block:
        following[block] = block = following[following[block]]
    return block


def strongest(rules: tuple[Rule, ...], bits: int) -> Rule:
    """The first of the rules in a bit set that keeps, else the first: lists of rules begin with those that keep."""
    return rules[(bits & -bits).bit_length() - 1]


def by_phrase(page: Page) -> tuple[dict[int, tuple[bool, str]], int]:
    """Decisions by phrases, which are found as whole words, whatever their case and punctuation; and the rules that match, as a bit set."""
    found: dict[int, tuple[bool, str]] = {}
    matched = 0
    for number, phrase in page.rules.phrases:
        rule, pattern = page.rules.rules[number], pattern_of(phrase)
        words = page.token_index.tokens.texts if pattern.spaced else page.texts
        for block, text in enumerate(page.clock.each(words)):
            if pattern.found.search(text if pattern.spaced else "".join(text.lower().split())):
                matched |= 1 << number
                found.setdefault(block, (rule.keep, rule.reason))
    return found, matched


class Pattern:
    """A phrase as a pattern over the words of a block, or over its text without white space in scripts that write none."""

    def __init__(self, phrase: str) -> None:
        core = phrase.removeprefix("^").removesuffix("$").strip()
        start, end = "^" if phrase.startswith("^") else "", "$" if phrase.endswith("$") else ""
        self.spaced = not UNSPACED.search(core)
        if self.spaced:
            words = [[FIGURE] if word == NUMBER else map(regex.escape, *tokenize([word])) for word in core.split()]
            text = r"\s+".join(word for several in words for word in several)
            start, end = start or r"(?:^|(?<=\s))", end or r"(?=\s|$)"
            start, end = (start + r"\s*" if start == "^" else start), (r"\s*" + end if end == "$" else end)
        else:
            text = regex.escape("".join(core.lower().split()))
        self.found = regex.compile(f"{start}{text}{end}")


@lru_cache(maxsize=4096)
def pattern_of(phrase: str) -> Pattern:
    """The pattern of a phrase, compiled once."""
    return Pattern(phrase)


def follow(page: Page, selection: Selection) -> None:
    """Give the blocks that own rules match the verdict of the rule, and record it as the reason."""
    decided = selection.decided or decisions(page).blocks
    decide(selection, {block: (keep, Flip(RULE, reason)) for block, (keep, reason) in decided.items()})


def decide(selection: Selection, verdicts: Mapping[int, tuple[bool, Flip]]) -> None:
    """Set verdicts from outside, with their reasons; embedded posts and footnotes whose blocks they drop go with them."""
    for block, (keep, flip) in verdicts.items():
        selection.keep[block] = keep
        selection.flips[block] = flip
    dropped = {block for block, (keep, _) in verdicts.items() if not keep}
    if dropped:
        selection.embeds = [embed for embed in selection.embeds if embed.kind != "tweet" or embed.block not in dropped]
    if verdicts:
        selection.notes = [note for note in selection.notes if selection.keep[note.blocks.start : note.blocks.stop].any()]
