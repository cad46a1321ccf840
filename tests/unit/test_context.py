"""The second look at plain lines: what is measured around a line, and that a verdict of two looks can still be taken apart."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from test_judge import random_trees

from declutter import Document, Options, Pipeline, classifiers
from declutter.classifiers.columns import Columns
from declutter.judge import FORMAT, context, from_dict, weights_file

if TYPE_CHECKING:
    from declutter.page import Floats

LINES = sorted((Path(__file__).parents[2] / "fixtures" / "lines").glob("*/page.txt"))
SURE = 30.0  # log-odds of a probability that is 1 for all purposes
PARAGRAPH = "The miller of the village mended the old bridge on Friday, and the mayor was glad of it, for the winter would be long."
SHELL = "Home\nNews\nSport\nPlease wait while the page is loading.\n"


def measured(log_odds: list[float], words: list[float]) -> dict[str, list[float]]:
    """Each signal of the second look by name, rounded."""
    columns = Columns(classifiers.SIGNALS, len(words))
    columns.matrix[columns.rows[context.WORDS]] = words
    around = context.measure(np.array(log_odds, np.float32), columns)
    return {signal.name: around[signal].astype(float).round(3).tolist() for signal in around.signals}


def with_second_look(kind: str = "lines", trees: int = 40) -> dict[str, Any]:
    """The package's weights with a second look of random trees, so that this holds whatever the package ships."""
    signals = [signal.name for signal in context.SIGNALS]
    return {**weights_file(kind), "context": {"signals": signals, "trees": random_trees(trees, len(signals))}}


def without_second_look() -> dict[str, Any]:
    data = weights_file("lines")
    data.pop("context", None)
    return data


# ---------------------------------------------------------------- the signals
def test_signals_of_a_page_of_five_lines() -> None:
    """Of 99 words each, which count as 100: 0, 50, 100, 0 and 100 of them are expected in the text."""
    found = measured([-SURE, 0, SURE, -SURE, SURE], [99] * 5)
    assert found == {
        "context.own": [-SURE, 0, SURE, -SURE, SURE],
        "context.around_3": [0.25, 0.5, 0.5, 0.667, 0.5],
        **{f"context.around_{lines}": [0.5] * 5 for lines in (9, 33, 65)},
        "context.before": [0, 0, 0.2, 0.6, 0.6],
        "context.likelier": [2, 1.2, 0.8, 2, 0.8],
        "context.doubt": [0.1] * 5,
        "context.surest": [SURE] * 5,
    }


def test_long_lines_count_by_their_words() -> None:
    found = measured([SURE, -SURE], [599, 199])
    assert found["context.around_3"] == [0.75, 0.75]
    assert found["context.likelier"] == [1, 1.333]


def test_upside_down_only_what_stands_before_differs() -> None:
    rng = np.random.default_rng(8)
    log_odds, words = rng.normal(0, 2, 60).round(1).tolist(), rng.integers(0, 40, 60).tolist()
    found, turned = measured(log_odds, words), measured(log_odds[::-1], words[::-1])
    for name, values in found.items():
        assert (turned[name][::-1] == pytest.approx(values, abs=0.002)) == (name != "context.before"), name


def test_far_lines_are_not_seen() -> None:
    """A window ends where it ends."""
    near, far = ([-SURE] * 60 for _ in range(2))
    near[52], far[53] = SURE, SURE
    words = [9.0] * 60
    assert measured(near, words)["context.around_65"][20] > 0
    assert measured(far, words)["context.around_65"][20] == 0


@pytest.mark.parametrize("log_odds", [[], [SURE], [-SURE] * 5])
def test_a_page_of_few_words_is_looked_at_once(log_odds: list[float]) -> None:
    words = [(context.ENOUGH - 1) / max(len(log_odds), 1)] * len(log_odds)
    assert measured(log_odds, words) == {}
    if log_odds:
        assert measured(log_odds, [words[0] + 1] * len(log_odds))


def test_nothing_is_expected_and_nothing_breaks() -> None:
    found = measured([-1000.0] * 4, [100.0] * 4)
    assert all(np.isfinite(values).all() for values in found.values())


# ---------------------------------------------------------------- two looks in one verdict
@pytest.fixture(scope="module", params=["the package's weights", "random trees"])
def documents(request: pytest.FixtureRequest) -> list[Document]:
    weights = {"lines": with_second_look()} if request.param == "random trees" else None
    pipeline = Pipeline(Options(input="lines"), weights)
    return [pipeline.extract(path.read_text("utf-8")) for path in LINES]


