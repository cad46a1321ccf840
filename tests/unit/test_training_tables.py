"""Training: examples, statistics and learned tables."""

from __future__ import annotations

import random
from math import log

import numpy as np
import pytest
from labelled_pages import PAGE, STORY, labelled

from declutter import classifiers
from declutter.annotate import annotate
from declutter.annotate.elements import lay_over
from declutter.lexicon.learned import Learned
from declutter.lexicon.names import INLINE, TAG, parts_of
from declutter.options import Options
from declutter.sources import read
from declutter.training.examples import BLOCKS_AT_MOST, FOLDS, folds_by_domain, make, sample
from declutter.training.fit import VOCABULARY, measured, sampled
from declutter.training.tables import Tally
from declutter.training.token_statistics import name_statistics, word_statistics


def test_an_example_is_the_page_with_a_label_a_block() -> None:
    example = make(labelled(PAGE, text="\n".join(STORY[:2])), "html")
    assert example.page.kind == "html"
    assert example.labels.tolist() == [0, 1, 1, 0]
    assert example.matrix.shape == (len(classifiers.SIGNALS), 4)
    as_lines = make(labelled(PAGE, text="\n".join(STORY[:2])), "lines")
    assert (as_lines.page.kind, as_lines.page.texts) == ("lines", example.page.texts)


def test_snippets_leave_blocks_unlabelled() -> None:
    example = make(labelled(PAGE, text=None, wanted=("sold his oven",), unwanted=("Home",)), "html")
    assert np.array_equal(example.labels, np.array([0, 1, np.nan, np.nan], np.float32), equal_nan=True)
    rows, mass = sample(example, np.random.default_rng(0))
    assert rows.tolist() == [0, 1]
    assert mass.sum() == pytest.approx(1)


@pytest.mark.parametrize("kind", ["html", "lines"])
@pytest.mark.parametrize("source", ["", "<!-- only -->", "<script>var a</script>"])
def test_an_empty_page_is_an_example_of_nothing(kind: str, source: str) -> None:
    example = make(labelled(source), kind)
    rows, mass = sample(example, np.random.default_rng(0))
    assert (len(example.page), len(rows), len(mass), example.words) == (0, 0, 0, {})


def test_a_long_page_teaches_no_more_than_a_short_one() -> None:
    example = make(labelled("".join(f"<p>{STORY[0]} {n}</p>" for n in range(300)), text=STORY[0]), "html")
    rows, mass = sample(example, np.random.default_rng(0))
    assert len(set(rows.tolist())) == BLOCKS_AT_MOST
    assert mass.sum() == pytest.approx(1)


def test_pages_of_a_domain_share_a_fold() -> None:
    domains = [f"holm-{n}.test" for n in range(50)] * 2
    folds = folds_by_domain(domains)
    assert sorted(folds.values()) == sorted(list(range(FOLDS)) * 10)
    assert folds_by_domain(domains[::-1]) == folds


def test_votes_for_names_are_shares_of_the_words_under_them() -> None:
    page = annotate(read(PAGE, Options(input="html")))
    statistics = name_statistics(page, np.array([0, 1, 1, 0], np.float32))
    for name in ("story", "wide", "main-text", "main", "text", "lead", "first"):
        assert statistics[name] == 1, name
    for name in ("menu", "top", "hint", INLINE + "small", INLINE + "label"):
        assert statistics[name] == 0, name
    words = page.words
    assert statistics["single"] == statistics["post"] == statistics["post-template"] == pytest.approx((words[1] + words[2]) / words.sum())
    assert statistics[f"{TAG}p"] == statistics[f"{TAG}body"] == statistics["single"]
    assert not [name for name in statistics if " " in name or not name]


def test_blocks_without_a_label_have_no_vote() -> None:
    page = annotate(read(PAGE, Options(input="html")))
    statistics = name_statistics(page, np.array([np.nan, 1, np.nan, np.nan], np.float32))
    assert "menu" not in statistics
    assert statistics["story"] == statistics["single"] == 1
    words = word_statistics(page, np.array([0, 1, np.nan, np.nan], np.float32))
    assert (words["home"], words["baker"]) == (0, 1)
    assert "mayor" not in words


def test_votes_for_words_are_means_of_the_blocks_that_have_them() -> None:
    page = annotate(read(PAGE, Options(input="html")))
    statistics = word_statistics(page, np.array([0, 1, 0.5, 0], np.float32))
    assert statistics["village"] == 0.75
    assert statistics["the"] == 0.5  # once a block, however often it stands there


