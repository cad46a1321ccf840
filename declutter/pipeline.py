"""The flow, in order: read, classify, judge, reduce, assemble; metadata is described when asked for. Start reading here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from declutter import first_use, judge
from declutter.annotate import annotate
from declutter.classifiers import SIGNALS, measure
from declutter.document import Document, Judged
from declutter.limits import OutOfTimeError
from declutter.options import Options
from declutter.own_classifiers import OwnClassifiers
from declutter.reduce import keep_all, reduce, shorten
from declutter.reduce.json_ld_body import json_ld_body
from declutter.sources import address_of, read, timed_out

if TYPE_CHECKING:
    from declutter.judge import Judge, Weights
    from declutter.own_classifiers import Given
    from declutter.page import Page
    from declutter.site import SiteModel

JSON_LD_QUALITY = 0.9  # F1; a cautious guess: only two development pages take this path, both complete


class Pipeline:
    """Extractor with its options and weights loaded. Immutable: share it between threads, pickle it to workers.

    Args:
        options: settings; the defaults where left out.
        weights: parsed weights files by kind of input, ``{"html": {…}, "lines": {…}}``; those of the package where left out.
        site: what repeats on the pages of the site, as evidence for the verdicts; without it, a page is judged by itself.
        classifiers: own ones, modules or objects as docs/add-a-classifier.md describes them, or ``"installed"``: those of entry points.

    Raises:
        ValueError: if the weights are of another format or name signals that no classifier declares, or an own classifier is wrong.
    """

    def __init__(
        self, options: Options | None = None, weights: Weights | None = None, site: SiteModel | None = None, classifiers: Given = ()
    ) -> None:
        self.options, self.site, self.own = options or Options(), site, OwnClassifiers(classifiers)
        self.own_judges = judge.by_kind(weights or {}, SIGNALS)

    def judge_of(self, kind: str) -> Judge:
        """The judge for ``"html"`` or ``"lines"`` input: from the ``weights`` argument, else the package's, loaded on first use."""
        return self.own_judges.get(kind) or judge.packaged(kind, SIGNALS)

    def extract(self, source: Any, url: str | None = None) -> Document:
        """Extract the main text and metadata of one page; see `declutter.extract`."""
        if url is not None and not isinstance(url, str):
            raise TypeError(f"url must be a str, the address of the page, not {type(url).__name__}")
        page = read(source, self.options, url)  # 1. anything -> blocks, containers, head
        page.url = address_of(url, page) or page.url
        try:
            with page.clock.paused():
                judge = self.judge_of(page.kind)
                first_use.load(page.kind, page.clock)
            return self.judge(annotate(page, judge.learned))
        except OutOfTimeError:
            return self.judge(annotate(timed_out(page)))

    def judge(self, page: Page) -> Document:
        """Steps 2 to 5 on an annotated page."""
        columns = measure(page)  # 2. blocks -> signals; classifiers never see each other's output
        judge = self.judge_of(page.kind)
        log_odds, own = judge.log_odds(columns, page.clock), self.own.evidence(page)  # 3. signals -> log-odds; weights never see text
        probabilities = judge.probability(log_odds if own is None else log_odds + own.log_odds)
        evidence = self.site.evidence(page, probabilities) if self.site else None
        probabilities = evidence.applied(probabilities) if evidence else probabilities
        selection = reduce(page, probabilities, self.options.focus, judge.quality)  # 4. the cut, then passes that look at neighbours
        selection.site, selection.own = evidence, own
        shorten(page, selection, page.clock.limits.max_output)
        if page.head.json_ld and (text := json_ld_body(page, selection)):
            return self.from_json_ld(text, page)
        status = page.status or ("ok" if selection.keep.any() else "empty")  # 5. assemble; metadata and formats when asked for
        judged = Judged(page, columns, judge, selection, self.options.show, page.clock.rest(), log_odds)
        document = Document(status, selection.quality, tuple(page.warnings), judged)
        if document and not (self.options.tables and self.options.footnotes) and not document.text:  # kept are tables or notes alone
            document.status, document.quality = "empty", 0.0
        return document

    def from_json_ld(self, text: str, shell: Page) -> Document:
        """A document of the JSON-LD ``articleBody``, when what the page shows lacks it."""
        page = read(text, Options(input="lines", limits=shell.clock.rest()))
        page.head, page.url, page.rules = shell.head, shell.url, shell.rules
        judge = self.judge_of(page.kind)
        columns = measure(annotate(page, judge.learned))
        selection = keep_all(page, judge.probabilities(columns), "json_ld", "the page states it as its text (JSON-LD articleBody)")
        shorten(page, selection, page.clock.limits.max_output)
        page.warnings[:0] = (*shell.warnings, "the visible page lacks the text that its JSON-LD states; the text is the stated one")
        judged = Judged(page, columns, judge, selection, self.options.show, page.clock.rest(), shell=shell)
        return Document(page.status or "ok", JSON_LD_QUALITY, tuple(page.warnings), judged)
