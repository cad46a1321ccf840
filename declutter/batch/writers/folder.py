"""A folder with one file per page that mirrors the input. Pages without main text have none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.batch.shape import RENDERED
from declutter.batch.writers.atomic import atomic, sync_folder, text_bytes
from declutter.batch.writers.format import Format

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from declutter.batch.writers.format import Row


class FolderFormat(Format):
    """One file per page.

    Args:
        name: the suffix, without its dot.
    """

    mirrors = True

    def __init__(self, name: str) -> None:
        self.suffix = f".{name}"

    def write(self, rows: Sequence[Row], path: Path) -> None:
        folders = set()
        for row in rows:
            if row.record["status"] == "ok":
                file = path / f"{row.name}{self.suffix}"
                file.parent.mkdir(parents=True, exist_ok=True)
                folders.add(file.parent)
                with atomic(file) as target:
                    target.write(text_bytes(row.record[RENDERED]) + b"\n")
        for folder in folders:
            sync_folder(folder)

    def join(self, parts: Iterable[Path], path: Path) -> None:
        """Nothing is to be joined: the files are in place."""
