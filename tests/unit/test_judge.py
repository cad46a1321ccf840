"""The judge: every block falls into the right leaf of every tree, and what a verdict is made of sums to the verdict."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from declutter import Document, Pipeline, classifiers
from declutter.judge import FORMAT, Judge, from_dict, weights_file
from declutter.judge.forest import AT_ONCE, FEW, NODES, SPLITS, from_trees
from declutter.lexicon import names
from declutter.lexicon.hints import hints
from declutter.lexicon.learned import EMPTY, Learned
from declutter.page import Signal

if TYPE_CHECKING:
    from declutter.judge.forest import Forest
    from declutter.page import Floats

LEAVES = NODES - SPLITS
PAGES = sorted((Path(__file__).parents[2] / "fixtures" / "pages").glob("*/page.html"))[::5]
Tree = list[list[float]]


def asked_on_the_way_to(leaf: int) -> dict[int, bool]:
    """Node -> answer, for the three questions above one of the eight leaves."""
    node, answers = SPLITS + leaf, {}
    while node:
        above = (node - 1) // 2
        answers[above] = node == 2 * above + 2
        node = above
    return answers


def random_trees(count: int, signals: int, seed: int = 3) -> list[Tree]:
    """Trees whose thresholds are tenths, as are the values of `random_matrix`: often equal."""
    rng = np.random.default_rng(seed)
    return [
        [
            rng.integers(0, signals, SPLITS).tolist(),
            rng.normal(0, 0.5, SPLITS).round(1).tolist(),
            rng.normal(0, 0.5, NODES).round(3).tolist(),
        ]
        for _ in range(count)
    ]


def random_matrix(signals: int, blocks: int) -> Floats:
    matrix: Floats = np.random.default_rng(4).normal(0, 0.5, (signals, blocks)).round(1).astype(np.float32)
    return matrix


def walked(trees: list[Tree], rows: list[int], values: Floats) -> float:
    """The sum of a block's leaves, the slow way."""
    total = 0.0
    for signals, thresholds, worth in trees:
        node = 0
        while node < SPLITS:
            node = 2 * node + (2 if values[rows[int(signals[node])]] > np.float32(thresholds[node]) else 1)
        total += worth[node]
    return total


# ---------------------------------------------------------------- the forest
@pytest.mark.parametrize("others", [0.0, 1.0])
@pytest.mark.parametrize("leaf", range(LEAVES))
def test_each_leaf_is_reached_by_its_own_answers(leaf: int, others: float) -> None:
    """Signal n is asked for by node n block_model, so that a question out of place would change the leaf."""
    values = [float(10 + node) for node in range(NODES)]
    forest = from_trees([[list(range(SPLITS)), [0.5] * SPLITS, values]], list(range(SPLITS)))
    block = np.full(SPLITS, others, np.float32)
    for node, answer in asked_on_the_way_to(leaf).items():
        block[node] = float(answer)
    assert forest.log_odds(block[:, None]).tolist() == [values[SPLITS + leaf]]
    parts = forest.parts(block[:, None])[:, 0]
    assert forest.bias + parts.sum() == pytest.approx(values[SPLITS + leaf])
    assert set(np.flatnonzero(parts)) == set(asked_on_the_way_to(leaf)), "a signal speaks that was not asked"


@pytest.mark.parametrize("threshold", [0.0, 0.1, 0.3, 1.0, -0.7, 1e-35])
def test_a_value_that_equals_the_threshold_is_a_no(threshold: float) -> None:
    """Also for tenths, that are other numbers in 32 bits than in 64."""
    forest = from_trees([[[0] * SPLITS, [threshold] * SPLITS, [0.0] * SPLITS + [float(n) for n in range(LEAVES)]]], [0])
    equal = np.float32(threshold)
    above = np.nextafter(equal, np.float32(9))
    matrix = np.array([[equal, above]], np.float32)
    assert forest.log_odds(matrix).tolist() == [0, LEAVES - 1]
    assert forest.parts(matrix).sum(0).tolist() == [0, LEAVES - 1]


@pytest.mark.parametrize("blocks", [0, 1, AT_ONCE - 1, AT_ONCE, AT_ONCE + 1, 2 * AT_ONCE + 90])
def test_log_odds_are_those_of_a_naive_walk(blocks: int) -> None:
    signals, rows = 9, [4, 0, 7, 11, 2, 3, 10, 5, 1]  # the file's list is not in the order of the columns
    trees = random_trees(25, signals)
    matrix = random_matrix(12, blocks)
    found = from_trees(trees, rows).log_odds(matrix)
    assert found.shape == (blocks,)
    assert found == pytest.approx(np.array([walked(trees, rows, matrix[:, block]) for block in range(blocks)]), abs=1e-4)


