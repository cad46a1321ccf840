"""The standfirst of plain lines: the line between byline and first paragraph is kept if probable enough."""

from __future__ import annotations

import numpy as np
import pytest

from declutter.annotate import annotate
from declutter.options import Options
from declutter.page import Headline, Page
from declutter.reduce import standfirst
from declutter.reduce.selection import Selection
from declutter.reduce.standfirst import LEAST
from declutter.sources import read

STAND = "Ferry passengers spend a second night on the quay of Selmo while the storm keeps every ship in port"
PARAGRAPH = "The miller of the village mended the old bridge on Friday, and the mayor was glad of it, for the winter would be long."
ABOVE = ["Storm traps ferry passengers off Selmo", "By Tamsin Oyelaran"]


def page_of(lines: list[str], headline: int = 0, start: int = 1) -> Page:
    page = annotate(read("\n".join(lines), Options(input="lines")))
    page.headline = Headline(lines[max(headline, 0)], headline, ())
    page.layout = page.layout._replace(start=start)
    return page


def kept(page: Page, probabilities: list[float], prose: float = 0.9) -> list[str]:
    """The lines kept above the paragraphs, which the cut has kept."""
    selection = Selection(np.array(probabilities, np.float32))
    selection.prose = prose
    selection.keep[:] = [text == PARAGRAPH for text in page.texts]
    standfirst(page, selection)
    assert {flip.by for flip in selection.flips.values()} <= {"standfirst"}
    return [page.texts[block] for block in np.flatnonzero(selection.keep) if page.texts[block] != PARAGRAPH]


def test_a_standfirst_is_kept() -> None:
    assert kept(page_of([*ABOVE, STAND, "ADVERTISEMENT", PARAGRAPH]), [0, 0, LEAST + 0.01, 0, 1]) == [STAND]


@pytest.mark.parametrize(
    ("lines", "probabilities", "changed"),
    [
        ([*ABOVE, STAND, PARAGRAPH], [0, 0, LEAST - 0.01, 1], {}),
        ([*ABOVE, STAND, PARAGRAPH], [0, 0, 0.4, 1], {"prose": 0.5}),
        ([*ABOVE, "Ferry passengers wait", PARAGRAPH], [0, 0, 0.4, 1], {}),
        ([*ABOVE, STAND, "Share", "Print", "Mail", PARAGRAPH], [0, 0, 0.4, 0, 0, 0, 1], {}),
        ([STAND, *ABOVE, PARAGRAPH], [0.4, 0, 0, 1], {"headline": 1, "start": 2}),
        ([*ABOVE, STAND, PARAGRAPH], [0, 0, 0.4, 1], {"headline": -1}),
        ([*ABOVE, STAND, PARAGRAPH], [0, 0, 0.4, 1], {"start": 0}),
        ([*ABOVE, STAND], [0, 0, 0.4], {}),
    ],
    ids=["unlikely", "no article", "short", "far above", "above the headline", "no headline", "no byline", "nothing kept"],
)
def test_other_lines_stay_dropped(lines: list[str], probabilities: list[float], changed: dict[str, float]) -> None:
    places = {name: int(value) for name, value in changed.items() if name != "prose"}
    assert kept(page_of(lines, **places), probabilities, changed.get("prose", 0.9)) == []


def test_html_pages_are_left_alone() -> None:
    page = annotate(read("".join(f"<p>{line}</p>" for line in [*ABOVE, STAND, PARAGRAPH]), Options(input="html")))
    assert kept(page, [0, 0, 0.4, 1]) == []
