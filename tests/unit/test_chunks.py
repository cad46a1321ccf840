"""Chunks: pieces of the text that end between blocks, cover it, and know the headings above them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from declutter import extract
from declutter.structure import Block, Story
from declutter.structure.chunks import chunks
from declutter.structure.split import words_of


def story(*lines: tuple[int, str]) -> Story:
    """Blocks of (heading level or 0, text)."""
    blocks, place = [], 0
    for level, text in lines:
        blocks.append(Block("heading" if level else "paragraph", text, start=place, end=place + len(text), level=level))
        place += len(text) + 1
    return Story(tuple(blocks), "\n".join(text for _, text in lines))


BOOK = story((0, "a b c"), (2, "One"), (0, "d e f g"), (3, "Sub"), (0, "h i"), (2, "Two"), (0, "j k l m n"))


def test_a_chunk_is_whole_blocks_with_the_headings_above() -> None:
    found = chunks(BOOK, 6, 0)
    assert [(chunk.text, chunk.words, chunk.headings) for chunk in found] == [
        ("a b c", 3, ()),
        ("One\nd e f g", 5, ()),
        ("Sub\nh i", 3, ("One",)),
        ("Two\nj k l m n", 6, ()),
    ]


def test_a_heading_of_two_lines_is_one() -> None:
    lines = story((2, "Over the brook"), (2, "by the stones"), (0, "h i"))
    lines.blocks[1].joined = True
    assert chunks(lines, 3, 0)[-1].headings == ("Over the brook by the stones",)


def test_no_chunk_ends_with_a_heading() -> None:
    assert [chunk.text for chunk in chunks(story((0, "a b"), (2, "Head"), (0, "c d")), 3, 0)] == ["a b", "Head\nc d"]


def test_overlap_repeats_whole_blocks() -> None:
    found = chunks(story((0, "a b"), (0, "c d"), (0, "e f"), (0, "g h")), 4, 2)
    assert [chunk.text for chunk in found] == ["a b\nc d", "c d\ne f", "e f\ng h"]


def test_a_long_block_is_parted_after_sentences() -> None:
    text = "One two three. Four five six! Seven eight nine?"
    assert [chunk.text for chunk in chunks(story((0, text)), 6, 0)] == ["One two three. Four five six!", "Seven eight nine?"]


def test_scripts_without_spaces_count_by_pairs() -> None:
    assert words_of("北京的春天") == 3
    assert words_of("two 北京 words") == 3
    assert [chunk.words for chunk in chunks(story((0, "春天来了。" * 10)), 10, 0)] == [9, 9, 9, 3]


LONG = {
    "no full stop": " ".join(f"word{number}" for number in range(100)),
    "Chinese without a full stop": "春天来了" * 60,
    "one word a line": "\n".join(f"word{number}" for number in range(100)),
    "Japanese and English": "春の lamp と夏の quay" * 30,
}


@pytest.mark.parametrize("case", LONG)
@pytest.mark.parametrize("kind", ["paragraph", "code"])
def test_no_chunk_is_longer_than_asked_for(case: str, kind: str) -> None:
    text = LONG[case]
    found = chunks(Story((Block(kind, text, end=len(text)),), text), 7, 0)
    assert all(0 < words_of(chunk.text) <= 7 for chunk in found)
    assert "".join("".join(chunk.text for chunk in found).split()) == "".join(text.split())


def test_long_code_is_cut_between_lines() -> None:
    text = "\n".join(f"    pump.run({number})  # round {number}" for number in range(9))
    found = chunks(Story((Block("code", text, end=len(text)),), text), 12, 0)
    assert [chunk.text.count("\n") for chunk in found] == [2, 2, 2]
    assert all(chunk.kind == "code" for chunk in found)


TABLE = """<html><head><title>Harbour dues</title></head><body><article>
<h1>Harbour dues</h1><p>The dues of the harbour are paid in the customs house, in coin, before noon, by whoever ties up.</p>
<h2>Dues</h2><table><tr><th>Ship</th><th>Due</th></tr>{}</table><p>Who cannot pay leaves a sail or an oar, and finds it again in the spring,
as <a href="/book">the book</a> of the house says.</p></article></body></html>"""


def test_a_split_table_repeats_its_header_row() -> None:
    rows = "".join(f"<tr><td>boat <b>{number}</b></td><td>{number} shillings</td></tr>" for number in range(10))
    document = extract(TABLE.format(rows), url="https://dues.example/")
    found = [chunk for chunk in document.chunks(20, markdown=True) if chunk.kind == "table"]
    assert len(found) > 2
    for chunk in found:
        assert chunk.text.startswith(("Dues\nShip | Due\n", "Ship | Due\n"))
        assert chunk.words <= 20
        assert "| Ship | Due |\n| --- | --- |\n| boat **" in chunk.markdown
        assert [chunk.text[span.start : span.end] for span in chunk.spans if span.kind == "strong"] == re.findall(r"boat (\d)", chunk.text)
        assert chunk.title == "Harbour dues"
        assert chunk.headings == (() if chunk.text.startswith("Dues") else ("Dues",))


def test_chunks_carry_kind_spans_and_markdown() -> None:
    last = extract(TABLE.format(""), url="https://dues.example/").chunks(30, markdown=True)[-1]
    assert last.kind == "paragraph"
    assert [(span.kind, last.text[span.start : span.end], span.value) for span in last.spans] == [
        ("link", "the book", "https://dues.example/book")
    ]
    assert last.markdown.endswith("as [the book](https://dues.example/book) of the house says.")


@pytest.mark.parametrize(("words", "overlap"), [(0, 0), (-1, 0), (5, 5), (5, -1)])
def test_wrong_numbers_say_what_to_pass(words: int, overlap: int) -> None:
    with pytest.raises(ValueError, match="must be at least"):
        chunks(BOOK, words, overlap)


LINE = st.tuples(st.sampled_from([0, 0, 0, 1, 2, 3]), st.text(st.sampled_from("ab .!北"), min_size=1, max_size=40).filter(str.strip))


@settings(max_examples=200, deadline=None)
@given(lines=st.lists(LINE, max_size=12), words=st.integers(1, 12), overlap=st.integers(0, 11))
def test_chunks_cover_the_text_in_order(lines: list[tuple[int, str]], words: int, overlap: int) -> None:
    whole = story(*((level, text.strip()) for level, text in lines))
    found = chunks(whole, words, min(overlap, words - 1))
    assert all(whole.text[chunk.start : chunk.end] == chunk.text for chunk in found)
    assert all(chunk.words == words_of(chunk.text) <= words for chunk in found)
    covered = 0
    for chunk in found:
        assert whole.text[covered : chunk.start].strip() == ""
        assert chunk.end > covered
        covered = chunk.end
    assert whole.text[covered:].strip() == ""
