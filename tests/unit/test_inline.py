"""Words at inline tags: never glued, never swallowed; what is not drawn is not text; what is drawn apart stays apart."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from declutter import Options
from declutter.sources import read

HTML = Options(input="html")


def blocks(body: str) -> list[str]:
    """The blocks of a page with this body, which must be the same through the parser, a tree and a soup."""
    page = f"<!doctype html><html><head><title>t</title></head><body>{body}</body></html>"
    texts = read(page, HTML).texts
    assert read(html.fromstring(page), HTML).texts == texts, "an lxml tree reads otherwise than the page it was parsed from"
    assert read(BeautifulSoup(page, "lxml"), HTML).texts == texts, "a soup reads otherwise than the page it was parsed from"
    return texts


RUNNING_TEXT = {
    "span inside a word": ("un<span>believ</span>able", "unbelievable"),
    "emphasis on a letter": ("<em>w</em>ord and <b>bold</b> text", "word and bold text"),
    "space before the tag": ("one <i>two</i> three", "one two three"),
    "space inside the tag": ("one<i> two </i>three", "one two three"),
    "drop cap": ('<span class="dropcap">T</span>he king', "The king"),
    "footnote sign": ("Rome<sup>1</sup> and H<sub>2</sub>O", "Rome1 and H2O"),
    "link before a comma": ('see <a href="/x">the report</a>, then', "see the report, then"),
    "link inside a word": ('over<a href="/x">load</a>ed', "overloaded"),
    "font": ('f<font color="red">oo</font>bar', "foobar"),
    "word break": ("super<wbr>cali<wbr>fragilistic", "supercalifragilistic"),
    "soft hyphen": ("super&shy;cali\u00adfragilistic", "supercalifragilistic"),
    "zero-width space": ("super&#8203;cali\u200bfragilistic", "supercalifragilistic"),
    "no-break space": ("10&nbsp;km\u00a0far", "10 km far"),
    "joiner that is spelling": ("می\u200cخواهم", "می\u200cخواهم"),
    "joiner that is no text": ("one</p><p>\u200d</p><p>&zwnj; \u200e</p><p>\ufe0f", "one"),
    "custom element inside a word": ("pre<my-hint>fix</my-hint>ed", "prefixed"),
    "custom elements in a sentence": ("Hi <my-hint>one</my-hint> <my-hint>two</my-hint> end", "Hi one two end"),
    "custom element opens the paragraph": ("<my-hint>Tool</my-hint> box", "Tool box"),
    "comment inside a word": ("wo<!-- no -->rd", "word"),
    "comment between words": ("one <!-- no -->two<!-- no --> three", "one two three"),
    "line ends in the source": ("one\n   two\n<b>\nthree</b>", "one two three"),
    "script inside a word": ("wo<script>var js = '<p>x</p>'</script>rd", "word"),
    "style inside a word": ("wo<style>p { color: red }</style>rd", "word"),
    "template": ("one<template>not drawn</template> two", "one two"),
    "drawing": ("one <svg><title>icon</title><text>no</text></svg> two", "one two"),
    "drop-down": ("one<select><option>no<option>neither</select>two", "one two"),
    "text area": ("one<textarea>no</textarea>two", "one two"),
    "input": ('one<input value="no">two', "one two"),
    "player": ('one<iframe src="x">no</iframe>two<video src="y">no</video>three', "one two three"),
    "ruby": ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp>字<rt>ji</rt></ruby>です", "漢字です"),
    "inserted and deleted": ("<del>old</del> <ins>new</ins>", "old new"),
}


@pytest.mark.parametrize("case", RUNNING_TEXT)
def test_running_text_is_what_a_reader_sees(case: str) -> None:
    source, seen = RUNNING_TEXT[case]
    assert blocks(f"<p>{source}</p><p>Next.</p>") == [seen, "Next."]


APART = {
    "line break": ("<p>one<br>two<br/>three</p>", ["one", "two", "three"]),
    "rule": ("<div>one<hr>two</div>", ["one", "two"]),
    "buttons": ("<div><button>Go</button><button>Stop</button></div>", ["Go", "Stop"]),
    "labels": ("<form><label>Name</label><label>Mail</label></form>", ["Name", "Mail"]),
    "cells": ("<table><tr><th>a</th><td>b</td></tr><tr><td>c</td></tr></table>", ["a", "b", "c"]),
    "items without an end tag": ("<ul><li>a<li>b</ul>", ["a", "b"]),
    "paragraphs without an end tag": ("<p>one<p>two<div>three", ["one", "two", "three"]),
    "terms": ("<dl><dt>term<dd>what it is</dl>", ["term", "what it is"]),
    "text around a block": ("<div>before<p>inside</p>after</div>", ["before", "inside", "after"]),
    "links of a menu": ('<nav><a href="1">Home</a><a href="2">News</a><a href="3">Sport</a></nav>', ["Home News Sport"]),
    "links with their own commas": ('<p><a href="1">Home</a>, <a href="2">News</a></p>', ["Home, News"]),
    "custom element inside a word of an item": ("<ul><li>pre<my-hint>fix</my-hint>ed <li>two</ul>", ["prefixed", "two"]),
    "custom elements as boxes": ("<my-head>Title</my-head>\n<my-card>Story</my-card>", ["Title", "Story"]),
}


@pytest.mark.parametrize("case", APART)
def test_words_around_boxes_are_separated(case: str) -> None:
    body, seen = APART[case]
    assert blocks(body) == seen


def test_pre_keeps_its_white_space() -> None:
    code = "def f(x):\n    if x:\n\treturn  1\n\n    return 2"
    assert blocks(f"<pre><code>{code.replace('return', '<b>return</b>')}</code></pre><p>a   b</p>") == [code, "a b"]


def test_br_in_pre_is_a_line_end_and_not_a_new_block() -> None:
    assert blocks("<pre>one<br>  two</pre>") == ["one\n  two"]


def test_blank_lines_around_code_are_dropped() -> None:
    assert blocks("<pre>\n\t\t\n  <code>  one\n\n  two&nbsp;= 2\n \n</code>\n</pre>") == ["    one\n\n  two = 2"]


def test_white_space_counts_again_after_an_unmatched_end_of_pre() -> None:
    assert blocks("</pre><p>a   b</p><pre>c   d</pre></pre><p>e   f</p>") == ["a b", "c   d", "e f"]


def test_br_is_recorded_as_a_gap_before_the_next_block() -> None:
    page = read("<html><body><p>one<br>two<br><br>three</p></body></html>", HTML)
    assert (page.texts, page.breaks) == (["one", "two", "three"], [0, 1, 2])


def test_link_characters_are_counted_without_the_space_between_links() -> None:
    page = read('<html><body><p>see <a href="x">this</a><a href="y">that</a> now</p></body></html>', HTML)
    assert (page.texts, page.link_chars) == (["see this that now"], [8])


WORD = st.text(st.sampled_from("abcdeé漢x"), min_size=1, max_size=8)
TAG = st.sampled_from(["b", "i", "em", "strong", "span", "font", "u", "small", "sup", "my-tip", 'span class="author"', "abbr"])


@settings(max_examples=100, deadline=None)
@given(words=st.lists(WORD, min_size=1, max_size=8), cuts=st.lists(st.tuples(TAG, st.integers(0, 80), st.integers(0, 80)), max_size=5))
def test_inline_tags_anywhere_change_no_word(words: list[str], cuts: list[tuple[str, int, int]]) -> None:
    text = " ".join(words)
    pieces: list[str] = [""] * (len(text) + 1)  # what stands before each character
    for tag, start, end in cuts:
        low, high = sorted((start % (len(text) + 1), end % (len(text) + 1)))
        pieces[low] += f"<{tag}>"
        pieces[high] = f"</{tag.split()[0]}>" + pieces[high] if low != high else pieces[high] + f"</{tag.split()[0]}>"
    source = "".join(before + letter for before, letter in zip(pieces, text + " ", strict=True))
    assert read(f"<html><body><p>{source}</p></body></html>", HTML).texts == [text]


@pytest.mark.parametrize("rest", ["-->", "]]>", "//-->", "<!--"])
def test_remains_of_a_broken_comment_are_not_text(rest: str) -> None:
    source = f"<p>The miller sold his oven on Friday.</p><div>{rest.replace('<', '&lt;')}</div><p>He kept the tins --> and the peel.</p>"
    assert blocks(source) == ["The miller sold his oven on Friday.", "He kept the tins --> and the peel."]
    assert blocks(f"<pre>{rest.replace('<', '&lt;')}</pre>") == [rest]


def test_obfuscated_letters_are_not_text() -> None:
    """Shops write "sponsored" as shuffled letters that CSS reorders, with invisible separators between them."""
    jumble = "\u2063".join("Nd5 sopRnsoe W9r")
    assert blocks(f"<ul><li>Oak chair <div>{jumble}</div></li></ul>") == ["Oak chair"]
    assert blocks("<p>f\u2063(x) is a product of two terms here</p>") == ["f\u2063(x) is a product of two terms here"]


def test_an_element_around_boxes_marks_the_text_in_them_and_none_before() -> None:
    page = read('<html><body><div>one<b><div>two</div></b><a href="/x"><div>three</div></a>four</div></body></html>', HTML)
    assert page.texts == ["one", "two", "three", "four"]
    assert {block: [run[:2] for run in runs] for block, (_, runs) in page.inlines.items()} == {1: [("b", "")], 2: [("a", "/x")]}


def test_ticks_that_a_table_holds_stay_in_their_cells() -> None:
    assert blocks("<table><tr><td>Oars</td><td>☑</td><td>☐</td></tr><tr><td>Sails</td><td>☐</td><td>☑</td></tr></table>") == (
        ["Oars", "☑", "☐", "Sails", "☐", "☑"]
    )
