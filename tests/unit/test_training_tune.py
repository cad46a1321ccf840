"""Tuning: trained weights adapted to 30 pages of a site that they do not know."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest
from labelled_pages import NO_LIGHTGBM

from declutter import Pipeline
from declutter.judge import weights_file
from declutter.judge.weights import by_entry
from declutter.reduce import reduce
from declutter.training.__main__ import main
from declutter.training.dataset import read_set
from declutter.training.evaluate import cross_validated, page_score, weighed
from declutter.training.examples import FOLDS, Example, examples
from declutter.training.fit import Trainer, measured
from declutter.training.score import bag_f1
from declutter.training.tune import PLANS, Plan, Tuner, extended, regression, simplest
from declutter.training.tune_command import folded, starting, validated, value

PAGES = 30
WHO = "pilot,ferryman,keeper,harbour master,net maker,fishmonger,lamp trimmer,shipwright".split(",")
DOES = "sounded,measured,reported,charted,warned of,closed,buoyed,dredged".split(",")
WHAT = "the eastern channel,a bank of sand,the bar before the mole,the inner basin,a wreck off the point,the fairway".split(",")
WHEN = "at low water,before dawn,after the gale,on Monday,with the flood,at slack tide".split(",")
STATIONS = "Vessin Mole,Orla Bar,Point Sill,Inner Basin,Lamp Rock,Ferry Stairs".split(",")


def sentence(rng: random.Random) -> str:
    return f"The {rng.choice(WHO)} {rng.choice(DOES)} {rng.choice(WHAT)} {rng.choice(WHEN)}, and {rng.choice(WHAT)} {rng.choice(WHEN)}."


def prose(rng: random.Random) -> str:
    return " ".join(sentence(rng) for _ in range(rng.randrange(2, 4)))


def paragraphs(rng: random.Random) -> str:
    return "".join(f"<p>{prose(rng)}</p>" for _ in range(rng.randrange(1, 3)))


def bulletin(number: int) -> tuple[str, str]:
    """A bulletin of a pilots' office, and its text: reports and gauges, among older reports that only the site's own names tell apart."""
    rng = random.Random(number)
    parts: list[tuple[str, str, bool]] = []
    for _ in range(rng.randrange(3, 6)):
        parts.append(("zk-melding", paragraphs(rng), True))
        if rng.random() < 0.7:
            parts.append(("zk-archief", paragraphs(rng), False))
    for _ in range(rng.randrange(2, 4)):
        gauges = "".join(f"<div>{station} {rng.randrange(-90, 320)} cm</div>" for station in rng.sample(STATIONS, 4))
        parts.append(("zk-peil", gauges, True))
    rng.shuffle(parts)
    body = "".join(f'<div class="{name}">{text}</div>' for name, text, _ in parts)
    kept = "".join(text for _, text, keep in parts if keep)
    source = (
        f'<!doctype html><html lang="en"><head><title>Bulletin {number}</title></head><body><div class="zk-kop"><a href="/">Pilots</a> '
        f'<a href="/charts">Charts</a></div><div class="zk-blad">{body}</div><div class="zk-voet">Pilots of Vessin, Mole 3</div>'
    )
    return source, "\n".join(kept.replace("</div>", "\n").replace("</p>", "\n").replace("<div>", "").replace("<p>", "").split("\n")).strip()


def written(folder: Path, count: int = PAGES) -> Path:
    """A set of bulletins."""
    (folder / "pages").mkdir(parents=True)
    lines = []
    for number in range(count):
        source, text = bulletin(number)
        (folder / "pages" / f"{number}.html").write_text(source, "utf-8")
        lines.append(json.dumps({"id": str(number), "url": f"https://pilots.vessin.test/{number}", "text": text}))
    (folder / "truth.jsonl").write_text("\n".join(lines), "utf-8")
    return folder


@pytest.fixture(scope="module")
def pilots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("sets") / "pilots")


@pytest.fixture(scope="module")
def made(pilots: Path) -> list[Example]:
    return folded(examples(read_set(pilots), "html", {}, 1))


def test_tuned_weights_beat_the_trained_ones_and_those_from_nothing(made: list[Example]) -> None:
    """Each page is judged by weights that have not seen it."""
    pytest.importorskip("lightgbm", reason=NO_LIGHTGBM)
    assert len(made) == PAGES and {example.fold for example in made} == set(range(FOLDS)), "folds are by page: it is one domain"
    scores = validated(Tuner(weights_file("html"), made), "html")
    chosen = simplest(scores, PLANS["html"])
    trainer = Trainer(made, weights_file("html")["scorecard"], "html", 1)
    probabilities = weighed(cross_validated(trainer, made), {"block_model": 0.35, "context_model": 0.55})
    zero = [value(page_score(e, reduce(e.page, p.astype(np.float32)))) for e, p in zip(made, probabilities, strict=True)]
    tuned, trained = np.mean(scores[chosen.name]), np.mean(scores["as trained"])
    print({name: round(float(np.mean(values)), 4) for name, values in scores.items()}, "from nothing", np.mean(zero))
    assert chosen.names
    assert tuned > trained + 0.05
    assert tuned > np.mean(zero) + 0.02


def test_the_command(pilots: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PLANS, "html", PLANS["html"][:4:3])  # two plans, for the time that they take
    assert main(["tune", str(pilots), "--out", str(tmp_path), "--date", "2026-01-01", "--workers", "1"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[1] for line in printed] == [plan.name for plan in PLANS["html"]]
    assert sum("<- written" in line for line in printed) == 1
    data = json.loads((tmp_path / "html.json").read_text("utf-8"))
    record = data["provenance"]["tuned"]
    assert record["date"] == "2026-01-01" and record["sets"][0]["pages"] == PAGES and record["cross_validated"]["as trained"] < 1
    assert data["trees"] == weights_file("html")["trees"] and data["network"] == weights_file("html")["network"], "not trained anew"
    names = by_entry(data["names"])
    assert names["zk-archief"] < 0 < names["zk-melding"]
    tuned, trained = Pipeline(weights={"html": data}), Pipeline()
    for number in (101, 102, 103, 104):
        source, text = bulletin(number)
        before, after = (bag_f1(pipeline.extract(source).text.lower(), text.lower())[2] for pipeline in (trained, tuned))
        assert after > before
    assert starting(tmp_path / "html.json", "html") == data


def test_pages_of_fixtures(tmp_path: Path) -> None:
    for number in range(3):
        folder = tmp_path / "mine" / "pages" / f"bulletin-{number}"
        folder.mkdir(parents=True)
        source, text = bulletin(number)
        (folder / "page.html").write_text(source, "utf-8")
        (folder / "expected.txt").write_text(text, "utf-8")
        (folder / "expected.json").write_text(json.dumps({"url": "https://pilots.vessin.test/" if number else None}), "utf-8")
    pages = read_set(tmp_path / "mine")
    assert [(page.dataset, page.id, page.text) for page in pages] == [("mine", f"bulletin-{n}", bulletin(n)[1]) for n in range(3)]
    assert [page.domain for page in pages] == ["mine/bulletin-0", "vessin.test", "vessin.test"]


def error(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert main(arguments) == 2
    text = capsys.readouterr().err
    assert text.count("\n") == 1 and text.startswith("python -m declutter.training: ")
    return text


def test_wrong_input_takes_one_line(pilots: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "none" in error(["tune", str(tmp_path / "none")], capsys)
    assert "has no truth.jsonl" in error(["tune", str(tmp_path)], capsys)
    assert "has no truth.jsonl" in error([str(tmp_path)], capsys), "training from nothing, too"
    (tmp_path / "file.tar").write_text("no archive")
    assert "file.tar is neither a folder nor a tar archive" in error(["tune", str(tmp_path / "file.tar")], capsys)
    few = written(tmp_path / "few", 4)
    assert "4 pages are too few to learn from: 10 are the least" in error(["tune", str(few)], capsys)
    with (few / "truth.jsonl").open("a") as file:
        file.write("\n{")
    assert "few: a line of truth.jsonl is no JSON" in error(["tune", str(few)], capsys)
    (few / "truth.jsonl").write_text('{"id": "x", "text": "a"}')
    assert "names pages/x.html, which is missing" in error(["tune", str(few)], capsys)
    (few / "truth.jsonl").write_text('{"id": "1", "text": ["a"]}')
    assert "needs 'id' and 'text'" in error(["tune", str(few)], capsys)


def test_weights_of_another_kind_are_refused(pilots: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "lines.json"
    path.write_text(json.dumps(weights_file("lines")))
    assert "has weights of kind 'lines', and the pages are read as 'html'" in error(["tune", str(pilots), "--start", str(path)], capsys)
    path.write_text("{}")
    assert "has weights of kind None" in error(["tune", str(pilots), "--start", str(path)], capsys)
    path.write_text("{")
    assert "is no weights file" in error(["tune", str(pilots), "--start", str(path)], capsys)
    path.write_text('{"kind": "html", "format": 1}')
    assert "weights have format 1" in error(["tune", str(pilots), "--start", str(path)], capsys)
    with pytest.raises(ValueError, match="the weights for 'html' are of kind 'lines'"):
        Pipeline(weights={"html": weights_file("lines")})


def test_what_is_written_is_what_was_validated(made: list[Example]) -> None:
    """The adapted file gives the probabilities of the adaptation."""
    tuner = Tuner(weights_file("html"), made)
    plan = Plan("all", names=True, words=True, shift=True, signals=True)
    data = tuner.adapted(plan)
    weights = tuner.weights(plan)
    judge = Pipeline(weights={"html": data}).judge_of("html")
    for example in made[:3]:
        expected = tuner.inputs(example, plan) @ weights
        assert judge.log_odds(measured(example, judge.learned)) == pytest.approx(expected, abs=0.02)


def test_tables_get_the_entries_that_they_lack() -> None:
    trained = {"story": 2.0, "menu": -3.0}
    pages = [{"story": 0.0, "menu": 1.0, "own": 0.0, "ours": 1.0, "average": 0.45}] * 6
    table = extended(trained, [*pages, {"rare": 0.0}])
    assert {name: table[name] for name in trained} == trained
    assert table["own"] < -1 and table["ours"] > 1
    assert table.keys() == {"story", "menu", "own", "ours"}, "what says nothing, or is rare, is left out"
    assert extended(trained, pages[:2]) == trained, "two pages are too few"


def test_regression_changes_only_what_is_free() -> None:
    rng = np.random.default_rng(0)
    inputs = np.column_stack((rng.normal(size=500), rng.normal(size=500), np.ones(500), rng.random(500) < 0.1)).astype(float)
    labels = (inputs[:, 0] + 3 * inputs[:, 3] + 1 > 0).astype(float)
    start = np.array([0.35, 0.55, 0.0, 0.0])
    mass = np.full(500, 0.06)
    assert np.array_equal(regression(inputs, labels, mass, start, [2])[[0, 1, 3]], start[[0, 1, 3]])
    found = regression(inputs, labels, mass, start, [0, 1, 2, 3])
    assert found[0] > 0.35 > found[1] and found[2] > 0 and found[3] > 0.2
    assert np.allclose(regression(inputs, labels, mass * 1e-6, start, [0, 1, 2, 3]), start, atol=1e-3), "few pages change little"


def test_the_simplest_of_equals_is_chosen() -> None:
    plans = PLANS["lines"]
    base = np.linspace(0.5, 0.9, 20)
    scores = {plan.name: base + 0.01 * number * (-1) ** np.arange(20) for number, plan in enumerate(plans)}
    assert simplest(scores, plans) is plans[0]
    scores[plans[2].name] = base + 0.05
    assert simplest(scores, plans) is plans[2]
