"""Labels: how much of each block stands in the truth, found by aligning the page's words with the truth's.

The alignment is the longest common subsequence of words, bit-parallel after Hyyrö, "Bit-parallel LCS-length computation revisited"
(AWOCA 2004): one big-integer step a page word, so that pages of 10,000 words take a fraction of a second.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

WORD = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]|\w+")
MOVED_WORDS = 6  # blocks of at least so many words may stand in the truth at another place
MOVED = 0.6  # share of their 4-grams from which they do
SHORT_WORDS = 5  # below so many words a match is easily chance
SURE = 0.5


def words_of(text: str) -> list[str]:
    """Words for alignment: lower case; characters of unspaced scripts are words."""
    return WORD.findall(text.lower())


def matched(page: Sequence[str], truth: Sequence[str]) -> list[bool]:
    """Which words of ``page`` lie on a longest common subsequence with ``truth``."""
    where: dict[str, int] = {}
    for place, word in enumerate(truth):
        where[word] = where.get(word, 0) | (1 << place)
    full = (1 << len(truth)) - 1
    state = full
    rows = []
    for word in page:
        found = state & where.get(word, 0)
        state = ((state + found) | (state - found)) & full
        rows.append(state)
    hit = [False] * len(page)
    row, column = len(page), len(truth)
    while row and column:
        if rows[row - 1] >> (column - 1) & 1:
            column -= 1
            continue
        row -= 1
        if not row or rows[row - 1] >> (column - 1) & 1:
            hit[row] = True
            column -= 1
    return hit


def block_labels(texts: Sequence[str], truth: str) -> list[float]:
    """For each block the share (0..1) of its words that belong to the truth: a soft target.

    Blocks that the alignment misses but whose 4-grams stand in the truth count too, while the truth has words that nobody used (text that
    moved). Under five words a share below one half is chance and counts as 0.
    """
    blocks = [words_of(text) for text in texts]
    wanted = words_of(truth)
    hit = matched([word for block in blocks for word in block], wanted)
    labels = []
    start = 0
    unused = Counter(wanted)
    for block in blocks:
        mine = hit[start : start + len(block)]
        unused.subtract(word for word, on in zip(block, mine, strict=True) if on)
        labels.append(sum(mine) / len(block) if block else 0.0)
        start += len(block)
    grams = {tuple(wanted[i : i + 4]) for i in range(len(wanted) - 3)}
    for i, block in enumerate(blocks):
        if labels[i] < SURE and len(block) >= MOVED_WORDS:
            mine_grams = [tuple(block[k : k + 4]) for k in range(len(block) - 3)]
            share = sum(gram in grams for gram in mine_grams) / len(mine_grams)
            left = sum(min(count, max(unused[word], 0)) for word, count in Counter(block).items())
            if share >= MOVED and left >= SURE * len(block):
                labels[i] = share
                unused.subtract(block)
        elif labels[i] < SURE and len(block) < SHORT_WORDS:
            labels[i] = 0.0
    return labels


def snippet_labels(texts: Sequence[str], wanted: Sequence[str], unwanted: Sequence[str]) -> list[float | None]:
    """Labels from snippets: 1 for blocks that hold a wanted one, 0 for an unwanted one, None where the truth is silent."""
    low = [text.lower() for text in texts]
    good = [snippet.lower() for snippet in wanted]
    bad = [snippet.lower() for snippet in unwanted]
    labels: list[float | None] = []
    for text in low:
        if any(snippet in text for snippet in good):
            labels.append(1.0)
        else:
            labels.append(0.0 if any(snippet in text for snippet in bad) else None)
    return labels
