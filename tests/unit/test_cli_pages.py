"""``declutter PAGE…``: several pages, output to files, the config file, and what a start loads."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from declutter import extract
from declutter.cli import main

ROOT = Path(__file__).resolve().parents[2]
STORY = "The lighthouse on Holm was sold on Friday to a baker who wants to keep its lamp burning as long as there are ships to see it."
PAGE = f"""<html lang="en"><head><title>Lighthouse sold</title></head><body><article><p>{STORY}</p><h2>No other offer</h2>
<p>“Nobody else made an offer,” said the mayor, who had hoped for a museum and would have been content with a café.</p></article>"""
FILES = {
    "page.html": PAGE,
    "pages/a.html": PAGE,
    "pages/a.htm": PAGE.replace("Holm was", "Sund was"),
    "pages/deeper/b.html": PAGE,
    "pages/.hidden/c.html": PAGE,
    "pages/picture.png": "\x89PNG",
    "empty.html": "<nav><a href='/'>Home</a></nav>",
    "config.toml": 'pages = ["page.html"]\nformat = "markdown"\ntitle = true\nno_links = true\nembeds = false\n',
}


class Done(NamedTuple):
    code: int
    out: str
    err: str


class Command:
    """The command in a folder with the files."""

    def __init__(self, capfd: pytest.CaptureFixture[str]) -> None:
        self.capfd = capfd

    def __call__(self, *arguments: str) -> Done:
        try:
            code = main(arguments)
        except SystemExit as error:
            code = int(str(error.code))
        return Done(code, *self.capfd.readouterr())


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return Command(capfd)


def test_several_pages_have_a_line_with_their_name(command: Command) -> None:
    done = command("pages")
    heads = [line for line in done.out.splitlines() if line.startswith("==>")]
    assert heads == [f"==> {Path(name)} <==" for name in ("pages/a.htm", "pages/a.html", "pages/deeper/b.html")]
    assert (done.code, done.out.count("No other offer"), done.err) == (0, 3, "")


def test_several_pages_as_json_are_lines(command: Command) -> None:
    assert [json.loads(line)["title"] for line in command("pages", "--format", "json").out.splitlines()] == ["Lighthouse sold"] * 3


def test_globs_that_the_shell_leaves_alone(command: Command) -> None:
    assert command("pages/**/*.html", "pages/*.htm", "--format", "markdown").out.count("## No other offer") == 3


def test_the_gravest_of_several_exit_codes(command: Command) -> None:
    assert command("page.html", "empty.html").code == 1
    done = command("page.html", "another.html", "empty.html")
    assert done.code == 2
    assert "another.html: No such file" in done.err
    assert "==> empty.html <==" in done.out  # the others are shown all the same


def test_output_to_a_file_or_a_folder_that_mirrors_the_input(command: Command) -> None:
    assert command("page.html", "-o", "made/page.txt") == Done(0, "", "")
    assert Path("made/page.txt").read_text("utf-8") == extract(PAGE).text + "\n"
    assert command("-o", "all", "pages", "page.html", "--format", "markdown") == Done(0, "", "")
    made = {path.relative_to("all").as_posix() for path in Path("all").rglob("*") if path.is_file()}
    assert made == {"page.md", "pages/a.html.md", "pages/a.htm.md", "pages/deeper/b.md"}  # suffixes stay where nothing else differs
    assert "Sund was" in Path("all/pages/a.htm.md").read_text("utf-8")
    assert command("page.html", "-o", "made") == Done(0, "", "")
    assert Path("made/page.txt").is_file()


def test_config_file(command: Command) -> None:
    assert command("--config", "config.toml").out == extract(PAGE).to_markdown(title=True) + "\n"
    assert command("page.html", "--config=config.toml", "--format", "text").out == extract(PAGE).text + "\n"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ('focsu = "recall"', ("wrong.toml: there is no option 'focsu'", "focus", "front-matter", "pages")),
        ('title = "yes"', ("wrong.toml: title must be true or false",)),
        ("focus = true", ("wrong.toml: focus must be a value",)),
        ('focus = "both"', ("--focus", "'both'", "balanced")),
        ('config = "other.toml"', ("there is no option 'config'",)),
        ("focus: recall", ("wrong.toml:", "line 1")),
        (None, ("wrong.toml: No such file",)),
    ],
)
def test_wrong_config_files(command: Command, text: str | None, parts: tuple[str, ...]) -> None:
    if text is not None:
        Path("wrong.toml").write_text(text, "utf-8")
    done = command("page.html", "--config", "wrong.toml")
    assert (done.code, done.out) == (2, "")
    assert all(part in done.err for part in parts), done.err


def test_version_and_help_load_no_extraction() -> None:
    """Startup time, measured in a way that no busy machine disturbs: by what is imported."""
    code = (
        "import sys\nfrom declutter.cli import main\n"
        "for arguments in (['--version'], ['--help'], ['batch', '--help'], ['profile', '--help']):\n"
        "    try: main(arguments)\n    except SystemExit: pass\n"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=60, check=True)
    loaded = done.stderr.decode().split()
    assert done.stdout.count(b"usage:") == 3
    assert len([name for name in loaded if name.startswith("declutter")]) < 25
    assert len(loaded) < 250
    heavy = {"numpy", "lxml", "regex", "bs4", "httpx", "pyarrow", "asyncio", "multiprocessing"}
    assert not heavy & {name.partition(".")[0] for name in loaded}
