"""One verdict for a group of records, and the rules for short pages, labels and links of plain lines."""

from __future__ import annotations

import numpy as np
import pytest

from declutter.annotate import annotate
from declutter.options import Options
from declutter.page import Page
from declutter.reduce.plain_lines import plain_lines
from declutter.reduce.records import records
from declutter.reduce.selection import Selection
from declutter.sources import read

PARAGRAPH = "The miller of the village mended the old bridge on Friday, and the mayor was glad of it, for the winter would be long."
QUESTIONS = "".join(f"<div class=q>May guests park in row {n}?</div><div class=a>{PARAGRAPH}</div>" for n in range(5))


def selected(page: Page, doubtful: str, probability: float, prose: float = 1.0) -> Selection:
    """All blocks kept but the one that holds ``doubtful``, which has this probability."""
    selection = Selection(np.full(len(page), 0.9, np.float32))
    selection.keep[:] = True
    selection.prose = prose
    (block,) = (i for i, text in enumerate(page.texts) if doubtful in text)
    selection.keep[block], selection.probabilities[block] = False, probability
    return selection


def kept(page: Page, selection: Selection, text: str) -> bool:
    return any(text in page.texts[i] for i in np.flatnonzero(selection.keep))


@pytest.mark.parametrize(("probability", "stays"), [(0.5, True), (0.3, False)])
def test_a_doubtful_record_follows_its_group(probability: float, stays: bool) -> None:
    page = annotate(read(f"<main>{QUESTIONS}</main>", Options(input="html")))
    selection = selected(page, "row 2", probability)
    records(page, selection)
    assert kept(page, selection, "row 2") == stays


def lines(*texts: str) -> Page:
    return annotate(read("\n".join(texts), Options(input="lines")))


@pytest.mark.parametrize(("probability", "stays"), [(0.35, True), (0.1, False)])
def test_a_likely_sentence_of_a_short_page_stays(probability: float, stays: bool) -> None:
    page = lines(PARAGRAPH, "Rope", "The ferryman pays for the ropes in the wooden hut by the stairs.")
    selection = selected(page, "ferryman", probability)
    plain_lines(page, selection)
    assert kept(page, selection, "ferryman") == stays


def test_a_label_of_boilerplate_alone_goes() -> None:
    page = lines(PARAGRAPH, "Share on Facebook", PARAGRAPH.replace("miller", "baker"), "Share of the vote")
    selection = selected(page, "baker", 0.9)
    plain_lines(page, selection)
    assert not kept(page, selection, "Share on Facebook")
    assert kept(page, selection, "Share of the vote")


def test_lines_that_are_links_go_and_sentences_with_links_stay() -> None:
    page = lines(PARAGRAPH, PARAGRAPH.replace("miller", "baker"), "Bridge opens again")
    page.link_density = np.array([0.0, 0.1, 1.0], np.float32)
    selection = selected(page, "miller", 0.9)
    plain_lines(page, selection)
    assert not kept(page, selection, "Bridge opens")
    assert kept(page, selection, "baker")
