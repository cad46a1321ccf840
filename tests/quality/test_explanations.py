"""Contributions of every block of 300 development pages sum to its log-odds, by classifier and by signal, and every block has a reason."""

from __future__ import annotations

import pytest
from test_floors import load

from declutter import Pipeline
from declutter.document.kinds import KINDS

from benchmark_pages import missing  # isort: skip  # test_floors puts its folder on the path

pytestmark = pytest.mark.quality

DATA, PAGES = "wcxb-dev", 300
EXACT = 1e-6  # log-odds
SIGNALS_OF = 20  # every n-th block is taken apart by signal too, which takes longer


def test_contributions_sum_to_the_log_odds(capsys: pytest.CaptureFixture[str]) -> None:
    if why := missing(DATA):
        with capsys.disabled():
            print(f"\nEXPLANATIONS ARE NOT CHECKED on {DATA}: {why}")
        pytest.skip(why)
    pipeline, blocks = Pipeline(), 0
    for truth, page in load(DATA)[:PAGES]:
        document = pipeline.extract(page, truth.get("url"))
        for verdict in document.blocks:
            name = f"{truth['id']} block {verdict.index}"
            assert abs(sum(verdict.contributions.values()) - verdict.log_odds) < EXACT, name
            assert verdict.label in KINDS and verdict.reason.count("likely to be text") == 1, name
            if not verdict.index % SIGNALS_OF:
                assert abs(sum(verdict.signals.values()) - verdict.log_odds) < EXACT, name
            blocks += 1
    with capsys.disabled():
        print(f"\n{blocks} blocks of {PAGES} pages of {DATA}")
    assert blocks > 10_000, "too few blocks to prove anything"
