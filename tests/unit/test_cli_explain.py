"""``declutter explain``: one line per block, everything about one, and JSON."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from declutter import extract
from declutter.cli import main
from declutter.cli.explain import printable

PAGE = Path(__file__).parents[2] / "fixtures" / "pages" / "substack-like-newsletter-post" / "page.html"


def printed(capfd: pytest.CaptureFixture[str], *argv: str, code: int = 0) -> list[str]:
    """What the command prints on standard output."""
    assert main(["explain", *argv]) == code
    return capfd.readouterr().out.splitlines()


def test_a_line_for_each_block(capfd: pytest.CaptureFixture[str]) -> None:
    document = extract(PAGE)
    first, *lines = printed(capfd, str(PAGE))
    kept = sum(verdict.kept for verdict in document.blocks)
    assert first.startswith(f"{kept} of {len(document.blocks)} blocks kept") and f"{100 * document.threshold:.0f} %" in first
    lines = [line for line in lines if line]
    assert len(lines) == len(document.blocks)
    for line, verdict in zip(lines, document.blocks, strict=True):
        number, mark, chance, _, label = line.split()[:5]
        assert (int(number), mark, int(chance), label) == (
            verdict.index,
            "+" if verdict.kept else "-",
            round(100 * verdict.score),
            verdict.label,
        )
        assert all(why in line for why in verdict.because)


def test_one_block_with_its_contributions(capfd: pytest.CaptureFixture[str]) -> None:
    verdict = next(verdict for verdict in extract(PAGE).blocks if verdict.text == "Share this post")
    text = "\n".join(printed(capfd, str(PAGE), "--block", str(verdict.index)))
    assert verdict.reason in text and verdict.path in text and verdict.xpath in text
    table = text.partition("what adds")[2].splitlines()[1:]
    rows = [line.split() for line in table if line]
    groups = [float(row[0]) for line, row in zip(table, rows, strict=False) if not line.startswith(" " * 10)]
    assert sum(groups[:-1]) == pytest.approx(groups[-1], abs=0.02) == pytest.approx(verdict.log_odds, abs=0.01)
    signals = [float(row[0]) for line, row in zip(table, rows, strict=False) if line.startswith(" " * 10)]
    own = [part for name, part in verdict.contributions.items() if name not in ("bias", "context")]
    assert sum(signals) == pytest.approx(sum(own), abs=0.1)


def test_grep_finds_text_whatever_its_case(capfd: pytest.CaptureFixture[str]) -> None:
    lines = printed(capfd, str(PAGE), "--grep", "FARTHING at the")
    assert any("The farthing at the quay" in line for line in lines) and len(lines) < 5
    assert "no such block" in printed(capfd, str(PAGE), "--grep", "zebra crossing")
    assert printed(capfd, str(PAGE), "--block", "9999")[0].startswith("no such block; the page has")


def test_json_has_the_threshold_and_the_verdicts(capfd: pytest.CaptureFixture[str]) -> None:
    document = extract(PAGE)
    data = json.loads("\n".join(printed(capfd, str(PAGE), "--json")))
    assert data["threshold"] == document.threshold and len(data["blocks"]) == len(document.blocks)
    assert data["blocks"][4] == json.loads(json.dumps(document.blocks[4].to_dict()))
    (one,) = json.loads("\n".join(printed(capfd, str(PAGE), "--json", "--block", "4")))["blocks"]
    assert sum(one["signals"].values()) == pytest.approx(one["log_odds"])


@pytest.mark.parametrize(
    ("name", "content"),
    [("page.html", "<p>A lamp is lit at six, and the harbour sees it.</p>"), ("page.txt", "A lamp is lit at six.\n\nHome\n"), ("-", "")],
    ids="html lines stdin".split(),
)
def test_it_reads_what_the_other_command_reads(
    name: str, content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    if name != "-":
        Path(name).write_text(content, "utf-8")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE.read_bytes())))
    assert "blocks kept" in printed(capfd, name, code=0)[0]
    assert main(["explain", "no-such-file.html"]) == 2


def test_colours_where_they_are_wanted(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert not any("\x1b" in line for line in printed(capfd, str(PAGE))), "it is no terminal"
    assert any("\x1b[32m" in line for line in printed(capfd, str(PAGE), "--color", "always"))
    assert any("█" in line for line in printed(capfd, str(PAGE), "--color", "always", "--block", "4"))


def test_the_page_cannot_command_the_terminal() -> None:
    assert printable("\x1b[32mgreen\x1b[0m \x1b]0;title\x07 \x1b[2J\u202e") == "\x1b[32mgreen\x1b[0m \ufffd]0;title\ufffd \ufffd[2J\ufffd"
