"""`Page`, the data structure that all steps share, with its character classes and token index. The only contract between the steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.page.inline import Ruled
from declutter.page.page import Frame, Head, Headline, Layout, Mark, Page
from declutter.page.regions import Regions
from declutter.page.signal import Signal

if TYPE_CHECKING:
    from declutter.page.page import Bools, Floats, Ints

__all__ = ["Bools", "Floats", "Frame", "Head", "Headline", "Ints", "Layout", "Mark", "Page", "Regions", "Ruled", "Signal"]
