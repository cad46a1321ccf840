"""The classifiers: the roster is the table of contents. To add one, write a file like ``share.py`` and its word here.

Each module has ``SIGNALS`` and one pure function ``measure(page, out)`` that fills one row per signal (0 where there is no evidence).
A module with ``BOILERPLATE = True`` recognises one kind of boilerplate; its name becomes the label of the blocks with most evidence for it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from declutter.classifiers.columns import Columns

if TYPE_CHECKING:
    from types import ModuleType

    from declutter.page import Page, Signal

ROSTER = (
    "prose heading headline container position caption "
    "navigation share subscribe related advert embed comments byline tags legal consent paywall pagination player shop "
    "hidden repeated reference dialog "
    "text ancestors siblings page_features topic position_features line_context class_names vocabulary"
).split()

MODULES: tuple[ModuleType, ...] = tuple(import_module(f"{__name__}.{name}") for name in ROSTER)
SIGNALS: tuple[Signal, ...] = tuple(signal for module in MODULES for signal in module.SIGNALS)
BOILERPLATE: tuple[str, ...] = tuple(name for name, module in zip(ROSTER, MODULES, strict=True) if getattr(module, "BOILERPLATE", False))


def blank(page: Page) -> Columns:
    """Columns of zeros for a page."""
    groups = (page.layout.path, page.layout.parent_path) if page.kind == "html" else ()
    return Columns(SIGNALS, len(page), groups)


def measure(page: Page) -> Columns:
    """Every classifier's columns for a page."""
    out = blank(page)
    for module in MODULES:
        page.clock.check()
        module.measure(page, out)
    return out