def test_what_is_voted_on_is_what_pages_are_asked_for() -> None:
    """A name that is learned under another spelling than it is looked up by is learned for nothing."""
    page = annotate(read(PAGE, Options(input="html")))
    statistics = {name: share + 1 for name, share in name_statistics(page, np.array([0, 1, 1, 0], np.float32)).items()}
    lay_over(page, Learned(statistics, {}))
    known, mean, _, highest = page.name_odds
    for region, (tag, attrs) in enumerate(zip(page.regions.tag, page.regions.attrs, strict=True)):
        odds = [statistics[name] for name in (TAG + tag, *(part for name in attrs.split() for part in parts_of(name)))]
        assert (known[region], mean[region], highest[region]) == pytest.approx((len(odds), np.mean(odds), max(odds)))
    assert page.inline_odds.tolist() == [0, 0, 0, statistics[f"{INLINE}small"] + statistics[f"{INLINE}label"]]


def tally(pages: list[tuple[int, str, dict[str, float]]]) -> Tally:
    """A tally of (fold, domain, statistics)."""
    made = Tally(3)
    by_domain: dict[tuple[int, str], list[dict[str, float]]] = {}
    for fold, domain, statistics in pages:
        by_domain.setdefault((fold, domain), []).append(statistics)
    for (fold, _), votes_of_domain in by_domain.items():
        made.add(fold, votes_of_domain)
    return made


def random_pages() -> list[tuple[int, str, dict[str, float]]]:
    rng = random.Random(9)
    pages = []
    for number in range(80):
        fold = number % 16 % FOLDS
        statistics = {name: rng.choice((0.0, 1.0, rng.random())) for name in rng.sample("abcdefghijklmnop", 4)}
        pages.append((fold, f"holm-{number % 16}.test", statistics | {f"only-{number % 16}": 1.0, f"fold-{fold}": 1.0}))
    return pages


@pytest.mark.parametrize("fold", range(FOLDS))
def test_a_table_out_of_fold_has_no_trace_of_the_fold(fold: int) -> None:
    """It is the table that one would have had without the fold's pages."""
    pages = random_pages()
    without = tally([page for page in pages if page[0] != fold])
    assert tally(pages).prune().log_odds({fold}) == without.prune().log_odds()
    assert tally(pages).prune().log_odds({fold}) != tally(pages).prune().log_odds()


def test_a_name_is_learned_from_several_domains() -> None:
    pages = [(n % FOLDS, "holm.test", {"own": 1.0}) for n in range(3)]
    pages += [(0, "holm.test", {"own": 1.0})] * 50 + [(n, f"orla-{n}.test", {"common": 1.0}) for n in range(3)]
    made = tally([(0, domain, statistics) for _, domain, statistics in pages])
    table = made.prune().log_odds()
    assert "own" not in table, "50 pages of one domain are one design"
    assert table["common"] > 0


def test_log_odds_are_smoothed_and_against_the_average_page() -> None:
    many = [(n % FOLDS, f"holm-{n}.test", {"good": 1.0, "bad": 0.0, "average": 0.45}) for n in range(40)]
    table = tally(many).log_odds()
    few = tally(many[:4]).log_odds()
    assert "average" not in table
    assert table["good"] > few["good"] > 0 > few["bad"] > table["bad"]
    assert table["good"] == pytest.approx(log((40 + 1.5 * 0.45) / (1.5 * 0.55)) - log(0.45 / 0.55), abs=0.06)


def test_tables_of_one_fold_leave_nothing_for_the_next() -> None:
    example = make(labelled(PAGE, text="\n".join(STORY[:2])), "html")
    taught = measured(example, Learned({"story": 1.0, "small": -1.0}, {"baker": 1.0}))
    assert not np.array_equal(taught.matrix, example.matrix)
    assert np.array_equal(measured(example, Learned({}, {})).matrix, example.matrix)
    again = measured(example, Learned({"story": 1.0, "small": -1.0}, {"baker": 1.0}))
    assert np.array_equal(again.matrix, taught.matrix)


def test_the_words_of_half_of_the_pages_are_hidden_from_the_trees() -> None:
    example = make(labelled(PAGE, text="\n".join(STORY[:2])), "html")
    example.rows, example.weights = sample(example, np.random.default_rng(0))
    page = measured(example, Learned({}, {"baker": 1.0}))
    matrix, labels, weights = sampled([page] * 60, [example] * 60)
    assert len(matrix) == len(labels) == len(weights) == 60 * len(example.rows)
    words = [row for row, signal in enumerate(classifiers.SIGNALS) if signal.name in VOCABULARY]
    told = matrix.reshape(60, len(example.rows), -1)[:, :, words].any((1, 2))
    assert 15 < told.sum() < 45
    assert page.matrix[words].any(), "the page itself must keep them"
