"""Rounds of ``kill -9`` at random moments and ``--resume``, each against an undisturbed run of ``declutter batch``.

    python tests/bench/kill_resume.py [--rounds N] [--pages N] [--seed N]

A round kills the run, with its workers, as often as it takes until one ends by itself. Outputs take turns: one file, compressed, with
duplicates left out; shards; Parquet; a mirrored folder. The exit code says whether every output was equal, byte for byte.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from batch import generated, warc
from benchmark_pages import ROOT

OUTPUTS = (
    ["out.jsonl.gz", "--duplicates", "exact"],
    ["out", "--format", "jsonl"],
    ["out.parquet"],
    ["out", "--format", "md"],
)
SHARD = 10  # pages


def command(output: list[str]) -> list[str]:
    return [
        sys.executable,
        "-m",
        "declutter",
        "batch",
        "in.warc.gz",
        "-o",
        *output,
        "--shard-size",
        str(SHARD),
        "--workers",
        "2",
        "--quiet",
    ]


def start(arguments: list[str], folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(arguments, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)})


def made(folder: Path) -> dict[str, bytes]:
    """All that was written, and removal of it."""
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    found.pop("in.warc.gz")
    for path in folder.glob("out*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    return found


def disturbed(output: list[str], folder: Path, chance: random.Random, longest: float) -> int:
    """A run that is killed and resumed until it ends by itself; how often it was killed."""
    kills = 0
    arguments = command(output)
    while True:
        process = start(arguments, folder)
        try:
            process.wait(chance.uniform(0, longest))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            kills += 1
            arguments = [*command(output), "--resume"]
            longest *= 1.1  # so that a busy machine gets through
            continue
        if process.returncode:
            sys.exit(f"the resumed run ended with {process.returncode}")
        return kills


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    chance = random.Random(args.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        warc(folder / "in.warc.gz", [generated(number - (number % 7 == 6)) for number in range(args.pages)])
        whole, seconds = {}, {}
        for number, output in enumerate(OUTPUTS):
            began = time.monotonic()
            if start(command(output), folder).wait():
                sys.exit("the undisturbed run failed")
            seconds[number], whole[number] = time.monotonic() - began, made(folder)
        equal = kills = 0
        for number in range(args.rounds):
            which = number % len(OUTPUTS)
            killed = disturbed(OUTPUTS[which], folder, chance, seconds[which])
            same = made(folder) == whole[which]
            equal, kills = equal + same, kills + killed
            print(
                f"round {number + 1:3}  {' '.join(OUTPUTS[which]):40} killed {killed} times: {'equal' if same else 'DIFFERENT'}", flush=True
            )
    print(f"{equal} of {args.rounds} rounds equal, {kills} kills")
    sys.exit(equal < args.rounds)


if __name__ == "__main__":
    main()