@pytest.mark.parametrize("blocks", [0, 1, 40, FEW - 1, FEW, 2 * FEW + 9])
def test_parts_and_bias_sum_to_the_log_odds(blocks: int) -> None:
    trees = random_trees(25, 9)
    forest, matrix = from_trees(trees, [4, 0, 7, 11, 2, 3, 10, 5, 1]), random_matrix(12, blocks)
    parts = forest.parts(matrix)
    assert parts.shape == matrix.shape
    assert forest.bias + parts.sum(0) == pytest.approx(forest.log_odds(matrix), abs=1e-4)
    alone = [forest.parts(matrix[:, block : block + 1])[:, 0].tolist() for block in range(blocks)]
    assert parts.T.tolist() == alone, "a block's parts depend on the blocks beside it"


@pytest.mark.parametrize("blocks", [0, 5])
def test_without_trees_there_is_nothing_to_add(blocks: int) -> None:
    forest: Forest = from_trees([], [])
    assert forest.bias == 0
    assert forest.log_odds(random_matrix(3, blocks)).tolist() == [0.0] * blocks
    assert forest.parts(np.ones((3, blocks), np.float32)).tolist() == [[0] * blocks] * 3


def test_a_question_of_many_trees_is_held_once() -> None:
    tree = random_trees(1, 9)[0]
    forest = from_trees([tree] * 50, list(range(9)))
    assert len(forest.rows) == len(forest.thresholds) <= SPLITS


# ---------------------------------------------------------------- verdicts taken apart
def with_random_forest() -> dict[str, Any]:
    """The package's weights with other trees, so that this holds whatever the package ships."""
    signals = [signal.name for signal in classifiers.SIGNALS]
    return {**weights_file("html"), "signals": signals, "trees": random_trees(60, len(signals))}


@pytest.fixture(scope="module", params=["the package's weights", "random trees"])
def documents(request: pytest.FixtureRequest) -> list[Document]:
    pipeline = Pipeline(weights={"html": with_random_forest()} if request.param == "random trees" else None)
    return [pipeline.extract(path) for path in PAGES]


def test_contributions_sum_to_the_log_odds(documents: list[Document]) -> None:
    blocks = 0
    for document in documents:
        judge, columns = document.judged.judge, document.judged.columns
        sums = [sum(judge.contributions(columns, block).values()) for block in range(len(document.judged.page))]
        assert sums == pytest.approx(judge.log_odds(columns).tolist(), abs=1e-4), document.title
        blocks += len(sums)
    assert blocks > 200, "too few blocks to prove anything"


def test_contributions_of_classifiers_sum_to_the_verdict(documents: list[Document]) -> None:
    for document in documents:
        for verdict in document.blocks:
            assert sum(verdict.contributions.values()) == pytest.approx(verdict.log_odds, abs=1e-4), verdict.text
            assert verdict.contributions.keys() <= {"bias", "context", *classifiers.ROSTER}
            assert verdict.score == pytest.approx(1 / (1 + np.exp(-verdict.log_odds)), abs=1e-4)


# ---------------------------------------------------------------- weights files
SIGNALS = (Signal("prose.long", "is long"), Signal("share.said", "says what share buttons say"), Signal("legal.sign", "has a sign"))
SOUND: dict[str, Any] = {
    "format": FORMAT,
    "kind": "html",
    "scorecard": {"bias": -1.0, "weights": {"share": {"share.said": -2.0}}},
    "signals": ["share.said", "prose.long"],
    "trees": [[[0, 1, 0, 1, 0, 1, 0], [0.5] * SPLITS, [0.1] * NODES]],
}


def broken_tree(signals: list[int], thresholds: int = SPLITS, values: int = NODES) -> dict[str, Any]:
    return {**SOUND, "trees": [*SOUND["trees"], [signals, [0.5] * thresholds, [0.1] * values]]}


BROKEN: dict[str, tuple[dict[str, Any], str]] = {
    "another format": ({**SOUND, "format": FORMAT + 1}, f"format {FORMAT + 1}.*reads format {FORMAT}"),
    "no format": ({}, "format None"),
    **{f"no {part}": ({k: v for k, v in SOUND.items() if k != part}, f"lack {part}") for part in ("kind", "scorecard", "signals", "trees")},
    "another opinion": ({**SOUND, "ensemble": {"block_model": 1.0, "loud": 2.0}}, "no judge has: loud"),
    "several parts": ({"format": FORMAT}, "lack kind, scorecard, signals, trees"),
    "unknown signal of a tree": ({**SOUND, "signals": ["prose.long", "share.nosuch"]}, r"no classifier declares: share\.nosuch"),
    "unknown signal by hand": ({**SOUND, "scorecard": {"bias": 0, "weights": {"x": {"x.y": 1}}}}, r"no classifier declares: x\.y"),
    "six questions": (broken_tree([0] * 6), "tree 1 must have 7 signals"),
    "six thresholds": (broken_tree([0] * 7, thresholds=6), "tree 1"),
    "a leaf too few": (broken_tree([0] * 7, values=14), "tree 1"),
    "a signal beyond the list": (broken_tree([0, 1, 2, 0, 0, 0, 0]), "tree 1"),
    "a negative signal": (broken_tree([0, 1, -1, 0, 0, 0, 0]), "tree 1"),
    "trees, but no signals": ({**SOUND, "signals": []}, "tree 0"),
}


