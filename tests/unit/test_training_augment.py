"""Data augmentation: copies of pages in other templates whose truth follows, the same copy each time."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from declutter.training import augment as copies
from declutter.training.augment import augment, old_layout, parsed
from declutter.training.augment.insertions import boilerplate, insert_boilerplate, insert_comments
from declutter.training.augment.names import scramble_names
from declutter.training.augment.paragraphs import box_paragraphs, list_paragraphs, shorten_story, text_of
from declutter.training.dataset import LabelledPage
from declutter.training.flatten import flatten

PAGES = sorted((Path(__file__).parents[2] / "fixtures" / "pages").iterdir())
MENU = '<body><nav class="top"><ul><li><a href="/a">News</a></li><li><a href="/b">Sport</a></li></ul></nav>'
PAGE = f'{MENU}<main id="story"><h1>Oven sold</h1><p>The baker sold his oven.</p><div><p>He kept the tins.</p></div></main></body>'
LINES = (
    "The baker sold his oven to a farmer from the next village. He kept the tins for his daughter.",
    "She opens a shop of her own in spring. The mayor has promised to come.",
    "The oven was built before the war. Nobody remembers by whom.",
    "It weighs more than a ton. Six men carried it down the hill.",
    "They needed a whole day for it. In the evening there was soup.",
    "The farmer will bake bread for the school. It starts in May.",
)
STORY = f'<body><div class="text">{"".join(f"<p>{line}</p>" for line in LINES)}</div></body>'
TEASERS = "".join(f'<li><a href="/{n}">Another page of the courier about the market number {n}</a></li>' for n in range(5))
OTHER = f'<body><ul class="most-read">{TEASERS}</ul><p>Nurses asked for a second bus to the hospital on Sunday.</p></body>'


def labelled(source: str | bytes, text: str | None = "", domain: str = "village") -> LabelledPage:
    data = source if isinstance(source, bytes) else source.encode()
    return LabelledPage("village", "1", data, f"https://{domain}.test/1", "", text, (), ())


def copy(source: str | bytes) -> bytes:
    return augment(labelled(source)).source


def body(source: bytes) -> str:
    return re.sub(r"(?s).*<body>|</body>.*|\s*\n\s*", "", source.decode())


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Every copy has an old layout, in every way, and nothing else is changed."""
    for name in ("IN_FONTS", "IN_LINES", "IN_TABLES", "BAR", "COLUMNS", "NESTED"):
        monkeypatch.setattr(old_layout, name, 1.0)
    return only_old(monkeypatch, 1.0)


def only_old(monkeypatch: pytest.MonkeyPatch, share: float) -> pytest.MonkeyPatch:
    for name in ("LISTED", "BOXED", "SHORTENED"):
        monkeypatch.setattr(copies, name, 0.0)
    monkeypatch.setattr(copies, "NAMELESS", 1.0)
    monkeypatch.setattr(copies, "OLD", share)
    return monkeypatch


@pytest.mark.parametrize("folder", PAGES, ids=lambda folder: folder.name)
def test_a_copy_says_the_same_words_in_the_same_order(folder: Path, always: pytest.MonkeyPatch) -> None:
    page = (folder / "page.html").read_bytes()
    assert flatten(copy(page)).replace("|", " ").split() == flatten(page).replace("|", " ").split()


@pytest.mark.parametrize("folder", PAGES[:12], ids=lambda folder: folder.name)
def test_the_same_page_gives_the_same_copy(folder: Path) -> None:
    page = labelled((folder / "page.html").read_bytes(), (folder / "expected.txt").read_text("utf-8"))
    donor = labelled(OTHER, LINES[0], "town")
    assert augment(page, donor) == augment(page, donor)


@pytest.mark.parametrize("folder", PAGES[:12], ids=lambda folder: folder.name)
def test_a_nameless_copy_has_no_names(folder: Path, always: pytest.MonkeyPatch) -> None:
    page = (folder / "page.html").read_bytes()
    assert not re.search(rb"<(?:body|div|p|ul|li|td|font|b|h[1-6]|a|span)\b[^>]* (?:class|id|role|data-[\w-]+)=", copy(page))


def test_names_alone_may_go(monkeypatch: pytest.MonkeyPatch) -> None:
    only_old(monkeypatch, 0.0)
    assert body(copy(PAGE)) == body(PAGE.replace(' class="top"', "").replace(' id="story"', "").encode())


