"""Verdicts: contributions that sum to the log-odds, reasons that are true of the block, and a cost that stays linear."""

from __future__ import annotations

import pickle
from pathlib import Path
from time import process_time

import pytest

from declutter import Document, Options, Pipeline, extract
from declutter.document.directions import directions
from declutter.document.evidence import AT_ONCE, STRONGEST
from declutter.document.kinds import KINDS
from declutter.document.phrases import phrase
from declutter.page import Signal

FIXTURES = Path(__file__).parents[2] / "fixtures"
PAGES = [*sorted(FIXTURES.glob("pages/*/page.html")), *sorted(FIXTURES.glob("lines/*/page.txt"))]
SOME = PAGES[::11]
EXACT = 1e-6  # log-odds


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return [extract(path, input="lines" if path.suffix == ".txt" else "html") for path in PAGES]


def test_contributions_sum_to_the_log_odds_on_every_fixture(documents: list[Document]) -> None:
    for document in documents:
        for verdict in document.blocks:
            assert abs(sum(verdict.contributions.values()) - verdict.log_odds) < EXACT, f"{document.title}: {verdict.text!r}"


def test_contributions_by_signal_sum_to_them_too(documents: list[Document]) -> None:
    for document in documents[::7]:
        for verdict in document.blocks:
            signals, groups = verdict.signals, dict.fromkeys(verdict.contributions, 0.0)
            assert abs(sum(signals.values()) - verdict.log_odds) < EXACT, f"{document.title}: {verdict.text!r}"
            for name, part in signals.items():
                groups[name.partition(".")[0]] += part
            assert groups == pytest.approx(verdict.contributions, abs=1e-4)


def test_blocks_may_be_asked_for_in_any_order() -> None:
    document = extract(PAGES[0])
    in_order = [verdict.signals for verdict in document.blocks]
    backwards = [verdict.signals for verdict in reversed(document.blocks)][::-1]
    for one, other in zip(in_order, backwards, strict=True):
        assert one == pytest.approx(other, abs=1e-4)


@pytest.mark.parametrize("blocks", [AT_ONCE - 1, AT_ONCE, 2 * AT_ONCE + 3])
def test_the_evidence_of_a_long_page_is_collected_in_slices(blocks: int) -> None:
    document = Pipeline(Options(input="lines")).extract("\n".join(f"Line {number} of the harbour book." for number in range(blocks)))
    assert len(document.blocks) == blocks
    for place in (0, 1, AT_ONCE - 2, blocks - 1):
        verdict = document.blocks[place]
        assert abs(sum(verdict.signals.values()) - verdict.log_odds) < EXACT
        assert sum(verdict.signals.values()) == pytest.approx(sum(verdict.contributions.values()))


def test_the_strongest_evidence_is_named(documents: list[Document]) -> None:
    """The first signal on each side is of the classifier that adds most, and the one of its signals that convinces most."""
    checked = 0
    for document in documents[::11]:
        explained = document.blocks[0].explained
        ways = dict(zip((signal.name for signal in explained.judge.signals), directions(explained.judge.signals).tolist(), strict=True))
        for verdict in document.blocks:
            groups = {name: part for name, part in verdict.contributions.items() if name in explained.evidence.names}
            groups.pop("page_features", None)
            signals = verdict.signals
            for side, sign in ((0, 1), (STRONGEST, -1)):
                code = int(explained.evidence.signals[verdict.index, side])
                if code < 0:
                    continue
                signal, is_high = explained.judge.signals[code // 2].name, code % 2 == 1
                assert sign * signals[signal] > 0 and (ways[signal] == 0 or ways[signal] == (sign if is_high else -sign)), signal
                owner = signal.partition(".")[0]
                assert sign * groups[owner] == pytest.approx(max(sign * part for part in groups.values()), abs=1e-4)
                checked += 1
    assert checked > 300, "too few to prove anything"


def test_labels_are_of_the_list(documents: list[Document]) -> None:
    found = {verdict.label for document in documents for verdict in document.blocks}
    assert found <= KINDS.keys()
    assert len(found) > 20, "the list is longer than what occurs"


def test_verdicts_survive_pickling() -> None:
    document = extract(SOME[0])
    copy = pickle.loads(pickle.dumps(document))
    assert copy.blocks == document.blocks
    (one,) = pickle.loads(pickle.dumps(document.blocks[3:4]))
    assert one == document.blocks[3] and one != document.blocks[4]
    assert one.reason == document.blocks[3].reason


def test_verdicts_outlive_their_document_and_hold_no_circle() -> None:
    document = extract(SOME[0])
    blocks = document.blocks
    story = document.story
    del document
    assert [verdict.block for verdict in blocks if verdict.block] == [block for block in story.blocks if block.index >= 0]


def test_verdicts_take_time_by_the_number_of_blocks() -> None:
    """A page of many small blocks: its verdicts took fifty times as long as its extraction, by one pass of the models for each."""
    document = extract("<p>x</p>" * 100)
    _ = [verdict.reason for verdict in document.blocks]
    start = process_time()
    document = extract("<p>x</p>" * 8_000)
    middle = process_time()
    assert all(verdict.reason and verdict.label for verdict in document.blocks)
    assert process_time() - middle < 3 * (middle - start)


def test_reasons_are_true_of_their_blocks(documents: list[Document]) -> None:
    """A phrase of presence is only said of a block that has the signal, and one of absence only of one that has not."""
    said = 0
    for document in documents[::5]:
        columns = document.judged.columns
        words = {phrase(signal, holds): (signal, holds) for signal in columns.signals if not signal.numeric for holds in (True, False)}
        for verdict in document.blocks:
            sentence = verdict.reason.partition(": it ")[2].partition("; ")[0]
            for part in sentence.split(" and "):
                if part in words:
                    signal, holds = words[part]
                    said += 1
                    assert bool(columns[signal][verdict.index] > 0) is holds, f"{verdict.text!r}: {part}"
    assert said > 300, "too few reasons to prove anything"


def test_reasons_name_the_threshold_of_the_page(documents: list[Document]) -> None:
    for document in documents[::5]:
        cut = document.threshold
        for verdict in document.blocks:
            if cut and verdict.decided_by not in ("json_ld",):
                assert f"(this page keeps from {100 * cut:.0f} %)" in verdict.reason
            if verdict.decided_by == "cut":
                assert verdict.kept == (verdict.score >= cut), verdict.reason
            else:
                assert f"by the step {verdict.decided_by}: " in verdict.reason


def test_a_signal_without_words_of_its_own_has_those_of_its_note() -> None:
    assert phrase(Signal("mine.said", "says what mine say"), True) == "says what mine say"
    assert phrase(Signal("mine.said", "says what mine say"), False) == "is no block that says what mine say"
    assert phrase(Signal("mine.size", "size", numeric=True), False) == "has a low value of: size"
    assert phrase(Signal("mine.size", "size", True, "is large", "is small"), True) == "is large"
