"""The network: its forward pass, and the exact attribution of its log-odds."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from declutter import Document, Options, Pipeline, classifiers
from declutter.classifiers.columns import Columns
from declutter.judge import from_dict, weights_file
from declutter.judge.network import (
    AT_ONCE,
    DILATED,
    DILATIONS,
    GROUP_CONTEXTS,
    UNIT,
    Groups,
    Network,
    forward,
    from_layers,
    matmul,
)
from declutter.page import Signal
from declutter.training.train_network import random_layers

if TYPE_CHECKING:
    from declutter.page import Floats

FIXTURES = Path(__file__).parents[2] / "fixtures"
SEEN = sum(DILATIONS)  # blocks to either side
PARAGRAPH = "The miller of the village mended the old bridge on Friday, and the mayor was glad of it, for the winter would be long."
SIGNALS = tuple(Signal(f"prose.s{number}", "is so") for number in range(4))
ROWS = {signal.name: row for row, signal in enumerate(SIGNALS)}


def quantised_layers(signals: int, kinds: int = 2, seed: int = 1) -> dict[str, list[list[int]]]:
    """Layers as a weights file has them."""
    rng = np.random.default_rng(seed)
    blank = random_layers(signals, kinds, rng)
    layers = {name: np.vstack((weights, rng.normal(0, 0.3, len(bias)))) for name, (weights, bias) in blank.items()}
    return {name: (layer / UNIT).astype(int).tolist() for name, layer in layers.items()}


def random_network(signals: int, kinds: int = 2, seed: int = 1) -> dict[str, Any]:
    """The part ``network`` of a weights file for the first signals of the roster."""
    names = [signal.name for signal in classifiers.SIGNALS[:signals]]
    return {"signals": names, "scales": [0.5] * signals, "offsets": [0.1] * signals, "layers": quantised_layers(signals, kinds, seed)}


def small(kinds: int = 2, seed: int = 1) -> Network:
    """A network of four signals."""
    return from_layers({**random_network(4, kinds, seed), "signals": list(ROWS)}, ROWS)


def page_of(blocks: int, kinds: int = 2, seed: int = 2) -> Columns:
    """Random values, and kinds of about four blocks each."""
    rng = np.random.default_rng(seed)
    columns = Columns(SIGNALS, blocks, tuple(rng.integers(0, max(blocks // 4, 1), blocks) for _ in range(kinds)))
    columns.matrix[:] = rng.normal(0, 2, (len(SIGNALS), blocks))
    return columns


# ---------------------------------------------------------------- forward pass
def slowly(network: Network, columns: Columns) -> list[float]:
    """The log-odds of all blocks, block by block and without a trick."""

    def through(name: str, values: list[float]) -> list[float]:
        weights, bias = network.layers[name]
        sums = [sum(v * w for v, w in zip(values, column, strict=True)) for column in weights.T.tolist()]
        return [max(0.0, total + b) for total, b in zip(sums, bias.tolist(), strict=True)]

    count, width = columns.matrix.shape[1], len(network.layers["projection"][1])
    known = []
    for block in range(count):
        values = columns.matrix[network.rows, block].tolist()
        even = [
            v / (abs(v) + s) - u
            for v, s, u in zip(values, network.normalizer.scales.tolist(), network.normalizer.offsets.tolist(), strict=True)
        ]
        known.append(through("embedding", even))
    nothing = [0.0] * width
    for dilation, name in zip(DILATIONS, DILATED, strict=True):
        padded = [nothing] * dilation + known + [nothing] * dilation
        added = [through(name, padded[b] + padded[b + dilation] + padded[b + 2 * dilation]) for b in range(count)]
        known = [[a + b for a, b in zip(old, new, strict=True)] for old, new in zip(known, added, strict=True)]
    average = [sum(column) / count for column in zip(*known, strict=True)]
    page = through("page_context", average + [max(column) for column in zip(*known, strict=True)])
    result = []
    for block in range(count):
        said = [a + b for a, b in zip(through("projection", known[block]), page, strict=True)]
        for name, numbers in zip(GROUP_CONTEXTS, columns.groups, strict=False):
            members = [known[b] for b in range(count) if numbers[b] == numbers[block]]
            attribution = through(name, [sum(column) / len(members) for column in zip(*members, strict=True)])
            said = [a + b for a, b in zip(said, attribution, strict=True)]
        weights, bias = network.layers["output"]
        result.append(sum(s * w for s, w in zip(said, weights[:, 0].tolist(), strict=True)) + float(bias[0]))
    return result


@pytest.mark.parametrize("kinds", [0, 2])
@pytest.mark.parametrize("blocks", [1, 2, 15, 16, 17, 40])
def test_log_odds_are_those_of_a_slow_reading(blocks: int, kinds: int) -> None:
    network, columns = small(kinds), page_of(blocks, kinds)
    assert network.log_odds(columns) == pytest.approx(slowly(network, columns), abs=1e-3)


@pytest.mark.parametrize(("blocks", "size"), [(200, 40), (200, 200), (201, 200), (333, 7)])
@pytest.mark.parametrize("kinds", [0, 2])
def test_slices_change_nothing(blocks: int, size: int, kinds: int, monkeypatch: pytest.MonkeyPatch) -> None:
    network, columns = small(kinds), page_of(blocks, kinds)
    whole = network.trace(columns).log_odds
    monkeypatch.setattr("declutter.judge.network.SLICE", size)
    np.testing.assert_allclose(network.log_odds(columns), whole, atol=1e-4)


def test_a_page_without_blocks_has_no_log_odds() -> None:
    assert small().log_odds(Columns(SIGNALS, 0)).tolist() == []


@pytest.mark.parametrize("rows", [1, 64, 65, 400])
def test_large_products_are_made_in_parts_that_are_small_enough(rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads that wait for the next matmul take the time of whatever else the process does."""
    rng = np.random.default_rng(2)
    values, weights = rng.normal(size=(rows, 120)).astype(np.float32), rng.normal(size=(120, 32)).astype(np.float32)
    sizes = []
    original = np.matmul

    def counted(a: Floats, b: Floats, out: Floats) -> Floats:
        sizes.append(a.shape[0] * b.size)
        return original(a, b, out=out)

    monkeypatch.setattr(np, "matmul", counted)
    assert matmul(values, weights) == pytest.approx(values @ weights, abs=1e-3)
    assert max(sizes, default=rows * weights.size) <= AT_ONCE
    assert len(sizes) == (-(-rows // 65) if rows > 65 else 0)


def test_averages_of_kinds() -> None:
    groups = Groups(np.array([7, 3, 7, 5]))
    values = np.array([[1.0, 0], [2, 2], [5, 4], [9, 9]], np.float32)
    assert groups.averages(values)[groups.place].tolist() == [[3, 2], [2, 2], [3, 2], [9, 9]]


def silenced(network: Network, *layers: str) -> Network:
    """The network with some layers set to zero."""
    silent = {name: tuple(np.zeros_like(part) for part in network.layers[name]) for name in layers}
    return Network(network.rows, network.normalizer, {**network.layers, **silent})  # type: ignore[dict-item]


def changed_by(network: Network, columns: Columns, block: int) -> set[int]:
    """The blocks whose log-odds change with the signals of one."""
    before = network.log_odds(columns)
    columns.matrix[:, block] += 3
    return set(np.flatnonzero(np.abs(network.log_odds(columns) - before) > 1e-7).tolist())


def test_the_receptive_field_is_31_blocks_to_either_side() -> None:
    network, blocks = silenced(small(0, seed=5), "page_context"), 4 * SEEN
    changed = changed_by(network, page_of(blocks, 0), 2 * SEEN)
    assert min(changed) >= 2 * SEEN - SEEN
    assert max(changed) <= 2 * SEEN + SEEN
    assert len(changed) > SEEN


def test_blocks_of_a_group_see_each_other_however_far_apart() -> None:
    columns = page_of(6 * SEEN)
    columns.groups = (np.arange(6 * SEEN) // 7, np.arange(6 * SEEN))
    columns.groups[0][-1] = 0
    changed = changed_by(silenced(small(), "page_context", *DILATED), columns, 0)
    assert changed == {*range(7), 6 * SEEN - 1}


def test_page_pooling_reaches_every_block() -> None:
    assert changed_by(small(0), page_of(4 * SEEN, 0), 0) == set(range(4 * SEEN))


# ---------------------------------------------------------------- attribution
@pytest.mark.parametrize("blocks", [1, 40])
def test_parts_sum_to_the_log_odds(blocks: int) -> None:
    network, columns = small(), page_of(blocks)
    attribution = network.attribution(columns)
    assert attribution.parts.shape == (len(SIGNALS), blocks)
    assert attribution.parts.sum(0) + attribution.around + attribution.bias == pytest.approx(network.log_odds(columns), abs=1e-4)


def test_a_single_block_of_mean_signals_has_the_bias() -> None:
    network = small(0)
    columns = Columns(SIGNALS, 1)
    columns.matrix[:] = 0.1 * 0.5 / 0.9  # normalised to 0.1, which is the offset
    attribution = network.attribution(columns)
    assert (attribution.parts, attribution.around) == (pytest.approx(0, abs=1e-5), pytest.approx(0, abs=1e-5))
    assert network.log_odds(columns)[0] == pytest.approx(attribution.bias, abs=1e-5)


def test_a_contribution_is_gradient_times_input() -> None:
    """Without other blocks the parts are the gradient of the log-odds, measured here by small steps."""
    network, columns = silenced(small(0), "page_context"), page_of(1, 0)
    attribution, even = network.attribution(columns), network.normalizer.transform(columns.matrix)
    slopes = []
    for signal in range(len(SIGNALS)):
        ends = []
        for step in (-1e-3, 1e-3):
            moved = even.copy()
            moved[0, signal] += step
            ends.append(float(forward(network.layers, moved, ()).log_odds[0]))
        slopes.append((ends[1] - ends[0]) / 2e-3)
    assert attribution.parts[:, 0] == pytest.approx(np.array(slopes) * even[0], abs=0.01)


def with_random_network(kind: str) -> dict[str, Any]:
    """The package's weights with another network, so that this holds whatever the package ships."""
    return {**weights_file(kind), "network": random_network(len(classifiers.SIGNALS), 2 if kind == "html" else 0)}


@pytest.fixture(scope="module", params=["the package's weights", "random network"])
def documents(request: pytest.FixtureRequest) -> list[Document]:
    weights = {kind: with_random_network(kind) for kind in ("html", "lines")} if request.param == "random network" else None
    pages = [*sorted((FIXTURES / "pages").glob("*/page.html"))[::9], *sorted((FIXTURES / "lines").glob("*/page.txt"))[::2]]
    return [Pipeline(Options(input="lines" if path.suffix == ".txt" else "html"), weights).extract(path) for path in pages]


def test_the_verdict_names_the_context(documents: list[Document]) -> None:
    named = 0
    for document in documents:
        for verdict in document.blocks:
            assert sum(verdict.contributions.values()) == pytest.approx(verdict.log_odds, abs=1e-6), verdict.text
            assert verdict.contributions.keys() <= {"bias", "context", *classifiers.ROSTER}
            assert verdict.reason
            named += abs(verdict.contributions.get("context", 0.0)) > 0.01
    assert named, "the blocks around never add anything"


def test_contributions_are_the_same_block_by_block(documents: list[Document]) -> None:
    """A few blocks see as much of the page as all of them at once: the layers' reach on both sides."""
    for document in documents[:4]:
        judge, columns = document.judged.judge, document.judged.columns
        blocks = columns.matrix.shape[1]
        whole = judge.parts(columns, 0, blocks)
        for block in range(0, blocks, 7):
            assert judge.parts(columns, block, block + 1)[:, 0] == pytest.approx(whole[:, block], abs=1e-5)
            named = judge.contributions(columns, block)
            assert sum(named.values()) == pytest.approx(judge.log_odds(columns)[block], abs=1e-6)


def test_a_page_is_taken_apart_once_for_all_verdicts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else explaining a page would take time by the square of its lines."""
    document = Pipeline(Options(input="lines")).extract("\n".join([PARAGRAPH] * 30))
    calls = []
    trace = Network.trace

    def counted(self: Network, columns: Columns, *more: Any) -> Any:
        calls.append(1)
        return trace(self, columns, *more)

    monkeypatch.setattr(Network, "trace", counted)
    assert len(document.blocks) == 30
    assert len(calls) <= 2


# ---------------------------------------------------------------- weights
def test_weights_without_a_network_are_read() -> None:
    data = {key: value for key, value in weights_file("lines").items() if key != "network"}
    judge = from_dict(data, classifiers.SIGNALS)
    assert judge.network is None
    document = Pipeline(weights={"lines": data}).extract("\n".join([PARAGRAPH] * 30))
    assert all("context" not in verdict.contributions for verdict in document.blocks)


SOUND = random_network(4)


def with_layer(name: str, figures: Any) -> dict[str, Any]:
    return {**SOUND, "layers": {**SOUND["layers"], name: figures}}


BROKEN: dict[str, tuple[dict[str, Any], str]] = {
    **{f"no {part}": ({k: v for k, v in SOUND.items() if k != part}, f"network of the weights lacks {part}") for part in SOUND},
    "unknown signal": ({**SOUND, "signals": [*SOUND["signals"][:3], "prose.nosuch"]}, r"no classifier declares: prose\.nosuch"),
    "a signal too many": ({**SOUND, "signals": [*SOUND["signals"], SOUND["signals"][0]]}, "do not fit"),
    "a scale too few": ({**SOUND, "scales": [1.0] * 3}, "do not fit"),
    "an offset too few": ({**SOUND, "offsets": [1.0] * 3}, "do not fit"),
    "no layer": ({**SOUND, "layers": {}}, "do not fit"),
    "a dilated layer too few": (
        {**SOUND, "layers": {k: v for k, v in SOUND["layers"].items() if k != "dilated_4"}},
        "do not fit.*dilated_4",
    ),
    "a row too few": (with_layer("projection", SOUND["layers"]["projection"][1:]), "do not fit"),
    "rows of two lengths": (with_layer("projection", [[1], [1, 2]]), "do not fit"),
    "words": (with_layer("projection", "many"), "do not fit"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_network_is_refused(case: str) -> None:
    data, said = BROKEN[case]
    with pytest.raises(ValueError, match=said):
        from_dict({**weights_file("html"), "network": data}, classifiers.SIGNALS)


def test_a_network_travels_to_another_process() -> None:
    source = "\n".join([PARAGRAPH, "Home", "News"] * 15)
    for weights in (None, {"lines": with_random_network("lines")}):
        pipeline = Pipeline(Options(input="lines"), weights)
        copy = pickle.loads(pickle.dumps(pipeline))
        here = pipeline.extract(source)
        for there in (copy.extract(source), pickle.loads(pickle.dumps(here))):
            assert list(there.blocks) == list(here.blocks)
