"""Checks: what has to hold for every input. The cheap ones are made on each, the others on one in so many."""

from __future__ import annotations

import io
import json
import pickle
import re
import signal
import sys
import traceback
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import lxml.html
import nh3
from lxml import etree
from page_words import words_missing

from declutter import Document, extract

sys.path.append(str(Path(__file__).resolve().parent.parent))
from test_structure import HTML_ATTRIBUTES, HTML_ELEMENTS, SCHEMES, elements
from words_of_formats import words_of_html, words_of_markdown, words_of_story, words_of_tei

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from compose import Case

SECONDS, SECONDS_PER_CHARACTER = 1.0, 10e-6  # of processor time for one input: the watchdog
SECONDS_PER_VERDICT = 10e-3  # of processor time, where verdicts are asked for
TEXT = 2  # characters of text per character of the page at most, and 1,000 more
FORMAT = 20  # characters of a format per character of the page at most, and 50,000 more: addresses are made absolute
VERDICT = 8000  # characters about each block more, where verdicts are asked for
EVERY = 50  # one input in so many gets each of the expensive checks; no multiple of 3, so that each kind of input gets them
STATUSES = frozenset({"ok", "empty", "not_html", "too_large", "truncated", "timeout"})
FORMATS = ("text", "markdown", "html", "tei")
MARKS = re.compile(r"\[(?:\^|x\])")  # notes and boxes, or what words_of_markdown takes for them
ENCODED_HOST = re.compile(r"//[^/\"]*(?:xn--|[^\x00-\x7f])")
XML = etree.XMLParser(huge_tree=True)


class Finding(NamedTuple):
    """A check that failed: its name, what was seen, and the place in the library for an exception."""

    check: str
    detail: str
    place: str = ""


class Overrun(BaseException):
    """The watchdog's: no ``except Exception`` of the library catches it."""


def overrun(*_: Any) -> None:
    raise Overrun


def findings(case: Case, number: int | None = None) -> list[Finding]:
    """What fails for a case; the number chooses the expensive check, and without one all are made."""
    size = len(case.source)
    signal.signal(signal.SIGPROF, overrun)
    signal.setitimer(signal.ITIMER_PROF, SECONDS + SECONDS_PER_CHARACTER * size)
    try:
        document = extract(case.source, **case.arguments)
        written = {name: getattr(document, name) for name in FORMATS} | {"json": document.to_json()}
        if number is None or number % EVERY == 1:
            signal.setitimer(signal.ITIMER_PROF, SECONDS + SECONDS_PER_VERDICT * len(document.judged.page))
            written |= {"blocks": document.to_json(blocks=True), "explain": document.explain()}
            _ = (
                document.chunks(20, 5),
                document.links,
                document.quality,
                repr(document),
                document.to_markdown(title=True, front_matter=True),
            )
    except Overrun as error:
        return [Finding("time", f"more than {SECONDS + SECONDS_PER_CHARACTER * size:.2f} s of {size} characters", place(error))]
    except Exception as error:
        return [Finding("raises", f"{type(error).__name__}: {error}"[:300], place(error))]
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return list(guarded(lambda: every_input(case, document, written))) + list(guarded(lambda: in_turn(case, document, number)))


