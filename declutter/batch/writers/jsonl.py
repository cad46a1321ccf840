"""JSON Lines: one record per line; plain, gzip or Zstandard. Compressed files can be joined as they are."""

from __future__ import annotations

import gzip
import json
import shutil
from typing import TYPE_CHECKING

from declutter.batch.readers.streams import zstd
from declutter.batch.writers.atomic import atomic, text_bytes
from declutter.batch.writers.format import Format

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from typing import Any

    from declutter.batch.writers.format import Row

LEVEL = 6  # of gzip; its own default outside Python


class JsonlFormat(Format):
    """JSON Lines.

    Args:
        name: ``"jsonl"``, ``"jsonl.gz"`` or ``"jsonl.zst"``.

    Raises:
        ImportError: if it is Zstandard and no module for it is installed.
    """

    def __init__(self, name: str) -> None:
        self.suffix = f".{name}"
        self.zstd = zstd() if name.endswith(".zst") else None

    def write(self, rows: Sequence[Row], path: Path) -> None:
        data = b"".join(line(row.record) for row in rows)
        if self.zstd is not None:
            data = self.zstd.compress(data)
        elif self.suffix.endswith(".gz"):
            data = gzip.compress(data, LEVEL, mtime=0)  # no time, so that the same rows make the same file
        with atomic(path) as file:
            file.write(data)

    def join(self, parts: Iterable[Path], path: Path) -> None:
        with atomic(path) as file:
            for part in parts:
                with open(part, "rb") as source:
                    shutil.copyfileobj(source, file, 1 << 20)


def line(record: dict[str, Any]) -> bytes:
    """A record as a line of JSON."""
    return text_bytes(json.dumps(record, ensure_ascii=False)) + b"\n"
