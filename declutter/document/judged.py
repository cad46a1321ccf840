"""Judged: a page with its signals, judge and selection, from which verdicts and formats are computed; small when pickled."""

from __future__ import annotations

import pickle
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from declutter import classifiers, judge
from declutter.classifiers.columns import Columns
from declutter.limits import NONE, Limits
from declutter.page import Head, Page

if TYPE_CHECKING:
    from declutter.judge import Judge
    from declutter.options import Show
    from declutter.page import Floats
    from declutter.reduce import Selection

LEVEL = 1  # of zlib: about 1 ms per page; higher levels take three times as long and save a tenth
KEPT_FIELDS = ("url", "warnings", "status", "language", "thread", "bits", "words", "block_bits", "own_bits")


class Judged(NamedTuple):
    """A page with all that the pipeline found out about it."""

    page: Page
    columns: Columns
    judge: Judge
    selection: Selection
    show: Show
    limits: Limits = NONE  # of what is rendered; the time is what extraction has left
    log_odds: Floats | None = None  # of each block, by the judge alone; not pickled, computed again where they are asked for
    shell: Page | None = None  # the page whose JSON-LD stated the text, for its metadata

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle what verdicts and formats need, compressed; weights of the package by their name."""
        of_package = self.judge.rebuild is not None and self.columns.signals == classifiers.SIGNALS
        origin = (self.judge.kind, None) if of_package else (self.judge, self.columns.signals)
        state = (slim(self.page, self.selection), self.columns.matrix, self.columns.groups, origin, self.selection, self.show, self.limits)
        return unpack, (zlib.compress(pickle.dumps(state, pickle.HIGHEST_PROTOCOL), LEVEL),)


def unpack(data: bytes) -> Judged:
    """The judged page of a pickle."""
    page, matrix, groups, (origin, signals), selection, show, limits = pickle.loads(zlib.decompress(data))
    columns = Columns(signals or classifiers.SIGNALS, 0, groups)
    columns.matrix = matrix
    return Judged(page, columns, judge.packaged(origin, classifiers.SIGNALS) if signals is None else origin, selection, show, limits)


def slim(page: Page, selection: Selection) -> Page:
    """A page without what only the steps before need: tokens, layout, head, attributes of pictures, spans of dropped blocks."""
    result = Page(page.kind, page.texts, page.tags, page.region, page.link_chars, page.inline_attrs, page.breaks, page.regions)
    result.head = Head(base=page.head.base)
    result.inlines = {block: page.inlines[block] for block in np.flatnonzero(selection.keep).tolist() if block in page.inlines}
    result.pictures = [({}, block, region, "", inline) for _, block, region, _, inline in page.pictures]
    for name in KEPT_FIELDS:
        setattr(result, name, getattr(page, name))
    return result
