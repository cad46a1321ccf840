"""Tokeniser, phrases and hash table of the lexicon: the batch over a page gives the same results as each block by itself."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from declutter.lexicon.hash_table import HashTable, distinct, hashes
from declutter.lexicon.learned import Learned
from declutter.lexicon.phrases import coverages
from declutter.lexicon.words import index_tokens, tokenize

WORDS = st.sampled_from("share this article read also comments 3 min 7 by photo copyright 2024 Fähre harbour".split())
TEXTS = st.lists(st.lists(WORDS, max_size=30).map(" ".join), max_size=6)


@pytest.mark.parametrize(
    ("text", "name", "share"),
    [
        ("Share this article", "share", 1.0),
        ("Shareholders approved the plan", "share", 0.0),
        ("Harbour office 07 IST", "byline", 5 / 18),  # a number in the middle can start a phrase too
        ("Lesen Sie auch", "related", 1.0),
        ("分享到微信", "share", 1.0),
        ("", "share", 0.0),
        ("404", "error", 1.0),
        ("250", "error", 0.0),  # a figure that a phrase spells out is not any figure
        ("Error 404", "error", 1.0),
        ("404 comments", "comments", 1.0),  # but it is a figure where any will do
    ],
)
def test_coverage(text: str, name: str, share: float) -> None:
    assert coverages([text], name) == pytest.approx([share])


@settings(max_examples=50, deadline=None)
@given(texts=TEXTS, name=st.sampled_from(["share", "related", "byline", "legal", "comments"]))
def test_coverage_of_a_text_does_not_depend_on_other_texts(texts: list[str], name: str) -> None:
    assert coverages(texts, name) == [coverages([text], name)[0] for text in texts]


def test_phrases_do_not_cross_block_edges() -> None:
    """Words of two adjacent blocks are no phrase, and an anchored phrase matches only at its edge."""
    assert coverages(["share this", "article"], "share")[1] == 0
    assert coverages(["share", "we share"], "share") == pytest.approx([1, 0])


CHARACTERS = st.text("abzAZ  ''’‘.,:;-_09ÄßİIıΣσςΑΟ中文、。\u00a0\u3000\u0085\t\n\0\x1c😀𐐀𠀀\ud83dǅẞ“”…¿؟\u0345\u00ad", max_size=12)


@settings(max_examples=200, deadline=None)
@given(texts=st.lists(CHARACTERS, max_size=5))
def test_index_tokens_equals_tokenize(texts: list[str]) -> None:
    """The vectorised token index holds the same words as the tokeniser of single texts."""
    tokens = tokenize(texts)
    token_index = index_tokens(texts)
    assert [*token_index.tokens] == tokens
    assert token_index.counts.tolist() == [len(words) for words in tokens]
    assert sorted(token_index.hashes.tolist()) == sorted(hashes({word for words in tokens for word in words}).tolist())
    found = zip(token_index.block.tolist(), token_index.place.tolist(), token_index.number.tolist(), strict=True)
    expected = [(i, k, word) for i, words in enumerate(tokens) for k, word in enumerate(words)]
    assert [(i, k, token_index.hashes[n]) for i, k, n in found] == [(i, k, hashes([word])[0]) for i, k, word in expected]
    assert token_index.lengths[token_index.number].tolist() == [len(word) for _, _, word in expected]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The council’s 'old' bridge: £5!", ["the", "council's", "old", "bridge", "£5"]),
        ("İSTANBUL’DA", ["istanbul'da"]),
        ("ΟΔΟΣ ΣΟΦΟΥ", ["οδος", "σοφου"]),
        ("snake_case, Straße、東京", ["snake_case", "straße", "東京"]),
    ],
)
def test_tokenize(text: str, words: list[str]) -> None:
    assert tokenize([text]) == [words]


def test_rows_of_a_hash_table_count_from_one() -> None:
    known = ["ferry", "", "harbour", "Fähre"]
    rows = HashTable(hashes(known))
    assert rows(hashes([*known, "boat"])).tolist() == [1, 2, 3, 4, 0]
    assert HashTable(hashes([]))(hashes(known)).tolist() == [0, 0, 0, 0]
    assert rows(hashes([])).tolist() == []
    assert [part.tolist() for part in distinct(hashes([]))] == [[], [], []]


def test_learned_tables_are_pickled_without_their_caches() -> None:
    learned = Learned({"story": 1.0}, {"ferry": 1.0})
    assert learned.word_odds[0](hashes(["ferry"])).any()
    assert not {"word_odds", "parts"} & vars(pickle.loads(pickle.dumps(learned))).keys()
