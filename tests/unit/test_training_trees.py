"""Training: trees, scores, calibration, and the file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from labelled_pages import NO_LIGHTGBM, PAGE, labelled

from declutter import classifiers
from declutter.judge import FORMAT, Ensemble, by_odds, from_dict, probability
from declutter.judge.forest import NODES, SPLITS, from_trees
from declutter.judge.weights import by_entry
from declutter.training.calibrate import fit_ensemble, fit_quality, reliability
from declutter.training.evaluate import calibrated
from declutter.training.examples import FOLDS, Example, make, sample
from declutter.training.fit import with_names
from declutter.training.score import bag_f1, score, summary
from declutter.training.train_forest import NEVER, Size, heap, train_forest
from declutter.training.write import write

if TYPE_CHECKING:
    from pathlib import Path


def leaf(value: float) -> dict[str, Any]:
    return {"leaf_value": value, "leaf_index": 0}


def split(signal: int, threshold: float, value: float, no: dict[str, Any], yes: dict[str, Any]) -> dict[str, Any]:
    return {"split_feature": signal, "threshold": threshold, "internal_value": value, "left_child": no, "right_child": yes}


FULL = split(
    3,
    0.5,
    0.1,
    split(1, 0.25, 0.2, split(0, 1.0, 0.3, leaf(1), leaf(2)), split(2, 2.0, 0.4, leaf(3), leaf(4))),
    split(4, 0.75, 0.5, split(5, 3.0, 0.6, leaf(5), leaf(6)), split(6, 4.0, 0.7, leaf(7), leaf(8))),
)
UNBALANCED = split(0, 0.5, 0.1, leaf(-1.5), split(1, 0.25, 0.2, split(2, 1.0, 0.3, leaf(2), leaf(3)), leaf(4)))
FEW = Size(40, 0.6)
TREES = {"full": FULL, "unbalanced": UNBALANCED, "one question": split(1, 0.5, 0.25, leaf(-1), leaf(1)), "none": leaf(0.5)}


def grown_leaf(node: dict[str, Any], values: list[float]) -> float:
    """The leaf that LightGBM's own tree has for these values: at most the threshold goes left."""
    while "leaf_value" not in node:
        node = node["left_child" if values[node["split_feature"]] <= node["threshold"] else "right_child"]
    return float(node["leaf_value"])


