"""Words, phrases and rows of the lexicon: what is asked of a whole page at once is what would be asked of each block alone."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from declutter import Options
from declutter.lexicon.learned import Learned
from declutter.lexicon.phrases import coverages
from declutter.lexicon.rows import Rows, distinct, hashes
from declutter.lexicon.words import in_a_row, tokenize
from declutter.pipeline import prepare
from declutter.sources import read

WORDS = st.sampled_from("share this article read also comments 3 min 7 by photo copyright 2024 Fähre harbour".split())
TEXTS = st.lists(st.lists(WORDS, max_size=30).map(" ".join), max_size=6)


@pytest.mark.parametrize(
    ("text", "name", "share"),
    [
        ("Share this article", "share", 1.0),
        ("Shareholders approved the plan", "share", 0.0),
        ("Harbour office 07 IST", "byline", 5 / 18),  # a figure in the middle opens a phrase too
        ("Lesen Sie auch", "related", 1.0),
        ("分享到微信", "share", 1.0),
        ("", "share", 0.0),
    ],
)
def test_coverage(text: str, name: str, share: float) -> None:
    assert coverages([text], name) == pytest.approx([share])


@settings(max_examples=50, deadline=None)
@given(texts=TEXTS, name=st.sampled_from(["share", "related", "byline", "legal", "comments"]))
def test_a_text_says_the_same_among_others(texts: list[str], name: str) -> None:
    assert coverages(texts, name) == [coverages([text], name)[0] for text in texts]


def test_phrases_begin_and_end_with_their_block() -> None:
    """What one block ends with and the next begins with is no phrase, and an anchored phrase stands at its edge alone."""
    assert coverages(["share this", "article"], "share")[1] == 0
    assert coverages(["share", "we share"], "share") == pytest.approx([1, 0])


@settings(max_examples=50, deadline=None)
@given(texts=TEXTS)
def test_words_in_a_row(texts: list[str]) -> None:
    tokens = tokenize(texts)
    spoken = in_a_row(tokens)
    assert sorted(spoken.words) == sorted({word for words in tokens for word in words})
    found = zip(spoken.block.tolist(), spoken.place.tolist(), spoken.number.tolist(), strict=True)
    assert [(i, k, spoken.words[n]) for i, k, n in found] == [
        (i, k, word) for i, words in enumerate(tokens) for k, word in enumerate(words)
    ]


def test_rows_are_places_from_one() -> None:
    known = ["ferry", "", "harbour", "Fähre"]
    rows = Rows(hashes(known))
    assert rows(hashes([*known, "boat"])).tolist() == [1, 2, 3, 4, 0]
    assert Rows(hashes([]))(hashes(known)).tolist() == [0, 0, 0, 0]
    assert rows(hashes([])).tolist() == []
    assert distinct([]) == ([], pytest.approx([]))


def test_hashes_do_not_travel() -> None:
    """Another process hashes the same word otherwise; a page or a table that is sent there must not bring its hashes along."""
    learned = Learned({"story": 1.0}, {"ferry": 1.0})
    page = prepare(read("<html><body><p>The ferry to the islands is late again today.</p></body></html>", Options(input="html")), learned)
    assert learned.word_odds[0](page.spoken.hashes).any()
    page, learned = pickle.loads(pickle.dumps((page, learned)))
    assert "hashes" not in vars(page.spoken)
    assert not {"word_odds", "parts"} & vars(learned).keys()
    assert np.array_equal(page.spoken.hashes, hashes(page.spoken.words))
