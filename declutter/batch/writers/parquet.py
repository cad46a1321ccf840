"""Parquet: one record per row, one row group per shard; needs pyarrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from declutter.batch.writers.atomic import atomic, text_bytes
from declutter.batch.writers.format import Format

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from declutter.batch.writers.format import Row


class ParquetFormat(Format):
    """Parquet with these columns.

    Raises:
        ImportError: if pyarrow is not installed.
    """

    suffix = ".parquet"

    def __init__(self, columns: Mapping[str, str]) -> None:
        try:
            import pyarrow as pa
        except ImportError as error:
            raise ImportError("for Parquet, declutter needs pyarrow: pip install 'declutter-web[batch]'") from error
        types = {
            "string": pa.string(),
            "strings": pa.list_(pa.string()),
            "integer": pa.int64(),
            "float": pa.float64(),
            "boolean": pa.bool_(),
        }
        self.schema = pa.schema([pa.field(name, types[kind]) for name, kind in columns.items()])

    def write(self, rows: Sequence[Row], path: Path) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        table = pa.Table.from_pylist(
            [{name: encodable(row.record[name]) for name in self.schema.names} for row in rows], schema=self.schema
        )
        with atomic(path) as file:
            pq.write_table(table, file, compression="zstd")

    def join(self, parts: Iterable[Path], path: Path) -> None:
        import pyarrow.parquet as pq

        with atomic(path) as file, pq.ParquetWriter(file, self.schema, compression="zstd") as writer:
            for part in parts:
                writer.write_table(pq.read_table(part, schema=self.schema))


def encodable(value: Any) -> Any:
    """A value whose strings have a UTF-8 form: half a surrogate pair becomes ``?``."""
    if isinstance(value, str):
        return value if value.isascii() else text_bytes(value).decode("utf-8")
    return [encodable(item) for item in value] if isinstance(value, list) else value
