"""Extraction of a Spark DataFrame that has one page per row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyspark.sql.types import ArrayType, BooleanType, DoubleType, LongType, StringType, StructField, StructType

from declutter.adapters.arrow import Columns, extracted, rows_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pyarrow as pa
    from pyspark.sql import DataFrame

    from declutter import Options, Pipeline
    from declutter.adapters.arrow import Rows

SPARK_TYPES = {
    "string": StringType(),
    "strings": ArrayType(StringType()),
    "integer": LongType(),
    "float": DoubleType(),
    "boolean": BooleanType(),
}


def extract_frame(
    df: DataFrame,
    html: str = "html",
    url: str | None = "url",
    *,
    id: str | None = None,
    keep: Sequence[str] = (),
    pipeline: Pipeline | Options | None = None,
    also: Sequence[str] = (),
) -> DataFrame:
    """The main text and the metadata of every page of a DataFrame.

    Args:
        df: a DataFrame with one page per row.
        html: name of the column that holds the page, as binary (its encoding is found) or string.
        url: name of the column that holds its address; None where there is none.
        id: name of the column that tells the pages apart, which the result has as ``id``; the address where left out.
        keep: names of other columns to carry over.
        pipeline: a pipeline, or its options.
        also: ``"markdown"`` and ``"links"``, for what a row has only on request.

    Returns:
        A DataFrame with ``id``, the columns to keep, those of ``Document.to_dict()`` and ``error``. A page that cannot be extracted
        has the status ``"error"`` and the reason in ``error``; it never fails a task.

    Raises:
        ValueError: if a column is missing, or one to keep has the name of a column of the result.
    """
    made = rows_for(pipeline, also)
    columns = Columns(html, url, id or url, tuple(dict.fromkeys(keep)))
    columns.check(df.columns)
    fields = [StructField(name, df.schema[column].dataType) for name, column in columns.carried().items()]

    def extract_batches(iterator: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for given in iterator:
            yield from extracted(given, columns, made)

    return df.select(*columns.used()).mapInArrow(extract_batches, StructType([*fields, *spark_fields(made)]))


def spark_fields(made: Rows) -> list[StructField]:
    """The columns of a record."""
    return [StructField(name, SPARK_TYPES[kind]) for name, kind in made.types().items()]
