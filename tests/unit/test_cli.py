"""The command, run as a user runs it: what it prints, where, and how it ends. Never with a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from declutter import __version__, extract

STORY = (
    "The lighthouse on Holm was sold on Friday to a baker who wants to keep its lamp burning as long as there are ships to see it.",
    "“Nobody else made an offer,” expected the mayor, who had hoped for a museum and would have been content with a café.",
    "The new owner moves in next month, together with two ovens, a dog and the old keeper, who has been asked to stay on.",
)
PAGE = f"""<!doctype html><html lang="en"><head><title>Lighthouse sold to a baker</title></head><body>
<nav><a href="/">Home</a><a href="/news">News</a></nav><article><p>{STORY[0].replace("Friday", "<b>Friday</b>")}</p>
<h2>No other offer</h2><p>{STORY[1]}</p><p>{STORY[2]}</p></article><footer>Copyright 2024 Holm Times</footer></body></html>"""
ROOT = Path(__file__).resolve().parents[2]
# PYTHONUNBUFFERED, which most container images set, hides what goes wrong when buffers are written at exit
ENVIRONMENT = {**os.environ, "PYTHONUNBUFFERED": "", "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))}
COMMAND = [sys.executable, "-m", "declutter"]


TEXT = "\n".join((STORY[0], "No other offer", *STORY[1:])) + "\n"
FILES = {
    "page.html": PAGE.encode(),
    "latin-1.html": PAGE.encode("latin-1", "replace"),
    "data.html": bytes(range(256)) * 20,
    "nothing/picture.png": b"\x89PNG",
}
RUNS: dict[str, tuple[list[str], bytes]] = {  # arguments, standard input
    "text": (["page.html"], b""),
    "markdown": (["page.html", "--format", "markdown"], b""),
    "json": (["page.html", "--format", "json", "--url", "https://holm.example/lighthouse"], b""),
    "explain": (["page.html", "--explain"], b""),
    "explain json": (["-", "--explain", "--format", "json"], PAGE.encode()),
    "input, encoding": (["latin-1.html", "--input", "lines", "--encoding", "koi8-r"], b""),
    "version": (["--version"], b""),
    "help": (["--help"], b""),
    "missing": (["missing.html"], b""),
    "empty folder": (["nothing"], b""),
    "no match": (["nothing/*.html"], b""),
    "binary": (["data.html"], b""),
    "wrong encoding": (["page.html", "--encoding", "hex"], b""),  # a codec, but none of text
    "wrong format": (["page.html", "--format", "xml"], b""),
    "two pages": (["page.html", "another.html"], b""),
    "no arguments": ([], b""),
    "empty": (["-"], b"<html><body><script>var a</script></body></html>"),
    "empty json": (["-", "--format", "json"], b" \n\t "),
    "warnings": (["-", "--encoding", "utf-8"], PAGE.encode("latin-1", "replace")),
}
Done = subprocess.CompletedProcess[bytes]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli")
    for name, data in FILES.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(data)
    return path


@pytest.fixture(scope="module")
def done(folder: Path) -> dict[str, Done]:
    """All runs, some at a time: a process takes most of a second to start. The terminal is the poorest there is."""
    environment = {**ENVIRONMENT, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}

    def run(name: str) -> Done:
        arguments, piped = RUNS[name]
        return subprocess.run(
            [*COMMAND, *arguments], input=piped, cwd=folder, capture_output=True, env=environment, timeout=60, check=False
        )

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return dict(zip(RUNS, pool.map(run, RUNS), strict=True))


@pytest.mark.parametrize("name", RUNS)
def test_no_traceback_ever(done: dict[str, Done], name: str) -> None:
    assert b"Traceback" not in done[name].stderr
    assert done[name].returncode in (0, 1, 2, 3)


def test_text_in_utf8_is_the_default_whatever_the_terminal(done: dict[str, Done]) -> None:
    assert done["text"].stdout.decode("utf-8") == TEXT
    assert (done["text"].returncode, done["text"].stderr) == (0, b"")


def test_markdown(done: dict[str, Done]) -> None:
    shown = done["markdown"].stdout.decode()
    assert shown == extract(PAGE).markdown + "\n"
    assert "\n## No other offer\n" in shown
    assert done["markdown"].returncode == 0


def test_json(done: dict[str, Done]) -> None:
    found = json.loads(done["json"].stdout)
    assert found == json.loads(extract(PAGE, url="https://holm.example/lighthouse").to_json())
    assert (found["status"], found["title"], found["url"]) == ("ok", "Lighthouse sold to a baker", "https://holm.example/lighthouse")
    assert "“Nobody else" in done["json"].stdout.decode()  # not \\u201c: it is for people to read too
    assert "blocks" not in found


def test_explain_gives_one_line_per_block(done: dict[str, Done]) -> None:
    lines = done["explain"].stdout.decode().splitlines()
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


def test_standard_input_and_explain_as_json(done: dict[str, Done]) -> None:
    found = json.loads(done["explain json"].stdout)
    assert found["text"] + "\n" == TEXT
    assert [block["kept"] for block in found["blocks"]] == [False, True, True, True, True, False]


def test_input_and_encoding_are_passed_on(done: dict[str, Done]) -> None:
    shown = done["input, encoding"].stdout.decode()
    assert "<h2>" in shown
    assert "cafИ" in shown  # the option counts, however little it fits


def test_version_and_help(done: dict[str, Done]) -> None:
    assert done["version"].stdout.decode().split() == ["declutter", __version__]
    assert b"Exit codes: 0" in b" ".join(done["help"].stdout.split())


# ---------------------------------------------------------------- what goes wrong
def error_line(done: Done, code: int, *parts: str) -> None:
    """One line on standard error that says it, nothing on standard output, and the exit code."""
    lines = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout, len(lines)) == (code, b"", 1), done
    assert all(word in lines[0] for word in ("declutter: ", *parts)), lines[0]


def test_what_cannot_be_read(done: dict[str, Done]) -> None:
    error_line(done["missing"], 2, "missing.html", "No such file")
    error_line(done["empty folder"], 2, "nothing: no page in this folder")
    error_line(done["no match"], 2, "nothing/*.html: no file matches")
    error_line(done["binary"], 3, "data.html", "binary data", "not a page")
    error_line(done["wrong encoding"], 2, "encoding", "'hex'")


@pytest.mark.parametrize(("name", "expected"), [("wrong format", "'xml'"), ("no arguments", "PAGE")])
def test_wrong_arguments(done: dict[str, Done], name: str, expected: str) -> None:
    assert (done[name].returncode, done[name].stdout) == (2, b"")
    assert expected in done[name].stderr.decode().splitlines()[-1]


def test_empty_pages(done: dict[str, Done]) -> None:
    assert (done["empty"].returncode, done["empty"].stdout.strip(), done["empty"].stderr) == (1, b"", b"")
    assert (done["empty json"].returncode, json.loads(done["empty json"].stdout)["status"]) == (1, "empty")


def test_warnings_go_to_standard_error(done: dict[str, Done]) -> None:
    assert done["warnings"].returncode == 0
    assert STORY[0] in done["warnings"].stdout.decode()
    assert done["warnings"].stderr.startswith(b"declutter: -: ")


# ---------------------------------------------------------------- pipes that break
@pytest.mark.skipif(os.name == "nt", reason="shell and /dev/full are those of Unix")
@pytest.mark.parametrize(
    ("shell", "code", "expected"),
    [
        ('"$@" >&-', 2, "standard output is closed"),
        ('"$@" >/dev/full', 2, "No space left"),
        ('"$1" "$2" "$3" - <&-', 2, "standard input is closed"),
    ],
)
def test_closed_and_full_pipes(folder: Path, shell: str, code: int, expected: str) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", shell, "sh", *COMMAND, "page.html"], cwd=folder, capture_output=True, env=ENVIRONMENT, timeout=60, check=False
    )
    assert done.returncode == code
    assert len(done.stderr.splitlines()) == 1
    assert expected in done.stderr.decode()


@pytest.mark.skipif(os.name == "nt", reason="ulimit is that of Unix")
def test_a_disk_that_fills_up_halfway_is_not_a_success(folder: Path) -> None:
    """Without buffering, the write that no longer fits whole succeeds in part: only the next one says why."""
    shell = f"ulimit -f 1; '{sys.executable}' -m declutter --explain --format json page.html >out.json"
    environment = {**ENVIRONMENT, "PYTHONUNBUFFERED": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(["/bin/sh", "-c", shell], cwd=folder, capture_output=True, env=environment, timeout=60, check=False)
    assert 0 < (folder / "out.json").stat().st_size <= 1024
    error_line(done, 2, "standard output", "large")


def test_a_reader_that_has_seen_enough(tmp_path: Path) -> None:
    """As with ``| head``: far more than a pipe holds, of which the reader takes one line."""
    path = tmp_path / "long.html"
    path.write_text(
        f"<html><body><article>{''.join(f'<p>{i}: {STORY[0]}</p>' for i in range(5000))}</article></body></html>", encoding="utf-8"
    )
    with subprocess.Popen([*COMMAND, str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().decode() == f"0: {STORY[0]}\n"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0
