"""What a caller favours in doubt: less text or more. And where the time of a page goes, as the command prints it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from declutter import Document, Options, Pipeline, extract
from declutter.cli import main
from declutter.profile import STEPS, best_of, profile
from declutter.reduce import RECALL_WEIGHTS, Selection
from declutter.reduce.cut import cut

if TYPE_CHECKING:
    from declutter.options import Focus

PAGES = sorted((Path(__file__).parents[2] / "fixtures" / "pages").glob("*/page.html"))
NEWS = next(path for path in PAGES if path.parent.name == "news-agency-wire")
FOCUSES: tuple[Focus, ...] = ("precision", "balanced", "recall")


@pytest.fixture(scope="module")
def documents() -> list[dict[Focus, Document]]:
    """Every fixture page, by focus."""
    pipelines = {focus: Pipeline(Options(focus=focus)) for focus in FOCUSES}
    return [{focus: pipeline.extract(path) for focus, pipeline in pipelines.items()} for path in PAGES]


def comparable(document: Document) -> bool:
    """Neither given up for holding too little, nor replaced by the text that the page states for machines."""
    return not any(flip.by in ("abstain", "json_ld") for flip in document.judged.selection.flips.values())


def test_the_cut_of_a_focus_holds_that_of_the_one_before(documents: list[dict[Focus, Document]]) -> None:
    """The same blocks in the same order, cut at other places."""
    for by_focus in documents:
        judged = by_focus["balanced"].judged
        page, selection = judged.page, judged.selection
        kept = []
        for focus in FOCUSES:
            made = Selection(selection.probabilities, RECALL_WEIGHTS[focus])
            cut(page, made)
            kept.append(made.keep)
        assert not (kept[0] & ~kept[1]).any()
        assert not (kept[1] & ~kept[2]).any()


def test_precision_keeps_no_more_than_balanced_and_balanced_no_more_than_recall(documents: list[dict[Focus, Document]]) -> None:
    compared = [by_focus for by_focus in documents if all(map(comparable, by_focus.values()))]
    assert len(compared) > 0.8 * len(PAGES)
    wrong = []
    for by_focus in compared:
        words = [by_focus[focus].word_count for focus in FOCUSES]
        if words != sorted(words):
            wrong.append((by_focus["balanced"].title, words))
    assert not wrong
    least, _, most = (sum(by_focus[focus].word_count for by_focus in compared) for focus in FOCUSES)
    assert least < most, "the focus changes nothing"


def test_balanced_is_the_default(documents: list[dict[Focus, Document]]) -> None:
    assert [extract(path).text for path in PAGES[:10]] == [by_focus["balanced"].text for by_focus in documents[:10]]


@pytest.mark.parametrize("focus", ["f1", "", "Recall", None, 2])
def test_an_unknown_focus_is_refused_and_the_known_ones_are_named(focus: Any) -> None:
    with pytest.raises(ValueError, match=r"focus must be one of 'precision', 'balanced', 'recall', not ") as raised:
        Options(focus=focus)
    assert repr(focus) in str(raised.value)
    with pytest.raises(ValueError, match="focus must be"):
        extract("<p>Hello</p>", focus=focus)


# ---------------------------------------------------------------- the command
@pytest.mark.parametrize("focus", FOCUSES)
def test_the_command_passes_the_focus_on(capsys: pytest.CaptureFixture[str], focus: Focus) -> None:
    page = next(path for path in PAGES if extract(path, focus="precision").text != extract(path, focus="recall").text)
    document = extract(page, focus=focus)
    assert main([str(page), "--focus", focus]) == (0 if document else 1)
    assert capsys.readouterr().out == document.text + "\n"


def test_the_command_refuses_an_unknown_focus(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([str(NEWS), "--focus", "speed"])
    assert ended.value.code == 2
    said = capsys.readouterr().err.splitlines()[-1]
    assert all(word in said for word in ("--focus", "speed", *FOCUSES))


# ---------------------------------------------------------------- declutter profile
@pytest.mark.parametrize("pages", [[NEWS], PAGES[:3]], ids=["one page", "three pages"])
def test_profile_prints_every_step(capsys: pytest.CaptureFixture[str], pages: list[Path]) -> None:
    assert main(["profile", *map(str, pages)]) == 0
    printed = capsys.readouterr()
    lines = printed.out.splitlines()
    assert [line[:22].strip() for line in lines] == [*STEPS, "all steps"]
    assert all(" ms" in line for line in lines)
    assert lines[-1].endswith(f"{len(pages)} pages")
    shares = [float(line.split()[-2]) for line in lines[:-1]]
    assert sum(shares) == pytest.approx(100, abs=1)
    assert printed.err == ""


def test_profile_of_a_missing_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["profile", str(NEWS), "no-such-page.html"]) == 2
    printed = capsys.readouterr()
    assert (printed.out, len(printed.err.splitlines())) == ("", 1)
    assert "no-such-page.html" in printed.err


def test_profile_takes_the_steps_that_extract_takes() -> None:
    """A step that the pipeline has and the profile lacks would be time that nobody sees."""
    pipeline = Pipeline()
    for path in (NEWS, *PAGES[:5]):
        document = pipeline.extract(path)
        if comparable(document):
            found = profile(path, pipeline)
            assert found.text == document.text
            assert len(found.seconds) == len(STEPS)
            assert all(seconds >= 0 for seconds in found.seconds)
    assert len(best_of(NEWS, pipeline).seconds) == len(STEPS)
