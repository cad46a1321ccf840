"""Writers: rows of one shard to a file of a table format, or to one file per page. Every file appears whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.batch.writers.csv import CsvFormat
from declutter.batch.writers.folder import FolderFormat
from declutter.batch.writers.jsonl import JsonlFormat
from declutter.batch.writers.parquet import ParquetFormat

if TYPE_CHECKING:
    from declutter.batch.shape import Shape
    from declutter.batch.writers.format import Format

TABLES = ("jsonl", "jsonl.gz", "jsonl.zst", "csv", "parquet")
FILES = {"txt": "text", "md": "markdown", "html": "html", "json": "json", "tei": "tei"}  # suffix of one file per page -> what it holds
FORMATS = (*TABLES, *FILES)


def format_named(name: str, shape: Shape) -> Format:
    """The format of a name out of `FORMATS`.

    Raises:
        ImportError: if its extra is not installed.
    """
    if name in FILES:
        return FolderFormat(name)
    if name == "csv":
        return CsvFormat(shape.columns())
    if name == "parquet":
        return ParquetFormat(shape.columns())
    return JsonlFormat(name)
