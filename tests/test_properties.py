"""Properties: no str, no bytes and no tags make extract raise, every word that is kept stands in the page, and formats parse.

The examples are the same in every run; tests/fuzz has a campaign that tries as many as it is given time for.
"""

from __future__ import annotations

import json
import pickle

import lxml.html
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from declutter import extract

SAME = settings(max_examples=100, deadline=None, derandomize=True)
SENTENCES = [
    f"The {who} of the valley met in the {where} on Friday, and after an hour of talk they agreed to {what} before the spring comes."
    for who, where, what in (("weavers", "barn", "paint the gate"), ("millers", "chapel", "dig a well"), ("carters", "inn", "lend a horse"))
]
STORY = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)


def page(body: str) -> str:
    return f"<!doctype html><html><head><title>Valley news</title></head><body>{body}</body></html>"


def shown_whole(source: str | bytes) -> None:
    """Extract and render in every way."""
    document = extract(source)
    assert document.status in ("ok", "empty", "not_html")
    assert isinstance(document.text + document.markdown + document.explain() + document.to_json(blocks=True), str)


MARKUP = st.lists(
    st.sampled_from(
        [
            *"<>&;\"'/=! \n\0a1é漢\u200f\ud800",
            "<p>",
            "</p>",
            "<pre>",
            "</a-b>",
            "<a-b>",
            "<!--",
            "-->",
            "<title>",
            "<svg>",
            "</select>",
            "<td>",
            "&#0;",
            "&#xD800;",
            "<a href='//['>",
        ]
    ),
    max_size=40,
)


@settings(SAME)
@given(st.one_of(st.text(), MARKUP.map("".join), MARKUP.map(lambda parts: page("".join(parts) + STORY))))
def test_no_str_makes_extract_raise(text: str) -> None:
    shown_whole(text)


@settings(SAME)
@given(
    st.one_of(
        st.binary(),
        st.binary().map(lambda data: b"<html><meta charset=" + data + STORY.encode()),
        st.binary().map(lambda data: STORY.encode() + data),
    )
)
def test_no_bytes_make_extract_raise(data: bytes) -> None:
    shown_whole(data)


ELEMENT = st.sampled_from(
    [
        "p",
        "div",
        "span",
        "a",
        "b",
        "h1",
        "h2",
        "li",
        "ul",
        "td",
        "table",
        "tr",
        "pre",
        "br",
        "blockquote",
        "nav",
        "article",
        "my-box",
        "section",
        "button",
        "q",
        "time",
        "figure",
    ]
)
NODES = st.lists(st.one_of(st.integers(0, 2), ELEMENT.map(lambda tag: f"<{tag}>"), ELEMENT.map(lambda tag: f"</{tag}>")), max_size=60)


@settings(SAME)
@given(NODES)
def test_every_word_kept_stands_in_the_page_and_in_its_order(nodes: list[int | str]) -> None:
    """Each piece of text has its own words, and blanks around it: a word that the page does not have was glued or made up."""
    pieces = [SENTENCES[node] if isinstance(node, int) else node for node in nodes]
    numbered = [
        piece if piece[0] == "<" else " " + " ".join(f"{word}{i}" for word in piece.rstrip(".").split()) + ". "
        for i, piece in enumerate(pieces)
    ]
    source = [word for piece in numbered if piece[0] != "<" for word in piece.split()]
    document = extract(page("".join(numbered)))
    places = {word: i for i, word in enumerate(source)}
    every = [word for verdict in document.blocks for word in verdict.text.split()]
    assert sorted(every, key=places.__getitem__) == sorted(source, key=places.__getitem__), "reading lost or made words"
    kept = [word for word in document.text.split() if word not in ("-", "|", ">")]
    assert all(word in places for word in kept)
    assert len(kept) <= len(source)


MARKS = st.lists(
    st.sampled_from(
        [
            "# ",
            "> ",
            "- ",
            "1. ",
            "\n",
            "\n\n",
            "    ",
            "```",
            "|a|b|\n|-|-|\n",
            "[a](",
            "/b)",
            "![",
            "*",
            "_",
            "`",
            "\\",
            "<b>",
            "&amp;",
            "$",
            "[^1]",
            ": ",
            *SENTENCES,
        ]
    ),
    max_size=30,
)
PAGES = st.one_of(
    MARKUP.map(lambda parts: ("html", page("".join(parts) + STORY + "".join(parts)))),
    NODES.map(lambda nodes: ("html", page("".join(SENTENCES[node] if isinstance(node, int) else node for node in nodes) + STORY))),
    MARKS.map(lambda marks: ("markdown", "".join(marks))),
    st.lists(st.sampled_from([*SENTENCES, "By Ann Lee", "3 May 2024", "", "- a", "Share", "A | B", "\u202e", "\ufeff"]), max_size=20).map(
        lambda lines: ("lines", "\n".join(lines))
    ),
)


@settings(SAME, max_examples=150)
@given(PAGES)
def test_every_format_parses_and_survives_pickle(kind_and_source: tuple[str, str]) -> None:
    kind, source = kind_and_source
    document = extract(source, input=kind)  # type: ignore[arg-type]
    assert json.loads(document.to_json())["text"] == document.text
    assert etree.fromstring(document.tei.encode()).tag.endswith("TEI")
    (document.markdown + document.html).encode()
    copy = pickle.loads(pickle.dumps(document))
    assert (copy.markdown, copy.html, copy.to_json()) == (document.markdown, document.html, document.to_json())


@settings(SAME, max_examples=50)
@given(MARKUP)
def test_a_tree_that_is_handed_in_stays_as_it_is(parts: list[str]) -> None:
    tree = lxml.html.fromstring((page("".join(parts)) + STORY).encode("utf-8", "replace"))
    before = etree.tostring(tree)
    document = extract(tree)
    assert document.markdown is not None
    assert etree.tostring(tree) == before
