"""CSV: one record per row, lists as JSON; UTF-8, RFC 4180."""

from __future__ import annotations

import csv
import io
import json
import shutil
from typing import TYPE_CHECKING, Any

from declutter.batch.writers.atomic import atomic, text_bytes
from declutter.batch.writers.format import Format

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from declutter.batch.writers.format import Row


class CsvFormat(Format):
    """CSV with these columns."""

    suffix = ".csv"

    def __init__(self, columns: Mapping[str, str]) -> None:
        self.columns = tuple(columns)
        self.header = lines([self.columns])

    def write(self, rows: Sequence[Row], path: Path) -> None:
        with atomic(path) as file:
            file.write(self.header + lines([cell(row.record[name]) for name in self.columns] for row in rows))

    def join(self, parts: Iterable[Path], path: Path) -> None:
        with atomic(path) as file:
            file.write(self.header)
            for part in parts:
                with open(part, "rb") as source:
                    source.seek(len(self.header))
                    shutil.copyfileobj(source, file, 1 << 20)


def cell(value: Any) -> Any:
    """A value as a cell."""
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return str(value).lower() if isinstance(value, bool) else value


def lines(rows: Iterable[Sequence[Any]]) -> bytes:
    """Rows as CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text_bytes(text.getvalue())
