"""``declutter compare``: differences by line to the peers that are installed, in a terminal and as a file that is safe to open."""

from __future__ import annotations

import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from lxml import html

from declutter.cli import compare, main
from declutter.cli.compare import agreement, differences, lines_of
from declutter.cli.peers import PEERS

PAGE = Path(__file__).parents[2] / "fixtures" / "pages" / "list-of-recommended-newsletters" / "page.html"
STORY = "The miller mended the bridge on Friday.\nThe mayor was glad of it."


@pytest.fixture
def peer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A peer that keeps the first line, and a line of its own that is markup."""
    monkeypatch.setitem(PEERS, "readability", lambda page, url: "• The  miller mended the bridge on Friday\n<img src=x onerror=hit()>")
    monkeypatch.setattr(compare, "installed", lambda: ["readability"])


@pytest.fixture
def page(tmp_path: Path) -> str:
    file = tmp_path / "page.html"
    file.write_text("<title>Bridge</title><article>" + "".join(f"<p>{line}</p>" for line in STORY.split("\n")) + "</article>", "utf-8")
    return str(file)


def test_lines_that_only_one_keeps(peer: None, page: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", page, "--all"]) == 0
    assert capsys.readouterr().out.rstrip().split("\n")[1:] == [
        "  The miller mended the bridge on Friday.",
        "+ The mayor was glad of it.",
        "- <img src=x onerror=hit()>",
    ]


def test_the_file_is_safe_to_open(peer: None, page: str, tmp_path: Path) -> None:
    target = tmp_path / "compare.html"
    assert main(["compare", page, "--html", str(target)]) == 0
    root = html.document_fromstring(target.read_text("utf-8"))
    assert not root.xpath("//img | //script | //@src")
    assert root.xpath("string(//td[@class='only theirs'])") == "<img src=x onerror=hit()>"
    assert root.xpath("string(//td[@class='only ours'])") == "The mayor was glad of it."
    assert "default-src 'none'" in root.xpath("//meta[@http-equiv]/@content")[0]


def test_standard_input(peer: None, page: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(Path(page).read_bytes())))
    assert main(["compare", "-"]) == 0
    assert "+ The mayor was glad of it." in capsys.readouterr().out


def test_nothing_to_compare_with(monkeypatch: pytest.MonkeyPatch, page: str, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(compare, "installed", list)
    assert main(["compare", page]) == 2
    assert "declutter-web[compare]" in capsys.readouterr().err
    assert main(["compare", page, "--with", "justext"]) == 2
    assert "justext: not installed" in capsys.readouterr().err


def test_agreement() -> None:
    assert agreement(["a b"], ["a b"]) == agreement([], []) == 1.0
    assert agreement(["a b"], ["c"]) == 0.0
    assert agreement(["a b c"], ["a"]) == pytest.approx(0.5)
    assert [one.same for one in differences(lines_of(STORY), lines_of(STORY))] == [True]


@pytest.mark.parametrize("name", PEERS)
def test_peers_that_are_installed(name: str) -> None:
    pytest.importorskip(name, reason=f"{name} is not installed: pip install 'declutter-web[compare]'")
    text = PEERS[name](PAGE.read_text("utf-8"), None)
    assert "a newsletter is a letter from somebody who does not know you" in text.casefold()
