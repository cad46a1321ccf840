"""The command, run as a user runs it: what it prints, where, and how it ends. Never with a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from declutter import __version__, extract

STORY = (
    "The lighthouse on Holm was sold on Friday to a baker who wants to keep its lamp burning as long as there are ships to see it.",
    "“Nobody else made an offer,” said the mayor, who had hoped for a museum and would have been content with a café.",
    "The new owner moves in next month, together with two ovens, a dog and the old keeper, who has been asked to stay on.",
)
PAGE = f"""<!doctype html><html lang="en"><head><title>Lighthouse sold to a baker</title></head><body>
<nav><a href="/">Home</a><a href="/news">News</a></nav><article><p>{STORY[0].replace("Friday", "<b>Friday</b>")}</p>
<h2>No other offer</h2><p>{STORY[1]}</p><p>{STORY[2]}</p></article><footer>Copyright 2024 Holm Times</footer></body></html>"""
ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {**os.environ, "PYTHONUNBUFFERED": "", "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))}
BUFFERING = ("", "1")  # values of PYTHONUNBUFFERED: what a shell has, and what most container images set
COMMAND = [sys.executable, "-m", "declutter"]


def run(*arguments: str | Path, **more: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the command; whatever the case, no traceback, and one line a complaint."""
    done = subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, timeout=60, check=False, **{"env": ENVIRONMENT, **more})
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


TEXT = "\n".join((STORY[0], "No other offer", *STORY[1:])) + "\n"


def test_text_in_utf8_is_the_default_whatever_the_terminal(page: Path) -> None:
    done = run(page, env={**ENVIRONMENT, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert done.stdout.decode("utf-8") == TEXT
    assert (done.returncode, done.stderr) == (0, b"")


def test_markdown(page: Path) -> None:
    done = run(page, "--format", "markdown")
    assert done.stdout.decode() == extract(PAGE).markdown + "\n"
    assert "\n## No other offer\n" in done.stdout.decode()
    assert done.returncode == 0


def test_json(page: Path) -> None:
    done = run(page, "--format", "json", "--url", "https://holm.example/lighthouse")
    found = json.loads(done.stdout)
    assert found == json.loads(extract(PAGE, url="https://holm.example/lighthouse").to_json())
    assert (found["status"], found["title"], found["url"]) == ("ok", "Lighthouse sold to a baker", "https://holm.example/lighthouse")
    assert "“Nobody else" in done.stdout.decode()  # not \\u201c: it is for people to read too
    assert "blocks" not in found


def test_explain_gives_a_line_a_block(page: Path) -> None:
    lines = run(page, "--explain").stdout.decode().splitlines()
    assert len(lines) == len(extract(PAGE).blocks)
    kept = {line.split(" | ")[0].split(None, 3)[3].strip()[:20]: line[0] for line in lines}
    assert kept == {
        "Home News": "-",
        STORY[0][:20]: "+",
        "No other offer": "+",
        STORY[1][:20]: "+",
        STORY[2][:20]: "+",
        "Copyright 2024 Holm ": "-",
    }
    for line in lines:
        assert 0 <= float(line.split()[1]) <= 1
        assert line.split(" | ")[1].strip(), "a block without a reason"


def test_standard_input_and_explain_as_json() -> None:
    found = json.loads(run("-", "--explain", "--format", "json", input=PAGE.encode()).stdout)
    assert found["text"] + "\n" == TEXT
    assert [block["kept"] for block in found["blocks"]] == [False, True, True, True, True, False]


def test_input_and_encoding_are_passed_on(page: Path) -> None:
    page.write_bytes(PAGE.encode("cp850", "replace"))  # which nothing but the option can say
    shown = run(page, "--input", "lines", "--encoding", "cp850").stdout.decode()
    assert "<h2>" in shown
    assert "café" in shown


def test_version_and_help() -> None:
    assert run("--version").stdout.decode().split() == ["declutter", __version__]
    assert b"Exit codes: 0" in b" ".join(run("--help").stdout.split())


# ---------------------------------------------------------------- what goes wrong
def complaint(done: subprocess.CompletedProcess[bytes], code: int, *said: str) -> None:
    """One line on standard error that says it, nothing on standard output, and the exit code."""
    lines = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout, len(lines)) == (code, b"", 1), done
    assert all(word in lines[0] for word in ("declutter: ", *said)), lines[0]


def test_missing_file(tmp_path: Path) -> None:
    complaint(run(tmp_path / "missing.html"), 2, "missing.html", "No such file")


def test_directory(tmp_path: Path) -> None:
    complaint(run(tmp_path), 2, str(tmp_path), "directory")


def test_binary_file(tmp_path: Path) -> None:
    path = tmp_path / "data.html"
    path.write_bytes(bytes(range(256)) * 20)
    complaint(run(path), 3, "data.html", "binary data", "not a page")


def test_wrong_encoding(page: Path) -> None:
    complaint(run(page, "--encoding", "hex"), 2, "encoding", "'hex'")  # a codec, but none of text


@pytest.mark.parametrize("arguments", [["--format", "xml"], ["--input", "pdf"], ["another.html"]])
def test_wrong_arguments(page: Path, arguments: list[str]) -> None:
    done = run(page, *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert arguments[-1] in done.stderr.decode().splitlines()[-1]


def test_no_arguments() -> None:
    done = run()
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"PAGE" in done.stderr


def test_empty_page() -> None:
    done = run("-", input=b"<html><body><script>var a</script></body></html>")
    assert (done.returncode, done.stdout.strip(), done.stderr) == (1, b"", b"")


def test_empty_page_as_json() -> None:
    done = run("-", "--format", "json", input=b" \n\t ")
    assert (done.returncode, json.loads(done.stdout)["status"]) == (1, "empty")


def test_warnings_go_to_standard_error() -> None:
    done = run("-", "--encoding", "utf-8", input=PAGE.encode("latin-1", "replace"))
    assert done.returncode == 0
    assert STORY[0] in done.stdout.decode()
    assert done.stderr.startswith(b"declutter: -: ")


# ---------------------------------------------------------------- pipes that break
@pytest.mark.skipif(os.name == "nt", reason="shell and /dev/full are those of Unix")
@pytest.mark.parametrize(
    ("shell", "code", "said"),
    [
        ('"$@" >&-', 2, "standard output is closed"),
        ('"$@" >/dev/full', 2, "No space left"),
        ('"$1" "$2" "$3" - <&-', 2, "standard input is closed"),
        ('"$@" 2>&-', 0, ""),
    ],
)
def test_closed_and_full_pipes(page: Path, shell: str, code: int, said: str) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", shell, "sh", *COMMAND, str(page)], capture_output=True, env=ENVIRONMENT, timeout=60, check=False
    )
    assert done.returncode == code
    assert len(done.stderr.splitlines()) == bool(said)
    assert said in done.stderr.decode()


@pytest.mark.parametrize("unbuffered", BUFFERING)
def test_a_reader_that_has_seen_enough(tmp_path: Path, unbuffered: str) -> None:
    """As with ``| head``: far more than a pipe holds, of which the reader takes one line."""
    path = tmp_path / "long.html"
    path.write_text(
        f"<html><body><article>{''.join(f'<p>{i}: {STORY[0]}</p>' for i in range(5000))}</article></body></html>", encoding="utf-8"
    )
    environment = {**ENVIRONMENT, "PYTHONUNBUFFERED": unbuffered}
    with subprocess.Popen([*COMMAND, str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().decode() == f"0: {STORY[0]}\n"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0
