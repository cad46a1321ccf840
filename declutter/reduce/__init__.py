"""Which blocks stay: the expected-F1 cut, then passes in the order in which they stand here.

The only step that looks at neighbours' verdicts. A pass flips single blocks, and every flip is recorded with the pass that made it and why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.reduce.abstain import abstain
from declutter.reduce.bridge import bridge
from declutter.reduce.comments import comments
from declutter.reduce.cut import cut
from declutter.reduce.embeds import embeds
from declutter.reduce.headings import headings
from declutter.reduce.lists_tables import lists_tables
from declutter.reduce.rescue import rescue
from declutter.reduce.selection import Selection
from declutter.reduce.tail import tail
from declutter.reduce.title import title

if TYPE_CHECKING:
    from declutter.page import Floats, Page

PASSES = (cut, rescue, embeds, comments, lists_tables, bridge, tail, headings, title, abstain)


def reduce(page: Page, probabilities: Floats) -> Selection:
    """Run all passes over a judged page."""
    selection = Selection(probabilities)
    for step in PASSES:
        step(page, selection)
    return selection


__all__ = ["PASSES", "Selection", "reduce"]