def test_weights_are_read() -> None:
    judge = from_dict(SOUND, SIGNALS)
    assert isinstance(judge, Judge)
    assert (judge.kind, judge.scorecard.bias, judge.quality) == ("html", -1.0, {})
    assert (judge.learned.names, judge.learned.words) == ({}, {})
    assert judge.scorecard.weights.tolist() == [0, -2, 0]
    assert set(judge.forest.rows.tolist()) == {0, 1}


@pytest.mark.parametrize("case", BROKEN)
def test_broken_weights_are_refused(case: str) -> None:
    data, said = BROKEN[case]
    with pytest.raises(ValueError, match=said):
        from_dict(data, SIGNALS)


def test_a_pipeline_refuses_broken_weights() -> None:
    with pytest.raises(ValueError, match="format"):
        Pipeline(weights={"lines": {"format": 1}})


# ---------------------------------------------------------------- learned names
@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("article", {"article"}),
        ("ARTICLE", {"article"}),
        ("post-body", {"post-body", "post", "body"}),
        ("post_body", {"post-body", "post", "body"}),
        ("postBody", {"post-body", "post", "body"}),
        ("col-6", {"col-6", "col", "6"}),
    ],
)
def test_parts_of_names(name: str, parts: set[str]) -> None:
    """Names that people spell differently are one name."""
    assert set(names.parts_of(name)) == parts
    assert len(names.parts_of(name)) == len(parts), "a part counts twice"


def said(elements: list[str], learned: Learned) -> names.NameEvidence:
    return names.evidence(elements, [], learned.name_table)


TAUGHT = {"story": 2.0, "nav": -1.0, "site-nav": -3.0, f"{names.INLINE}story": -0.5, f"{names.TAG}story": 9.0}


@pytest.mark.parametrize(
    ("attrs", "odds"),
    [
        ("", (0, 0, 0, 0)),
        ("wide", (0, 0, 0, 0)),
        ("story", (1, 2, 0, 2)),  # the lowest is at most, the highest at least 0
        ("nav", (1, -1, -1, 0)),
        ("wide story  top-nav", (2, 1, -1, 2)),
        ("SiteNav", (2, -4, -3, 0)),
    ],
)
def test_what_the_names_of_an_element_say(attrs: str, odds: tuple[float, ...]) -> None:
    """How many are known, the sum of their log-odds, the lowest and the highest; whatever other elements say."""
    for others in ([], ["story site-nav", ""], ["", "wide", "nav"]):
        learned = Learned(TAUGHT, {})
        for _ in range(2):  # from the tables, and from memory
            says = said([*others, attrs, *others], learned)
            assert tuple(says.odds[:, len(others)]) == odds


def test_names_of_inline_elements_have_entries_of_their_own() -> None:
    learned = Learned(TAUGHT, {})
    for _ in range(2):
        says = names.evidence(["story wide"], ["story wide"], learned.name_table)
        assert says.odds.T.tolist() == [[1, 2, 0, 2], [1, -0.5, -0.5, 0]]


def test_pipelines_do_not_share_what_they_learned() -> None:
    assert said(["story"], Learned(TAUGHT, {})).odds[:, 0].tolist() == [1, 2, 0, 2]
    assert said(["story"], Learned({"story": -2.0}, {})).odds[:, 0].tolist() == [1, -2, -2, 0]
    assert said(["story"], EMPTY).odds[:, 0].tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize("attrs", ["entry-content", "entryContent", "js entry__content--wide", "the-entry-content"])
def test_two_parts_in_a_row_hint_together(attrs: str) -> None:
    bits = hints()[0]
    assert said([attrs], EMPTY).bits[0] & bits["main"]
    for apart in ("entry content", "entry-the-content", "content-entry", "entry -content"):
        assert not said([apart], EMPTY).bits[0] & bits["main"]


def test_no_name_is_taken_for_the_bar_between_names() -> None:
    """A page may call its elements what it likes."""
    odd = [names.SEPARATOR, "|", "|a|", f"entry {names.SEPARATOR} content", "\0", "=", "-", "__", "--"]
    says = said([*odd, "story"], Learned(TAUGHT, {}))
    assert says.odds[0].tolist() == [*([0] * len(odd)), 1]
    assert not says.bits[: len(odd)].any()


def test_the_memory_of_names_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashed class names are new on every page; a pipeline that runs for weeks must not keep them all."""
    monkeypatch.setattr(names, "CACHE_SIZE", 50)
    learned = Learned(TAUGHT, {})
    for n in range(100):
        page = [f"story css-{n}-{i}" for i in range(4)]
        assert said(page, learned).odds.T.tolist() == [[1, 2, 0, 2]] * 4
        assert sum(map(len, learned.name_table.cache.places)) <= 50
    assert said([f"nav css-{i}" for i in range(60)], learned).odds.T.tolist() == [[1, -1, -1, 0]] * 60
