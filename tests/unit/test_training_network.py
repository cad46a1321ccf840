"""Training of the network: gradients are right, and it learns what single blocks do not tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from test_network import ROWS, SIGNALS

from declutter.classifiers.columns import Columns
from declutter.judge.network import forward, from_layers
from declutter.training.train_network import BATCH, AdamW, Sample, backpropagate, learning_rate, random_layers, thin, train_network

if TYPE_CHECKING:
    from collections.abc import Iterator

    from declutter.judge.network import Layer
    from declutter.page import Floats, Ints


def doubled(layers: dict[str, Layer]) -> dict[str, Layer]:
    """The same in 64 bits, in which small steps can be inputs apart, and no bias at a bend."""
    rng = np.random.default_rng(9)
    return {name: (weights.astype(np.float64), rng.normal(0, 0.3, bias.shape)) for name, (weights, bias) in layers.items()}


def cross_entropy(layers: dict[str, Layer], inputs: Floats, groups: tuple[Ints, ...], labels: Floats) -> float:
    log_odds = forward(layers, inputs, groups).log_odds
    return float((np.log1p(np.exp(log_odds)) - labels * log_odds).sum())


def test_gradients_are_those_of_small_steps() -> None:
    rng = np.random.default_rng(4)
    layers, inputs, labels = doubled(random_layers(5, 2, rng)), rng.normal(size=(23, 5)), rng.random(23)
    groups = (rng.integers(0, 6, 23), rng.integers(0, 3, 23))
    gradients = {name: (np.zeros_like(weights), np.zeros_like(bias)) for name, (weights, bias) in layers.items()}
    trace = forward(layers, inputs, groups)
    backpropagate(layers, gradients, trace, 1 / (1 + np.exp(-trace.log_odds)) - labels)
    compared = 0
    for name, layer in layers.items():
        for part, gradient in zip(layer, gradients[name], strict=True):
            for place in rng.choice(part.size, min(part.size, 12), replace=False):
                index = np.unravel_index(place, part.shape)
                kept = part[index]
                ends = []
                for step in (-1e-6, 1e-6):
                    part[index] = kept + step
                    ends.append(cross_entropy(layers, inputs, groups, labels))
                part[index] = kept
                assert gradient[index] == pytest.approx((ends[1] - ends[0]) / 2e-6, abs=1e-3), f"{name} {index}"
                compared += abs(gradient[index]) > 1e-3
    assert compared > 80


def pages_of_neighbours(count: int) -> Iterator[Sample]:
    """A block is text if the block before it says so; of itself it says nothing."""
    rng = np.random.default_rng(6)
    for _ in range(count):
        says = rng.random(50) < 0.5
        matrix = np.zeros((4, 50), np.float32)
        matrix[1], matrix[2] = says, rng.normal(size=50)
        labels = np.append(False, says[:-1]).astype(np.float32)
        labels[::7] = np.nan
        yield Sample(matrix, (np.zeros(50, np.int64),), labels, np.where(np.isnan(labels), 0, 1 / 50))


def test_it_learns_what_only_the_neighbours_tell() -> None:
    samples = list(pages_of_neighbours(320))
    data = train_network(samples[:300], SIGNALS, ())
    assert data["signals"] == ["prose.s1", "prose.s2"], "signals that never change are asked for"
    network, right = from_layers(data, ROWS), []
    for sample in samples[300:]:
        columns = Columns(SIGNALS, 50, sample.groups)
        columns.matrix[:] = sample.matrix
        known = ~np.isnan(sample.labels)
        right += ((network.log_odds(columns) > 0) == sample.labels)[known].tolist()
    assert np.mean(right) > 0.95


def test_the_same_samples_give_the_same_network() -> None:
    samples = list(pages_of_neighbours(BATCH + 3))
    assert (
        train_network(samples, SIGNALS, ("prose.s1",))
        == train_network(samples, SIGNALS, ("prose.s1",))
        != train_network(samples, SIGNALS, ())
    )


def test_a_page_is_thinned_of_what_is_no_text() -> None:
    rng = np.random.default_rng(3)
    sample = next(pages_of_neighbours(1))
    text = np.nan_to_num(sample.labels) >= 0.5
    shares = []
    for _ in range(200):
        seen = thin(sample, rng)
        assert seen[text].all()
        part = sample.part(seen)
        assert {len(part.labels), len(part.weights), len(part.groups[0]), part.matrix.shape[1]} == {seen.sum()}
        shares.append(seen[~text].mean())
    assert min(shares) < 0.4
    assert max(shares) > 0.95
    silent = Sample(sample.matrix, sample.groups, np.zeros(50, np.float32), np.append(1.0, np.zeros(49)))
    assert all(silent.weights[thin(silent, rng)].any() for _ in range(50)), "a page must have something left to learn from"


def test_thinned_pages_teach_another_network() -> None:
    samples = list(pages_of_neighbours(BATCH + 3))
    assert train_network(samples, SIGNALS, (), thinned=True) != train_network(samples, SIGNALS, ())


@pytest.mark.parametrize("silent", [True, False])
def test_nothing_to_learn(silent: bool) -> None:
    """Neither from no pages, nor from pages whose truth is silent, nor from signals that never change."""
    assert train_network([], SIGNALS, ()) == {}
    blank = Sample(np.zeros((4, 9), np.float32), (), np.full(9, np.nan if silent else 1, np.float32), np.full(9, 0 if silent else 1.0))
    assert train_network([blank], SIGNALS, ()) == {}


def test_the_rate_rises_and_falls() -> None:
    rates = [learning_rate(share / 20) for share in range(21)]
    assert rates[0] < rates[2] < max(rates) > rates[10] > rates[20]
    assert rates[20] == pytest.approx(0, abs=1e-9)


def test_a_step_goes_down() -> None:
    rng = np.random.default_rng(4)
    layers, inputs = random_layers(5, 0, rng), rng.normal(size=(40, 5)).astype(np.float32)
    labels = (inputs[:, 0] > 0).astype(np.float32)
    sample = Sample(inputs.T, (), labels, np.full(40, 1 / 40))
    optimizer, before = AdamW(layers, 200), cross_entropy(layers, inputs, (), labels)
    for _ in range(60):
        optimizer.backward(inputs, sample)
        optimizer.step()
    assert cross_entropy(optimizer.layers, inputs, (), labels) < before / 2
