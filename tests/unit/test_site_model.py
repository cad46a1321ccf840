"""SiteModel: lines that stand on all pages of a site go, and what is repeated on purpose stays."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import numpy as np
import pytest
from composed_sites import PAGES, SITES, SitePage

from declutter import Document, Pipeline, SiteModel, extract
from declutter.site.counts import Counts
from declutter.site.model import LINES

if TYPE_CHECKING:
    from pathlib import Path


def taught(pages: list[SitePage]) -> SiteModel:
    site = SiteModel()
    for page in pages:
        site.learn(page.source)
    return site


def f1(document: Document, page: SitePage) -> float:
    """F1 of the lines of a document, in words."""
    kept, wanted = document.text.split(), " ".join(page.text).split()
    common = sum(min(kept.count(word), wanted.count(word)) for word in set(kept))
    return 2 * common / (len(kept) + len(wanted))


def still_there(documents: list[Document], pages: list[SitePage]) -> int:
    return sum(line in document.text for document, page in zip(documents, pages, strict=True) for line in page.boilerplate)


@pytest.mark.parametrize("name", SITES)
def test_repeated_lines_go_and_f1_rises(name: str) -> None:
    pages = [SITES[name](number) for number in range(PAGES)]
    alone = [extract(page.source) for page in pages]
    pipeline = Pipeline(site=taught(pages))
    together = [pipeline.extract(page.source) for page in pages]
    assert still_there(alone, pages) >= PAGES, "the page-wise judge keeps none, so there is nothing to see here"
    assert still_there(together, pages) <= still_there(alone, pages) / 2
    scores = [(f1(after, page), f1(before, page)) for after, before, page in zip(together, alone, pages, strict=True)]
    assert all(after >= before for after, before in scores) and np.mean(scores, 0)[0] > np.mean(scores, 0)[1]
    assert all(line in document.text for document, page in zip(together, pages, strict=True) for line in page.text)


def test_the_reason_says_on_how_many_pages() -> None:
    pages = [SITES["newspaper"](number) for number in range(PAGES)]
    document = Pipeline(site=taught(pages)).extract(pages[0].source)
    verdict = next(verdict for verdict in document.blocks if verdict.text == pages[0].boilerplate[0])
    assert not verdict.kept and verdict.label == "site"
    assert f"stands on {PAGES} of {PAGES} pages of the site" in verdict.reason
    assert verdict.contributions["site"] < -1 and abs(sum(verdict.contributions.values()) - verdict.log_odds) < 0.001
    assert abs(1 / (1 + np.exp(-verdict.log_odds)) - verdict.score) < 0.001
    copy = pickle.loads(pickle.dumps(document))
    assert copy.blocks == document.blocks
    assert all("site" not in verdict.contributions for verdict in extract(pages[0].source).blocks)


def test_a_text_that_stands_alone_is_never_given_up() -> None:
    """The same page under many addresses: all of it repeats."""
    page = SITES["newspaper"](1)
    for count in (2, 3, 50):
        assert Pipeline(site=taught([page] * count)).extract(page.source).text == extract(page.source).text


def test_two_pages_are_no_evidence() -> None:
    pages = [SITES["newspaper"](number) for number in range(2)]
    pipeline = Pipeline(site=taught(pages))
    assert [pipeline.extract(page.source).text for page in pages] == [extract(page.source).text for page in pages]


def test_an_empty_page_and_an_empty_model() -> None:
    site = SiteModel()
    site.learn("")
    assert site.pages == 0
    pipeline = Pipeline(site=site)
    assert not pipeline.extract("") and pipeline.extract(SITES["manual"](1).source)
    assert not Pipeline(site=taught([SITES["manual"](number) for number in range(3)])).extract("")


def test_documents_teach_as_their_sources_do(tmp_path: Path) -> None:
    pages = [SITES["manual"](number) for number in range(PAGES)]
    site = taught(pages)
    other = SiteModel()
    for page in pages:
        other.learn(pickle.loads(pickle.dumps(extract(page.source))))
    assert other.to_json() == site.to_json()
    site.save(tmp_path / "site.json")
    loaded = SiteModel.load(tmp_path / "site.json")
    assert loaded.to_json() == site.to_json() and (loaded.pages, repr(loaded)) == (PAGES, f"<SiteModel of {PAGES} pages>")
    assert Pipeline(site=loaded).extract(pages[0].source).text == Pipeline(site=site).extract(pages[0].source).text
    with pytest.raises(ValueError, match="no site model of format 1"):
        SiteModel.from_json('{"format": 2}')
    with pytest.raises(ValueError, match="no site model of format 1"):
        SiteModel.from_json("[]")


def test_memory_is_bounded_and_frequent_lines_stay() -> None:
    counts = Counts(100)
    for number in range(1000):
        counts.add([1, 2, 0, *range(1000 * number + 10, 1000 * number + 40)])
        assert len(counts.counts) <= 100
    assert counts[1] == counts[2] == 1000 and counts[0] == 0
    site = SiteModel()
    for number in range(30):
        site.learn("\n\n".join(["The quay is closed tonight.", *(f"Line {number} {place} of a long page." for place in range(1500))]))
    assert len(site.lines.counts) <= LINES and max(site.lines.counts.values()) == 30
