"""Training of the network: slopes are right, and it learns what single blocks do not tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from test_network import ROWS, SIGNALS

from declutter.classifiers.columns import Columns
from declutter.judge.network import forward, from_layers
from declutter.training.descent import BATCH, Descent, Lesson, add_slopes, blank_layers, rate_at, teach, thin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from declutter.judge.network import Layer
    from declutter.page import Floats, Ints


def doubled(layers: dict[str, Layer]) -> dict[str, Layer]:
    """The same in 64 bits, in which small steps can be told apart, and no bias at a bend."""
    rng = np.random.default_rng(9)
    return {name: (weights.astype(np.float64), rng.normal(0, 0.3, bias.shape)) for name, (weights, bias) in layers.items()}


def cross_entropy(layers: dict[str, Layer], told: Floats, alike: tuple[Ints, ...], labels: Floats) -> float:
    log_odds = forward(layers, told, alike).log_odds
    return float((np.log1p(np.exp(log_odds)) - labels * log_odds).sum())


def test_slopes_are_those_of_small_steps() -> None:
    rng = np.random.default_rng(4)
    layers, told, labels = doubled(blank_layers(5, 2, rng)), rng.normal(size=(23, 5)), rng.random(23)
    alike = (rng.integers(0, 6, 23), rng.integers(0, 3, 23))
    slopes = {name: (np.zeros_like(weights), np.zeros_like(bias)) for name, (weights, bias) in layers.items()}
    trace = forward(layers, told, alike)
    add_slopes(layers, slopes, trace, 1 / (1 + np.exp(-trace.log_odds)) - labels)
    compared = 0
    for name, layer in layers.items():
        for part, slope in zip(layer, slopes[name], strict=True):
            for place in rng.choice(part.size, min(part.size, 12), replace=False):
                index = np.unravel_index(place, part.shape)
                kept = part[index]
                ends = []
                for step in (-1e-6, 1e-6):
                    part[index] = kept + step
                    ends.append(cross_entropy(layers, told, alike, labels))
                part[index] = kept
                assert slope[index] == pytest.approx((ends[1] - ends[0]) / 2e-6, abs=1e-3), f"{name} {index}"
                compared += abs(slope[index]) > 1e-3
    assert compared > 80


def pages_of_neighbours(count: int) -> Iterator[Lesson]:
    """A block is text if the block before it says so; of itself it says nothing."""
    rng = np.random.default_rng(6)
    for _ in range(count):
        says = rng.random(50) < 0.5
        matrix = np.zeros((4, 50), np.float32)
        matrix[1], matrix[2] = says, rng.normal(size=50)
        labels = np.append(False, says[:-1]).astype(np.float32)
        labels[::7] = np.nan
        yield Lesson(matrix, (np.zeros(50, np.int64),), labels, np.where(np.isnan(labels), 0, 1 / 50))


def test_it_learns_what_only_the_neighbours_tell() -> None:
    lessons = list(pages_of_neighbours(320))
    data = teach(lessons[:300], SIGNALS, ())
    assert data["signals"] == ["prose.s1", "prose.s2"], "signals that never change are asked for"
    network, right = from_layers(data, ROWS), []
    for lesson in lessons[300:]:
        columns = Columns(SIGNALS, 50, lesson.alike)
        columns.matrix[:] = lesson.matrix
        known = ~np.isnan(lesson.labels)
        right += ((network.log_odds(columns) > 0) == lesson.labels)[known].tolist()
    assert np.mean(right) > 0.95


def test_the_same_lessons_give_the_same_network() -> None:
    lessons = list(pages_of_neighbours(BATCH + 3))
    assert teach(lessons, SIGNALS, ("prose.s1",)) == teach(lessons, SIGNALS, ("prose.s1",)) != teach(lessons, SIGNALS, ())


def test_a_page_is_thinned_of_what_is_no_text() -> None:
    rng = np.random.default_rng(3)
    lesson = next(pages_of_neighbours(1))
    text = np.nan_to_num(lesson.labels) >= 0.5
    shares = []
    for _ in range(200):
        seen = thin(lesson, rng)
        assert seen[text].all()
        part = lesson.part(seen)
        assert {len(part.labels), len(part.weights), len(part.alike[0]), part.matrix.shape[1]} == {seen.sum()}
        shares.append(seen[~text].mean())
    assert min(shares) < 0.4
    assert max(shares) > 0.95
    silent = Lesson(lesson.matrix, lesson.alike, np.zeros(50, np.float32), np.append(1.0, np.zeros(49)))
    assert all(silent.weights[thin(silent, rng)].any() for _ in range(50)), "a page must have something left to learn from"


def test_thinned_pages_teach_another_network() -> None:
    lessons = list(pages_of_neighbours(BATCH + 3))
    assert teach(lessons, SIGNALS, (), thinned=True) != teach(lessons, SIGNALS, ())


@pytest.mark.parametrize("silent", [True, False])
def test_nothing_to_learn(silent: bool) -> None:
    """Neither from no pages, nor from pages whose truth is silent, nor from signals that never change."""
    assert teach([], SIGNALS, ()) == {}
    blank = Lesson(np.zeros((4, 9), np.float32), (), np.full(9, np.nan if silent else 1, np.float32), np.full(9, 0 if silent else 1.0))
    assert teach([blank], SIGNALS, ()) == {}


def test_the_rate_rises_and_falls() -> None:
    rates = [rate_at(share / 20) for share in range(21)]
    assert rates[0] < rates[2] < max(rates) > rates[10] > rates[20]
    assert rates[20] == pytest.approx(0, abs=1e-9)


def test_a_step_goes_down() -> None:
    rng = np.random.default_rng(4)
    layers, told = blank_layers(5, 0, rng), rng.normal(size=(40, 5)).astype(np.float32)
    labels = (told[:, 0] > 0).astype(np.float32)
    lesson = Lesson(told.T, (), labels, np.full(40, 1 / 40))
    descent, before = Descent(layers, 200), cross_entropy(layers, told, (), labels)
    for _ in range(60):
        descent.follow(told, lesson)
        descent.step()
    assert cross_entropy(descent.layers, told, (), labels) < before / 2
