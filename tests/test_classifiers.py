"""One fixture per classifier: a page on which every signal fires where it is marked, and a boilerplate classifier nowhere else.

``data-says="share.said share.box"`` on a block lists the signals that must fire there, ``data-silent="prose.links"`` those that must not.
In ``NAME.txt`` each line is a block, and a suffix `` <<share.said>>`` or `` <<position_features.index=0>>`` says the same. A classifier of
boilerplate must be 0 wherever it is not marked, so that every other block is a negative; a classifier of evidence is non-zero nearly
everywhere and is held to the marks alone.
A numeric signal has a value everywhere: ``data-measures="text.words=5"`` says which.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
import regex
from lxml import html

from declutter import classifiers
from declutter.annotate import annotate
from declutter.lexicon.learned import Learned
from declutter.options import Options
from declutter.sources import read

if TYPE_CHECKING:
    from declutter.page import Page

FOLDER = Path(__file__).parent.parent / "fixtures" / "classifiers"
FIXTURES = sorted((*FOLDER.glob("*.html"), *FOLDER.glob("*.txt")))
SPEAKS_ABOVE = 0.2  # a coverage of a fifth of the letters is a phrase that counts; flags are 0 or 1
NEGATIVES = 4  # blocks that look alike but are content; a fixture with fewer proves little
LINE_MARK = regex.compile(r"\s*<<([^<>]*)>>$")
MODULES = dict(zip(classifiers.ROSTER, classifiers.MODULES, strict=True))
STRICT = frozenset(classifiers.BOILERPLATE)
NAMES = {"story": 2.0, "times": 0.5, "sidebar": -1.5, "footer": -2.5, "site-footer": -1.0, "menu": -2.0, "byline": -0.5}
NAMES |= {"<p": 0.5, "~byline": -0.5}  # a tag, and a name of inline elements
WORDS = {"subscribe": -2.5, "rights": -2.0, "board": 1.0, "the": 0.5, "ferry": 0.8}
LEARNED = Learned(NAMES, WORDS)  # what a training might have found


class Marked(NamedTuple):
    """A marked block: its text, how many blocks with the same text stand before it, and what it must say and not say."""

    text: str
    nth: int
    says: frozenset[str]
    silent: frozenset[str]
    figures: dict[str, float]


def squeeze(text: str) -> str:
    return " ".join(text.split())


def text_of(element: html.HtmlElement) -> str:
    return squeeze(str(element.text_content()))


def from_html(path: Path) -> tuple[str, list[Marked]]:
    """The page without its marks, and the marks in the order of the page."""
    root = html.document_fromstring(path.read_text("utf-8"))
    (body,) = root.iter("body")
    seen: dict[str, int] = {}
    marks = []
    for element in body.iter("*"):
        text = text_of(element)
        if element.getparent() is body or text_of(element.getparent()) != text:  # <li><a>…</a></li> is one block, not two
            seen[text] = seen.get(text, 0) + 1
        says, silent = (frozenset(str(element.attrib.pop(name, "")).split()) for name in ("data-says", "data-silent"))
        pairs = (entry.split("=") for entry in str(element.attrib.pop("data-measures", "")).split())
        figures = {name: float(value) for name, value in pairs}
        if says or silent or figures:
            marks.append(Marked(text, seen[text] - 1, says, silent, figures))
    return html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>"), marks


def from_lines(path: Path) -> tuple[str, list[Marked]]:
    """The lines without their marks, and the marks in order."""
    seen: dict[str, int] = {}
    marks, lines = [], []
    for line in path.read_text("utf-8").splitlines():
        found = LINE_MARK.search(line)
        bare = squeeze(line[: found.start()] if found else line)
        seen[bare] = seen.get(bare, 0) + 1
        if found:
            entries = found.group(1).split()
            figures = {name: float(value) for name, _, value in (entry.partition("=") for entry in entries) if value}
            marks.append(Marked(bare, seen[bare] - 1, frozenset(entry for entry in entries if "=" not in entry), frozenset(), figures))
        lines.append(bare)
    return "\n".join(lines), marks


def load(path: Path) -> tuple[Page, list[Marked]]:
    """A fixture as the pipeline reads it, with its marks."""
    if path.suffix == ".html":
        source, marks = from_html(path)
        return annotate(read(source, Options(input="html")), LEARNED), marks
    source, marks = from_lines(path)
    return annotate(read(source, Options(input="lines")), LEARNED), marks


def by_block(page: Page, marks: list[Marked]) -> dict[int, Marked]:
    """Block index -> its mark.

    Raises:
        AssertionError: if a marked text is no block of the page, so that its mark would say nothing.
    """
    places: dict[str, list[int]] = {}
    for i, text in enumerate(page.texts):
        places.setdefault(squeeze(text), []).append(i)
    found = {}
    for mark in marks:
        there = places.get(mark.text, [])
        assert mark.nth < len(there), f"marked, but no block of the page: {mark.text!r} (occurrence {mark.nth + 1})"
        found[there[mark.nth]] = mark
    return found


def measured(page: Page, name: str) -> dict[str, list[float]]:
    """Signal -> its value on every block, for one classifier; rounded, since a fifth is more than 0.2 in 32 bits."""
    columns = classifiers.measure(page)
    return {signal.name: [round(value, 3) for value in columns[signal].tolist()] for signal in MODULES[name].SIGNALS}


def mistakes(page: Page, name: str, marks: dict[int, Marked]) -> list[str]:
    """Where a classifier says other than marked: block, signal, value."""
    nothing = Marked("", 0, frozenset(), frozenset(), {})
    found = []
    for signal, values in measured(page, name).items():
        for i, value in enumerate(values):
            mark = marks.get(i, nothing)
            if signal in mark.figures:
                if value != pytest.approx(mark.figures[signal], abs=0.006, rel=0.01):
                    found.append(f"{signal} = {value:.3f} must be {mark.figures[signal]} on block {i}: {page.texts[i]!r}")
                continue
            speaks = value > SPEAKS_ABOVE
            if speaks and (signal in mark.silent or (name in STRICT and signal not in mark.says)):
                found.append(f"{signal} = {value:.2f} must be silent on block {i}: {page.texts[i]!r}")
            elif not speaks and signal in mark.says:
                found.append(f"{signal} = {value:.2f} must speak on block {i}: {page.texts[i]!r}")
    return found


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_signals_speak_where_marked(path: Path) -> None:
    page, marks = load(path)
    assert len(page) > NEGATIVES, f"{path.name} is read as {len(page)} blocks"
    wrong = mistakes(page, path.stem, by_block(page, marks))
    assert not wrong, f"{path.name}:\n  " + "\n  ".join(wrong)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_marks_name_signals_of_the_classifier(path: Path) -> None:
    own = {signal.name for signal in MODULES[path.stem].SIGNALS}
    _, marks = load(path)
    strangers = {name for mark in marks for name in mark.says | mark.silent | mark.figures.keys()} - own
    assert not strangers, f"{path.name} marks what {path.stem} does not declare: {sorted(strangers)}"


@pytest.mark.parametrize("name", classifiers.ROSTER)
def test_every_signal_is_expected_and_ruled_out(name: str) -> None:
    """A signal that no fixture expects could be deleted, and one that none rules out could speak everywhere, and nobody would see it."""
    assert any(path.stem == name for path in FIXTURES), (
        f"write fixtures/classifiers/{name}.html, or {name}.txt where only lines are measured"
    )
    said: set[str] = set()
    ruled_out: set[str] = set()
    told: set[tuple[str, float]] = set()
    for path in FIXTURES:
        if path.stem == name:
            page, marks = load(path)
            said |= {signal for mark in marks for signal in mark.says}
            told |= {(signal, value) for mark in marks for signal, value in mark.figures.items()}
            ruled_out |= {signal for mark in marks for signal in mark.silent}
            if name in STRICT:
                unmarked = len(page) - len(by_block(page, marks))
                assert unmarked >= NEGATIVES, f"{path.name} has only {unmarked} blocks on which {name} must be silent"
    figures = {signal.name for signal in MODULES[name].SIGNALS if signal.numeric}
    constant = sorted(signal for signal in figures if not any(value for told_of, value in told if told_of == signal))
    assert not constant, f"{name}: data-measures gives no value other than 0 for {constant}"
    own = {signal.name for signal in MODULES[name].SIGNALS if not signal.numeric}
    assert said == own, f"{name}: never expected: {sorted(own - said)}"
    assert name in STRICT or ruled_out == own, f"{name}: never ruled out by data-silent: {sorted(own - ruled_out)}"


def test_fixtures_belong_to_the_roster() -> None:
    assert {path.stem for path in FIXTURES} <= set(classifiers.ROSTER)


@pytest.mark.parametrize("name", classifiers.ROSTER)
def test_signals_are_named_after_their_classifier(name: str) -> None:
    for signal in MODULES[name].SIGNALS:
        assert regex.fullmatch(rf"{name}\.[a-z_]+", signal.name), signal.name
        assert regex.fullmatch(r"[a-z'].*[^.\s]", signal.note), f"{signal.name}: the note finishes 'this block …', without a full stop"


def test_signal_names_are_unique() -> None:
    names = [signal.name for signal in classifiers.SIGNALS]
    assert len(names) == len(set(names)), sorted(name for name in names if names.count(name) > 1)
