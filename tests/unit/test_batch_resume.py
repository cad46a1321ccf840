"""``declutter batch --resume``: whatever ends a run, the output is in the end what an undisturbed run writes."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from batch_pages import batch, page

ROOT = Path(__file__).resolve().parents[2]
COUNT = 6
OUTPUTS = {
    "file": ["out.jsonl.gz", "--duplicates", "exact"],
    "csv": ["out.csv"],
    "shards": ["out", "--duplicates", "exact"],
    "mirror": ["out", "--format", "md"],
}
STRIDE = {"file": 2, "csv": 7, "shards": 3, "mirror": 3}  # how far apart the steps are that are tried


class Crash(BaseException):
    """Stands for the end of the process."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a JSONL file of pages, of which every third equals the one before, and a broken line."""
    lines = [json.dumps({"id": f"p{number}", "html": page(number - (number % 3 == 2), words=12)}) for number in range(COUNT)]
    (tmp_path / "in.jsonl").write_text("\n".join([*lines[:3], "{broken", *lines[3:]]) + "\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> int:
    return batch("in.jsonl", "-o", *arguments, "--shard-size", "2", "--quiet")


def made(folder: Path) -> dict[str, bytes]:
    """All that a run has written, and removal of it."""
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    for path in folder.iterdir():
        if path.name.startswith("out"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    return found


@pytest.fixture
def crash_at(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], None]]:
    """Ends the process at the nth step that changes what is on the disk; 0 for never."""
    steps, fsync = {"left": 0}, os.fsync

    def breakable(step: Callable[..., Any]) -> Callable[..., Any]:
        def changed(*args: Any, **kwargs: Any) -> Any:
            steps["left"] -= 1
            if steps["left"] == 0:
                raise Crash
            return None if step is fsync else step(*args, **kwargs)  # no power fails here

        return changed

    def set_crash(number: int) -> None:
        steps["left"] = number

    for module, name in ((os, "fsync"), (os, "replace"), (os, "truncate"), (shutil, "rmtree")):
        monkeypatch.setattr(module, name, breakable(getattr(module, name)))
    yield set_crash
    steps["left"] = 0


@pytest.mark.parametrize("output", OUTPUTS)
def test_a_crash_at_any_step_loses_and_doubles_nothing(output: str, folder: Path, crash_at: Callable[[int], None]) -> None:
    crash_at(0)
    assert run(*OUTPUTS[output]) == 1
    whole = made(folder)
    crashes = 0
    for step in range(1, 1000, STRIDE[output]):
        crash_at(step)
        try:
            run(*OUTPUTS[output])
        except Crash:
            crashes += 1
        else:
            break
        crash_at(step + 3 if step % 4 == 0 else 0)  # and sometimes once more
        try:
            run(*OUTPUTS[output], "--resume")
        except Crash:
            crash_at(0)
            run(*OUTPUTS[output], "--resume")
        assert made(folder) == whole, f"after a crash at step {step}"
    assert crashes > 20 // STRIDE[output]
    crash_at(0)


@pytest.mark.parametrize("cut", [1, 10, 200, 500])
def test_a_manifest_that_ends_within_a_line(folder: Path, crash_at: Callable[[int], None], cut: int) -> None:
    crash_at(0)
    run("out")
    whole = made(folder)
    crash_at(16)
    with pytest.raises(Crash):
        run("out")
    crash_at(0)
    manifest = folder / "out/.declutter/manifest.jsonl"
    manifest.write_bytes(manifest.read_bytes()[:-cut])
    assert run("out", "--resume") == 1
    assert made(folder) == whole


def test_an_output_that_exists_is_neither_touched_nor_resumed_unasked(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for output in ("out.jsonl", "out"):
        assert run(output) == 1
        before = made(folder)
        run(output)
        assert run(output) == 2
        assert "--resume goes on with it, --overwrite begins anew" in capfd.readouterr().err
        assert run(output, "--resume") == (0 if output == "out.jsonl" else 1)  # complete: nothing is done
        assert run(output, "--overwrite") == 1
        assert made(folder) == before


def test_resume_refuses_other_settings_and_a_changed_input(
    folder: Path, crash_at: Callable[[int], None], capfd: pytest.CaptureFixture[str]
) -> None:
    crash_at(16)
    with pytest.raises(Crash):
        run("out")
    crash_at(0)
    assert run("out", "--resume", "--min-words", "5") == 2
    assert "min_words was 0" in capfd.readouterr().err
    text = (folder / "in.jsonl").read_text("utf-8")
    (folder / "in.jsonl").write_text(text.replace('"p1"', '"other"'), "utf-8")
    assert run("out", "--resume") == 2
    assert "the input has changed since shard 0" in capfd.readouterr().err
    (folder / "in.jsonl").write_text(text, "utf-8")
    assert run("out", "--resume") == 1


def test_a_folder_of_somebody_else(folder: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out/notes.txt").write_text("mine", "utf-8")
    assert run("out") == run("out", "--resume") == 2
    assert run("out", "--overwrite") == 1
    assert (folder / "out/notes.txt").read_text("utf-8") == "mine"


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is that of Unix")
def test_kill_9(folder: Path) -> None:
    """A real process; tests/bench/kill_resume.py does many rounds, with workers."""
    lines = [json.dumps({"id": f"p{number}", "html": page(number)}) for number in range(30)]
    (folder / "in.jsonl").write_text("\n".join(lines), "utf-8")
    run("out.jsonl")
    whole = made(folder)
    command = [sys.executable, "-m", "declutter", "batch", "in.jsonl", "-o", "out.jsonl", "--shard-size", "2", "--quiet", "--workers", "0"]
    with subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT)}) as process:
        manifest = folder / "out.jsonl.parts/manifest.jsonl"
        while process.poll() is None and not (manifest.exists() and manifest.read_bytes().count(b"\n") > 2):
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL and not (folder / "out.jsonl").exists()
    assert run("out.jsonl", "--resume") == 0
    assert made(folder) == whole
    assert len(rows_of(whole["out.jsonl"])) == 30


def rows_of(data: bytes) -> list[Any]:
    return [json.loads(line) for line in data.splitlines()]
