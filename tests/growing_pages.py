"""Pages that grow: shapes in which one thing is repeated n times, so that the cost of n and of 2n can be compared.

`tests/unit/test_robustness.py` compares small ones, `tests/bench/scaling.py` large ones, in time and memory.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from declutter.options import Input

SENTENCES = [
    f"The {who} of the village met in the {where} on Monday, and after two hours of talk they agreed to {what} before the winter comes."
    for who, where, what in (
        ("farmers", "old school", "mend the road"),
        ("teachers", "town hall", "buy a bell"),
        ("bakers", "mill", "share an oven"),
    )
]
STORY = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
TEXT = "\n".join(SENTENCES)


def page(body: str) -> str:
    return f"<!doctype html><html><head><title>Village news</title></head><body>{body}</body></html>"


def article(body: str) -> str:
    return page(f"<article>{STORY}{body}{STORY}</article>")


class Shape(NamedTuple):
    """What the input is, and the page of n repetitions."""

    kind: Input
    make: Callable[[int], str]


HTML: dict[str, Callable[[int], str]] = {
    "paragraphs": lambda n: page("".join(f"<p>{i}: {SENTENCES[i % 3]}</p>" for i in range(n))),
    "links": lambda n: page(STORY + "<ul>" + "<li><a href=x>More about it</a></li>" * n + "</ul>"),
    "nested": lambda n: page("<div>" * 12 * n + STORY),
    "inline": lambda n: page("<p>" + "<b>bold</b> and <i>italic</i>, " * 5 * n + "</p>" + STORY),
    "nested authors": lambda n: page("<p>" + '<span class="author">By Ann Lee ' * 4 * n + "</p>" + STORY),
    "tables": lambda n: page("<table>" + "<tr><td>Oslo</td><td>12</td></tr>" * n + "</table>" + STORY),
    "pictures of one figure": lambda n: page(
        STORY + "<figure>" + "<img src=a.jpg><figcaption>A boat</figcaption>" * n + "</figure>" + STORY
    ),
    "pictures between": lambda n: page(STORY + "<div><img src=a.jpg></div>" * 4 * n + STORY),
    "lists that touch": lambda n: page(STORY + f"<ul class=a><li>{SENTENCES[0]}</li></ul>" * n + STORY),
    "tables in tables": lambda n: page(STORY + "<table><tr><td>a</td><td>" * n + "b" + "</td></tr></table>" * n + STORY),
    "lists in lists": lambda n: page(STORY + "<ul><li>a " * n + "</li></ul>" * n + STORY),
    "quotes in quotes": lambda n: page("<blockquote>" * n + STORY + "</blockquote>" * n),
    "formulas": lambda n: page(f"<p>{TEXT}<math>" + "<mfrac><mi>a</mi>" * n + "<mi>x</mi>" + "</mfrac>" * n + "</math></p>" + STORY),
    "drawn formulas": lambda n: page(
        f"<p>{TEXT}" + '<span class="katex-html">' + '<span class="mfrac">a<span style="top:-3em">b' * n + "</p>" + STORY
    ),
    "notes in notes": lambda n: page(f"<p>{TEXT}" + '<span class="sidenote">a note of words<aside>b' * n + "</p>" + STORY),
    "labels in a sentence": lambda n: page(f"<p>{TEXT} " + "<label>one</label> <button>two</button> <b>Three</b><i>Four</i>" * n + "</p>"),
    "hidden in a sentence": lambda n: page(
        f"<p>{TEXT}" + '<span style="color:#fff">a</span><b class="sr-only">b</b>c ' * n + "</p>" + STORY
    ),
    "hidden blocks": lambda n: page(STORY + '<div style="display:none">a<p style="opacity:0">b</p>' * n + STORY),
    "code with breaks": lambda n: page(f"<p>{TEXT}<code>" + "a<br>b" * n + "</code></p><code>" + "a<br>b" * n + "</code>" + STORY),
    "style rules": lambda n: page("<style>" + ".a{display:none}.b{opacity:0}" * n + "</style>" + STORY),
    "dollars": lambda n: page(f"<p>{TEXT}" + " $a_1 \\(b " * n + "</p>" + STORY),
    "elements that cross": lambda n: page(f"<p>{TEXT}" + "<b>one<i>two</b>three</i> " * 4 * n + "</p>" + STORY),
    "cells of code": lambda n: page("<pre>" + "<b><td> one" * 4 * n + "</pre>" + STORY),
    "bare brackets": lambda n: page(STORY) + "<" * 8 * n + "<!-- " * 8 * n + "<a " * 8 * n,
    "one-letter paragraphs": lambda n: page("<p>a" * n + STORY),
    "distinct names": lambda n: page("".join(f"<div class='c{i} x'><p>word {i}</p></div>" for i in range(n)) + STORY),
    "one long word": lambda n: article(f"<p>{'a' * 40 * n}</p>"),
    "one long attribute": lambda n: article(f"<p class='{'a ' * 20 * n}' title='{'x' * 20 * n}'>{TEXT}</p>"),
    "links that stay open": lambda n: page("".join(f"<p>{SENTENCES[i % 3]} <a href=/x>word" for i in range(n))),
    "bold that stays open": lambda n: page("<div><b>word" * n + STORY),
    "links in rows that stay open": lambda n: page("<table>" + "<tr><td><a href=/x>word" * n + STORY),
    "candidates of a srcset": lambda n: article("<img srcset='" + "".join(f"/a{i}.jpg {i}w, " for i in range(n)) + "'>"),
    "a word and a blank in a srcset": lambda n: article(f"<img srcset='{'a' * 20 * n} z'><img data-srcset='{'b' * 20 * n} z'>"),
    "lines of a heading": lambda n: page("<h2>" + "".join(f"word {i}<br>" for i in range(n)) + f"</h2>{STORY}" * 2),
    "one wide row over many": lambda n: article("<table><tr>" + "<th>a" * n + "</tr>" + "<tr><td>b<td>c" * n + "</table>"),
    "wide cells": lambda n: article("<table><tr>" + "<th colspan=100>a" * n + "</tr>" + "<tr><td>b<td>c" * n + "</table>"),
    "wide and high cells": lambda n: article(
        ("<table><tr>" + "<th colspan=100 rowspan=100>a" * 50 + "</tr>" + "<tr><td>b<td>c" * 99 + "</table>") * (n // 100 + 1)
    ),
    "pictures in deep boxes": lambda n: article("<div>" * n + "<img src=a.jpg>" * n + "</div>" * n),
    "a picture on every level": lambda n: article("<div><img src=a.jpg>" * n + "</div>" * n),
    "links to headings": lambda n: article("<h2>" + "<b>x</b><a href='#a'>¶</a>" * n + "</h2>"),
    "readings of a ruby": lambda n: article(f"<p>{TEXT}<ruby>" + "a<rt>b</rt>" * n + "</ruby></p>"),
    "breaks": lambda n: article("<p>" + "".join(f"line {i} of it<br>" for i in range(n)) + "</p>"),
    "numbers of items": lambda n: article("<ol>" + "".join(f"<li value={3 * i}>{SENTENCES[i % 3]}" for i in range(n)) + "</ol>"),
    "definitions": lambda n: article("<dl>" + "".join(f"<dt>Term {i}<dd>{SENTENCES[i % 3]}" for i in range(n)) + "</dl>"),
    "bylines": lambda n: page(STORY + "".join(f"<p>By Ann Lee{i % 100} and Tom Reed</p>" for i in range(n))),
    "days": lambda n: page(STORY + "".join(f"<p>{i % 28 + 1} May {1990 + i % 30}</p>" for i in range(n))),
    "headings": lambda n: page("".join(f"<h{i % 6 + 1}>Part {i}</h{i % 6 + 1}><p>{SENTENCES[i % 3]}</p>" for i in range(n))),
    "readers' comments": lambda n: page(
        f"<article>{STORY * 4}</article><section id=comments class=comments><h3>Comments</h3>"
        + "".join(f"<div class=comment><b class=author>Ann {i}</b><p>{SENTENCES[i % 3]}</p></div>" for i in range(n))
    ),
    "teasers": lambda n: page(STORY + "".join(f"<div class=teaser><h3><a href=/{i}>{SENTENCES[i % 3]}</a></h3></div>" for i in range(n))),
    "players": lambda n: page(
        "".join(f"<p>{SENTENCES[i % 3]}</p><iframe src=https://www.youtube.com/embed/{i}></iframe>" for i in range(n))
    ),
    "blank lines of code": lambda n: article("<pre>" + "\n" * 20 * n + "x</pre>"),
    "lines of code": lambda n: article("<pre><code>" + "".join(f"x = {i}\n" for i in range(n)) + "</code></pre>"),
    "backticks": lambda n: article("<pre>x\n" + "`" * 8 * n + "\n</pre><p>" + "<code>`a ``b</code> " * n + "</p>"),
    "references": lambda n: article("<p>" + "&amp;&lt;&eacute;&#233;&#x1F600; &nope &# " * n + "</p>"),
    "metas": lambda n: page(STORY).replace("<title>", "".join(f'<meta name=author content="Ann Lee{i}">' for i in range(n)) + "<title>"),
    "JSON-LD, wide": lambda n: page(STORY).replace(
        "<title>",
        '<script type="application/ld+json">{"@graph":['
        + ",".join('{"@type":"Article","headline":"Village news","author":{"name":"Ann Lee"}}' for _ in range(n))
        + "]}</script><title>",
    ),
    "JSON-LD, deep": lambda n: page(STORY).replace(
        "<title>", '<script type="application/ld+json">' + '{"author":' * n + "1" + "}" * n + "</script><title>"
    ),
    "JSON-LD, broken": lambda n: page(STORY).replace(
        "<title>", '<script type="application/ld+json">{"@type":"Article","headline":"' + 'a\n"b\\' * n + "</script><title>"
    ),
    "Chinese": lambda n: page("<p>" + "村里的农民星期一在老学校开会，谈了两个小时，" * n + "</p>"),
}
LINES: dict[str, Callable[[int], str]] = {
    "distinct lines": lambda n: "\n".join(f"{i}: {SENTENCES[i % 3]}" for i in range(n)),
    "one-letter lines": lambda n: "a b\n" * n,
    "equal lines": lambda n: f"{SENTENCES[0]}\n" * n,
    "one long line": lambda n: SENTENCES[0] * n,
    "lines of days": lambda n: "\n".join(f"{i % 28 + 1} May {1990 + i % 30} By Ann Lee" for i in range(n)),
}
MARKDOWN: dict[str, Callable[[int], str]] = {
    "paragraphs": lambda n: "# Village news\n\n" + "\n\n".join(f"{i}: {SENTENCES[i % 3]}" for i in range(n)),
    "opening brackets": lambda n: f"# Village news\n\n{TEXT}\n\n" + "[" * n,
    "opening stars": lambda n: f"# Village news\n\n{TEXT}\n\n" + "*a **b " * n,
    "rows": lambda n: "| a | b |\n|---|---|\n" + "| c | d |\n" * n,
    "items": lambda n: "\n".join(f"- {i}: {SENTENCES[i % 3]}" for i in range(n)),
}
SHAPES = {
    **{name: Shape("auto", make) for name, make in HTML.items()},
    **{f"lines: {name}": Shape("lines", make) for name, make in LINES.items()},
    **{f"Markdown: {name}": Shape("markdown", make) for name, make in MARKDOWN.items()},
}
