"""Short links, alone or among their like: what menus, tag lists, teasers and buttons have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.layout import neighbourhood
from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

SHORT = Signal("links.short", "is a short link")
CLUSTER = Signal("links.cluster", "stands among short links")
LONG = Signal("links.long", "is a link as long as a headline")
SIGNALS = (SHORT, CLUSTER, LONG)

WORDS = 8
LINKED = 0.7


def measure(page: Page, out: Columns) -> None:
    linked = page.link_density > LINKED
    short = linked & (page.words <= WORDS)
    out[SHORT] = short
    out[CLUSTER] = short * neighbourhood(short)
    out[LONG] = linked & (page.words > WORDS)
