"""Training: from labelled pages to weights that work."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import pytest
from labelled_pages import NO_LIGHTGBM

from declutter import Pipeline, classifiers
from declutter.judge import FORMAT, weights_file
from declutter.judge.weights import by_entry
from declutter.lexicon.learned import Learned
from declutter.options import Options
from declutter.training import fit
from declutter.training.__main__ import main
from declutter.training.dataset import fingerprint, read_set
from declutter.training.examples import examples
from declutter.training.fit import Trainer
from declutter.training.flatten import flatten
from declutter.training.score import bag_f1
from declutter.training.train_forest import Size

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from declutter.classifiers.columns import Columns
    from declutter.training.examples import Example

WHO = "baker miller mayor pilot nurse farmer teacher sailor weaver tailor".split()
DOES = "sold mended found painted moved opened counted borrowed cleaned washed".split()
WHAT = "oven bridge boat school lamp garden letter clock wagon kettle".split()
WHEN = "on Friday,in the morning,last winter,before noon,after the storm,a year ago".split(",")
MENU = "Home News Sport Weather Culture Travel".split()


def sentence(rng: random.Random) -> str:
    return (
        f"The {rng.choice(WHO)} {rng.choice(DOES)} the old {rng.choice(WHAT)} {rng.choice(WHEN)}, and the {rng.choice(WHO)} was glad of it."
    )


def composed(number: int, domain: str) -> tuple[str, str]:
    """A page of a template that all domains share, and its main text."""
    rng = random.Random(number)
    story = [" ".join(sentence(rng) for _ in range(rng.randrange(2, 5))) for _ in range(rng.randrange(5, 9))]
    teasers = [f"{sentence(rng)} {sentence(rng)}" for _ in range(rng.randrange(4, 7))]
    menu = "".join(f'<li><a href="/{word.lower()}">{word}</a></li>' for word in MENU)
    source = (
        f'<!doctype html><html lang="en"><head><title>Page {number}</title></head><body><div class="strip upper"><ul>{menu}</ul></div>'
        f'<div class="story column-{number % 3}">{"".join(f"<p>{text}</p>" for text in story)}</div>'
        f'<div class="teasers column-{number % 3}">{"".join(f"<p>{text}</p>" for text in teasers)}</div>'
        f'<div class="lower"><p>Copyright 2024 {domain}</p><p>All rights reserved</p></div></body></html>'
    )
    return source, "\n".join(story)


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """28 labelled pages of 14 domains."""
    folder = tmp_path_factory.mktemp("sets") / "village"
    (folder / "pages").mkdir(parents=True)
    lines = []
    for number in range(28):
        domain = f"holm-{number // 2}.test"
        source, text = composed(number, domain)
        (folder / "pages" / f"{number}.html").write_text(source, "utf-8")
        lines.append(json.dumps({"id": str(number), "url": f"https://{domain}/{number}", "page_type": "article", "text": text}))
    (folder / "truth.jsonl").write_text("\n".join(lines), "utf-8")
    return folder


@pytest.fixture(scope="module")
def trained(village: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The weights of one whole run."""
    pytest.importorskip("lightgbm", reason=NO_LIGHTGBM)
    out = tmp_path_factory.mktemp("run") / "weights"
    assert main([str(village), "--out", str(out), "--date", "2026-01-01", "--licence", "CC0", "--workers", "1"]) == 0
    return out


def loaded(folder: Path) -> dict[str, dict[str, Any]]:
    return {kind: json.loads((folder / f"{kind}.json").read_text("utf-8")) for kind in ("html", "lines")}


def test_the_same_pages_give_the_same_weights(village: Path, trained: Path, tmp_path: Path) -> None:
    """Byte for byte."""
    assert main([str(village), "--out", str(tmp_path), "--date", "2026-01-01", "--licence", "CC0", "--workers", "1"]) == 0
    for kind in ("html", "lines"):
        assert (tmp_path / f"{kind}.json").read_bytes() == (trained / f"{kind}.json").read_bytes()


