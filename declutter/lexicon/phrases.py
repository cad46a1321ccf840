"""Matching of template phrases ("share this article", "lesen sie auch") in blocks, as runs of whole words.

The measure is *coverage*: the share of a block's letters that phrases of one lexicon cover. It is 1 for "Share this article", 0 for
"Shareholders approved the plan", and low for a long sentence that contains a phrase.
Chinese, Japanese, Korean and Thai phrases are matched as substrings, since those scripts have no spaces between words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from declutter.lexicon.phrase_book import END, FIGURE, NUMBER, OF_NUMBER, START, STEP, UNSPACED, book, unspaced_book
from declutter.lexicon.words import index_tokens
from declutter.limits import UNTIMED, Clock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from declutter.page import Floats, Ints, Page
    from declutter.page.tokens import TokenIndex

READ_AT_MOST = 24  # words at the start of a block that are matched: boilerplate is short
SHORT = 12  # words of a block at most whose glued words are split: "ShareTweetPrint" is three buttons without a space
HUMP = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ][a-zà-ÿ])")
HUMPED = re.compile(r"[A-ZÀ-Þ](?<=[a-zà-ÿ].)[a-zà-ÿ]")  # the same boundary, searched by its capital, which is faster


class Row(NamedTuple):
    """Columns over the first words of all blocks: hash, row in the trie, block, position in it, and words of the block from there on."""

    hashes: Ints
    begins: Ints
    block: Ints
    place: Ints
    left: Ints


class Match(NamedTuple):
    """A phrase found: its block, position of its first word, number of words, edges of the block it touches, row in the trie."""

    block: int
    start: int
    words: int
    edges: int
    phrase: int


def phrase_columns(page: Page) -> dict[str, Floats]:
    """Coverage columns of the lexicons that match on the page."""
    texts, token_index = page.texts, page.token_index
    wide = [i for i in np.flatnonzero(token_index.counts).tolist() if UNSPACED.search(texts[i])] if page.wide else []
    glued = humped(np.flatnonzero((token_index.counts > 0) & (token_index.counts <= SHORT)).tolist(), texts)
    split = index_tokens([HUMP.sub(" ", texts[i]) for i in glued], page.clock)
    row = first_words(token_index)
    row = joined(row, first_words(split), len(page)) if glued else row
    coverage = covered([*token_index.tokens.texts, *split.tokens.texts], row, page.clock)
    for other, i in enumerate(glued, len(page)):
        if (shares := coverage.pop(other, None)) and i not in coverage:
            coverage[i] = shares
    for i in wide:
        coverage[i] = covered_unspaced(texts[i], token_index.tokens[i], coverage.get(i, {}))
    columns: dict[str, Floats] = defaultdict(page.zeros.copy)
    for block, shares in coverage.items():
        for name, share in shares.items():
            columns[name][block] = share
    return dict(columns)


def coverages(texts: list[str], name: str) -> list[float]:
    """Coverage of each text by phrases of lexicon ``name``."""
    token_index = index_tokens(texts)
    coverage = covered(token_index.tokens.texts, first_words(token_index))
    for i, text in enumerate(texts):
        if UNSPACED.search(text):
            coverage[i] = covered_unspaced(text, token_index.tokens[i], coverage.get(i, {}))
    return [coverage.get(i, {}).get(name, 0.0) for i in range(len(texts))]


def humped(blocks: list[int], texts: list[str]) -> list[int]:
    """Blocks that have words glued together: a capital in the middle of a word."""
    ends = list(accumulate(len(texts[i]) + 1 for i in blocks))
    places = [found.start() for found in HUMPED.finditer("\n".join([texts[i] for i in blocks]))]
    return [blocks[i] for i in dict.fromkeys(np.searchsorted(ends, places, "right").tolist())]


def first_words(token_index: TokenIndex) -> Row:
    """The words at the start of each block, numbers as ``NUMBER``; blocks with a literal number of a phrase come again, as written."""
    read = token_index.place < READ_AT_MOST
    number, block, place = token_index.number[read], token_index.block[read], token_index.place[read]
    left = np.minimum(token_index.counts, READ_AT_MOST).astype(np.int32)[block] - place
    of_word = np.where(token_index.numeric, OF_NUMBER, token_index.hashes)
    row = Row(of_word[number], book().beginnings(of_word)[number], block, place, left)
    literal = token_index.numeric & np.isin(token_index.hashes, book().numbers)
    if not literal.any():
        return row
    has_literal = np.zeros(len(token_index.counts), np.bool_)
    has_literal[block[literal[number]]] = True
    again = has_literal[block]
    written = Row(token_index.hashes[number], book().beginnings(token_index.hashes)[number], block, place, left)
    return Row(*(np.concatenate((column, more[again])) for column, more in zip(row, written, strict=True)))


def joined(row: Row, more: Row, blocks: int) -> Row:
    """Concatenation of two rows; the blocks of the second are numbered after the ``blocks`` of the first."""
    return Row(*map(np.concatenate, zip(row, more._replace(block=more.block + blocks), strict=True)))


def covered(texts: Sequence[str], row: Row, clock: Clock = UNTIMED) -> dict[int, dict[str, float]]:
    """Map of block -> lexicon name -> coverage; each word counts once per lexicon.

    The texts are tokenised: words separated by spaces.
    """
    known = book()
    found: dict[int, dict[str, set[int]]] = {}
    clock.check()
    for match in clock.each(matches(row)):
        places = range(match.start, match.start + match.words)
        for ending in known.endings[known.kinds[match.phrase]]:
            if ending.at(match.edges):
                found.setdefault(match.block, {}).setdefault(ending.name, set()).update(places)
    coverage = {}
    for block, names in clock.each(found.items()):
        lengths = [*map(len, texts[block].split()[:READ_AT_MOST])]
        letters = sum(lengths)
        coverage[block] = {name: sum([lengths[i] for i in covers]) / letters for name, covers in names.items()}
    return coverage


def matches(row: Row) -> Iterator[Match]:
    """All phrases in the row: every prefix that matches is extended word by word, all in one batch."""
    known = book()
    at = np.flatnonzero(row.begins)
    begins, prefix, words = row.begins[at], row.hashes[at], 1
    while len(at):
        left = row.left[at]
        edges = (row.place[at] == 0) * START + (left == words) * END
        whole = np.flatnonzero(known.complete[begins, edges])
        if len(whole):
            blocks, starts = row.block[at[whole]].tolist(), row.place[at[whole]].tolist()
            for block, start, edge, phrase in zip(blocks, starts, edges[whole].tolist(), begins[whole].tolist(), strict=True):
                yield Match(block, start, words, edge, phrase)
        more = np.flatnonzero(left > words)
        at = at[more]
        prefix = prefix[more] * STEP + row.hashes[at + words]
        begins = known.beginnings(prefix)
        more = np.flatnonzero(begins)
        at, begins, prefix = at[more], begins[more], prefix[more]
        words += 1


def covered_unspaced(text: str, words: list[str], spaced: dict[str, float]) -> dict[str, float]:
    """Coverage of Chinese, Japanese, Korean or Thai text, added to the coverage ``spaced`` by phrases with spaces.

    Of two phrases that overlap the first counts, and of those with the same start the longest.
    """
    spaceless = "".join(text[: 2 * READ_AT_MOST].lower().split())
    figures = FIGURE.findall(spaceless)
    spaceless = FIGURE.sub(NUMBER, spaceless)
    known = unspaced_book()
    found: dict[str, float] = defaultdict(float, spaced)
    letters = sum(map(len, words[:READ_AT_MOST])) or 1
    end = 0
    while end < len(spaceless):
        start = end
        phrase, endings = next((known for known in known.get(spaceless[start], ()) if spaceless.startswith(known[0], start)), ("", ()))
        end = start + max(len(phrase), 1)
        edges = (start == 0) * START + (end == len(spaceless)) * END
        before = spaceless.count(NUMBER, 0, start)
        inside = figures[before : before + phrase.count(NUMBER)]
        for ending in endings:
            if ending.at(edges):
                found[ending.name] += (len(phrase) - len(inside) + sum(map(len, inside))) / letters
    return {name: min(1.0, share) for name, share in found.items()}