def test_contributions_of_both_looks_sum_to_the_log_odds(documents: list[Document]) -> None:
    twice = 0
    for document in documents:
        judge, columns = document.judged.judge, document.judged.columns
        around = judge.around(columns)
        twice += bool(around.signals)
        parts = [judge.contributions(columns, block, around) for block in range(len(document.judged.page))]
        assert [sum(part.values()) for part in parts] == pytest.approx(judge.log_odds(columns).tolist(), abs=1e-4)
        assert parts[:3] == [judge.contributions(columns, block) for block in range(len(parts))][:3]
    assert twice > 3, "too few pages of words enough"


def test_the_verdict_names_the_context(documents: list[Document]) -> None:
    named = 0
    for document in documents:
        for verdict in document.blocks:
            assert sum(verdict.contributions.values()) == pytest.approx(verdict.log_odds, abs=1e-4), verdict.text
            assert verdict.contributions.keys() <= {"bias", "context", *classifiers.ROSTER}
            assert verdict.reason
            named += "context" in verdict.contributions
    assert named > 100


def test_a_page_is_measured_once_for_all_verdicts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else explaining a page would take time by the square of its lines."""
    document = Pipeline(Options(input="lines"), {"lines": with_second_look()}).extract("\n".join([PARAGRAPH] * 30))
    calls = []
    measure = context.measure

    def counted(log_odds: Floats, columns: Columns) -> Columns:
        calls.append(1)
        return measure(log_odds, columns)

    monkeypatch.setattr(context, "measure", counted)
    assert len(document.blocks) == 30
    assert len(calls) <= 2


def test_the_second_look_speaks_of_neighbours() -> None:
    """One tree that asks whether the nine lines around are expected in the text, and gives or takes three."""
    tree = [[0] * 7, [0.5, *[1e30] * 6], [0.0, -3.0, 3.0, *[-3.0] * 2, *[3.0] * 2, *[-3.0] * 4, *[3.0] * 4]]
    data = {**without_second_look(), "context": {"signals": ["context.around_9"], "trees": [tree]}}
    source = "\n".join([*["Home", "News", "Sport"] * 20, *[PARAGRAPH] * 20])
    pipelines = [Pipeline(Options(input="lines"), {"lines": weights}) for weights in (without_second_look(), data)]
    once, twice = (list(pipeline.extract(source).blocks) for pipeline in pipelines)
    added = [round(b.log_odds - a.log_odds, 3) for a, b in zip(once, twice, strict=True)]
    assert (added[0], added[-1]) == (-3, 3)
    assert twice[0].contributions["context"] == -3
    shell = [list(pipeline.extract(SHELL).blocks) for pipeline in pipelines]
    assert shell[0] == shell[1]


# ---------------------------------------------------------------- weights
def test_weights_without_a_second_look_are_read() -> None:
    judge = from_dict(without_second_look(), classifiers.SIGNALS)
    assert judge.second is None
    document = Pipeline(weights={"lines": without_second_look()}).extract("\n".join([PARAGRAPH] * 30))
    assert all("context" not in verdict.contributions for verdict in document.blocks)


def test_pages_of_html_are_looked_at_once() -> None:
    assert "context" not in weights_file("html")


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ({"signals": ["context.nosuch"], "trees": []}, r"no context: context\.nosuch"),
        ({"signals": ["prose.sentence"], "trees": []}, r"no context: prose\.sentence"),
        ({"signals": [], "trees": [[[0] * 7, [0.5] * 7, [0.0] * 15]]}, "tree 0"),
    ],
)
def test_a_broken_second_look_is_refused(part: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        from_dict({**without_second_look(), "context": part}, classifiers.SIGNALS)


def test_a_second_look_needs_words_to_weigh_lines_by() -> None:
    data = {"format": FORMAT, "kind": "lines", "scorecard": {"bias": 0, "weights": {}}, "signals": [], "trees": []}
    signals = [signal for signal in classifiers.SIGNALS if signal.name != context.WORDS]
    assert from_dict(data, signals).second is None
    with pytest.raises(ValueError, match=context.WORDS):
        from_dict({**data, "context": {"signals": [], "trees": []}}, signals)


def test_both_looks_travel_to_another_process() -> None:
    source = "\n".join([PARAGRAPH, "Home", "News"] * 15)
    for weights in (None, {"lines": with_second_look()}):
        pipeline = Pipeline(Options(input="lines"), weights)
        copy = pickle.loads(pickle.dumps(pipeline))
        here = pipeline.extract(source)
        for there in (copy.extract(source), pickle.loads(pickle.dumps(here))):
            assert list(there.blocks) == list(here.blocks)