def test_boxes_become_tables_and_lines(always: pytest.MonkeyPatch) -> None:
    columns = "<body><div><div><p>The baker sold his oven.</p></div><div><p>Sport</p><p>Culture</p></div></div>"
    assert body(copy(columns)).startswith("<table><tr><td>")
    assert "<font>The baker sold his oven.</font><br><br>" in body(copy("<body><p>The baker sold his oven.</p>"))
    assert "<b>Oven sold</b><br>" in body(copy("<body><h1>Oven sold</h1>"))


@pytest.mark.parametrize(("bar", "menu"), [(1.0, "News</a></font> | <font><a"), (0.0, "News</a></font><br><font><a")])
def test_a_menu_is_written_in_one_line_or_an_item_a_line(always: pytest.MonkeyPatch, bar: float, menu: str) -> None:
    always.setattr(old_layout, "BAR", bar)
    assert menu in body(copy(PAGE))


@pytest.mark.parametrize("source", [b"", b"   ", b"<!-- only -->"], ids=["nothing", "blank", "a comment"])
def test_what_no_parser_reads_stays(source: bytes) -> None:
    assert copy(source) == source


def test_random_names_are_the_same_for_the_same_name() -> None:
    root = parsed(b'<body><p class="lead story">a</p><p class="story">b</p></body>')
    assert root is not None
    scramble_names(root, random.Random(1))
    first, second = (p.get("class", "").split() for p in root.iter("p"))
    assert first[1] == second[0] != "story"
    assert first[0] != first[1]


def test_paragraphs_become_lists_of_the_same_words() -> None:
    tags = set()
    for seed in range(30):
        root = parsed(STORY.encode())
        assert root is not None
        list_paragraphs(root, random.Random(seed))
        assert text_of(root).replace(" ", "") == "".join(LINES).replace(" ", "")
        tags |= {element.tag for element in root.iter()}
    assert {"ul", "ol", "table", "dl", "pre"} <= tags


def test_paragraphs_get_boxes() -> None:
    root = parsed(STORY.encode())
    assert root is not None
    box_paragraphs(root, random.Random(1))
    assert [" ".join(str(t).split()) for t in root.itertext() if str(t).strip()] == list(LINES)
    assert sum(p.getparent().getparent().getparent().get("class") == "text" for p in root.iter("p")) >= 4  # type: ignore[union-attr]


def test_a_shortened_story_has_a_shortened_truth() -> None:
    lengths = set()
    for seed in range(20):
        root = parsed(STORY.encode())
        assert root is not None
        page = shorten_story(root, labelled(STORY, "\n".join(LINES)), random.Random(seed))
        assert " ".join((page.text or "").split()) == " ".join(" ".join(text_of(p) for p in root.iter("p")).split())
        lengths.add(len(list(root.iter("p"))))
    assert lengths == {1, 2, 3, 4}


def test_only_boilerplate_of_the_donor_is_inserted() -> None:
    other = parsed(OTHER.encode())
    assert other is not None
    donor = labelled(OTHER, "Nurses asked for a second bus to the hospital on Sunday.", "town")
    assert [element.get("class") for element in boilerplate(other, donor)] == ["most-read"]
    read = labelled(OTHER, "\n".join(f"Another page of the courier about the market number {n}" for n in range(5)), "town")
    assert boilerplate(other, read) == [], "what is main text there is not boilerplate"
    root = parsed(STORY.encode())
    assert root is not None
    page = insert_boilerplate(root, labelled(STORY, None)._replace(wanted=LINES), other, donor, random.Random(1))
    assert "Another page of the courier about the market number 3" in text_of(root)
    assert "Another page of the courier about the market number 3" in page.unwanted
    assert all(line in text_of(root) for line in LINES)


def test_comments_stand_below_the_story() -> None:
    root = parsed(STORY.encode())
    assert root is not None
    donor = labelled(OTHER, "\n".join(LINES).replace("oven", "boat"), "town")
    page = insert_comments(root, labelled(STORY, "\n".join(LINES)), donor, random.Random(1))
    text = text_of(root)
    assert page.text == "\n".join(LINES)
    assert text.index("boat") > text.index(LINES[-1])
