"""Where the running text is: the main container, its paths of tags and classes, and what lies outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.classifiers.columns import Columns
    from declutter.page import Page

MAIN = Signal(
    "container.main",
    "sits in a container that is named like the main text",
    present="is in an element named like main text (main, article, content)",
    absent="is in no element named like main text (main, article, content)",
)
BEST = Signal(
    "container.best",
    "sits in the container with most running text",
    present="is in the element with most paragraphs of the article",
    absent="is not in the element with most paragraphs of the article",
)
CORE = Signal(
    "container.core",
    "sits in the smallest container that holds three quarters of the running text",
    present="is in the element that holds most of the article",
    absent="is outside the element that holds most of the article",
)
OUTSIDE = Signal(
    "container.outside",
    "sits outside the container that holds nine tenths of the running text",
    present="is outside the part of the page that holds the article",
    absent="is within the part of the page that holds the article",
)
PATH = Signal(
    "container.path",
    "shares its path of tags and classes with the running text",
    present="has the same tags and classes as the paragraphs of the article",
    absent="has other tags and classes than the paragraphs of the article",
)
PARENT = Signal(
    "container.parent",
    "shares its parent's path with the running text",
    present="is in the same kind of element as the paragraphs of the article",
    absent="is in another kind of element than the paragraphs of the article",
)
HOLDER = Signal(
    "container.holder",
    "shares its direct container with the running text",
    present="stands side by side with paragraphs of the article",
    absent="does not stand side by side with paragraphs of the article",
)
ASIDE = Signal("container.aside", "sits in a sidebar", present="is in a sidebar", absent="is in no sidebar")
FOOTER = Signal("container.footer", "sits in a page footer", present="is in a page footer", absent="is in no page footer")
HEADER = Signal("container.header", "sits in a page header", present="is in a page header", absent="is in no page header")
POST = Signal(
    "container.post",
    "sits in a message of a thread",
    present="is in a message of a forum thread",
    absent="is in no message of a forum thread",
)
LEAD = Signal(
    "container.lead",
    "is named like a standfirst or description",
    present="is named like the summary of an article",
    absent="is not named like a summary",
)
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