def test_a_full_tree_becomes_a_heap() -> None:
    signals, thresholds, values = heap(FULL)
    assert signals == [3, 1, 4, 0, 2, 5, 6]
    assert thresholds == [0.5, 0.25, 0.75, 1.0, 2.0, 3.0, 4.0]
    assert values == [0.1, 0.2, 0.5, 0.3, 0.4, 0.6, 0.7, 1, 2, 3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize("name", TREES)
def test_a_heap_says_what_the_tree_says(name: str) -> None:
    tree = heap(TREES[name])
    assert [len(part) for part in tree] == [SPLITS, SPLITS, NODES]
    matrix = np.random.default_rng(1).choice([0, 0.25, 0.5, 0.75, 1, 2, 3, 4, 5], (7, 300)).astype(np.float32)
    wanted = [grown_leaf(TREES[name], matrix[:, block].tolist()) for block in range(300)]
    assert from_trees([list(map(list, tree))], list(range(7))).log_odds(matrix).tolist() == wanted


def test_a_leaf_further_up_goes_down_unasked() -> None:
    _, thresholds, values = heap(UNBALANCED)
    assert [threshold == NEVER for threshold in thresholds] == [False, True, False, True, True, False, True]
    assert values[1] == values[3] == values[4] == values[7] == values[8] == values[9] == values[10] == -1.5
    assert values[6] == values[13] == values[14] == 4


def test_only_signals_that_are_asked_for_are_named() -> None:
    found = with_names([heap(UNBALANCED), heap(TREES["one question"])], classifiers.SIGNALS)
    assert found["signals"] == [classifiers.SIGNALS[n].name for n in range(3)]
    found = with_names([heap(split(40, 0.5, 0, leaf(-1), split(7, 0.5, 0, leaf(0), leaf(1))))], classifiers.SIGNALS)
    assert found["signals"] == [classifiers.SIGNALS[7].name, classifiers.SIGNALS[40].name]
    assert [found["trees"][0][0][n] for n in (0, 2)] == [1, 0]
    assert with_names([], classifiers.SIGNALS) == {"signals": [], "trees": []}


def test_trees_grow_on_what_tells_blocks_apart() -> None:
    pytest.importorskip("lightgbm", reason=NO_LIGHTGBM)
    rng = np.random.default_rng(3)
    matrix = rng.normal(size=(800, 5)).astype(np.float32)
    labels = (matrix[:, 2] > 0.3).astype(np.float32)
    trees = train_forest(matrix, labels, np.ones(800), np.zeros(800), 1, FEW)
    forest = from_trees([list(map(list, tree)) for tree in trees], list(range(5)))
    found = forest.log_odds(np.ascontiguousarray(matrix.T)) > 0
    assert (found == (labels > 0.5)).mean() > 0.97


def test_too_few_examples_grow_no_trees() -> None:
    """And the weights of no trees are still weights."""
    pytest.importorskip("lightgbm", reason=NO_LIGHTGBM)
    matrix = np.random.default_rng(3).normal(size=(30, len(classifiers.SIGNALS))).astype(np.float32)
    trees = train_forest(matrix, (matrix[:, 0] > 0).astype(np.float32), np.ones(30), np.zeros(30), 1, FEW)
    data = {"format": FORMAT, "kind": "html", "scorecard": {"bias": 0, "weights": {}}, **with_names(trees, classifiers.SIGNALS)}
    assert from_dict(data, classifiers.SIGNALS).forest.log_odds(np.ascontiguousarray(matrix.T)).tolist() == [0] * 30


# ---------------------------------------------------------------- scores and calibration
def test_scores_of_words() -> None:
    assert bag_f1("a b b c", "a b d") == pytest.approx((2 / 4, 2 / 3, 2 * 2 / 7))
    assert bag_f1("", "") == (1, 1, 1)
    assert bag_f1("a", "") == bag_f1("", "a") == bag_f1("a", "b") == (0, 0, 0)


def test_summary_by_set_and_type() -> None:
    news = labelled(text="a b", page_type="article")
    shop = labelled(text=None, wanted=("Red shoes", "Price"), unwanted=("Basket",))
    found = summary([(news, score(news, "A b")), (news, score(news, "c")), (shop, score(shop, "red shoes, basket"))])
    assert found == {"set": {"f1": 0.5, "precision": 0.5, "recall": 0.5, "article": 0.5, "segments": 0.5}}


def test_quality_recovers_an_obvious_relation() -> None:
    rng = np.random.default_rng(6)
    measures = [{"matters": float(x), "noise": float(y)} for x, y in rng.random((1000, 2))]
    f1 = [1 / (1 + np.exp(1 - 4 * m["matters"])) for m in measures]
    weights = fit_quality(measures, f1)
    assert list(weights) == ["bias", "matters", "noise"]
    assert weights["bias"] == pytest.approx(-1, abs=0.15)
    assert weights["matters"] == pytest.approx(4, abs=0.3)
    assert weights["noise"] == pytest.approx(0, abs=0.1)


def test_tables_are_the_same_when_they_are_read() -> None:
    table = {"menu": -2.3, "main": -2.3, "story": 1.0, "«": 0.4, "Ärzte": 1.0}
    assert by_odds(table) == {"-2.3": ["main menu"], "0.4": ["«"], "1.0": ["story", "Ärzte"]}
    assert by_entry(by_odds(table)) == table
    assert by_entry(by_odds({})) == {}


def test_opinions_count_what_they_are_worth() -> None:
    """Two noisy views of the same log-odds: that with less noise counts more, and their sum is calibrated."""
    rng = np.random.default_rng(6)
    true = rng.normal(0, 2, 50_000)
    views = true + rng.normal(0, 2, 50_000), true + rng.normal(0, 1, 50_000)
    labels = (rng.random(50_000) < probability(true)).astype(float)
    found = fit_ensemble(*views, labels, np.ones(50_000))
    assert 0.05 < found["block_model"] < 0.3 < found["context_model"] < 1
    assert found["context_model"] / found["block_model"] == pytest.approx(4, abs=0.6), "weights are as the inverse of the variances"
    for said, true_share, _ in reliability(
        probability(found["block_model"] * views[0] + found["context_model"] * views[1]), labels, np.ones(50_000)
    ):
        assert said == pytest.approx(true_share, abs=0.04)


def test_too_little_to_learn_from_leaves_opinions_as_they_are() -> None:
    nothing = np.zeros(0, np.float32)
    assert fit_ensemble(nothing, nothing, nothing, nothing) == Ensemble()._asdict()


def test_quality_stands_pages_that_are_all_alike() -> None:
    assert all(np.isfinite(list(fit_quality([{"a": 1.0, "b": 0.0}] * 20, [f1] * 20).values())).all() for f1 in (0.0, 0.5, 1.0))
    assert fit_quality([], []) == {}


def test_reliability_of_perfect_probabilities() -> None:
    rng = np.random.default_rng(7)
    probabilities = rng.random(40_000)
    weights = rng.random(40_000)
    rows = reliability(probabilities, (rng.random(40_000) < probabilities).astype(float), weights)
    assert len(rows) == 10
    for number, (said, true, share) in enumerate(rows):
        assert number / 10 <= said <= (number + 1) / 10
        assert true == pytest.approx(said, abs=0.03)
        assert share == pytest.approx(0.1, abs=0.01)


def test_reliability_leaves_out_what_never_happens() -> None:
    assert reliability(np.array([0.0, 1.0, 1.0]), np.array([0.0, 1.0, 0.0]), np.ones(3)) == [(0, 0, 0.333), (1, 0.5, 0.667)]


def test_snippets_alone_leave_quality_open() -> None:
    """Their pages have no F1; that is no reason to end an hour of training with an error."""
    made: list[Example] = []
    for number in range(6):
        example = make(labelled(PAGE, str(number), text=None, wanted=("sold his oven",), unwanted=("Home",)), "html")
        example.fold = number % FOLDS
        example.rows, example.weights = sample(example, np.random.default_rng(0))
        made.append(example)
    found = calibrated(made, [np.array([0.1, 0.9, 0.9, 0.2], np.float32)] * 6)
    assert (found["quality"], found["reliability_of_quality"]) == ({}, [])
    assert found["reliability"] == [(0.1, 0.0, pytest.approx(0.17, abs=0.1)), (0.9, 1.0, pytest.approx(0.83, abs=0.1))]


def test_weights_are_written_a_line_a_tree_a_row_and_a_name(tmp_path: Path) -> None:
    data = {
        "format": 3,
        "trees": [[[0], [0.5], [1]], [[1], [0.5], [2]]],
        "network": {"signals": ["a"], "layers": {"mix": [[30, -4], [5, 6]], "leave": [[7], [8]]}},
        "names": by_odds({"é": 1.0, "b": -0.5, "bc": -0.5, "c": -0.5}),
        "words": {},
        "scorecard": {"bias": 0},
    }
    write(data, tmp_path / "html.json")
    text = (tmp_path / "html.json").read_text("utf-8")
    assert json.loads(text) == data
    assert {"[[0],[0.5],[1]],", "[30,-4],", "[8]", '"b bc",', '"c"],', '"é"]'} <= set(text.splitlines())
