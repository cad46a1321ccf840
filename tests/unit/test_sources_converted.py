"""Lines of other programs: sentences broken at inline elements, inline links, headers of mails and codes of exports."""

from __future__ import annotations

import time

import pytest

from declutter import extract
from declutter.sources.exports import mail_headers, without_codes
from declutter.sources.fragments import rejoined
from declutter.sources.lines import read_lines
from declutter.sources.linked import LinkedLines, marked

RAW = [
    "On Monday the old harbour master ",
    "Ida Marsh",
    " closed the ",
    "northern pier",
    ", since the ",
    "storm",
    ", she said, had loosened two of its beams.",
]
WHOLE = "On Monday the old harbour master Ida Marsh closed the northern pier, since the storm, she said, had loosened two of its beams."
BROKEN = {
    "with white space": (RAW, WHOLE),
    "stripped": ([line.strip() for line in RAW], WHOLE),
    "Chinese": (
        ["港务局长", "周一关闭了", "北码头", "，因为风暴损坏了两根横梁。", "她说修理要到", "秋天", "才能开始。"],
        "港务局长周一关闭了北码头，因为风暴损坏了两根横梁。\n她说修理要到秋天才能开始。",
    ),
    "Japanese": (
        ["港湾長は月曜日、", "北の桟橋", "を閉鎖した。", "嵐で", "梁", "が、二本ゆるんだためだ。"],
        "港湾長は月曜日、北の桟橋を閉鎖した。\n嵐で梁が、二本ゆるんだためだ。",
    ),
    "Arabic": (
        ["أغلق مدير الميناء ", "كريم حداد", " الرصيف الشمالي يوم الاثنين، لأن ", "العاصفة", "، كما قال، أضعفت اثنين من عوارضه."],
        "أغلق مدير الميناء كريم حداد الرصيف الشمالي يوم الاثنين، لأن العاصفة، كما قال، أضعفت اثنين من عوارضه.",
    ),
}
UNCHANGED = {
    "menu": ["home", "news", "sport", "contact", "about us", "log in"],
    "poem": [
        "The tide goes out and leaves the boats",
        "like cattle lying down at noon,",
        "the ropes hang slack, the lantern floats",
        "above its stump of moon.",
    ],
    "code": ["from quill import Queue", "q = Queue(", "size=3,", ")", "q.put(", "item,", ")", "print(q)"],
    "paragraphs": [WHOLE, "The ferries use the southern pier until the beams are mended.", WHOLE],
    "none": [],
    "empty": ["", " ", ""],
}
LINKED = (
    "[Harbour Courier](/)\n  * [News](/news)\n[Two men\n\n  in a boat](/boat_(1911)) [1] and [](/pixel.gif) [a note]\n"
    "See [the pier](#pier)."
)


@pytest.mark.parametrize(("raw", "whole"), BROKEN.values(), ids=BROKEN)
def test_sentences_broken_at_inline_elements_are_joined(raw: list[str], whole: str) -> None:
    page = read_lines("\n".join(["Pier closed", "", *raw, "", "Contact"]))
    assert page.texts == ["Pier closed", *whole.split("\n"), "Contact"]


@pytest.mark.parametrize("lines", UNCHANGED.values(), ids=UNCHANGED)
def test_other_lines_stay_as_they_are(lines: list[str]) -> None:
    assert rejoined(lines) == lines


def test_a_heading_is_not_joined_to_the_paragraph_below() -> None:
    assert (
        read_lines("\n".join(["Pier closed after the storm", *(line.strip() for line in RAW[1:])])).texts[0]
        == "Pier closed after the storm"
    )


def test_inline_links_are_recorded_and_their_marks_removed() -> None:
    page = read_lines(LINKED)
    assert page.texts == ["Harbour Courier", "* News", "Two men", "in a boat [1] and  [a note]", "See the pier."]
    assert page.link_chars == [15, 4, 7, 9, 8]
    text, targets = marked("[a](/b) [c] (d) ](/e) [[f](/g)]")
    assert targets == ["/b", "/g"]
    assert LinkedLines(targets).split(text)[0] == "a [c] (d) ](/e) [f]"


def test_links_of_lines_reach_markdown() -> None:
    story = f"    {WHOLE} Read [the report](https://harbour.example/report) of the engineers who looked at it.\n\n"
    document = extract(f"    [Home](/)\n    [News](/news)\n{story}{story.replace('On Monday', 'Today')}", input="lines")
    assert "[the report](https://harbour.example/report)" in document.markdown


def test_headers_of_a_mail_are_metadata() -> None:
    lines = [
        "Von: Ida Marsh <ida@pier.example>",
        "Datum: Mon, 11 Sep 2023 08:30:00 +0200",
        "An: all@pier.example,",
        " two@pier.example",
        "Betreff: AW: Pier",
    ]
    head, rest = mail_headers([*lines, "", "Hello"])
    assert (head.title, rest) == ("Pier", ["", "Hello"])
    assert ("author", "Ida Marsh") in head.metas
    assert ("article:published_time", "2023-09-11T08:30:00+02:00") in head.metas


@pytest.mark.parametrize(
    "lines", [["From: the pier", "To: the rock"], ["Note: closed.", "Subject: pier", "From: me", "To: you"], [], ["Date: 1 May"]]
)
def test_other_labels_are_no_headers(lines: list[str]) -> None:
    assert mail_headers(lines)[1] == lines


def test_codes_of_an_export_are_removed() -> None:
    lines = ["HD  Pier closed", "BY  By Ida Marsh", "WC  81 words", "PD  3 May 2024", "", "LP", WHOLE]
    assert without_codes(lines) == ["Pier closed", "By Ida Marsh", "WC  81 words", "3 May 2024", "", "", WHOLE]
    assert without_codes(["BY", "IN", "AN", "CO"]) == ["BY", "IN", "AN", "CO"]


@pytest.mark.parametrize("piece", ["[a](", "[[", "](/b)", "a,\n", "b\n.\n", "x \n", "的\n。\n", "a: b\n", "HD  a\n"])
def test_cost_is_linear(piece: str) -> None:
    def seconds(count: int) -> float:
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            read_lines("[a](/b) [c](/d) [e](/f)\n" + piece * count)
            best = min(best, time.process_time() - start)
        return best

    assert any(seconds(12000) < 8 * seconds(3000) + 0.05 for _ in range(4))
