"""The flow, in order: read, classify, judge, reduce, describe, assemble. Start reading here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from declutter import classifiers, headline, layout, lexicon, scorecard
from declutter.document import Document, Judged
from declutter.metadata import describe
from declutter.options import Options
from declutter.reduce import reduce
from declutter.sources import read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from declutter.page import Page


class Pipeline:
    """Options and weights, ready to extract. Immutable after construction: share it between threads, send it to workers.

    Args:
        options: settings; the defaults where left out.
        weights: parsed weights files by kind of input, ``{"html": {…}, "lines": {…}}``; those of the package where left out.

    Raises:
        ValueError: if the weights are of another format or name signals that no classifier declares.
    """

    def __init__(self, options: Options | None = None, weights: Mapping[str, dict[str, Any]] | None = None) -> None:
        self.options = options or Options()
        given = weights or {}
        self.scorecards = {
            kind: scorecard.from_dict(given.get(kind) or scorecard.weights_file(kind), classifiers.SIGNALS) for kind in ("html", "lines")
        }

    def extract(self, source: Any, url: str | None = None) -> Document:
        """Take a page apart and keep its story; see `declutter.extract`."""
        if url is not None and not isinstance(url, str):
            raise TypeError(f"url must be a str, the address of the page, not {type(url).__name__}")
        page = read(source, self.options)  # 1. anything -> blocks, containers, head
        page.url = url or page.url
        return self.judge(prepare(page))

    def judge(self, page: Page) -> Document:
        """Steps 2 to 6 on a prepared page."""
        columns = classifiers.measure(page)  # 2. blocks -> signals; classifiers never see each other's output
        card = self.scorecards[page.kind]
        log_odds = card.log_odds(columns)  # 3. signals x weights; weights never see text
        selection = reduce(page, scorecard.probability(log_odds))  # 4. the cut, then passes that look at neighbours
        metadata = describe(page)  # 5. claims -> one decision
        found = bool(selection.keep.any())  # 6. assemble; rendering is lazy
        status = page.refused or ("ok" if found else "empty")
        quality = selection.expected_f1 if found else 0.0
        return Document(metadata, status, quality, tuple(page.warnings), Judged(page, columns, card, selection))


def prepare(page: Page) -> Page:
    """Lay over a page what all classifiers share: words and phrases, where the running text is, which block is the headline."""
    lexicon.annotate(page)
    layout.survey(page)
    headline.find(page)
    return page