def test_the_number_of_workers_makes_no_difference(village: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("lightgbm", reason=NO_LIGHTGBM)
    monkeypatch.setattr(fit, "SIZES", {"lines": Size(5, 0.5)})  # two threads on one busy processor are slow
    pages, scorecard = read_set(village), weights_file("lines")["scorecard"]
    one, two = (Trainer(examples(pages, "lines", {}, workers), scorecard, "lines", workers).weights() for workers in (1, 2))
    assert one == two
    assert len(one["trees"]) == 5
    assert one["network"]["signals"]


def test_what_was_learned_and_from_what_is_on_record(trained: Path, village: Path) -> None:
    for kind, data in loaded(trained).items():
        assert (data["format"], data["kind"]) == (FORMAT, kind)
        record = data["provenance"]
        assert (record["licences"], record["date"]) == ("CC0", "2026-01-01")
        assert record["sets"] == [{"set": "village", "pages": 28, "sha256": fingerprint(read_set(village))}]
        assert record["cross_validated"]["village"]["f1"] > 0.8
        assert record["reliability"]
        assert data["trees"]
        assert data["quality"].keys() >= {"bias", "expected"}
        assert 0.1 < min(data["ensemble"].values())
        assert {"embedding", "projection", "output"} < data["network"]["layers"].keys()
        assert ("group_context" in data["network"]["layers"]) == (kind == "html"), "lines have no groups"
    learned = by_entry(loaded(trained)["html"]["names"])
    assert learned["story"] > 0 > learned["teasers"]
    assert learned["strip"] < 0 > learned["upper"], "the second of two names is learned too"


def test_learned_weights_extract_a_page_of_a_domain_they_have_not_seen(trained: Path) -> None:
    """Its teasers are made of the same words as its story."""
    pipeline = Pipeline(weights=loaded(trained))
    for number in (101, 102, 103):
        source, text = composed(number, "orla.test")
        document = pipeline.extract(source, url="https://orla.test/1")
        assert document.status == "ok"
        assert document.text == text
        assert 0.5 < document.quality <= 1


def test_learned_weights_for_lines(trained: Path) -> None:
    pipeline = Pipeline(Options(input="lines"), weights=loaded(trained))
    source, text = composed(101, "orla.test")
    found = pipeline.extract(flatten(source.encode())).text
    assert bag_f1(found.lower(), text.lower())[2] > 0.7
    assert not {"Home", "Copyright 2024 orla.test", "All rights reserved"} & set(found.splitlines())


@pytest.mark.parametrize("leave_out", [(), (2,)])
def test_no_page_is_judged_by_what_it_taught(village: Path, monkeypatch: pytest.MonkeyPatch, leave_out: tuple[int, ...]) -> None:
    """Learned tables carry the folds that they come from, where their words would be; nothing is grown or taught."""
    made = examples(read_set(village), "lines", {}, 1)
    seen: list[int] = []

    class Folds:
        def __init__(self, examples: list[Example], kind: str) -> None:
            self.folds = {example.fold for example in examples}

        def learned(self, without: Collection[int] = ()) -> Learned:
            return Learned({}, {str(fold): 1.0 for fold in self.folds - set(without)})

    def measured(example: Example, tables: Learned) -> Columns:
        assert tables.words.keys() == {str(page.fold) for page in made} - {str(fold) for fold in {*leave_out, example.fold}}
        seen.append(example.fold)
        return classifiers.blank(example.page)

    monkeypatch.setattr(fit, "Tables", Folds)
    monkeypatch.setattr(fit, "measured", measured)
    monkeypatch.setattr(fit, "train_forest", lambda *_: [])
    monkeypatch.setattr(fit, "train_network", lambda *_, **__: {})
    Trainer(made, weights_file("lines")["scorecard"], "lines", 1).weights(leave_out)
    assert seen == [page.fold for page in made if page.fold not in leave_out]


def test_without_validation_quality_is_left_open(village: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("lightgbm", reason=NO_LIGHTGBM)
    arguments = [str(village), "--out", str(tmp_path), "--kind", "html", "--no-validation", "--weight", "village=2", "--workers", "1"]
    assert main(arguments) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["html.json"]
    data = json.loads((tmp_path / "html.json").read_text("utf-8"))
    assert "quality" not in data
    assert "cross_validated" not in data["provenance"]
    assert "cross-validated" not in capsys.readouterr().out
    assert Pipeline(weights={"html": data}).extract(composed(104, "orla.test")[0])


def test_a_set_counts_what_it_is_said_to_count(village: Path) -> None:
    pages = read_set(village)[:3]
    once, thrice = (examples(pages, "html", importance, 1) for importance in ({}, {"village": 3.0}))
    assert [example.weights.sum() for example in once] == pytest.approx([1] * 3)
    assert [example.weights.sum() for example in thrice] == pytest.approx([3] * 3)


def test_plain_lines_learn_nothing_from_links() -> None:
    """Flattened training pages have no links but for a few; what a model made of those ruined pages of converters that keep links."""
    data = weights_file("lines")
    assert not [name for name in (*data["signals"], *data["network"]["signals"]) if "links" in name]
