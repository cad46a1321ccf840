"""Own classifiers: modules, objects and entry points beside those of the package; what they add, say and may not do."""

from __future__ import annotations

import pickle
import sys
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import regex

from declutter import Document, Pipeline, Signal, Verdict, extract_many
from declutter.classifiers.columns import Columns
from declutter.cli import main
from declutter.page import Page

RIVER = "The river rose by two metres in one night, and the mayor asked everybody in the lower streets to leave at once."
BRIDGE = "The bridge by the mill was closed at noon, when the water reached its deck and drove trees against the pillars."
STRIP = "Today 21°C and dry in the harbour, at night 14°C with a little wind from the west and no rain."
STORY = f"<html><body><article><h1>Flood</h1><p>{RIVER}</p><p>{STRIP}</p><p>{BRIDGE}</p></article></body></html>"
TOLD = Signal("weather.told", "gives temperatures")


class Weather:
    """Reports of the weather."""

    SIGNALS = (TOLD,)
    WEIGHTS = {"weather.told": -12.0}
    BOILERPLATE = True
    degrees = regex.compile("°")

    def measure(self, page: Page, out: Columns) -> None:
        out[TOLD] = [self.degrees.search(text) is not None for text in page.texts]


class Voice:
    SIGNALS = (Signal("voice.water", "speaks of water"),)
    WEIGHTS = {"voice.water": 2.5}

    def measure(self, page: Page, out: Columns) -> None:
        out[self.SIGNALS[0]] = [text.count("water") for text in page.texts]


def verdict_on(document: Document, text: str) -> Verdict:
    return next(verdict for verdict in document.blocks if verdict.text == text)


def test_it_counts_in_full_and_is_shown() -> None:
    plain, own = Pipeline().extract(STORY), Pipeline(classifiers=[Weather(), Voice()]).extract(STORY)
    assert STRIP in plain.text and STRIP not in own.text
    before, after = verdict_on(plain, STRIP), verdict_on(own, STRIP)
    assert after.log_odds == pytest.approx(before.log_odds - 12, abs=1e-4)
    assert after.score == pytest.approx(1 / (1 + np.exp(-after.log_odds)), abs=1e-5)
    assert after.contributions["weather"] == after.signals["weather.told"] == -12
    assert "voice" not in after.contributions
    assert after.label == "weather" and ": it gives temperatures" in after.reason
    kept = verdict_on(own, BRIDGE)
    assert kept.contributions["voice"] == 2.5 and "speaks of water" in kept.reason and kept.label == "paragraph"
    for verdict in own.blocks:
        assert sum(verdict.contributions.values()) == pytest.approx(verdict.log_odds, abs=1e-6)
        assert sum(verdict.signals.values()) == pytest.approx(verdict.log_odds, abs=1e-6)


def test_without_own_classifiers_nothing_changes() -> None:
    assert Pipeline(classifiers=[]).extract(STORY) == Pipeline().extract(STORY)
    assert not Pipeline().own and Pipeline(classifiers=[Voice()]).own


def module_at(path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    (path / "tides_of_vessin.py").write_text(
        '"""Tide tables."""\nfrom declutter import Signal\nLOW = Signal("tides.low", "gives low water")\nSIGNALS = (LOW,)\n'
        'WEIGHTS = {"tides.low": 1}\n\ndef measure(page, out):\n    out[LOW] = 1.0\n'
    )
    monkeypatch.syspath_prepend(str(path))
    monkeypatch.delitem(sys.modules, "tides_of_vessin", raising=False)
    return __import__("tides_of_vessin")


def test_modules_and_pickles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = Pipeline(classifiers=[module_at(tmp_path, monkeypatch), Weather()])
    document = pipeline.extract(STORY)
    assert verdict_on(document, RIVER).contributions["tides"] == 1
    copy = pickle.loads(pickle.dumps(pipeline)).extract(STORY)
    assert copy.blocks == document.blocks == pickle.loads(pickle.dumps(document)).blocks
    (result,) = extract_many([STORY], workers=0, output="text", pipeline=pipeline)
    assert result and STRIP not in result.value


def test_entry_points_are_loaded_only_when_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module_at(tmp_path, monkeypatch)
    found = EntryPoints((EntryPoint("tides", "tides_of_vessin", "declutter.classifiers"),))
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: found.select(group=group))
    assert not Pipeline().own
    assert [one.name for one in Pipeline(classifiers="installed").own.all] == ["tides"]
    assert [one.name for one in Pipeline(classifiers=["installed", Voice()]).own.all] == ["tides", "voice"]
    found = EntryPoints((EntryPoint("storms", "no_such_module", "declutter.classifiers"),))
    with pytest.raises(ValueError, match=r"entry point storms = no_such_module of declutter\.classifiers cannot be loaded"):
        Pipeline(classifiers="installed")


