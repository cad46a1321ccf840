"""What a process loads with its first page: lists of phrases, names and words, patterns. Loaded apart where a page has little time."""

from __future__ import annotations

from functools import cache

from declutter import classifiers
from declutter.annotate import annotate
from declutter.limits import Clock
from declutter.metadata import describe
from declutter.options import Options
from declutter.sources import read

LITTLE = 10.0  # seconds of a page, of which the half second that loading takes would be missed
STORY = "The ferry to the northern islands sails again on Monday, as the owner of the line told the town."
PAGES = {
    "html": f"<html lang=en><title>Ferry</title><p class=byline>By Ada Quill, 3 May 2024</p><p>{STORY}</p><a href=/>Share</a>",
    "lines": f"The ferry\nBy Ada Quill and Tom Reed, 3 May 2024\n{STORY}\nShare",
}


def load(kind: str, clock: Clock) -> None:
    """Load what pages of this kind (``"html"`` or ``"lines"``) need, if the page with this clock has little time."""
    if clock.limits.max_seconds < LITTLE:
        _load(kind)


@cache
def _load(kind: str) -> None:
    page = annotate(read(PAGES[kind], Options(input="html" if kind == "html" else "lines")))
    classifiers.measure(page)
    describe(page)
