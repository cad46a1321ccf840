"""Pages written by converters, reader services and terminal browsers: Markdown, and the numbered links of Lynx."""

from __future__ import annotations

import textwrap
import time
from pathlib import Path

import pytest

from declutter import extract
from declutter.sources.detect import input_kind
from declutter.sources.lines import read_lines
from declutter.sources.markdown import read_markdown
from declutter.sources.numbered import without_list, without_marks

FIXTURES = Path(__file__).parents[2] / "fixtures"
MENU = "* [News](/news)\n* [Sport](https://village.example/sport)\n* [Weather](weather.html)\n"
STORY = (
    "The ferry to the outer islands will run again from Saturday, the harbour office said, after eleven weeks in the yard at Stennick.\n\n"
    "Mechanics had found a crack in the shaft of the port engine in March. A new one was cast in the north and came by rail, since no "
    "lorry could carry it through the old town gate without taking the whole arch along."
)
LINES = {
    "prose": STORY,
    "code with subscripts and comments": "# install\n# configure\nvalues[0](x)\ntable[i](key)\nnames[-1](y, z)\n" * 20,
    "settings": "# the harbour\n- name: pier\n- name: quay\n- name: mole\n# the yard\n- name: slip\n",
    "links in a page without paragraphs": "\n".join(["Read [this](https://a.example/b)"] * 200),
}
MARKDOWN = {
    "menu": MENU + "\n" + STORY,
    "headings and items": f"# Ferry\n\n{STORY}\n\n## Times\n\n* from **eight** in the morning\n* until six\n* not on Sundays\n",
    "README that opens with HTML": f'<h1 align="center">Ferry</h1>\n\n## What it does\n\n{MENU}\n\n{STORY}',
    "windows": (MENU + "\n" + STORY).replace("\n", "\r\n"),
}
DUMP = """   [1]Home
   [2]News [3]Sport

Ferry back on Saturday

   The ferry to the outer islands[12] will run again, the [4]harbour
   office said. It was away for eleven weeks.[13]

   [7]Imprint

References

   Visible links:
   1. https://village.example/
   2. https://village.example/news
   3. https://village.example/sport
   4. https://village.example/harbour office
   7. javascript:imprint()

   Hidden links:
   9. https://village.example/logo
"""


def without_numbers(text: str) -> str:
    lines, numbers = without_list(text.split("\n"))
    return without_marks("\n".join(lines), numbers)


@pytest.mark.parametrize("text", LINES.values(), ids=LINES)
def test_other_text_is_lines(text: str) -> None:
    assert input_kind(text) == "lines"


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("lines/*/page.txt")), ids=lambda path: path.parent.name)
def test_flattened_pages_are_lines(path: Path) -> None:
    assert input_kind(path.read_text("utf-8")) == "lines"


@pytest.mark.parametrize("text", MARKDOWN.values(), ids=MARKDOWN)
def test_markdown_is_detected(text: str) -> None:
    assert input_kind(text) == "markdown"
    assert extract(text).text == extract(text, input="markdown").text


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("pages/*/page.html")), ids=lambda path: path.parent.name)
def test_html_is_html(path: Path) -> None:
    assert input_kind(path.read_text("utf-8")) == "html"


def test_structure_of_markdown_reaches_every_format() -> None:
    document = extract(FIXTURES / "markdown" / "reader-service-guide" / "page.md")
    assert "## What to pack them in" in document.markdown
    assert "| dry sand | six months | heavy to carry |" in document.markdown
    assert '```sh\nlp -o media=Custom.30x60mm "dahlia-$(date +%Y).txt"\n```' in document.markdown
    assert "<ol>\n<li>Cut the stems" in document.html or "<ol><li>Cut the stems" in document.html


def test_links_with_any_url_are_links() -> None:
    page = read_markdown("[Print](javascript:window.print\\(\\)) [mail](mailto:a@b.example) [a](https://village.example/long-\nname)")
    assert page.texts == ["Print mail a"]
    assert page.link_chars == [len("Printmaila")]
    assert "https://village.example/long-name" in str(page.inlines)


@pytest.mark.parametrize(
    ("front", "published"),
    [
        (
            "---\ntitle: Ferry\nauthor: Idun Vestergaard\ndate: 2024-05-03\nurl: https://village.example/ferry\ntags:\n  - sea\n---\n",
            "2024-05-03",
        ),
        (
            "URL Source: https://village.example/ferry\n\nPublished Time: 2024-05-03T08:00:00Z\n\n"
            "Author: Idun Vestergaard\n\nMarkdown Content:\n",
            "2024-05-03T08:00:00+00:00",
        ),
    ],
    ids=["site generator", "reader service"],
)
def test_front_matter_is_metadata_and_no_text(front: str, published: str) -> None:
    document = extract(f"{front}\n{MENU}\n{STORY}")
    assert (document.authors, document.url) == (("Idun Vestergaard",), "https://village.example/ferry")
    assert document.published is not None
    assert (document.published_at or document.published).isoformat() == published
    assert document.text == STORY.replace("\n\n", "\n")


def test_the_only_heading_of_the_first_level_is_the_headline() -> None:
    text = f"{MENU}\n# Ferry runs again\n\nA crack in the shaft, eleven weeks in the yard\n\nBy Idun Vestergaard\n\n{STORY}"
    assert extract(text).title == "Ferry runs again"


def test_horizontal_rules_are_no_text() -> None:
    text = f"Ferry back on Saturday\n======================\n\n{STORY}\n\n__________\n\n- - - - -\n\n-- a dash, and {'=' * 3} signs"
    assert read_lines(text).texts == ["Ferry back on Saturday", *STORY.split("\n\n"), "-- a dash, and === signs"]


def test_rules_and_titles_at_the_top_are_no_front_matter() -> None:
    text = f"Note: the harbour is closed.\n\n---\n\n{MENU}\n{STORY}"
    assert read_markdown(text).texts[0] == "Note: the harbour is closed."
    assert read_markdown("---").texts == []


def test_link_numbers_are_removed_and_footnote_marks_stay() -> None:
    text = without_numbers(DUMP)
    assert text.splitlines()[:2] == ["   Home", "   News Sport"]
    assert "islands[12] will run again, the harbour" in text
    assert text.rstrip().endswith("Imprint")


def test_link_numbers_count_towards_the_line_width() -> None:
    linked = STORY.replace("harbour office", "[1]harbour office").replace("port engine", "[2]port [3]engine")
    addresses = "\n".join(f"   {n}. https://village.example/{n}" for n in (1, 2, 3))
    lines = "\n\n".join(textwrap.fill(paragraph, 66, initial_indent="   ", subsequent_indent="   ") for paragraph in linked.split("\n\n"))
    assert read_lines(f"{lines}\n\nReferences\n\n{addresses}\n").texts == STORY.split("\n\n")


@pytest.mark.parametrize("text", [*LINES.values(), "1. https://a.example/\n" * 2, "", "References", "a\n\nb:\n\nc:"])
def test_text_without_a_list_of_links_is_unchanged(text: str) -> None:
    assert without_numbers(text) == text


@pytest.mark.parametrize(
    "piece", ["[a](", "](x\n", "**a", "|---", "* ", "#", "](/a\nb", "a: \n \n", "1. http:x\n", "[1]", "> ", "`", "<a "]
)
def test_cost_is_linear(piece: str) -> None:
    def seconds(count: int) -> float:
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            extract(piece * count, input="markdown")
            extract(piece * count, input="lines")
            best = min(best, time.process_time() - start)
        return best

    assert any(seconds(6000) < 8 * seconds(1500) + 0.05 for _ in range(4))
