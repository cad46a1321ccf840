"""Footnotes: notes that the text refers to are text, whatever generator wrote them; links that only look like references are ignored."""

from __future__ import annotations

import re

import pytest

from declutter import Document, extract
from declutter.cli.pages import parser

FIRST = "The quay was built of oak in the winter of the long frost"
SECOND = "and the harbour master wrote every pile into his book, with its length and the name of the man who drove it."
MIDDLE = "Nobody has counted the piles since. Divers who went down in spring found most of them sound, and some that no list names at all."
A, B = "Elm, says the parish register, and it is the older book.", "He could not swim, which his wife thought worth writing down."
LABELS = ("1", "2")


def page(references: tuple[str, str], notes: str, foot: str = "") -> str:
    """An article with two references, notes below it, and what stands under the article."""
    return f"""<!doctype html><html lang="en"><head><title>The oak quay</title></head><body>
<nav><a href="/">Start</a> <a href="/log">Log</a> <a href="/map">Map</a></nav>
<article><h1>The oak quay</h1><p>{FIRST}{references[0]}, {SECOND}</p><p>{MIDDLE}</p>
<p>The master himself went into the water only once{references[1]}, on the day when the old crane fell over.</p>{notes}</article>{foot}
<footer><p>© 2023 The Log · <a href="/imprint">Imprint</a></p></footer></body></html>"""


def marked(template: str) -> tuple[str, str]:
    """A reference by template for both labels."""
    return template.replace("N", "1"), template.replace("N", "2")


def listed(item: str) -> str:
    """An item by template for both notes."""
    return item.replace("N", "1").replace("TEXT", A) + "\n" + item.replace("N", "2").replace("TEXT", B)


SHAPES = {
    "pandoc": (
        marked('<a href="#fnN" class="footnote-ref" id="fnrefN" role="doc-noteref"><sup>N</sup></a>'),
        '<section class="footnotes" role="doc-endnotes"><hr><ol>'
        + listed("<li id=fnN><p>TEXT<a href=#fnrefN class=footnote-back>↩︎</a></p></li>")
        + "</ol></section>",
    ),
    "markdown-it": (
        marked('<sup class="footnote-ref"><a href="#fnN" id="fnrefN">[N]</a></sup>'),
        f'<hr class="footnotes-sep"><section class="footnotes"><ol class="footnotes-list">'
        f"{listed('<li id=fnN class=footnote-item><p>TEXT <a href=#fnrefN class=footnote-backref>↩︎</a></p></li>')}</ol></section>",
    ),
    "goldmark": (
        marked('<sup id="fnref:N"><a href="#fn:N" class="footnote-ref" role="doc-noteref">N</a></sup>'),
        f'<div class="footnotes" role="doc-endnotes"><hr><ol>'
        f"{listed('<li id=fn:N><p>TEXT&#160;<a href=#fnref:N>&#x21a9;&#xfe0e;</a></p></li>')}</ol></div>",
    ),
    "github": (
        marked('<sup><a href="#user-content-fn-N" id="user-content-fnref-N" data-footnote-ref>N</a></sup>'),
        f'<section data-footnotes class="footnotes"><h2 class="sr-only">Footnotes</h2><ol>'
        f"{listed('<li id=user-content-fn-N><p>TEXT <a href=#user-content-fnref-N data-footnote-backref>↩</a></p></li>')}</ol></section>",
    ),
    "wordpress": (
        marked('<sup data-fn="c0ffeeN" class="fn"><a href="#c0ffeeN" id="c0ffeeN-link">N</a></sup>'),
        f'<ol class="wp-block-footnotes">{listed("<li id=c0ffeeN>TEXT <a href=#c0ffeeN-link>↩︎</a></li>")}</ol>',
    ),
    "mediawiki": (
        marked('<sup id="cite_ref-N" class="reference"><a href="#cite_note-N"><span>&#91;</span>N<span>&#93;</span></a></sup>'),
        '<ol class="references">'
        + listed("<li id=cite_note-N><span class=mw-cite-backlink><b><a href=#cite_ref-N>^</a></b></span> <span>TEXT</span></li>")
        + "</ol>",
    ),
    "docutils": (
        marked('<a class="footnote-reference brackets" href="#idN" id="bN" role="doc-noteref"><span>[</span>N<span>]</span></a>'),
        '<aside class="footnote-list brackets">'
        + listed(
            '<aside class="footnote brackets" id="idN"><span class="label">'
            '<span>[</span><a href="#bN">N</a><span>]</span></span><p>TEXT</p></aside>'
        )
        + "</aside>",
    ),
    "docutils, old": (
        marked('<a class="footnote-reference" href="#idN" id="bN">[N]</a>'),
        listed(
            '<table class="docutils footnote" id="idN"><colgroup><col class="label"><col></colgroup><tbody><tr><td class="label">'
            '<a class="fn-backref" href="#bN">[N]</a></td><td>TEXT</td></tr></tbody></table>'
        ),
    ),
    "terms": (
        marked('<a class="footnote-reference brackets" href="#idN" id="bN">N</a>'),
        '<dl class="footnote brackets">'
        + listed("<dt class=label id=idN><span class=brackets><a href=#bN>N</a></span></dt><dd><p>TEXT</p></dd>")
        + "</dl>",
    ),
    "word": (
        marked('<a href="#_ftnN" name="_ftnrefN"><span class="MsoFootnoteReference">[N]</span></a>'),
        '<div><br clear="all"><hr align="left" size="1" width="33%">'
        + listed('<div id="ftnN"><p class="MsoFootnoteText"><a href="#_ftnrefN" name="_ftnN"><span>[N]</span></a> TEXT</p></div>')
        + "</div>",
    ),
    "gutenberg": (
        marked('<a id="FNanchor_N"></a><a href="#Footnote_N" class="fnanchor">[N]</a>'),
        '<div class="footnotes">'
        + listed("<div class=footnote><p><a id=Footnote_N></a><a href=#FNanchor_N><span class=label>[N]</span></a> TEXT</p></div>")
        + "</div>",
    ),
    "publisher": (
        marked('<sup><a href="https://log.example/oak#note-N" id="ref-N">N</a></sup>'),
        f'<div id="notes">{listed("<p id=note-N><a href=https://log.example/oak#ref-N>N.</a> TEXT</p>")}</div>',
    ),
    "named anchors in one paragraph": (
        marked('<a name="backN"></a><a href="#noteN">(N)</a>'),
        f"<p>{listed('<a name=noteN></a><a href=#backN>N.</a> TEXT<br>')}</p>",
    ),
    "number in a box of its own": (
        marked('<a id="footnote-anchor-N" href="#footnote-N" class="footnote-anchor">N</a>'),
        listed(
            '<div class="footnote"><a id="footnote-N" href="#footnote-anchor-N">N</a><div class="footnote-content"><p>TEXT</p></div></div>'
        ),
    ),
    "ids that do not fit": (
        marked('<sup><a href="#nN">N</a></sup>'),
        listed('<p class="note"><a href="#backN" name="_nN">[N]</a> TEXT</p>'),
    ),
}


