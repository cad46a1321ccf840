"""Phrases that templates say ("share this article", "lesen sie auch"), found in blocks as runs of whole words.

The measure is *coverage*: the share of a block's letters that phrases of one lexicon cover. "Share this article" is all share bar;
"Shareholders approved the plan" is none of it; a sentence that happens to hold a phrase is a little of it.
Chinese, Japanese, Korean and Thai phrases are found as substrings, since those scripts do not part their words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from declutter.lexicon.phrase_book import END, FIGURE, NUMBER, OF_NUMBER, START, STEP, UNSPACED, book, literal_numbers, unspaced_book
from declutter.lexicon.words import index_tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from declutter.page import Floats, Ints, Page
    from declutter.page.tokens import TokenIndex

READ_AT_MOST = 24  # words of a block that are looked at: furniture is short, and says what it is at its start
SHORT = 12  # words of a block whose glued words are taken apart: "ShareTweetPrint" is three buttons without a space
HUMP = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ][a-zà-ÿ])")
HUMPED = re.compile(r"[A-ZÀ-Þ](?<=[a-zà-ÿ].)[a-zà-ÿ]")  # one of them, found by its capital: those are few


class Row(NamedTuple):
    """The first words of blocks in one row: hash, row in the book, block, place there, and words of the block that are left from it on."""

    hashes: Ints
    begins: Ints
    block: Ints
    place: Ints
    left: Ints


class Match(NamedTuple):
    """A phrase that stands in a row: its block, the place of its first word there, its words, the edges it touches, its row in the book."""

    block: int
    start: int
    words: int
    edges: int
    phrase: int


def phrase_columns(page: Page) -> dict[str, Floats]:
    """A coverage column for each lexicon that speaks on the page."""
    texts, token_index = page.texts, page.token_index
    wide = [i for i in np.flatnonzero(token_index.counts).tolist() if UNSPACED.search(texts[i])] if page.wide else []
    parted = humped(np.flatnonzero((token_index.counts > 0) & (token_index.counts <= SHORT)).tolist(), texts)
    apart = index_tokens([HUMP.sub(" ", texts[i]) for i in parted])
    said = covered([*token_index.tokens.texts, *apart.tokens.texts], joined(first_words(token_index), first_words(apart), len(page)))
    for other, i in enumerate(parted, len(page)):
        if (shares := said.pop(other, None)) and i not in said:
            said[i] = shares
    for i in wide:
        said[i] = covered_unspaced(texts[i], token_index.tokens[i], said.get(i, {}))
    columns: dict[str, Floats] = defaultdict(page.zeros.copy)
    for block, shares in said.items():
        for name, share in shares.items():
            columns[name][block] = share
    return dict(columns)


def coverages(texts: list[str], name: str) -> list[float]:
    """Share of the letters of any texts that phrases of lexicon ``name`` cover."""
    token_index = index_tokens(texts)
    said = covered(token_index.tokens.texts, first_words(token_index))
    for i, text in enumerate(texts):
        if UNSPACED.search(text):
            said[i] = covered_unspaced(text, token_index.tokens[i], said.get(i, {}))
    return [said.get(i, {}).get(name, 0.0) for i in range(len(texts))]


def humped(blocks: list[int], texts: list[str]) -> list[int]:
    """Those of the blocks that have words glued together: a capital in the middle of a word."""
    ends = list(accumulate(len(texts[i]) + 1 for i in blocks))
    places = [found.start() for found in HUMPED.finditer("\n".join([texts[i] for i in blocks]))]
    return [blocks[i] for i in dict.fromkeys(np.searchsorted(ends, places, "right").tolist())]


def first_words(token_index: TokenIndex) -> Row:
    """The words at the start of each block, figures as ``NUMBER``; blocks with a literal figure of a phrase come again, as written."""
    read = token_index.place < READ_AT_MOST
    number, block, place = token_index.number[read], token_index.block[read], token_index.place[read]
    left = np.minimum(token_index.counts, READ_AT_MOST)[block] - place
    of_word = np.where(token_index.numeric, OF_NUMBER, token_index.hashes)
    row = Row(of_word[number], book().beginnings(of_word)[number], block, place, left)
    literal = token_index.numeric & np.isin(token_index.hashes, literal_numbers())
    if not literal.any():
        return row
    has_literal = np.zeros(len(token_index.counts), np.bool_)
    has_literal[block[literal[number]]] = True
    again = has_literal[block]
    written = Row(token_index.hashes[number], book().beginnings(token_index.hashes)[number], block, place, left)
    return Row(*(np.concatenate((column, more[again])) for column, more in zip(row, written, strict=True)))


def joined(row: Row, more: Row, blocks: int) -> Row:
    """Two rows as one; the blocks of the second come after the ``blocks`` of the first."""
    return Row(*map(np.concatenate, zip(row, more._replace(block=more.block + blocks), strict=True)))


def covered(texts: Sequence[str], row: Row) -> dict[int, dict[str, float]]:
    """Block -> lexicon name -> share of the letters that phrases cover; each word counts once a lexicon.

    The texts have nothing but space between their words.
    """
    known = book()
    found: dict[int, dict[str, set[int]]] = {}
    for match in matches(row):
        places = range(match.start, match.start + match.words)
        for ending in known.endings[known.kinds[match.phrase]]:
            if ending.at(match.edges):
                found.setdefault(match.block, {}).setdefault(ending.name, set()).update(places)
    said = {}
    for block, names in found.items():
        lengths = [*map(len, texts[block].split()[:READ_AT_MOST])]
        letters = sum(lengths)
        said[block] = {name: sum([lengths[i] for i in covers]) / letters for name, covers in names.items()}
    return said


def matches(row: Row) -> Iterator[Match]:
    """Every phrase that stands in the row: all beginnings of phrases go on word by word, all at once."""
    known = book()
    at = np.flatnonzero(row.begins)
    begins, begun, words = row.begins[at], row.hashes[at], 1
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
        begun = begun[more] * STEP + row.hashes[at + words]
        begins = known.beginnings(begun)
        more = np.flatnonzero(begins)
        at, begins, begun = at[more], begins[more], begun[more]
        words += 1


def covered_unspaced(text: str, words: list[str], spaced: dict[str, float]) -> dict[str, float]:
    """Coverage in Chinese, Japanese, Korean or Thai text, with that of ``spaced`` phrases that stand in it; of two phrases that overlap,
    the first counts, and the longest of those that begin alike.
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