def test_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    module_at(tmp_path, monkeypatch)
    page, weather = tmp_path / "page.html", tmp_path / "weather.py"
    page.write_text(STORY, "utf-8")
    weather.write_text(
        'from declutter import Signal\nTOLD = Signal("weather.told", "gives temperatures")\nSIGNALS = (TOLD,)\nWEIGHTS = {TOLD.name: -12}\n'
        'BOILERPLATE = True\n\ndef measure(page, out):\n    out[TOLD] = ["°" in text for text in page.texts]\n',
        "utf-8",
    )
    assert main([str(page), "--classifier", str(weather), "--classifier", "tides_of_vessin"]) == 0
    assert STRIP not in capsys.readouterr().out
    assert main(["explain", str(page), "--classifier", str(weather), "--grep", "21°C"]) == 0
    assert regex.search(r"- +\d+ % weather +Today .*gives temperatures", capsys.readouterr().out)
    for name, message in (
        ("no_such_module", "--classifier no_such_module: No module named"),
        (str(tmp_path / "none.py"), "none.py: No such file"),
        ("json", "json is no classifier: its SIGNALS"),
    ):
        assert main([str(page), "--classifier", name]) == 2
        error = capsys.readouterr().err
        assert message in error and error.count("\n") == 1
    weather.write_text("1 / 0")
    assert main([str(page), "--classifier", str(weather)]) == 2 and "ZeroDivisionError: division by zero" in capsys.readouterr().err


def made(signals: Any = (TOLD,), weights: Any = None, measure: Any = lambda page, out: None) -> Any:
    weights = {"weather.told": -1.0} if weights is None else weights
    return type("Made", (), {"SIGNALS": signals, "WEIGHTS": weights, "measure": staticmethod(measure)})()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ([object()], "object is no classifier: its SIGNALS"),
        ([made(signals=("weather.told",))], "must be declutter.Signal"),
        ([made(signals=())], "one or more"),
        ([made(measure=None)], "no function measure"),
        ([made(weights={})], "its WEIGHTS must say what each signal adds"),
        ([made(weights={"weather.told": -1, "weather.x": 1})], "its WEIGHTS"),
        ([made(weights={"weather.told": "much"})], "must be a number from -100 to 100"),
        ([made(weights={"weather.told": float("nan")})], "must be a number from -100 to 100"),
        ([made(signals=(Signal("weather", "x"),))], "must have names such as"),
        ([made(signals=(TOLD, Signal("other.told", "x")))], "must have names such as"),
        ([made(signals=(Signal("share.told", "x"),), weights={"share.told": 1})], "'share': the name is taken"),
        ([made(signals=(Signal("site.told", "x"),), weights={"site.told": 1})], "'site': the name is taken"),
        ([Weather(), Weather()], "there are 2 classifiers with the name 'weather'"),
        ("weather", "must be a list of modules or objects, or 'installed'"),
        (Weather(), "must be a list"),
    ],
)
def test_what_is_no_classifier_is_refused_at_once(given: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Pipeline(classifiers=given)


@pytest.mark.parametrize(
    ("values", "message"),
    [([1.0], "could not broadcast|shape"), ("many", "could not convert"), (float("nan"), "is no number"), ({}, "classifier 'weather': ")],
)
def test_wrong_values_name_the_classifier(values: Any, message: str) -> None:
    def measure(page: Page, out: Columns) -> None:
        out[TOLD] = values * 2 if isinstance(values, list) else values

    with pytest.raises(ValueError, match="classifier 'weather'") as error:
        Pipeline(classifiers=[made(measure=measure)]).extract(STORY)
    assert regex.search(message, str(error.value))


def test_a_signal_of_another_classifier_cannot_be_written() -> None:
    def measure(page: Page, out: Columns) -> None:
        out[Signal("share.said", "")] = 1

    with pytest.raises(ValueError, match=r"classifier .weather. writes a signal that is not among its SIGNALS: .share\.said."):
        Pipeline(classifiers=[made(measure=measure)]).extract(STORY)
