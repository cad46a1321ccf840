"""Pages for tests of batches, and the command run on them in this process."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from declutter.cli import main

WORDS = "harbour lighthouse ferry captain window garden market bridge river winter letter island museum kitchen teacher".split()


def page(number: int, language: str = "en", words: int = 60) -> str:
    """A page whose text differs from those of other numbers."""
    pool = [WORDS[(number * 7 + place * place + place) % len(WORDS)] for place in range(words)]
    if language == "de":
        text = "Der alte Hafen und die Fähre waren nicht das, was man sich dort unter einem Museum vorstellt, sagte der Kapitän. " * 3
    else:
        text = " ".join(
            f"The {pool[i]} stood beside the {pool[i + 1]}, as number {number} of the {pool[i + 2]}." for i in range(0, words - 3, 3)
        )
    return (
        f'<html lang="{language}"><head><title>Story {number}</title></head><body><nav><a href="/">Home</a></nav><article>'
        f"<p>{text}</p><p>{text[::1]} It was day {number}.</p></article></body></html>"
    )


def site(folder: Path, count: int) -> Path:
    """A folder with pages in folders."""
    for number in range(count):
        path = folder / f"part{number % 3}" / f"page{number:03}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(number), "utf-8")
    return folder


def batch(*arguments: str | Path) -> int:
    """The exit code of ``declutter batch``, without other processes."""
    try:
        return main(["batch", *map(str, arguments), "--workers", "0"])
    except SystemExit as error:
        return int(str(error.code))


def rows(path: Path) -> list[dict[str, Any]]:
    """What a JSONL file holds."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def ids(records: Sequence[dict[str, Any]]) -> list[str]:
    return [record["id"] for record in records]
