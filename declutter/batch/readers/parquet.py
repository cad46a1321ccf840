"""Parquet: one row per page, read in small batches; needs pyarrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from declutter.batch.readers.entries import Entry, Meter, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from declutter.batch.readers.jsonl import Fields

ROWS = 64  # read at a time: pages of 100 KB make 6 MB


def parquet_entries(path: Path, file: str, fields: Fields, meter: Meter) -> Iterator[Entry | Skipped]:
    """The pages of a Parquet file. What cannot be read of a row group is reported, and the next one is read.

    Args:
        path: where it is.
        file: its name, for ids.
        fields: names of the columns.
        meter: told how much is read.

    Raises:
        ImportError: if pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise ImportError("for Parquet, declutter needs pyarrow: pip install 'declutter-web[batch]'") from error
    folder, number = file.removesuffix(".parquet"), 0
    try:
        table = pq.ParquetFile(path)
    except (OSError, pa.ArrowException) as error:
        yield Skipped(file, "broken_file", str(error).partition("\n")[0], True)
        return
    with table:
        names = table.schema_arrow.names
        if fields.html not in names:
            yield Skipped(file, "broken_file", f"no column {fields.html!r}: there are {', '.join(names)}", True)
            return
        share = path.stat().st_size / max(1, table.metadata.num_rows)  # bytes of a row
        for group in range(table.num_row_groups):
            first = number
            try:
                for batch in table.iter_batches(batch_size=ROWS, row_groups=[group], columns=[name for name in fields if name in names]):
                    for row in batch.to_pylist():
                        number += 1
                        yield fields.entry(row, f"{file}:{number}", folder)
                    meter.read += round(share * batch.num_rows)
            except (OSError, pa.ArrowException) as error:
                yield Skipped(f"{file}:{number + 1}", "broken_rows", str(error).partition("\n")[0], True)
            number = first + table.metadata.row_group(group).num_rows
