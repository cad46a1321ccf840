"""Where the running text is: the main container, its paths of tags and classes, and what lies outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

MAIN = Signal("container.main", "sits in a container that is named like the main text")
BEST = Signal("container.best", "sits in the container with most running text")
CORE = Signal("container.core", "sits in the smallest container that holds three quarters of the running text")
OUTSIDE = Signal("container.outside", "sits outside the container that holds nine tenths of the running text")
PATH = Signal("container.path", "shares its path of tags and classes with the running text")
PARENT = Signal("container.parent", "shares its parent's path with the running text")
HOLDER = Signal("container.holder", "shares its direct container with the running text")
ASIDE = Signal("container.aside", "sits in a sidebar")
FOOTER = Signal("container.footer", "sits in a page footer")
HEADER = Signal("container.header", "sits in a page header")
POST = Signal("container.post", "sits in a message of a thread")
LEAD = Signal("container.lead", "is named like a standfirst or description")
SIGNALS = (MAIN, BEST, CORE, OUTSIDE, PATH, PARENT, HOLDER, ASIDE, FOOTER, HEADER, POST, LEAD)


def measure(page: Page, out: Columns) -> None:
    layout = page.layout
    out[MAIN] = page.inside("main")
    out[BEST] = layout.best
    out[CORE] = layout.core
    out[OUTSIDE] = ~layout.wide & (layout.last >= 0)
    out[PATH] = np.sqrt(layout.path_share)
    out[PARENT] = np.sqrt(layout.parent_share)
    out[HOLDER] = np.sqrt(layout.holder_share)
    out[ASIDE] = page.inside("aside")
    out[FOOTER] = page.inside("footer")
    out[HEADER] = page.inside("header")
    out[POST] = page.inside("post")
    out[LEAD] = page.own("lead") & (page.words >= 5)