def read(references: tuple[str, str], notes: str, foot: str = "", *, footnotes: bool = True) -> Document:
    return extract(page(references, notes, foot), url="https://log.example/oak", footnotes=footnotes)


@pytest.mark.parametrize("shape", SHAPES)
def test_notes_are_notes_in_every_format(shape: str) -> None:
    document = read(*SHAPES[shape])
    lines = document.markdown.split("\n")
    assert f"[^1]: {A}" in lines
    assert f"[^2]: {B}" in lines
    assert f"{FIRST}[^1], {SECOND}" in lines
    assert '<a href="#fn-1" id="fnref-1">' in document.html
    assert re.search(rf'<li id="fn-2" value="2">\s*(?:<p>)?{re.escape(B)}', document.html)
    assert f'<note xml:id="fn-1" n="1"><p>{A}</p></note>' in document.tei
    assert '<ref type="note" target="#fn-2">' in document.tei
    assert A in document.text
    assert not re.search("[↩↑^]", document.text)
    assert not re.search(r"^\W*[12]\W*$", document.text, re.M), "a number in a line of its own"


@pytest.mark.parametrize("shape", SHAPES)
def test_notes_are_left_out_on_request(shape: str) -> None:
    document = read(*SHAPES[shape], footnotes=False)
    for text in (document.text, document.markdown, document.html, document.tei):
        assert A not in text
        assert MIDDLE in text


def test_a_note_outside_the_article_comes_back_and_says_why() -> None:
    references, notes = SHAPES["pandoc"]
    document = read(references, "", f'<div class="sidebar">{notes}</div>')
    verdict = next(verdict for verdict in document.blocks if verdict.text == A)
    assert verdict.kept
    assert f"[^1]: {A}" in document.markdown


def test_a_note_of_several_blocks_is_one_note() -> None:
    note = f'<li id="fn1"><p>{A}</p><pre>oak = 3\nelm = 4</pre><p>{B} <a href="#fnref1">↩</a></p></li>'
    document = read(('<sup id="fnref1"><a href="#fn1">1</a></sup>', ""), f"<ol>{note}</ol>")
    assert f"[^1]: {A}\n\n    ```\n    oak = 3\n    elm = 4\n    ```\n\n    {B}" in document.markdown


def test_a_sign_as_label_gets_a_number() -> None:
    document = read(('<a href="#star" id="back">*</a>', ""), f'<p id="star"><a href="#back">*</a> {A}</p>')
    assert f"[^1]: {A}" in document.markdown
    assert '<a href="#fn-1" id="fnref-1">*</a>' in document.html


def test_a_note_with_two_references_is_written_once() -> None:
    references = marked('<sup id="fnrefN"><a href="#fn1">1</a></sup>')
    document = read(references, f'<ol><li id="fn1">{A} <a href="#fnref1">↩</a> <a href="#fnref2">↩</a></li></ol>')
    assert document.markdown.count(A) == 1
    assert 'id="fnref-1"' in document.html
    assert 'id="fnref-1-2"' in document.html


TRAPS = {
    "contents": ('<a href="#part1">1</a>', f'<h2 id="part1">1. Oak</h2><p>{MIDDLE}</p>'),
    "figure": (' (Figure <a href="#fig1">1</a>)', f'<figure id="fig1"><img src="/q.jpg"><figcaption>{A}</figcaption></figure>'),
    "count of comments": ('<a href="#comments">12</a>', f'<div id="comments" class="comments"><p>{A}</p></div>'),
    "link to another page": ('<sup><a href="/other#fn1">1</a></sup>', f"<aside><p>{A}</p></aside>"),
}


@pytest.mark.parametrize("trap", TRAPS)
def test_other_links_are_no_references(trap: str) -> None:
    reference, rest = TRAPS[trap]
    document = read((reference, ""), rest)
    assert "[^" not in document.markdown
    assert not document.judged.selection.notes


def test_the_command_has_the_switch() -> None:
    assert parser().parse_args(["page.html", "--no-footnotes"]).footnotes is False
