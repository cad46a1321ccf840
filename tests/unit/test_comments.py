"""Readers' comments: apart from the text, with author, day and nesting as the page shows them."""

from __future__ import annotations

import pytest

from declutter import Comment, extract

STORY = "<p>The bakery on the corner has closed after ninety years, and the street smells of nothing now, they say.</p>" * 3

THREADED = """<ol class="comment-list"><li class="comment"><article class="comment-body">
<footer class="comment-meta"><b class="fn">Ada Quill</b>
<time datetime="2024-03-02T09:00:00+00:00">2 March 2024</time></footer><div class="comment-content">
<p>I bought my first bun there in 1961.</p>
<p>It was a good bun, and it cost a penny.</p></div></article>
<ol class="children"><li class="comment"><article class="comment-body">
<footer class="comment-meta"><b class="fn">Ben Osei</b>
<time datetime="2024-03-03T10:00:00+00:00">3 March 2024</time></footer><div class="comment-content">
<p>Mine cost two, and I am younger than you.</p></div></article>
</li></ol></li></ol>"""
TERMS = """<dl><dt>Ada Quill said…</dt><dd><p>I bought my first bun there in 1961.</p></dd>
<dt>Ben Osei said…</dt><dd><p>Mine cost two, and I am younger than you.</p></dd></dl>"""
CARDS = """<div class="comment"><p class="user">Ada Quill, Marden, 3 days ago</p>
<p class="comment-text">I bought my first bun there in 1961.</p>
<div class="rating">Likes 12</div></div>
<div class="comment"><p class="user">Ben Osei, Holm, 2 days ago</p>
<p class="comment-text">Mine cost two, and I am younger than you.</p></div>"""

BUN, SECOND = "I bought my first bun there in 1961.", "Mine cost two, and I am younger than you."
CASES = {
    "threaded list": (
        THREADED,
        (
            Comment(f"{BUN}\nIt was a good bun, and it cost a penny.", "Ada Quill", "2024-03-02"),
            Comment(SECOND, "Ben Osei", "2024-03-03", 1),
        ),
    ),
    "terms": (TERMS, (Comment(BUN, "Ada Quill"), Comment(SECOND, "Ben Osei"))),
    "cards": (CARDS, (Comment(BUN, "Ada Quill"), Comment(SECOND, "Ben Osei"))),
}


@pytest.mark.parametrize("case", CASES)
def test_comments_have_writer_day_and_nesting(case: str) -> None:
    section, wanted = CASES[case]
    page = f'<html lang=en><body><article><h1>The last bun</h1>{STORY}</article><div id="comments"><h2>2 comments</h2>{section}'
    document = extract(page)
    assert document.comments == wanted
    assert BUN not in document.text


def test_comments_stand_after_the_story_on_request() -> None:
    page = f'<html lang=en><body><article><h1>The last bun</h1>{STORY}</article><section id="comments">{THREADED}'
    document = extract(page, comments=True)
    assert document.text.endswith(SECOND)
    assert document.html.count("<article>") == 2 and "<section>" in document.html
    last = document.story.blocks[-1]
    assert [container.kind for container in last.within] == ["comments", "comment", "comment"]