def guarded(check: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """The findings of a check; an exception is one too."""
    try:
        yield from check()
    except Exception as error:
        yield Finding("check raises", f"{type(error).__name__}: {error}"[:300], place(error))


def place(error: BaseException) -> str:
    """The innermost line of the library in a traceback, or of the checks."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "/declutter/" in frame.filename] or frames
    return f"{'/'.join(Path(own[-1].filename).parts[-2:])}:{own[-1].lineno} {own[-1].name}"


def every_input(case: Case, document: Document, written: dict[str, str]) -> Iterator[Finding]:
    """The cheap checks."""
    size = len(case.source)
    show = document.judged.show
    more = show.comments or show.embeds  # a text of comments and labels of embeds alone is empty
    told = more or bool(document.text) == (document.status == "ok")
    if document.status not in STATUSES or not told or not 0 <= document.quality <= 1:
        yield Finding("status", f"{document.status} {document.quality} {document.text[:60]!r}")
    for name, text in written.items():
        try:
            text.encode()
        except UnicodeEncodeError as error:
            yield Finding(f"{name} is no UTF-8", str(error)[:100])
        most = TEXT * size + 1000 if name == "text" else FORMAT * size + 50_000
        if len(text) > most + VERDICT * len(document.judged.page) * (name in ("blocks", "explain")):
            yield Finding(f"{name} is long", f"{len(text)} characters of {size}")
    json.loads(written["json"], parse_constant=no_json)
    if document.text:
        etree.fromstring(written["tei"].encode(), XML)
        if missing := words_missing(case, document):
            yield Finding("words", missing)


def no_json(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def in_turn(case: Case, document: Document, number: int | None) -> Iterator[Finding]:
    """One of the expensive checks, none, or all."""
    if number is None:
        for check in EXPENSIVE:
            yield from check(case, document)
    elif number % STEP == 0:
        yield from EXPENSIVE[number % EVERY // STEP](case, document)


def same_again(case: Case, document: Document) -> Iterator[Finding]:
    again = extract(case.source, **case.arguments)
    if again.to_json(blocks=True) != document.to_json(blocks=True) or again.html != document.html:
        yield Finding("not the same again", "")


def pickled(case: Case, document: Document) -> Iterator[Finding]:
    copy = pickle.loads(pickle.dumps(document))
    if (copy.markdown, copy.html, copy.tei, copy.to_json(blocks=True)) != (
        document.markdown,
        document.html,
        document.tei,
        document.to_json(blocks=True),
    ):
        yield Finding("pickle differs", "")


def formats_agree(case: Case, document: Document) -> Iterator[Finding]:
    """Each format, parsed, has the words of the text."""
    if not document.text:
        return
    want = words_of_story(document.story)
    readers = {"html": words_of_html, "tei": words_of_tei, "markdown": words_of_markdown}
    if MARKS.search(document.text + document.markdown):
        del readers["markdown"]
    for name, read in readers.items():
        got = read(getattr(document, name))
        formula = name == "markdown" and any(span.kind == "math" for block in document.story.blocks for span in block.spans)
        if "".join(got) != "".join(want) if formula else got != want:  # a dollar sign stands off from letters
            yield Finding(f"words of {name}", difference(got, want))


def difference(got: list[str], want: list[str]) -> str:
    at = next((i for i, (a, b) in enumerate(zip(got, want, strict=False)) if a != b), min(len(got), len(want)))
    return f"at {at}: {got[max(0, at - 2) : at + 3]}, not {want[max(0, at - 2) : at + 3]}"


def sanitised(case: Case, document: Document) -> Iterator[Finding]:
    """nh3 leaves the HTML unchanged."""
    if not document.html:
        return
    clean = nh3.clean(document.html, tags=HTML_ELEMENTS, attributes=HTML_ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)
    if ENCODED_HOST.search(document.html):  # nh3 knows what IDNA allows, the library does not
        return
    before, after = elements(document.html), elements(clean)
    if before != after:
        differs = [pair for pair in zip(before, after, strict=False) if pair[0] != pair[1]]
        yield Finding("nh3 changes the html", f"{len(before)} and {len(after)} elements: {differs[:1]}"[:400])


def lxml_tree(case: Case, document: Document) -> Iterator[Finding]:
    """A tree that is handed in stays as it is, and what comes of it renders."""
    data = case.source if isinstance(case.source, bytes) else case.source.encode("utf-8", "replace")
    try:
        tree = lxml.html.fromstring(data)
    except (ValueError, etree.LxmlError):
        return
    if not isinstance(tree.tag, str):  # a page that is a comment: documented as no page
        return
    before = etree.tostring(tree)
    arguments = {**case.arguments, "input": "auto"}
    found = extract(tree, **arguments)
    _ = found.markdown, found.html, found.tei, found.to_json(blocks=True).encode()
    if etree.tostring(tree) != before:
        yield Finding("tree changed", "")


def soup(case: Case, document: Document) -> Iterator[Finding]:
    """A BeautifulSoup object stays as it is, and an open file reads like its bytes."""
    from bs4 import BeautifulSoup
    from bs4.exceptions import ParserRejectedMarkup

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = BeautifulSoup(case.source, "html.parser")
            before = str(tree)
        except (RecursionError, AssertionError, ValueError, ParserRejectedMarkup):  # its own limits
            return
    found = extract(tree, **{**case.arguments, "input": "auto"})
    _ = found.markdown, found.html, found.tei, found.to_json(blocks=True).encode()
    if str(tree) != before:
        yield Finding("soup changed", "")
    if (
        isinstance(case.source, bytes)
        and case.source
        and extract(io.BytesIO(case.source), **case.arguments).to_json() != document.to_json()
    ):
        yield Finding("file differs", "")


def story_places(case: Case, document: Document) -> Iterator[Finding]:
    """Blocks, spans, chunks and verdicts stand where they say."""
    story = document.story
    if story.text != document.text:
        yield Finding("story", "its text is not Document.text")
    for block in story.blocks:
        if story.text[block.start : block.end] != block.text:
            yield Finding("place of a block", repr(block)[:200])
        if any(not 0 <= span.start <= span.end <= len(block.text) for span in block.spans):
            yield Finding("place of a span", repr(block)[:200])
    for chunk in [*document.chunks(), *document.chunks(20, 5)]:
        if not chunk.text.endswith(story.text[chunk.start : chunk.end]):  # it may begin with the header row of its table
            yield Finding("place of a chunk", repr(chunk)[:200])
    for verdict in document.blocks:
        if verdict.block is not None and document.text[verdict.start : verdict.end] != verdict.text:
            yield Finding("place of a verdict", repr(verdict)[:200])


EXPENSIVE = (formats_agree, same_again, formats_agree, pickled, sanitised, formats_agree, lxml_tree, sanitised, story_places, soup)
STEP = EVERY // len(EXPENSIVE)


def reduced(case: Case, wanted: Finding) -> Case:
    """The case without what the finding does not need: ever smaller pieces are left out."""

    def still(smaller: Case) -> bool:
        return any((found.check, found.place) == (wanted.check, wanted.place) for found in findings(smaller))

    source = case.source
    step = max(1, len(source) // 2)
    while step:
        at = 0
        while at < len(source):
            smaller: Any = source[:at] + source[at + step :]
            if still(case._replace(source=smaller)):
                source = smaller
            else:
                at += step
        step //= 2
    return case._replace(source=source)
