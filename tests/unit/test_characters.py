"""Character classes: the vectorised result for a page equals the result computed block by block."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from declutter.page.characters import COMMA, DIGIT, SPACE, STOP, WIDE, CharacterClasses

TEXTS = st.lists(st.text("ab ,.7。中ガ한😀\n\ud83d", min_size=1, max_size=8), max_size=6)


@given(texts=TEXTS)
def test_character_classes_of_random_texts(texts: list[str]) -> None:
    characters = CharacterClasses(texts)
    assert characters.lengths.tolist() == [len(text) for text in texts]
    for bit, marks in ((SPACE, " "), (DIGIT, "7"), (COMMA, ","), (WIDE, "中ガ한"), (STOP, ".。")):
        assert characters.count(bit).tolist() == [sum(map(text.count, marks)) for text in texts]
        assert characters.have(bit).tolist() == [any(mark in text for mark in marks) for text in texts]
        assert (characters.opens & bit != 0).tolist() == [text[0] in marks for text in texts]
        assert (characters.ends & bit != 0).tolist() == [text[-1] in marks for text in texts]
